#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/workspace/RequestDocument.h"

namespace tessera {

// A profile's example as a request that can be sent as `credential`.
[[nodiscard]] RequestDocument exampleRequest(const Example &example, const CredentialId &credential);

}
