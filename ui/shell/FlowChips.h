#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QStringList>

namespace tessera::ui {

// A profile's sign-in in a line: what is sent, what comes back, how a request carries it, how it is refreshed. From the
// profile's data, so that a profile of the user's own has one too.
[[nodiscard]] QStringList flowChips(const AuthProfile &profile);

}
