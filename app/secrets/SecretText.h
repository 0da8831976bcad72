#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"

namespace tessera {

// A keychain keeps text: a NUL or bytes that are not UTF-8 would come back as something else. Errors: Input.
[[nodiscard]] Result<Done> checkSecretText(const Secret &secret);

}
