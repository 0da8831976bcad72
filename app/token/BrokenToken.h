#pragma once

#include "app/base/Clock.h"

#include <QtCore/QString>

#include <optional>

// Tokens that are spoiled on purpose, to see whether a server notices. Each is as secret as the one that it was made from.
// Nullopt where a token can't be spoiled in that way.
namespace tessera::BrokenToken {

// One bit of the signature is another one; of a token that is no JWT, one character.
[[nodiscard]] std::optional<QString> tampered(const QString &token);
// "alg": "none" and no signature (RFC 7518 section 3.6); the payload stays.
[[nodiscard]] std::optional<QString> withoutSignature(const QString &token);
// "exp" says that it ended at that time; header and signature stay, so that the signature does not fit any more.
[[nodiscard]] std::optional<QString> endedAt(const QString &token, UtcTime end);

}
