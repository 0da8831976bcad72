#include "app/diagnosis/Challenge.h"

namespace tessera {

namespace {

constexpr qsizetype mostChallenges = 20;
constexpr qsizetype longestHeader = 16 * 1024;

// Walks over one header's value.
class Scanner {
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text.left(longestHeader))
    {
    }

    QList<Challenge> all()
    {
        QList<Challenge> challenges;
        while (m_at < m_text.size() && challenges.size() < mostChallenges) {
            skip();
            const QByteArray word = token();
            if (word.isEmpty()) {
                ++m_at; // nonsense
                continue;
            }
            if (!challenges.isEmpty() && peek() == '=')
                challenges.last().parameters.insert(QString::fromLatin1(word).toLower(), value());
            else
                challenges.append({QString::fromLatin1(word), {}});
        }
        return challenges;
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == ','))
            ++m_at;
    }
    QByteArray token()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isTokenCharacter(m_text[m_at]))
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }
    char peek() const
    {
        qsizetype at = m_at;
        while (at < m_text.size() && m_text[at] == ' ')
            ++at;
        return at < m_text.size() ? m_text[at] : '\0';
    }
    QString value()
    {
        while (m_text[m_at] != '=')
            ++m_at;
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != '"') {
            const qsizetype begin = m_at;
            while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != ' ')
                ++m_at;
            return QString::fromUtf8(m_text.mid(begin, m_at - begin));
        }
        QByteArray text;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            text += m_text[m_at];
        }
        ++m_at;
        return QString::fromUtf8(text);
    }

    QByteArray m_text;
    qsizetype m_at = 0;
};

}

QList<Challenge> Challenge::in(const HttpHeaders &answer)
{
    QList<Challenge> challenges;
    for (const QByteArray &value : answer.values("WWW-Authenticate"))
        challenges += Scanner(value).all();
    return challenges.mid(0, mostChallenges);
}

}
