#pragma once

#include "app/base/Error.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

// What the command line ends with.
enum class ExitCode {
    Good = 0,
    ServerSaidNo = 1,
    Usage = 2,
    Network = 3,
    NotSignedIn = 4,
    Keychain = 5,
    Interrupted = 130, // as shells have it for Ctrl+C
};

[[nodiscard]] ExitCode exitCodeOf(const Error &error);
// Who is not signed in because the keychain did not open needs another cure.
[[nodiscard]] ExitCode exitCodeOf(const Error &error, KeychainState keychain);
// It was asked, and did not do what it was asked for.
[[nodiscard]] bool isInTheWay(KeychainState keychain);

}
