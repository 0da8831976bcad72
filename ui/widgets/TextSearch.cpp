#include "ui/widgets/TextSearch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TextSearch", text);
}

QRegularExpression expressionOf(const TextSearch::Query &query)
{
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!query.matchesCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(query.isRegex ? query.text : QRegularExpression::escape(query.text), options);
}

// Bytes of UTF-8, counted without making them.
class ByteCounter {
public:
    explicit ByteCounter(const QString &text)
        : m_text(text)
    {
    }
    long at(qsizetype character) // in ascending order
    {
        for (; m_character < character; ++m_character) {
            const QChar c = m_text.at(m_character);
            m_bytes += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
        }
        return m_bytes;
    }

private:
    const QString &m_text;
    qsizetype m_character = 0;
    long m_bytes = 0;
};

// Hands over each hit until `take` says false. False: the regex was given up.
template <typename Take> bool forEachHit(const QRegularExpression &expression, const QString &text, Take take)
{
    for (qsizetype from = 0; from < text.size();) {
        // The text comes out of an editor and is sound; to look at all of it again for each hit would take for ever.
        const auto match = expression.match(text, from, QRegularExpression::NormalMatch, QRegularExpression::DontCheckSubjectStringMatchOption);
        if (!match.isValid())
            return false;
        if (!match.hasMatch())
            return true;
        if (match.capturedLength() > 0 && !take(match))
            return true;
        from = match.capturedEnd();
        if (match.capturedLength() == 0 && from < text.size())
            from += text.at(from).isHighSurrogate() ? 2 : 1;
    }
    return true;
}

QString expanded(const QString &replacement, const QRegularExpressionMatch &match, bool isRegex)
{
    if (!isRegex)
        return replacement;
    QString result;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement.at(i), next = i + 1 < replacement.size() ? replacement.at(i + 1) : QChar();
        if (c == u'$' && next >= u'0' && next <= u'9')
            result += match.captured(next.digitValue());
        else if ((c == u'$' || c == u'\\') && next == c)
            result += c;
        else if (c == u'\\' && (next == u'n' || next == u't'))
            result += next == u'n' ? u'\n' : u'\t';
        else {
            result += c;
            continue;
        }
        ++i;
    }
    return result;
}

}

TextSearch::Found TextSearch::find(const QString &text, const Query &query)
{
    Found found;
    if (query.text.isEmpty())
        return found;
    const QRegularExpression expression = expressionOf(query);
    if (!expression.isValid()) {
        found.trouble = tr("The regular expression breaks at character %1: %2.").arg(expression.patternErrorOffset() + 1).arg(expression.errorString());
        return found;
    }
    ByteCounter bytes(text);
    const bool isDone = forEachHit(expression, text, [&](const QRegularExpressionMatch &match) {
        found.isCut = found.hits.size() == Found::most;
        if (found.isCut)
            return false;
        const long at = bytes.at(match.capturedStart());
        found.hits.append({at, bytes.at(match.capturedEnd()) - at});
        return true;
    });
    if (!isDone)
        found.trouble = tr("The regular expression goes back and forth without end in this text. Make it simpler.");
    return found;
}

TextSearch::Replaced TextSearch::replacedAll(const QString &text, const Query &query, const QString &replacement)
{
    Replaced replaced;
    const QRegularExpression expression = expressionOf(query);
    if (query.text.isEmpty() || !expression.isValid())
        return {text, 0};
    qsizetype from = 0;
    forEachHit(expression, text, [&](const QRegularExpressionMatch &match) {
        replaced.text += QStringView(text).sliced(from, match.capturedStart() - from);
        replaced.text += expanded(replacement, match, query.isRegex);
        from = match.capturedEnd();
        ++replaced.count;
        return true;
    });
    replaced.text += QStringView(text).sliced(from);
    return replaced;
}

std::optional<QString> TextSearch::replacementAt(const QString &text, long byte, const Query &query, const QString &replacement)
{
    ByteCounter bytes(text);
    qsizetype at = 0;
    while (at < text.size() && bytes.at(at) < byte)
        ++at;
    const auto match = expressionOf(query).match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    return match.hasMatch() ? std::optional(expanded(replacement, match, query.isRegex)) : std::nullopt;
}

}
