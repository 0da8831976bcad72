#include "tests/bench/support/BodyServer.h"

#include "tests/bench/support/Figure.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tessera::bench {

BodyServer::BodyServer(QByteArray body)
    : m_body("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
          + QByteArray::number(body.size()) + "\r\n\r\n" + body)
    , m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    demand(bind(m_socket, generic, size) == 0 && listen(m_socket, 8) == 0 && getsockname(m_socket, generic, &size) == 0,
        "no port to listen on");
    m_port = ntohs(address.sin_port);
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
    return "http://127.0.0.1:" + QByteArray::number(m_port) + "/";
}

void BodyServer::serve() const
{
    for (int client = accept(m_socket, nullptr, nullptr); client >= 0; client = accept(m_socket, nullptr, nullptr)) {
        char head[4096];
        (void)!read(client, head, sizeof head);
        for (qsizetype at = 0; at < m_body.size();) {
            const ssize_t sent = send(client, m_body.constData() + at, std::size_t(qMin<qsizetype>(m_body.size() - at, 1 << 20)), MSG_NOSIGNAL);
            if (sent <= 0)
                break;
            at += sent;
        }
        close(client);
    }
}

}
