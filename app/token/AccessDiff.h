#pragma once

#include "app/token/AccessReason.h"

namespace tessera {

// Why an API may let in who brings one of two tokens and not who brings the other; of a token and the one that replaced it:
// what changed in the rights. It goes by what the tokens say, of which nothing is verified, and always says the same of the
// same two at the same moment. Strings hold foreign words: show them as plain text.
struct AccessDiff {
    QString answer; // a sentence or two
    QList<AccessReason> reasons; // what most likely decides comes first; none where one of them can't be looked into

    // The moments are those of the servers that take them.
    [[nodiscard]] static AccessDiff of(const TokenFacts &first, const TokenMoment &firstMoment, const TokenFacts &second,
        const TokenMoment &secondMoment, const ClaimCatalog &catalog = ClaimCatalog::bundled());
};

}
