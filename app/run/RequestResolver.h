#pragma once

#include "app/base/Error.h"
#include "app/http/HttpRequest.h"
#include "app/template/VariableScope.h"
#include "app/workspace/RequestDocument.h"

#include <tl/expected.hpp>

namespace tessera {

struct ResolveError {
    Error error; // Input
    QString field; // "method", "url", "header:NAME", "body"
};

// A composed request with its variables filled in and everything checked: pure but for a body that is read from a file.
// Nothing is added but Content-Type where the body's kind says one and none is composed.
[[nodiscard]] tl::expected<HttpRequest, ResolveError> resolveRequest(
    const RequestDocument &document, const VariableScope &scope);

}
