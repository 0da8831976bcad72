#include "tests/support/RawServer.h"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace tessera {

namespace {

constexpr int pollInterval = 20; // ms: how soon a waiting script notices that the server stops

bool isReadable(int socket, int timeout)
{
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, timeout) > 0;
}

qsizetype chunkedEnd(const QByteArray &bytes, qsizetype begin)
{
    const qsizetype last = bytes.indexOf("0\r\n\r\n", begin);
    return last < 0 ? -1 : last + 5;
}

qsizetype requestEnd(const QByteArray &bytes)
{
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    const QByteArray lines = "\r\n" + bytes.left(head + 2).toLower();
    if (lines.contains("\r\ntransfer-encoding: chunked\r\n"))
        return chunkedEnd(bytes, head + 4);
    const qsizetype field = lines.indexOf("\r\ncontent-length:");
    if (field < 0)
        return head + 4;
    const qsizetype value = field + qsizetype(qstrlen("\r\ncontent-length:"));
    const qsizetype length = lines.mid(value, lines.indexOf('\r', value) - value).trimmed().toLongLong();
    return bytes.size() < head + 4 + length ? -1 : head + 4 + length;
}

}

QByteArray RawConnection::readRequest()
{
    qsizetype end = requestEnd(m_unread);
    while (end < 0) {
        const QByteArray more = readSome();
        if (more.isEmpty())
            return {};
        m_unread += more;
        end = requestEnd(m_unread);
    }
    const QByteArray request = m_unread.left(end);
    m_unread.remove(0, end);
    const std::lock_guard lock(m_server->m_mutex);
    m_server->m_requests.append(request);
    return request;
}

QByteArray RawConnection::readSome()
{
    QByteArray buffer(65536, Qt::Uninitialized);
    while (!isStopping() && m_socket >= 0) {
        if (!(m_tls && SSL_pending(m_tls) > 0) && !isReadable(m_socket, pollInterval))
            continue;
        const auto got = m_tls ? ssize_t(SSL_read(m_tls, buffer.data(), int(buffer.size())))
                               : ::recv(m_socket, buffer.data(), std::size_t(buffer.size()), 0);
        return got > 0 ? buffer.left(got) : QByteArray();
    }
    return {};
}

bool RawConnection::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size() && !isStopping() && m_socket >= 0) {
        if (m_tls) {
            const int count = SSL_write(m_tls, bytes.constData() + sent, int(bytes.size() - sent));
            if (count <= 0)
                return false;
            sent += count;
            continue;
        }
        pollfd waiting{m_socket, POLLOUT, 0};
        if (::poll(&waiting, 1, pollInterval) <= 0)
            continue;
        const auto count = ::send(m_socket, bytes.constData() + sent, std::size_t(bytes.size() - sent), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN)
            return false;
        sent += qMax<ssize_t>(count, 0);
    }
    return sent == bytes.size();
}

bool RawConnection::waitForClose(std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!isStopping() && std::chrono::steady_clock::now() < end) {
        if (!isReadable(m_socket, pollInterval))
            continue;
        if (readSome().isEmpty()) {
            const std::lock_guard lock(m_server->m_mutex);
            ++m_server->m_closedByClient;
            return true;
        }
    }
    return false;
}

void RawConnection::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_server->m_mutex);
    m_server->m_changed.wait_for(lock, time, [this] { return isStopping(); });
}

void RawConnection::waitForRelease()
{
    std::unique_lock lock(m_server->m_mutex);
    m_server->m_changed.wait(lock, [this] { return isStopping() || m_server->m_isReleased; });
}

bool RawConnection::startTls(const std::shared_ptr<SSL_CTX> &context)
{
    m_tls = SSL_new(context.get());
    SSL_set_fd(m_tls, m_socket);
    return SSL_accept(m_tls) == 1;
}

void RawConnection::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    close();
}

void RawConnection::close()
{
    const std::lock_guard lock(m_server->m_mutex);
    if (m_socket < 0)
        return;
    std::erase(m_server->m_sockets, m_socket);
    ::close(m_socket);
    m_socket = -1;
}

bool RawConnection::isStopping() const
{
    return m_server->m_isStopping;
}

RawServer::RawServer(Script script)
    : RawServer(Options{}, std::move(script))
{
}

RawServer::RawServer(Options options, Script script)
    : m_options(std::move(options))
    , m_script(std::move(script))
{
    std::signal(SIGPIPE, SIG_IGN); // SSL_write has no MSG_NOSIGNAL
    m_listener = ::socket(m_options.isIpv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_options.isIpv6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin6_port);
    } else {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ::listen(m_listener, m_options.isAccepting ? 256 : 0);
    if (m_options.isAccepting)
        m_acceptor = std::thread([this] { accept(); });
}

RawServer::~RawServer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    m_changed.notify_all();
    if (m_acceptor.joinable())
        m_acceptor.join();
    ::close(m_listener);
    for (std::thread &thread : m_threads)
        thread.join();
}

RawServer::Script RawServer::answering(const QByteArray &answer)
{
    return [answer](RawConnection &connection) {
        while (!connection.readRequest().isEmpty() && connection.send(answer)) { }
    };
}

QByteArray RawServer::ok(const QByteArray &body, const QByteArray &extraHeaders)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extraHeaders + "\r\n" + body;
}

QByteArray RawServer::url(const QByteArray &path) const
{
    const QByteArray host = m_options.isIpv6 ? "[::1]" : "127.0.0.1";
    return (m_options.tls ? "https://" : "http://") + host + ':' + QByteArray::number(m_port) + path;
}

QList<QByteArray> RawServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

int RawServer::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

int RawServer::closedByClient() const
{
    const std::lock_guard lock(m_mutex);
    return m_closedByClient;
}

void RawServer::release()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isReleased = true;
    }
    m_changed.notify_all();
}

void RawServer::accept()
{
    while (!m_isStopping) {
        if (!isReadable(m_listener, pollInterval))
            continue;
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const std::lock_guard lock(m_mutex);
        const int number = m_connections++;
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket, number] { serve(socket, number); });
    }
}

void RawServer::serve(int socket, int number)
{
    RawConnection connection;
    connection.m_server = this;
    connection.m_socket = socket;
    connection.m_number = number;
    if (!m_options.tls || connection.startTls(m_options.tls))
        m_script(connection);
    if (connection.m_tls && connection.m_socket >= 0)
        SSL_shutdown(connection.m_tls);
    connection.close();
    SSL_free(connection.m_tls);
}

}
