#pragma once

#include <QtCore/QString>

#include <optional>

namespace tessera {

// One claim of a JWT's payload as text, read as leniently as can be: nothing is verified. `pointerOrName` is a claim's name,
// or a JSON Pointer where it begins with "/" (with "*" for every item of a list, joined by ", "). Where the payload is not
// JSON, a number that stands after "name": in it. Nullopt for anything that holds no such claim, opaque tokens included.
[[nodiscard]] std::optional<QString> jwtClaim(const QString &token, const QString &pointerOrName);

}
