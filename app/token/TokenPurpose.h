#pragma once

#include "app/token/Jwt.h"

namespace tessera {

// What a JWT is meant for, as far as it says so itself. APIs take access tokens; an ID token tells a client who signed in, a
// refresh token goes to its issuer alone.
struct TokenPurpose {
    enum class Kind { Unknown, Access, Id, Refresh, Proof };
    Kind kind = Kind::Unknown;
    QString claim; // that says so: "typ", "token_use", "at_hash"; empty for Unknown
    bool operator==(const TokenPurpose &) const = default;

    [[nodiscard]] static TokenPurpose of(const Jwt &jwt);
    [[nodiscard]] static QString nameOf(Kind kind); // "an access token"
};

}
