#pragma once

#include "app/run/BrokenRun.h"

namespace tessera {

// What a server said to a variant, for a row of a table.
struct BrokenAnswer {
    enum class Verdict {
        Whole, // what the others are compared with
        Refused, // as it should be
        Accepted, // answered just like the whole one, which nobody should do
        Told, // neither good nor bad, or for a person to judge
        Failed, // there is no answer
    };
    Verdict verdict = Verdict::Failed;
    int status = 0; // 0: there is no answer
    std::chrono::microseconds time{0};
    qint64 size = -1; // of the body; -1: there is none
    QString words; // the API's own, or how the body begins; one line, cut, without secrets
    QString difference; // a sentence: how it differs from the whole one's answer
    bool operator==(const BrokenAnswer &) const = default;

    // `whole`: the answer to the request as it is; null: it is this one.
    [[nodiscard]] static BrokenAnswer of(const BrokenVariant &variant, const BrokenResult &result, const RunResult *whole, bool isPublic,
        const AuthProfile *profile, const Redactor &redactor);
};

}
