#pragma once

#include "app/json/JsonReader.h"
#include "app/workspace/RequestDocument.h"

// A composed request as JSON, in a stable order, without what is as it usually is: small files, small diffs.
namespace tessera::RequestJson {

[[nodiscard]] Json write(const RequestDocument &document);
// Errors go to the reader; what can't be read is as it usually is.
[[nodiscard]] RequestDocument read(JsonReader &reader);

}
