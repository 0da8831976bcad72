#include "app/token/JwtClaim.h"

#include "app/json/JsonPointer.h"
#include "app/token/Jwt.h"

#include <QtCore/QStringList>

namespace tessera {

std::optional<QString> jwtClaim(const QString &token, const QString &pointerOrName)
{
    const auto jwt = Jwt::decode(token);
    if (!jwt || pointerOrName.isEmpty())
        return std::nullopt;
    const auto pointer
        = pointerOrName.startsWith(u'/') ? JsonPointer::parse(pointerOrName) : Result<JsonPointer>(JsonPointer({pointerOrName}));
    if (!pointer)
        return std::nullopt;
    const JwtJsonPart &payload = jwt->payload();
    if (!payload.fault)
        return pointer->textIn(payload.bytes);
    // Broken payloads are seen in the wild, in the PagFast documentation for one: the times in them are still worth having.
    const TokenClaim *claim = pointer->segments().size() == 1 ? payload.claims.find(pointer->segments().first()) : nullptr;
    return claim && claim->type == TokenClaim::Type::Number ? std::optional(claim->text()) : std::nullopt;
}

}
