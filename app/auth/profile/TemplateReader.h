#pragma once

#include "app/auth/profile/Capture.h"
#include "app/auth/profile/Endpoint.h"
#include "app/auth/profile/NameScope.h"
#include "app/auth/profile/RequestTemplate.h"
#include "app/json/JsonReader.h"

// The small things that profiles are made of, read strictly: whatever is wrong is said to the JsonReader.
namespace tessera::TemplateReader {

// Ends an object: takes its comment for read and complains about keys that nobody asked for.
void finish(JsonReader &reader);
// The members of an object whose keys are names of the profile's own; it may have a comment too.
[[nodiscard]] QList<std::pair<QString, JsonReader>> readEntries(JsonReader &reader, const char *key, const char *shortForm);
[[nodiscard]] bool isToken(const QString &text); // RFC 9110: methods, names of headers and cookies

[[nodiscard]] Template readTemplate(JsonReader &reader, const char *key, const NameScope &scope);
// Begins with "/", with http:// or https://, or with a field that is not secret; what it mentions is percent-encoded and
// not secret.
[[nodiscard]] Template readPath(JsonReader &reader, const char *key, const NameScope &scope);
enum class Part { Header, Query, Cookie, FormField };
enum class Names { Fixed, MayBeFields }; // "{{field}}" as a name: the user says what it is called
[[nodiscard]] QList<NamedTemplate> readParts(
    JsonReader &reader, const char *key, Part part, const NameScope &scope, Names names = Names::Fixed);
// Templates in all its texts are checked, each with its own pointer.
[[nodiscard]] Json readJson(JsonReader &reader, const char *key, const NameScope &scope);

[[nodiscard]] Capture readCapture(JsonReader &reader, const char *key); // not from a JWT
[[nodiscard]] QMap<QString, Capture> readCaptures(
    JsonReader &reader, const char *key, NameScope &scope); // and declares them
[[nodiscard]] Endpoint readEndpoint(JsonReader &reader, const char *key);
[[nodiscard]] QString readMethod(JsonReader &reader, const QString &fallback = {});

}
