#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/profile/NameScope.h"
#include "app/json/JsonReader.h"

// How a profile gets in and stays in: ways and their steps, refresh and sign-out.
namespace tessera::WayReader {

[[nodiscard]] QList<Way> readWays(JsonReader &profile, const NameScope &scope);
[[nodiscard]] RefreshRule readRefresh(JsonReader &profile, const NameScope &scope);
// "request" as the short form of one step, or "steps": requests that nobody is asked about.
[[nodiscard]] QList<Step> readSilentSteps(JsonReader &owner, const NameScope &scope);

}
