#include "app/http/xml/XmlScan.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 80; // that is told

QString tr(const char *text)
{
    return QCoreApplication::translate("XmlText", text);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || uchar(c) >= 0x80;
}

bool isNameByte(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

QString told(QByteArrayView name)
{
    return QString::fromUtf8(name.first(std::min(name.size(), longestName)));
}

}

XmlScan::XmlScan(QByteArrayView xml)
    : m_xml(xml)
{
    if (xml.startsWith("\xef\xbb\xbf"))
        m_at = 3;
}

XmlScan::Token XmlScan::wrong(qsizetype at, const QString &message)
{
    m_faultAt = at;
    m_message = message;
    m_at = m_begin; // the token is none
    return Token::Fault;
}

bool XmlScan::isAt(qsizetype at, QByteArrayView words) const
{
    return m_xml.sliced(at).startsWith(words);
}

qsizetype XmlScan::skipSpace(qsizetype from) const
{
    while (from < m_xml.size() && isSpace(m_xml[from]))
        ++from;
    return from;
}

qsizetype XmlScan::nameEnd(qsizetype from) const
{
    if (from >= m_xml.size() || !isNameStart(m_xml[from]))
        return from;
    while (from < m_xml.size() && isNameByte(m_xml[from]))
        ++from;
    return from;
}

QByteArrayView XmlScan::nameAt(qsizetype tag) const
{
    return m_xml.sliced(tag + 1, nameEnd(tag + 1) - tag - 1);
}

qsizetype XmlScan::lineOf(qsizetype at) const
{
    return 1 + std::count(m_xml.begin(), m_xml.begin() + at, '\n');
}

XmlFault XmlScan::fault() const
{
    const QByteArrayView before = m_xml.first(m_faultAt);
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    XmlFault fault{m_faultAt, lineOf(m_faultAt), 1, m_message};
    // Not the inside of a UTF-8 sequence.
    fault.column += std::count_if(before.begin() + lineBegin, before.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; });
    if (fault.line == 1 && before.startsWith("\xef\xbb\xbf"))
        --fault.column;
    return fault;
}

XmlScan::Token XmlScan::next()
{
    m_begin = m_at;
    if (m_at < m_xml.size())
        return m_xml[m_at] == '<' ? markup() : text();
    if (!m_open.empty()) {
        return wrong(m_at, tr("The text ends inside the element %1, which begins in line %2.")
                               .arg(told(nameAt(m_open.back())), QString::number(lineOf(m_open.back()))));
    }
    return m_hasRoot ? Token::Done : wrong(m_at, tr("There is no element."));
}

XmlScan::Token XmlScan::text()
{
    const qsizetype end = m_xml.indexOf('<', m_at);
    const QByteArrayView text = m_xml.sliced(m_at, (end < 0 ? m_xml.size() : end) - m_at);
    const auto firstWord = std::find_if_not(text.begin(), text.end(), isSpace);
    m_isBlank = firstWord == text.end();
    if (m_open.empty() && !m_isBlank)
        return wrong(m_at + (firstWord - text.begin()), m_hasRoot ? tr("There is more text after the end of the root element.") : tr("Text stands here before the root element."));
    if (!checkReferences(text, m_at))
        return Token::Fault;
    m_at += text.size();
    return Token::Text;
}

bool XmlScan::checkReferences(QByteArrayView text, qsizetype at)
{
    for (qsizetype i = text.indexOf('&'); i >= 0; i = text.indexOf('&', i + 1)) {
        qsizetype end = at + i + 1;
        if (isAt(end, "#")) {
            const bool isHex = isAt(end + 1, "x");
            const qsizetype digits = end + (isHex ? 2 : 1);
            end = digits;
            while (end < m_xml.size() && (isHex ? std::isxdigit(uchar(m_xml[end])) != 0 : m_xml[end] >= '0' && m_xml[end] <= '9'))
                ++end;
            if (end == digits)
                end = -1;
        } else {
            const qsizetype name = end;
            end = nameEnd(end);
            if (end == name)
                end = -1;
        }
        if (end < 0 || !isAt(end, ";")) {
            wrong(at + i, tr("An & must be written &amp;, or begin an entity such as &lt;."));
            return false;
        }
    }
    return true;
}

XmlScan::Token XmlScan::markup()
{
    if (isAt(m_at, "<!--"))
        return until("-->", m_at + 4, Token::Comment, tr("The comment that begins here is never closed."));
    if (isAt(m_at, "<![CDATA[")) {
        if (m_open.empty())
            return wrong(m_at, tr("Text stands here outside the root element."));
        return until("]]>", m_at + 9, Token::CData, tr("The CDATA section that begins here is never closed."));
    }
    if (isAt(m_at, "<?")) {
        const qsizetype end = nameEnd(m_at + 2);
        const bool isFirst = m_at == 0 || (m_at == 3 && m_xml.startsWith("\xef\xbb\xbf"));
        if (m_xml.sliced(m_at + 2, end - m_at - 2).compare("xml", Qt::CaseInsensitive) == 0 && !isFirst)
            return wrong(m_at, tr("The XML declaration must be the very first, with nothing before it."));
        return until("?>", m_at + 2, Token::Instruction, tr("The instruction that begins here is never closed."));
    }
    if (isAt(m_at, "<!DOCTYPE"))
        return doctype();
    return isAt(m_at, "</") ? endTag() : startTag();
}

