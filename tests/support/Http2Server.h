#pragma once

#include "app/http/HttpHeaders.h"

#include "tests/support/RawServer.h"

#include <QtCore/QByteArray>

#include <functional>

namespace tessera {

// What an HTTP/2 server saw, pseudo-header fields included.
struct Http2Request {
    HttpHeaders fields;
    QByteArray body;
};

struct Http2Response {
    HttpHeaders fields = {{":status", "200"}};
    QByteArray body;
    HttpHeaders trailers;
    quint32 resetCode = 0; // not 0: the stream is reset in the place of an answer
    bool resetsInBody = false; // or after the first half of the body
};

// An HTTP/2 server on 127.0.0.1 by nghttp2: with prior knowledge, or over TLS with ALPN.
class Http2Server {
public:
    using Handler = std::function<Http2Response(const Http2Request &)>;
    explicit Http2Server(Handler handler, std::shared_ptr<SSL_CTX> tls = nullptr);

    [[nodiscard]] QByteArray url(const QByteArray &path = "/") const { return m_server.url(path); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] int connections() const { return m_server.connections(); }
    [[nodiscard]] QList<Http2Request> requests() const;

private:
    void serve(RawConnection &connection);

    Handler m_handler;
    mutable std::mutex m_mutex;
    QList<Http2Request> m_requests;
    RawServer m_server; // the last: its threads use the others
};

}
