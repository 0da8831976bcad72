#pragma once

#include "app/base/Result.h"
#include "app/http/HttpRequest.h"
#include "app/run/ResolveError.h"
#include "app/workspace/RequestDocument.h"

namespace tessera {

// Puts a composed body into a request whose headers are there already, and the Content-Type it needs where none is.
[[nodiscard]] Resolved<Done> resolveBody(const RequestDocument::Body &body, const VariableScope &scope, HttpRequest &request);

}
