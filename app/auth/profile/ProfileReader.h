#pragma once

#include "app/auth/profile/AuthProfile.h"

namespace tessera {

// Reads a profile strictly. Errors: Profile, naming `source` and the JSON Pointer of what is wrong; a newer schema number
// is said so.
[[nodiscard]] Result<AuthProfile> readProfile(const QByteArray &bytes, const QString &source);

}
