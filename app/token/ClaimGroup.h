#pragma once

#include "app/token/ClaimCatalog.h"
#include "app/token/TokenClaims.h"

namespace tessera {

// What two tokens say of one thing, such as whom they are about, each by whatever claims: "azp" and "client_id" are two names
// for one. A claim that is null or empty says nothing.
struct ClaimGroup {
    enum class Outcome {
        Alike, // they agree, or neither says anything; what one says beyond that is no difference
        Different, // one claim says different things
        OnlyFirst, // says anything
        OnlySecond,
        Apart, // each says something else by claims of its own: it can't be told whether that is the same
    };
    Outcome outcome = Outcome::Alike;
    QStringList claims; // by which they differ; those that are in both, where there are any
    QStringList same; // of Different: by which they agree all the same
    QString first, second; // what they say there, cut for a sentence; empty for who says nothing

    [[nodiscard]] static ClaimGroup of(
        const TokenClaims &first, const TokenClaims &second, ClaimMeaning::Decides decides, const ClaimCatalog &catalog);
};

}
