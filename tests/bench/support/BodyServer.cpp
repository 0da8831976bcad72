#include "tests/bench/support/BodyServer.h"

#include "tests/bench/support/LoopbackPort.h"

#include <sys/socket.h>
#include <unistd.h>

namespace tessera::bench {

namespace {

// False: the client has left.
bool sendAll(int client, const QByteArray &bytes)
{
    constexpr qsizetype most = 1024 * 1024;
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t sent = send(client, bytes.constData() + at, std::size_t(qMin(bytes.size() - at, most)), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

}

BodyServer::BodyServer(const QByteArray &body, int times)
    : m_body(body)
    , m_times(times)
{
    const LoopbackPort port(8);
    m_socket = port.socket();
    m_port = port.number();
    m_thread = std::thread([this] { serve(); });
}

BodyServer::~BodyServer()
{
    shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    close(m_socket);
}

QByteArray BodyServer::url() const
{
    return LoopbackPort::url(m_port);
}

void BodyServer::serve() const
{
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(m_body.size() * m_times) + "\r\n\r\n";
    for (int client = accept(m_socket, nullptr, nullptr); client >= 0; client = accept(m_socket, nullptr, nullptr)) {
        char head[4096];
        (void)!read(client, head, sizeof head);
        bool isThere = sendAll(client, answer);
        for (int i = 0; i < m_times && isThere; ++i)
            isThere = sendAll(client, m_body);
        close(client);
    }
}

}
