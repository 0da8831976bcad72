#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/Member.h"

#include <QtCore/QStringList>

#include <optional>

namespace tessera::RefreshNeeds {

// What a refresh of a credential takes.

// Its address is not encrypted, and it may not use http:// (see PlainHttp): nothing of it is sent there.
[[nodiscard]] std::optional<Error> httpObstacle(const Credential &credential);
// What keeps it from refreshing at all: that, no rule, no refresh token, nothing remembered, refused before.
[[nodiscard]] std::optional<Error> obstacle(const AuthProfile &profile, const Member &member);
[[nodiscard]] QList<Step> steps(const AuthProfile &profile, const Member &member);
[[nodiscard]] QMap<QString, Secret> values(const Member &member); // that its templates know
// Where its requests, and those of signing out, would go; the origins to bind a credential to. A template that can't be
// filled in yet adds none.
[[nodiscard]] QStringList origins(const AuthProfile &profile, const Member &member);

}
