#pragma once

#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"
#include "app/http/Origin.h"
#include "app/http/curl/CurlHandle.h"

namespace tessera {

// Lists that have to live as long as the hop whose handle they were given to.
struct EasyLists {
    CurlList headers, proxyHeaders;
};

// What never changes, for a handle that serves many hops one after the other.
void setUpOnce(CURL *handle);
// Sets everything else, whatever the handle served before, so that exactly what is composed goes on the wire: headers as
// they stand, in their order, and of the library's own only Host and Content-Length. `request` and the lists are used by
// the library until the hop is over. `mayAcceptException`: the certificate's check decides about the host name alone, the
// library does not look again.
[[nodiscard]] EasyLists setUp(CURL *handle, const HttpRequest &request, const Origin &origin, const ProxySettings &proxy,
    bool mayAcceptException);

}
