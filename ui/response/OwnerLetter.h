#pragma once

#include "app/run/RequestRunner.h"

namespace tessera::ui {

// What to write to whoever runs an API about a request that was refused: what was sent, without any value that may be
// secret, what the answer says, how it is found in the server's log, and what seems to be missing. Plain text.
[[nodiscard]] QString ownerLetter(const RunResult &result, const CredentialId &identity, const Redactor &redactor);

}
