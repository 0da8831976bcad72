#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/TokenSet.h"

namespace tessera {

// When a token ends, from the first of the profile's sources that tells. Dates are ISO 8601 or HTTP dates (RFC 9110), UTC
// where they name no zone; numbers may be text or have a fraction. Without `as` a number counts by its size: up to 1e9 it is
// seconds from receipt (in a JWT claim: since 1970), from 1e11 on milliseconds since 1970, else seconds since 1970. Negative
// numbers, dates before 1970 and anything unreadable tell nothing; what lies beyond the year 9999 ends there. Unknown where
// no source tells. `received` is by the server's clock.
[[nodiscard]] Expiry readExpiry(const QList<ExpirySource> &sources, const QMap<QString, Secret> &captures, UtcTime received);

}
