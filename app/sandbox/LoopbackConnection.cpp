#include "app/sandbox/LoopbackConnection.h"

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cerrno>

namespace tessera {

namespace {

constexpr Milliseconds longestPause = std::chrono::seconds(5); // in the middle of a request or an answer

#ifdef _WIN32
constexpr int noSignal = 0;
constexpr int bothWays = SD_BOTH;
int pollSocket(WSAPOLLFD *fd, int timeout)
{
    return WSAPoll(fd, 1, timeout);
}
using PollFd = WSAPOLLFD;
#else
#ifdef MSG_NOSIGNAL
constexpr int noSignal = MSG_NOSIGNAL;
#else
constexpr int noSignal = 0;
#endif
constexpr int bothWays = SHUT_RDWR;
int pollSocket(pollfd *fd, int timeout)
{
    return ::poll(fd, 1, timeout);
}
using PollFd = pollfd;
#endif

}

LoopbackConnection::LoopbackConnection(socket_t socket)
    : m_socket(socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    if (getpeername(m_socket, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        m_clientPort = ntohs(address.sin_port);
}

LoopbackConnection::~LoopbackConnection()
{
    ::shutdown(m_socket, bothWays);
#ifdef _WIN32
    ::closesocket(m_socket);
#else
    ::close(m_socket);
#endif
}

bool LoopbackConnection::poll(short events, Milliseconds timeout) const
{
    PollFd fd{};
    fd.fd = m_socket;
    fd.events = events;
    const auto end = std::chrono::steady_clock::now() + timeout;
    while (true) {
        const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
        const int ready = pollSocket(&fd, int(std::max<Milliseconds>(left, Milliseconds(0)).count()));
        if (ready >= 0 || errno != EINTR)
            return ready > 0;
    }
}

bool LoopbackConnection::waitForBytes(Milliseconds timeout)
{
    if (m_from < m_to)
        return true;
    if (!poll(POLLIN, timeout))
        return false;
    const auto size = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
    m_from = 0;
    m_to = size > 0 ? std::size_t(size) : 0;
    return size > 0;
}

void LoopbackConnection::wake()
{
    ::shutdown(m_socket, bothWays);
}

bool LoopbackConnection::readBody(std::size_t size, std::string &body)
{
    while (body.size() < size) {
        std::array<char, 4096> part{};
        const auto got = read(part.data(), std::min(part.size(), size - body.size()));
        if (got <= 0)
            return false;
        body.append(part.data(), std::size_t(got));
    }
    return true;
}

bool LoopbackConnection::is_readable() const
{
    return m_from < m_to || poll(POLLIN, longestPause);
}

bool LoopbackConnection::is_writable() const
{
    return !m_isDropped && poll(POLLOUT, longestPause);
}

ssize_t LoopbackConnection::read(char *to, size_t size)
{
    if (!waitForBytes(longestPause))
        return -1;
    const std::size_t part = std::min(size, m_to - m_from);
    std::copy_n(m_buffer.data() + m_from, part, to);
    m_from += part;
    return ssize_t(part);
}

ssize_t LoopbackConnection::write(const char *from, size_t size)
{
    std::size_t sent = 0;
    while (sent < size) {
        if (!is_writable())
            return -1;
        const auto part = ::send(m_socket, from + sent, size - sent, noSignal);
        if (part < 0)
            return -1;
        sent += std::size_t(part);
    }
    return ssize_t(size);
}

void LoopbackConnection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = m_clientPort;
}

void LoopbackConnection::get_local_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

}
