#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace tessera {

// What came back over one connection that the server was asked to close, byte for byte.
struct RawAnswer {
    int status = 0; // 0: closed without a byte, or never connected
    QByteArray reason;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray &name) const; // the first, whatever its case
};

// Sends the request as it stands and reads until the server closes, in this thread: for servers that have their own.
[[nodiscard]] RawAnswer sendRaw(int port, const QByteArray &request);
// A request with Host, Connection: close and, where there is a body, Content-Length.
[[nodiscard]] QByteArray rawRequest(const QByteArray &method, const QByteArray &target,
    const QList<std::pair<QByteArray, QByteArray>> &headers = {}, const QByteArray &body = {});

}
