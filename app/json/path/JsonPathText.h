#pragma once

#include "app/json/JsonPath.h"

#include <optional>

namespace tessera {

// The text of a query, and the place in it that is read next. What reads a token of it and finds none notes the fault and
// says false; the first fault counts.
class JsonPathText {
public:
    explicit JsonPathText(const QString &text)
        : m_text(text)
    {
    }

    [[nodiscard]] qsizetype at() const { return m_at; }
    void goTo(qsizetype at) { m_at = at; }
    [[nodiscard]] QChar here(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar(); }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool isAtInteger() const { return here() == u'-' || isDigit(here()); }
    [[nodiscard]] QString rest() const { return m_text.sliced(qMin(m_at, m_text.size())); }
    [[nodiscard]] QStringView from(qsizetype begin) const { return QStringView(m_text).sliced(begin, m_at - begin); }

    bool take(QChar c);
    bool takeWord(QLatin1StringView word);
    void skipBlank();

    bool integer(std::optional<qint64> &value);
    bool number(QByteArray &written);
    bool name(QString &name); // behind a dot
    bool quoted(QString &text);

    bool fail(const QString &message) { return failAt(m_at, message); }
    bool failAt(qsizetype at, const QString &message);
    [[nodiscard]] const std::optional<JsonPathFault> &fault() const { return m_fault; }

    [[nodiscard]] static bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
    [[nodiscard]] static bool isLower(QChar c) { return c >= u'a' && c <= u'z'; }
    [[nodiscard]] static bool isNameStart(QChar c)
    {
        return isLower(c) || (c >= u'A' && c <= u'Z') || c == u'_' || c.unicode() >= 0x80;
    }

private:
    [[nodiscard]] bool isAtName() const;
    bool escape(QString &text, QChar quote);
    bool codeUnit(char16_t &unit);

    const QString m_text;
    qsizetype m_at = 0;
    std::optional<JsonPathFault> m_fault;
};

}
