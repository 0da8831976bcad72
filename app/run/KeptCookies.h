#pragma once

#include "app/base/Secret.h"
#include "app/http/Cookie.h"

#include <QtCore/QList>

namespace tessera {

// A credential's cookies as its keychain entry holds them: a versioned JSON text.
namespace KeptCookies {

// Those that have an end; session cookies end with the program. Empty where there are none.
[[nodiscard]] Secret serialised(const QList<Cookie> &cookies);
// Errors: Keychain: not ours, broken, or written by a newer Tessera.
[[nodiscard]] Result<QList<Cookie>> parse(const Secret &entry);

}

}
