#include "app/json/path/JsonPathText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestInteger = (qint64(1) << 53) - 1; // as I-JSON has it

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonPath", text);
}

}

bool JsonPathText::failAt(qsizetype at, const QString &message)
{
    if (!m_fault)
        m_fault = JsonPathFault{at, message};
    return false;
}

bool JsonPathText::take(QChar c)
{
    if (here() != c || isAtEnd())
        return false;
    ++m_at;
    return true;
}

bool JsonPathText::takeWord(QLatin1StringView word)
{
    if (!QStringView(m_text).sliced(m_at).startsWith(word) || isNameStart(here(word.size())) || isDigit(here(word.size())))
        return false;
    m_at += word.size();
    return true;
}

void JsonPathText::skipBlank()
{
    while (here() == u' ' || here() == u'\t' || here() == u'\n' || here() == u'\r')
        ++m_at;
}

bool JsonPathText::integer(std::optional<qint64> &value)
{
    const qsizetype begin = m_at;
    take(u'-');
    const qsizetype digits = m_at;
    while (isDigit(here()))
        ++m_at;
    if (m_at == digits)
        return fail(tr("A digit is missing here."));
    if (m_text.at(digits) == u'0' && (m_at > digits + 1 || digits > begin))
        return failAt(begin, tr("A whole number has no 0 before it, and no minus where it is 0."));
    bool isNumber = false;
    value = QStringView(m_text).sliced(begin, m_at - begin).toLongLong(&isNumber);
    if (!isNumber || qAbs(*value) > largestInteger)
        return failAt(begin, tr("The number is too large: at most %1.").arg(largestInteger));
    return true;
}

bool JsonPathText::isAtName() const
{
    return here().isHighSurrogate() ? here(1).isLowSurrogate() : isNameStart(here()) && !here().isSurrogate();
}

bool JsonPathText::name(QString &name)
{
    const qsizetype begin = m_at;
    if (!isAtName())
        return fail(isAtEnd() || here() == u'.' ? tr("A name or * is missing behind the dot.")
                                                : tr("A name behind a dot begins with a letter or _; others are written ['name']."));
    while (isAtName() || (m_at > begin && isDigit(here())))
        m_at += here().isHighSurrogate() ? 2 : 1;
    name = m_text.sliced(begin, m_at - begin);
    return true;
}

bool JsonPathText::quoted(QString &text)
{
    const qsizetype begin = m_at;
    const QChar quote = here();
    ++m_at;
    while (!isAtEnd()) {
        const QChar c = here();
        if (c == quote) {
            ++m_at;
            return true;
        }
        if (c.unicode() < 0x20)
            return fail(tr("A control character in quotes must be written as \\u and four digits."));
        if (c == u'\\') {
            if (!escape(text, quote))
                return false;
            continue;
        }
        if (c.isSurrogate() && !(c.isHighSurrogate() && here(1).isLowSurrogate()))
            return fail(tr("Half a character stands here."));
        text += c;
        ++m_at;
        if (c.isHighSurrogate())
            text += m_text.at(m_at++);
    }
    return failAt(begin, tr("The text in quotes that begins here is never closed: a %1 is missing.").arg(quote));
}

bool JsonPathText::escape(QString &text, QChar quote)
{
    const qsizetype begin = m_at;
    const QChar c = here(1);
    m_at += 2;
    switch (c.unicode()) {
    case u'b': text += u'\b'; return true;
    case u'f': text += u'\f'; return true;
    case u'n': text += u'\n'; return true;
    case u'r': text += u'\r'; return true;
    case u't': text += u'\t'; return true;
    case u'/':
    case u'\\': text += c; return true;
    case u'u': break;
    default:
        if (c == quote) {
            text += c;
            return true;
        }
        return failAt(begin, tr("After a backslash only the quote itself or one of \\ / b f n r t u may stand."));
    }
    char16_t first = 0, second = 0;
    if (!codeUnit(first))
        return failAt(begin, tr("Four hexadecimal digits must follow \\u."));
    text += QChar(first);
    if (!QChar::isSurrogate(first))
        return true;
    const bool isPair = QChar::isHighSurrogate(first) && here() == u'\\' && here(1) == u'u';
    m_at += 2;
    if (!isPair || !codeUnit(second) || !QChar::isLowSurrogate(second))
        return failAt(begin, tr("Half a character stands here: two \\u belong together from \\ud800 to \\udfff."));
    text += QChar(second);
    return true;
}

bool JsonPathText::codeUnit(char16_t &unit)
{
    if (m_at + 4 > m_text.size())
        return false;
    const QStringView digits = QStringView(m_text).sliced(m_at, 4);
    bool isNumber = std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
    if (!isNumber)
        return false;
    unit = char16_t(digits.toUShort(&isNumber, 16));
    m_at += 4;
    return isNumber;
}

bool JsonPathText::number(QByteArray &written)
{
    const qsizetype begin = m_at;
    const auto digits = [this] {
        const qsizetype from = m_at;
        while (isDigit(here()))
            ++m_at;
        return m_at > from || fail(tr("A digit is missing in the number."));
    };
    take(u'-');
    if (here() == u'0' && isDigit(here(1)))
        return fail(tr("A number must not begin with 0 and another digit."));
    if (!digits())
        return false;
    if (take(u'.') && !digits())
        return false;
    if (take(u'e') || take(u'E')) {
        if (!take(u'-'))
            take(u'+');
        if (!digits())
            return false;
    }
    written = m_text.sliced(begin, m_at - begin).toLatin1();
    return true;
}

}
