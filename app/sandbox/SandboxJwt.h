#pragma once

#include "app/json/JsonReader.h"

#include <optional>
#include <string>

namespace tessera {

// The sandbox's side of a JWT (RFC 7519, HMAC of RFC 7518 only): a server makes and checks its own tokens.
namespace SandboxJwt {

[[nodiscard]] bool isKnown(const std::string &algorithm); // HS256, HS384, HS512
[[nodiscard]] std::string make(const std::string &algorithm, const std::string &key, const Json &claims);
// The claims where the signature is this key's with this algorithm and nothing else; times are not looked at.
[[nodiscard]] std::optional<Json> check(const std::string &algorithm, const std::string &key, const std::string &token);

}

}
