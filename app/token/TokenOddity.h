#pragma once

#include "app/token/TokenFacts.h"
#include "app/token/TokenMoment.h"

namespace tessera {

// Something about a token that is not as one would wish. It proves nothing: tokens may be odd for good reasons.
struct TokenOddity {
    enum class Kind {
        AlgNone,
        Expired,
        NotYetValid,
        IssuedInFuture, // the two clocks differ, or somebody made it up
        ClockSkew, // they differ by more than 5 s, as measured
        EndsBeforeItBegins,
        NoExpiry,
        LongLife, // over a day
        NoAudience,
        NoIssuer,
        NoSignature,
        CorruptHeader,
        CorruptPayload,
        EmptyPayload,
        DuplicateMember,
        BadBase64,
        EmbeddedKey, // jwk, jku, x5u, x5c: nobody should believe it
        NotProtected, // members of a header that is not signed along
        UnknownAlgorithm,
        NotUnderstood, // crit
        Compressed,
        TimeAsText,
        TimeInMilliseconds,
        TimeOutOfRange,
        TimeUnreadable,
        SecretInside, // a member called password and its like: anybody who has the token can read it
        Large, // servers limit headers to 8 KB
        Shortened, // cut for showing
        ShortSecret, // told by a check of its signature
    };
    enum class Severity { Note, Warning, Danger };
    Kind kind = Kind::NoExpiry;
    Severity severity = Severity::Note;
    QString text; // a sentence
    QString member; // the claim that it is about; may be empty
    bool operator==(const TokenOddity &) const = default;

    // The gravest first, within one severity in the order of a token's parts.
    [[nodiscard]] static QList<TokenOddity> in(const TokenFacts &facts, const TokenMoment &moment);
    [[nodiscard]] static QString nameOf(Kind kind); // "alg-none": for programs
};

}
