#pragma once

#include "app/diagnosis/CauseBook.h"

namespace tessera {

// Collects what speaks for each cause. The strongest clue sets a cause's score, each further one adds a little.
class Suspects {
public:
    void set(const QString &name, const QString &value); // fills in texts, for all causes; an empty one is not set
    void add(RefusalCause cause, int score, const Evidence &evidence, const QMap<QString, QString> &values = {});
    void note(RefusalCause cause, const Evidence &evidence); // of a suspect: to be known, and no clue for or against
    void setHint(RefusalCause cause, const QString &text); // the profile's words on it; the first counts
    [[nodiscard]] bool has(RefusalCause cause) const { return m_suspects.contains(int(cause)); }
    [[nodiscard]] int score(RefusalCause cause) const { return m_suspects.value(int(cause)).score; }

    [[nodiscard]] QList<Finding> findings(const CauseBook &causes) const; // the likeliest first

private:
    struct Suspect {
        int score = 0;
        QList<Evidence> evidence;
        QMap<QString, QString> values;
        QString hint;
    };
    QMap<int, Suspect> m_suspects; // by cause
    QMap<QString, QString> m_values;
};

}
