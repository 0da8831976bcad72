#pragma once

#include "app/run/RequestRunner.h"

namespace tessera {
class Redactor;
}

namespace tessera::ui {

// The request as it went, from what the library put on the wire, marked like the preview of one: what the credential added,
// what the program did, what is secret. Nullopt where nothing went.
[[nodiscard]] std::optional<WirePreview> sentWire(
    const RunResult::Attempt &attempt, const QList<RequestDocument::Row> &composed, const Redactor &redactor);

}
