#include "tests/support/RawHttp.h"

#include <QtNetwork/QTcpSocket>

namespace tessera {

namespace {

constexpr int patience = 20'000; // ms, without a byte

QByteArray unchunked(QByteArray bytes)
{
    QByteArray body;
    while (true) {
        const auto end = bytes.indexOf("\r\n");
        const auto size = end < 0 ? 0 : bytes.left(end).toLongLong(nullptr, 16);
        if (size <= 0)
            return body;
        body += bytes.mid(end + 2, size);
        bytes = bytes.mid(end + 2 + size + 2);
    }
}

}

QByteArray RawAnswer::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RawAnswer sendRaw(int port, const QByteArray &request)
{
    RawAnswer answer;
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
    if (!socket.waitForConnected(patience))
        return answer;
    socket.write(request);
    QByteArray bytes;
    while (socket.waitForReadyRead(patience))
        bytes += socket.readAll();
    bytes += socket.readAll();

    const auto headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return answer;
    const auto lines = bytes.left(headEnd).split('\n');
    const auto first = lines.first().trimmed();
    answer.status = first.mid(9, 3).toInt();
    answer.reason = first.mid(13);
    for (const QByteArray &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    answer.body = bytes.mid(headEnd + 4);
    if (answer.header("Transfer-Encoding") == "chunked")
        answer.body = unchunked(answer.body);
    return answer;
}

QByteArray rawRequest(const QByteArray &method, const QByteArray &target,
    const QList<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return request + "\r\n" + body;
}

}
