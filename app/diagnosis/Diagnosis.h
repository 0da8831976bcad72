#pragma once

#include "app/diagnosis/DiagnosisFacts.h"
#include "app/diagnosis/Finding.h"

namespace tessera {

class AlibiBook;
class AnswerRules;
class CauseBook;

// Why a request was refused. Deterministic and offline: the same facts give the same causes in the same order, and nothing
// is asked of anybody.
struct Diagnosis {
    QList<Finding> findings; // the likeliest first
    QList<RuledOut> ruledOut; // what it is not, and why
    bool operator==(const Diagnosis &) const = default;

    [[nodiscard]] bool isEmpty() const { return findings.isEmpty(); }
    [[nodiscard]] const Finding *first() const { return findings.isEmpty() ? nullptr : &findings.constFirst(); }

    // Whether there is anything to explain: a 401 or 403, a sign-in that was refused, or no answer for want of a sign-in.
    [[nodiscard]] static bool isWorthIt(const DiagnosisFacts &facts);
    [[nodiscard]] static Diagnosis of(const DiagnosisFacts &facts); // by the bundled rules
    [[nodiscard]] static Diagnosis of(const DiagnosisFacts &facts, const AnswerRules &rules, const CauseBook &causes, const AlibiBook &alibis);
};

}
