#pragma once

#include "app/json/JsonReader.h"
#include "app/workspace/RequestDocument.h"

// The body of a composed request, and its tables, as JSON; see RequestJson.
namespace tessera::RequestBodyJson {

[[nodiscard]] Json writeRows(const QList<RequestDocument::Row> &rows);
[[nodiscard]] QList<RequestDocument::Row> readRows(JsonReader &reader, const char *key);

[[nodiscard]] Json write(const RequestDocument::Body &body);
// Leaves what it does not know in the reader.
[[nodiscard]] RequestDocument::Body read(JsonReader &reader);

}
