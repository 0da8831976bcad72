#pragma once

#include "app/http/Origin.h"

namespace tessera::PlainHttp {

// Whether nothing secret may go to `place`, because it is not encrypted and nobody has allowed that. What a person allows
// (Credential::allowsHttp) is the server that is shown to him, the one of the base URL, and no other that a profile names.
[[nodiscard]] bool isRefused(const Origin &place, const QString &baseUrl, bool isAllowed);

}
