#include "app/auth/session/PlainHttp.h"

namespace tessera::PlainHttp {

bool isRefused(const Origin &place, const QString &baseUrl, bool isAllowed)
{
    if (!place.isExposed())
        return false;
    if (!isAllowed)
        return true;
    const auto base = Origin::of(baseUrl);
    return !base || base->host != place.host;
}

}
