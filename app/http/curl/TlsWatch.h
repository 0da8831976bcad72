#pragma once

#include "app/http/tls/ClientIdentity.h"
#include "app/http/tls/ServerTrust.h"

#include <memory>
#include <optional>

struct ssl_ctx_st;
struct ssl_st;

namespace tessera {

// What became of a server's certificate, for who waits on the connection.
struct TlsOutcome {
    std::optional<TlsVerdict> verdict;
    bool isIdentityMissing = false; // the server asked for a client certificate, and there was none to show
};

// Puts our own judgement of server certificates in the place of the library's, and remembers with each connection
// what was found, so that a request on a connection that was there already can show it, too.
namespace TlsWatch {

struct Check {
    std::shared_ptr<const ServerTrust> trust; // shared: the connection outlives the request that made it
    std::shared_ptr<const ClientIdentity> identity; // may be null
    QString host;
    int port = 0;
    std::shared_ptr<TlsOutcome> outcome;
};

// False: the client's certificate can't be used with this context.
[[nodiscard]] bool install(ssl_ctx_st *context, Check check);
// Of a connection whose context was prepared by install().
[[nodiscard]] std::optional<TlsInfo> infoOf(const ssl_st *connection);

}

}
