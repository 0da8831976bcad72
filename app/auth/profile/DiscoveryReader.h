#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/profile/NameScope.h"
#include "app/json/JsonReader.h"

namespace tessera::DiscoveryReader {

[[nodiscard]] QList<Discovery> readDiscoveries(JsonReader &profile, const NameScope &scope);

}
