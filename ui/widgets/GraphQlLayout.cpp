#include "ui/widgets/GraphQlLayout.h"

#include <QtCore/QList>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 100; // levels that are indented further
constexpr QStringView punctuation = u"{}()[]:=!|&$@,";

struct Token {
    enum class Kind { Word, Text, Comment, Mark } kind = Kind::Mark;
    QStringView text;
    qsizetype lines = 0; // line breaks before it
    bool hasBlank = false; // or any other white space
};

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar::ByteOrderMark;
}

qsizetype endOfText(QStringView text, qsizetype at)
{
    const bool isBlock = text.sliced(at).startsWith(u"\"\"\"");
    for (qsizetype i = at + (isBlock ? 3 : 1); i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            i += isBlock && text.sliced(i).startsWith(u"\\\"\"\"") ? 3 : 1;
        else if (isBlock && text.sliced(i).startsWith(u"\"\"\""))
            return i + 3;
        else if (!isBlock && text.at(i) == u'"')
            return i + 1;
    }
    return text.size();
}

Token nextToken(QStringView text, qsizetype &at)
{
    Token token;
    for (; at < text.size() && isBlank(text.at(at)); ++at) {
        token.hasBlank = true;
        token.lines += text.at(at) == u'\n';
    }
    const qsizetype from = at;
    if (at == text.size())
        return token;
    const QChar c = text.at(at);
    if (c == u'#') {
        token.kind = Token::Kind::Comment;
        const qsizetype end = text.indexOf(u'\n', at);
        at = end < 0 ? text.size() : end;
        while (at > from && isBlank(text.at(at - 1)))
            --at;
    } else if (c == u'"') {
        token.kind = Token::Kind::Text;
        at = endOfText(text, at);
    } else if (punctuation.contains(c)) {
        ++at;
    } else if (text.sliced(at).startsWith(u"...")) {
        at += 3;
    } else {
        token.kind = Token::Kind::Word;
        while (at < text.size() && !isBlank(text.at(at)) && !punctuation.contains(text.at(at)) && text.at(at) != u'#' && text.at(at) != u'"'
            && (at == from || !text.sliced(at).startsWith(u"...")))
            ++at;
    }
    token.text = text.sliced(from, at - from);
    return token;
}

class Layout {
public:
    explicit Layout(const QString &text)
        : m_text(text)
    {
    }

    QString run()
    {
        for (qsizetype at = 0;;) {
            const Token token = nextToken(m_text, at);
            if (token.text.isEmpty())
                return m_result;
            put(token);
        }
    }

private:
    enum class Frame { Lines, Value }; // braces that break lines; everything else

    [[nodiscard]] bool breaksLines() const { return m_frames.isEmpty() || m_frames.constLast() == Frame::Lines; }

    void put(const Token &token)
    {
        const bool closes = token.text == u"}" || token.text == u")" || token.text == u"]";
        const bool isLines = closes && !m_frames.isEmpty() && m_frames.constLast() == Frame::Lines;
        if (closes && !m_frames.isEmpty())
            m_frames.removeLast();
        const bool opensLines = token.text == u"{" && breaksLines() && !closes && m_last.text != u":" && m_last.text != u"=";
        separate(token, opensLines, isLines);
        m_result += token.text;
        if (opensLines)
            m_frames.append(Frame::Lines);
        else if (token.text == u"{" || token.text == u"(" || token.text == u"[")
            m_frames.append(Frame::Value);
        m_before = m_last.text;
        m_last = token;
        m_hasOpened = opensLines;
        m_hasClosed = isLines;
    }

    void separate(const Token &token, bool opensLines, bool closesLines)
    {
        if (m_result.isEmpty())
            return;
        if (m_last.kind == Token::Kind::Comment)
            return breakLine(token);
        if (token.kind == Token::Kind::Comment)
            return token.lines > 0 ? breakLine(token) : blank();
        if (closesLines)
            return m_hasOpened ? void() : breakLine({});
        if (m_hasOpened)
            return breakLine({});
        if (token.text == u",")
            return;
        if (opensLines && !m_frames.isEmpty())
            return blank();
        if (!breaksLines() || m_frames.isEmpty()) {
            if (token.lines > 0 || (m_frames.isEmpty() && m_hasClosed))
                return breakLine(token);
            return token.hasBlank || opensLines ? blank() : void();
        }
        if (beginsItem(token))
            return breakLine(token);
        if (token.hasBlank)
            blank();
    }

    // A selection, a field, a value of an enumeration, or what describes one.
    [[nodiscard]] bool beginsItem(const Token &token) const
    {
        if (token.kind == Token::Kind::Mark && token.text != u"...")
            return false;
        static constexpr QStringView inside[]{u":", u"@", u"...", u"$", u"=", u"|", u"&"};
        if (std::find(std::begin(inside), std::end(inside), m_last.text) != std::end(inside))
            return false;
        return m_last.text != u"on" || m_before != u"...";
    }

    void blank() { m_result += u' '; }

    void breakLine(const Token &token)
    {
        m_result += token.lines > 1 ? u"\n\n"_s : u"\n"_s;
        const bool goesOn = m_frames.isEmpty() && (token.text == u"|" || token.text == u"&" || token.text == u"=");
        m_result += QString(2 * qMin<qsizetype>(m_frames.size() + goesOn, deepest), u' ');
    }

    const QString &m_text;
    QString m_result;
    QList<Frame> m_frames;
    Token m_last;
    QStringView m_before; // the token before the last
    bool m_hasOpened = false, m_hasClosed = false; // lines, by the last token
};

}

QString graphQlIndented(const QString &text)
{
    return Layout(text).run();
}

}
