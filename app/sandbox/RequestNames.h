#pragma once

#include "app/json/JsonReader.h"
#include "app/sandbox/LoopbackServer.h"

namespace tessera {

// What a sandbox file can name of a request, as "request": method, path, pathHtml, type (of the body, lower case, without
// parameters), hasBody, query, headers (lower case, of equal names the first), and authorization: raw, scheme, bearer, and
// user and password of whatever pair its last word holds.
[[nodiscard]] Json namesOf(const LoopbackRequest &request);

}
