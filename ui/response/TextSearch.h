#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera::ui {

// All places of a text in a larger one, and which of them is looked at.
class TextSearch {
public:
    static constexpr int most = 100'000; // hits that are kept

    // Looks at the first hit at or behind `from`. Literal; ignores case unless the wanted text has capitals.
    void find(const QString &wanted, const QString &text, qsizetype from = 0);
    void next(); // round and round
    void previous();

    [[nodiscard]] int count() const { return int(m_hits.size()); }
    [[nodiscard]] bool isCut() const { return m_isCut; }
    [[nodiscard]] int current() const { return m_current; } // from 0; -1: none
    [[nodiscard]] qsizetype position() const { return m_current < 0 ? -1 : m_hits.at(m_current); }
    [[nodiscard]] qsizetype length() const { return m_length; }
    [[nodiscard]] QString summary() const; // "3 of 17", "nothing found"; empty where nothing is wanted

private:
    QList<qsizetype> m_hits;
    qsizetype m_length = 0;
    int m_current = -1;
    bool m_isCut = false;
    bool m_isWanted = false;
};

}
