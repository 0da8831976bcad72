#include "app/diagnosis/Suspects.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr int furtherClue = 2;
constexpr int highest = 100;
constexpr int certain = 85, likely = 65;

}

void Suspects::set(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        m_values.insert(name, value);
}

void Suspects::add(RefusalCause cause, int score, const Evidence &evidence, const QMap<QString, QString> &values)
{
    Suspect &suspect = m_suspects[int(cause)];
    const bool isFirst = suspect.evidence.isEmpty();
    // The values of the strongest clue are the ones that are said.
    for (auto it = values.begin(); it != values.end(); ++it)
        if (!suspect.values.contains(it.key()) || score > suspect.score)
            suspect.values.insert(it.key(), it.value());
    const bool isNew = !suspect.evidence.contains(evidence); // two rules may go by the same words
    if (isNew && score > suspect.score)
        suspect.evidence.prepend(evidence);
    else if (isNew)
        suspect.evidence.append(evidence);
    suspect.score = std::min(highest, std::max(suspect.score, score) + (isNew && !isFirst ? furtherClue : 0));
}

void Suspects::note(RefusalCause cause, const Evidence &evidence)
{
    m_suspects[int(cause)].evidence.append(evidence);
}

void Suspects::setHint(RefusalCause cause, const QString &text)
{
    if (QString &hint = m_suspects[int(cause)].hint; hint.isEmpty())
        hint = text;
}

QList<Finding> Suspects::findings(const CauseBook &causes) const
{
    QList<Finding> findings;
    for (auto it = m_suspects.begin(); it != m_suspects.end(); ++it) {
        if (it->evidence.isEmpty())
            continue;
        Finding finding;
        finding.cause = RefusalCause(it.key());
        finding.score = it->score;
        finding.certainty = it->score >= certain ? Certainty::Certain : it->score >= likely ? Certainty::Likely : Certainty::Possible;
        finding.evidence = it->evidence;
        finding.hint = it->hint;
        QMap<QString, QString> values = m_values;
        for (auto own = it->values.begin(); own != it->values.end(); ++own)
            if (!own.value().isEmpty())
                values.insert(own.key(), own.value());
        causes.say(finding, values);
        findings += finding;
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) { return a.score > b.score; });
    return findings;
}

}
