#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/workspace/RequestDocument.h"

namespace tessera {

// A profile's example as a request that can be sent as `credential`.
[[nodiscard]] RequestDocument exampleRequest(const Example &example, const CredentialId &credential);
// The first example that only reads: nobody's first click should change something. Of a profile that has examples.
[[nodiscard]] const Example &firstToTry(const AuthProfile &profile);

}
