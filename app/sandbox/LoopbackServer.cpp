#include "app/sandbox/LoopbackServer.h"

#include "app/sandbox/GrowingPool.h"
#include "app/sandbox/LoopbackConnection.h"

#ifndef _WIN32
#include <sys/socket.h>
#endif

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace tessera {

namespace {

constexpr auto keepAlive = std::chrono::seconds(5);
constexpr std::size_t mostConnections = 2000;
constexpr std::size_t mostRequests = 100'000; // that a connection is told it may make
constexpr std::size_t largestBody = 1024 * 1024;
constexpr int backlog = 1024;

bool isSameName(const std::string &a, const std::string &b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

// httplib adds these to every request for its own users.
bool isAddedByLibrary(const std::string &name)
{
    return name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" || name == "LOCAL_PORT";
}

}

std::string LoopbackRequest::header(const std::string &name) const
{
    const auto found
        = std::find_if(headers.begin(), headers.end(), [&](const auto &header) { return isSameName(header.first, name); });
    return found == headers.end() ? std::string() : found->second;
}

class LoopbackServer::Listener final : public httplib::Server {
public:
    explicit Listener(const LoopbackServer::Handler &handler)
        : m_handler(handler)
    {
        new_task_queue = [] { return new GrowingPool(mostConnections); };
        set_keep_alive_timeout(keepAlive.count());
        set_keep_alive_max_count(mostRequests);
        set_payload_max_length(largestBody);
        set_tcp_nodelay(true);
        set_socket_options([this](socket_t socket) { prepare(socket); });
        set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
            return takeWhole(request, response) ? HandlerResponse::Handled : HandlerResponse::Unhandled;
        });
        // Chunked bodies are read by httplib; all others were read and answered above.
        const auto answerRead = [this](const httplib::Request &request, httplib::Response &response) {
            answer(request, request.body, response);
        };
        Post(".*", answerRead);
        Put(".*", answerRead);
        Patch(".*", answerRead);
        Delete(".*", answerRead);
    }

    ~Listener() override { halt(); }

    int open(int wishedPort)
    {
        int port = wishedPort > 0 && bind_to_port("127.0.0.1", wishedPort) ? wishedPort : bind_to_any_port("127.0.0.1");
        if (port < 0)
            return port;
        ::listen(m_socket, backlog); // httplib's own queue of 5 makes a burst of clients wait a second each
        m_thread = std::thread([this] {
            listen_after_bind();
            m_hasEnded = true;
        });
        while (!is_running() && !m_hasEnded) // stop() does nothing before
            std::this_thread::yield();
        return port;
    }

    void halt()
    {
        if (!m_thread.joinable())
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_isStopping = true;
            for (LoopbackConnection *connection : m_connections)
                connection->wake();
        }
        m_stopped.notify_all();
        stop();
        m_thread.join();
    }

private:
    void prepare(socket_t socket)
    {
        m_socket = socket;
#ifdef _WIN32
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char *>(&yes), sizeof(yes));
#else
        // Not httplib's SO_REUSEPORT: two programs would share one wished port and half the requests each.
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
#endif
    }

    bool process_and_close_socket(socket_t socket) override
    {
        LoopbackConnection connection(socket);
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopping)
                return false;
            m_connections.insert(&connection);
        }
        while (!connection.isOver() && connection.waitForBytes(keepAlive)) {
            bool isClosed = false;
            const bool isGood = processOne(connection, isClosed);
            if (!isGood || isClosed)
                break;
        }
        const std::lock_guard lock(m_mutex);
        m_connections.erase(&connection);
        return true;
    }

    // A template, so that only the form that this httplib has is compiled: later ones want the addresses, too.
    template <typename Stream> bool processOne(Stream &stream, bool &isClosed)
    {
        const std::function<void(httplib::Request &)> prepare = [](httplib::Request &request) {
            // The body goes out as it was made: no ranges cut from it, no compression.
            request.ranges.clear();
            request.headers.erase("Accept-Encoding");
        };
        if constexpr (requires { this->process_request(stream, false, isClosed, prepare); }) {
            return this->process_request(stream, false, isClosed, prepare);
        } else {
            std::string remote, local;
            int remotePort = 0, localPort = 0;
            stream.get_remote_ip_and_port(remote, remotePort);
            stream.get_local_ip_and_port(local, localPort);
            return this->process_request(stream, remote, remotePort, local, localPort, false, isClosed, prepare);
        }
    }

    LoopbackConnection *connectionOf(const httplib::Request &request)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_connections.begin(), m_connections.end(),
            [&request](const LoopbackConnection *connection) { return connection->clientPort() == request.remote_port; });
        return found == m_connections.end() ? nullptr : *found; // its own thread is the one that asks: it stays
    }

    // httplib would wait for a body that a DELETE or POST never announced, and leave one that a GET did.
    bool takeWhole(const httplib::Request &request, httplib::Response &response)
    {
        if (request.has_header("Transfer-Encoding"))
            return false;
        std::string body;
        const std::string length = request.get_header_value("Content-Length");
        LoopbackConnection *connection = connectionOf(request);
        if (!connection)
            return false;
        const auto size = std::strtoull(length.c_str(), nullptr, 10);
        if (size > largestBody || !connection->readBody(std::size_t(size), body)) {
            connection->closeAfterAnswer();
            response.status = size > largestBody ? 413 : 400;
            response.set_header("Connection", "close");
            return true;
        }
        answer(request, body, response);
        return true;
    }

    void answer(const httplib::Request &request, const std::string &body, httplib::Response &response)
    {
        LoopbackRequest asked{request.method, request.target, {}, body};
        for (const auto &[name, value] : request.headers) {
            if (!isAddedByLibrary(name))
                asked.headers.emplace_back(name, value);
        }
        const LoopbackAnswer answer = m_handler(asked);
        if (answer.delay > Milliseconds(0)) {
            std::unique_lock lock(m_mutex);
            m_stopped.wait_for(lock, answer.delay, [this] { return m_isStopping; });
        }
        if (answer.finished)
            answer.finished();
        if (answer.isDropped) {
            if (LoopbackConnection *connection = connectionOf(request))
                connection->drop();
            return;
        }
        response.status = answer.status;
        for (const auto &[name, value] : answer.headers)
            response.headers.emplace(name, value);
        if (!answer.type.empty())
            response.headers.emplace("Content-Type", answer.type);
        response.body = answer.body;
    }

    const LoopbackServer::Handler &m_handler;
    std::atomic<socket_t> m_socket = INVALID_SOCKET;
    std::thread m_thread;
    std::atomic<bool> m_hasEnded = false;
    std::mutex m_mutex; // for all below
    std::condition_variable m_stopped;
    std::set<LoopbackConnection *> m_connections;
    bool m_isStopping = false;
};

LoopbackServer::LoopbackServer(Handler handler)
    : m_handler(std::move(handler))
{
}

LoopbackServer::~LoopbackServer()
{
    stop();
}

Result<int> LoopbackServer::start(int wishedPort)
{
    stop();
    m_listener = std::make_unique<Listener>(m_handler);
    const int port = m_listener->open(wishedPort);
    if (port > 0)
        return port;
    m_listener.reset();
    return failure(ErrorKind::Network,
        QCoreApplication::translate("LoopbackServer", "The sandbox can't listen on 127.0.0.1."),
        QCoreApplication::translate(
            "LoopbackServer", "The system may allow no more open sockets; close other programs and try again."));
}

void LoopbackServer::stop()
{
    m_listener.reset();
}

}
