#pragma once

#include "app/run/RequestRunner.h"

namespace tessera {

// What became of a request that a runner sends; an error where nothing came of it in time.
[[nodiscard]] RunResult sentRun(RequestRunner &runner, const RequestDocument &document);

}
