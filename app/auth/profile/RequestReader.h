#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/profile/NameScope.h"
#include "app/json/JsonReader.h"

// The parts of a profile that go on the wire.
namespace tessera::RequestReader {

enum class MayBeSignedIn { No, Yes };
[[nodiscard]] RequestTemplate readRequest(
    JsonReader reader, const NameScope &scope, MayBeSignedIn mayBeSignedIn = MayBeSignedIn::No);
[[nodiscard]] Application readApplication(JsonReader reader, const NameScope &scope);
[[nodiscard]] QList<ApplyChoice> readChoices(JsonReader &profile, const NameScope &scope);
[[nodiscard]] QList<Example> readExamples(JsonReader &profile, const NameScope &scope);

}
