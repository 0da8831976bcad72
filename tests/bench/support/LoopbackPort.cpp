#include "tests/bench/support/LoopbackPort.h"

#include "tests/bench/support/Figure.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tessera::bench {

LoopbackPort::LoopbackPort(int backlog)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    demand(bind(m_socket, generic, size) == 0 && listen(m_socket, backlog) == 0 && getsockname(m_socket, generic, &size) == 0,
        "no port to listen on");
    m_number = ntohs(address.sin_port);
}

QByteArray LoopbackPort::url(int number)
{
    return "http://127.0.0.1:" + QByteArray::number(number) + "/";
}

}
