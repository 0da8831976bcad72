#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/profile/NameScope.h"
#include "app/json/JsonReader.h"

// What the user is asked for, and the names by which the parts of a profile are found.
namespace tessera::FieldReader {

[[nodiscard]] QList<Field> readFields(JsonReader &owner, NameScope &scope); // and declares them
// Small letters, digits and "-"; not one of those that are taken.
[[nodiscard]] QString readId(JsonReader &reader, const char *key, QStringList &taken);

}
