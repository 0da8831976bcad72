#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tessera {

class RawServer;

// One accepted connection in the hands of a script, in a thread of its own.
class RawConnection {
public:
    // Head and body (by Content-Length or chunks) as they came; empty when the client has left.
    [[nodiscard]] QByteArray readRequest();
    [[nodiscard]] QByteArray readSome(); // whatever comes next; empty when the client has left
    bool send(const QByteArray &bytes); // false: the client has left
    // Waits until the client has left, the server stops, or the time is over; true: the client has left.
    bool waitForClose(std::chrono::milliseconds limit = std::chrono::seconds(60));
    void pause(std::chrono::milliseconds time); // ends early when the server stops
    void waitForRelease(); // of the server
    [[nodiscard]] bool startTls(const std::shared_ptr<SSL_CTX> &context); // inside a tunnel
    void reset(); // RST instead of FIN
    void close();

    [[nodiscard]] int number() const { return m_number; } // 0 for the first connection
    [[nodiscard]] SSL *tls() const { return m_tls; }
    [[nodiscard]] bool isStopping() const;

private:
    friend class RawServer;
    RawServer *m_server = nullptr;
    int m_socket = -1;
    SSL *m_tls = nullptr;
    int m_number = 0;
    QByteArray m_unread;
};

// A server on 127.0.0.1 (or ::1) that does on the wire what a script says: the misbehaviour that real servers can't be
// made to show. Records every request raw. With a TLS context it shakes hands first.
class RawServer {
public:
    using Script = std::function<void(RawConnection &)>;
    struct Options {
        std::shared_ptr<SSL_CTX> tls;
        bool isAccepting = true; // false: connections are queued by the system and never accepted
        bool isIpv6 = false;
    };

    explicit RawServer(Script script);
    RawServer(Options options, Script script);
    ~RawServer(); // closes everything

    // Answers every request on every connection with the same bytes.
    static Script answering(const QByteArray &answer);
    // "HTTP/1.1 200 OK" with this body and a Content-Length.
    static QByteArray ok(const QByteArray &body, const QByteArray &extraHeaders = {});

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray url(const QByteArray &path = "/") const; // http or https, by the options
    [[nodiscard]] QList<QByteArray> requests() const;
    [[nodiscard]] int connections() const;
    [[nodiscard]] int closedByClient() const; // seen by a script that waited for it
    void release(); // scripts that wait for it go on

private:
    friend class RawConnection;
    void accept();
    void serve(int socket, int number);

    Options m_options;
    Script m_script;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isReleased = false;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    int m_closedByClient = 0;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

}
