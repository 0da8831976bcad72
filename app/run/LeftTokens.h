#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/auth/session/TokenSet.h"

namespace tessera {

struct AuthProfile;
class TokenPlaces;

// What may still sign in a request whose token was taken out or changed: names of headers and query items, and "the body"
// or "the address", that hold something the sign-in gave or a token by its shape, or that were written by hand and are
// called like a secret. `places` are those that were broken, `changed` is what stands there now.
[[nodiscard]] QStringList leftTokens(const AuthorisedRequest &broken, const TokenPlaces &places, const TokenSet &tokens,
    const AuthProfile *profile, const Secret &changed);

}
