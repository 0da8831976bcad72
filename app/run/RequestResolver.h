#pragma once

#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"
#include "app/run/ResolveError.h"
#include "app/workspace/RequestDocument.h"

namespace tessera {

// A composed request with its variables filled in and everything checked: pure but for a look at the files it names, whose
// content is read when it is sent. Nothing is added but Content-Type where the body's kind says one and none is composed.
[[nodiscard]] Resolved<HttpRequest> resolveRequest(const RequestDocument &document, const VariableScope &scope);

// The environment's way through the network as this one request wants it. The files that it names are looked at.
[[nodiscard]] Resolved<NetworkSettings> resolveNetwork(
    const RequestDocument &document, const VariableScope &scope, NetworkSettings environment);

}
