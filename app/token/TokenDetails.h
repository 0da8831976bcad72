#pragma once

#include "app/token/ClaimCatalog.h"
#include "app/token/TokenFacts.h"
#include "app/token/TokenMoment.h"
#include "app/token/TokenOddity.h"

#include <QtCore/QStringList>

namespace tessera {

// A member of a token's header or payload, explained.
struct ClaimFact {
    TokenPart part = TokenPart::Payload;
    TokenClaim claim; // as it was written
    ClaimMeaning meaning; // empty texts for an unknown one
    QString reading; // what the value means: "2026-11-22 04:36:46 UTC, in 4 min 12 s"; empty where it says it itself
    bool isOverruled = false; // a duplicate that a later one replaces
    bool operator==(const ClaimFact &) const = default;
};

// One of a token's instants, in the ways it is shown.
struct TokenTime {
    enum class Kind { Issued, NotBefore, Ends } kind = Kind::Ends;
    QString label; // "Issued", "Not before", "Ends"
    UtcTime at{}; // by the server's clock
    QString utc, local, relative; // local: in this computer's time zone; relative: by the server's clock
    bool operator==(const TokenTime &) const = default;
};

// Everything that can be said of a token at an instant: what the inspector shows and `tessera jwt decode` prints. Nothing
// of it is verified, nothing is fetched. Strings hold foreign text: show them as plain text.
struct TokenDetails {
    TokenFacts facts;
    QList<ClaimFact> header, payload; // in their order, of a header what is signed first; recovered ones where the part is broken
    QList<TokenTime> times;
    std::optional<Milliseconds> life; // from its beginning to its end
    QList<TokenOddity> oddities; // the gravest first
    QStringList remarks; // on what is no JWT: "128 bits in hexadecimal"
    qsizetype size = 0; // characters
    qsizetype headerBytes = 0, payloadBytes = 0, signatureBytes = 0; // decoded

    [[nodiscard]] static TokenDetails of(
        const QString &token, const TokenMoment &moment, const ClaimCatalog &catalog = ClaimCatalog::bundled());
    [[nodiscard]] static ClaimFact explain(
        TokenPart part, const TokenClaim &claim, const TokenMoment &moment, const ClaimCatalog &catalog = ClaimCatalog::bundled());
};

}
