#pragma once

#include "app/base/Result.h"
#include "app/http/NetworkSettings.h"
#include "app/http/Origin.h"

class QNetworkProxy;

namespace tessera::ProxyChoice {

// The proxy for an origin: never Kind::System, which is asked here (it may be slow where a script decides). Loopback
// goes past every proxy, as in browsers: what is for this computer stays on it. Errors: Input, where host or port of a proxy are missing.
[[nodiscard]] Result<ProxySettings> of(const ProxySettings &settings, const Origin &origin);

[[nodiscard]] QNetworkProxy toQt(const ProxySettings &proxy);
[[nodiscard]] QString hostAndPort(const ProxySettings &proxy);

}