XmlScan::Token XmlScan::until(QByteArrayView mark, qsizetype from, Token token, const QString &trouble)
{
    const qsizetype found = m_xml.indexOf(mark, from);
    if (found < 0)
        return wrong(m_at, trouble);
    m_at = found + mark.size();
    return token;
}

// What is declared inside is passed over.
XmlScan::Token XmlScan::doctype()
{
    if (m_hasRoot)
        return wrong(m_at, tr("A document type stands before the root element."));
    bool isInside = false;
    for (qsizetype at = m_at + 9; at < m_xml.size();) {
        const char c = m_xml[at];
        if (c == '"' || c == '\'') {
            at = m_xml.indexOf(c, at + 1);
        } else if (isAt(at, "<!--")) {
            at = m_xml.indexOf("-->", at + 4);
        } else if (isAt(at, "<?")) {
            at = m_xml.indexOf("?>", at + 2);
        } else if (c == '[' || c == ']') {
            isInside = c == '[';
        } else if (c == '>' && !isInside) {
            m_at = at + 1;
            return Token::Doctype;
        }
        if (at < 0)
            break;
        ++at;
    }
    return wrong(m_at, tr("The document type that begins here is never closed."));
}

XmlScan::Token XmlScan::startTag()
{
    const qsizetype end = nameEnd(m_at + 1);
    if (end == m_at + 1)
        return wrong(m_at, tr("A < must be written &lt;, or begin a tag."));
    if (m_open.empty() && m_hasRoot)
        return wrong(m_at, tr("A second root element begins here: XML has only one."));
    m_keepsSpace = false;
    std::vector<QByteArrayView> names;
    m_at = end;
    for (;;) {
        const qsizetype next = skipSpace(m_at);
        const bool hasSpace = next > m_at;
        m_at = next;
        const bool isEmpty = isAt(m_at, "/>");
        if (isEmpty || isAt(m_at, ">")) {
            m_at += isEmpty ? 2 : 1;
            m_hasRoot = true;
            if (isEmpty)
                return Token::Empty;
            if (m_open.size() >= std::size_t(XmlText::deepest))
                return wrong(m_begin, tr("From here on elements lie deeper in each other than can be shown."));
            m_open.push_back(m_begin);
            return Token::Start;
        }
        if (m_at >= m_xml.size())
            return wrong(m_begin, tr("The tag that begins here is never closed."));
        if (!hasSpace)
            return wrong(m_at, tr("A blank, > or /> is missing here."));
        if (!attribute(names))
            return Token::Fault;
    }
}

bool XmlScan::attribute(std::vector<QByteArrayView> &names)
{
    const qsizetype begin = m_at;
    const qsizetype end = nameEnd(begin);
    const QByteArrayView name = m_xml.sliced(begin, end - begin);
    if (name.isEmpty()) {
        wrong(begin, tr("The name of an attribute, > or /> is missing here."));
        return false;
    }
    const qsizetype equals = skipSpace(end);
    const qsizetype quoteAt = isAt(equals, "=") ? skipSpace(equals + 1) : m_xml.size();
    const char quote = quoteAt < m_xml.size() ? m_xml[quoteAt] : '\0';
    if (quote != '"' && quote != '\'') {
        wrong(begin, tr("The attribute %1 has no value in quotes.").arg(told(name)));
        return false;
    }
    const qsizetype close = m_xml.indexOf(quote, quoteAt + 1);
    if (close < 0) {
        wrong(quoteAt, tr("The value in quotes that begins here is never closed."));
        return false;
    }
    const QByteArrayView value = m_xml.sliced(quoteAt + 1, close - quoteAt - 1);
    if (const qsizetype tag = value.indexOf('<'); tag >= 0) {
        wrong(quoteAt + 1 + tag, tr("A < in the value of an attribute must be written &lt;."));
        return false;
    }
    if (!checkReferences(value, quoteAt + 1))
        return false;
    const auto place = std::lower_bound(names.begin(), names.end(), name);
    if (place != names.end() && *place == name) {
        wrong(begin, tr("The attribute %1 stands in this tag twice.").arg(told(name)));
        return false;
    }
    names.insert(place, name);
    m_keepsSpace = m_keepsSpace || (name == "xml:space" && value == "preserve");
    m_at = close + 1;
    return true;
}

XmlScan::Token XmlScan::endTag()
{
    const qsizetype nameAtEnd = nameEnd(m_at + 2);
    const QByteArrayView name = m_xml.sliced(m_at + 2, nameAtEnd - m_at - 2);
    const qsizetype close = skipSpace(nameAtEnd);
    if (name.isEmpty() || !isAt(close, ">"))
        return wrong(m_at, tr("An end tag is written </name>."));
    if (m_open.empty())
        return wrong(m_at, tr("</%1> closes nothing: no element is open here.").arg(told(name)));
    if (const QByteArrayView opened = nameAt(m_open.back()); opened != name) {
        return wrong(m_at, tr("</%1> stands where </%2> should: %2 begins in line %3.")
                               .arg(told(name), told(opened), QString::number(lineOf(m_open.back()))));
    }
    m_open.pop_back();
    m_at = close + 1;
    return Token::End;
}

}
