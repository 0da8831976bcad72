#pragma once

#include "app/base/Error.h"

namespace tessera {

// What the command line ends with.
enum class ExitCode { Good = 0, ServerSaidNo = 1, Usage = 2, Network = 3, NotSignedIn = 4, Keychain = 5 };

[[nodiscard]] ExitCode exitCodeOf(const Error &error);

}
