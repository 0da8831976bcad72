#pragma once

#include "app/base/Result.h"
#include "app/diagnosis/Challenge.h"
#include "app/diagnosis/DiagnosisFacts.h"
#include "app/diagnosis/Finding.h"
#include "app/diagnosis/SentCredential.h"

namespace tessera {

// What the answers of any API say about why they refuse (resources/diagnosis/rules.json, by rules.schema.json).
class AnswerRules {
public:
    struct Hit {
        RefusalCause cause = RefusalCause::Unknown;
        Certainty certainty = Certainty::Possible;
        Evidence evidence;
    };

    // Errors: Parse, with the place in the file.
    [[nodiscard]] static Result<AnswerRules> read(const QByteArray &json, const QString &source);
    [[nodiscard]] static const AnswerRules &bundled();

    [[nodiscard]] QList<Hit> hits(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges) const;
    [[nodiscard]] qsizetype size() const { return m_rules.size(); }

private:
    struct Rule {
        enum class Sent { Anything, Nothing, Token } sent = Sent::Anything;
        RefusalCause cause = RefusalCause::Unknown;
        Certainty certainty = Certainty::Possible;
        int status = 0; // 0: any
        QStringList words;
        QString headerName;
        QStringList headerWords;
        QStringList errors, errorWords; // of a challenge
    };
    [[nodiscard]] static Rule readRule(class JsonReader &reader);
    QList<Rule> m_rules;
};

}
