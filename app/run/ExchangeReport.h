#pragma once

#include "app/json/JsonReader.h"
#include "app/run/RequestRunner.h"

namespace tessera {

class Redactor;

// Everything about one press of Send as JSON, by resources/schemas/report.schema.json, without secrets: hops, headers as
// sent and received, times, addresses, TLS, errors, refreshes. The answer's body is not in it, only its size.
[[nodiscard]] Json exchangeReport(const RunResult &result, const Redactor &redactor);

}
