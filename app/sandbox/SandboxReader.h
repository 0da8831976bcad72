#pragma once

#include "app/sandbox/SandboxScript.h"

namespace tessera {

// A sandbox file (JSON, "schema": 1). Read strictly: unknown keys, unknown names of answers, checks, stores and token kinds,
// and texts with broken braces are errors. `source` begins every message. Errors: Parse, with the JSON Pointer of the fault.
[[nodiscard]] Result<SandboxScript> readSandbox(const QByteArray &bytes, const QString &source);

}
