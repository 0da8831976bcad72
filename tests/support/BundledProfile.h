#pragma once

#include "app/auth/profile/AuthProfile.h"

namespace tessera {

// A profile that comes with the program; a test that names none which does is wrong.
[[nodiscard]] AuthProfile bundledProfile(const QString &id);

}
