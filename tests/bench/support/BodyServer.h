#pragma once

#include <QtCore/QByteArray>

#include <thread>

namespace tessera::bench {

// Answers every request on a loopback port with the same bytes, as fast as the socket takes them. One client at a time, and a
// connection for each.
class BodyServer {
public:
    // `body` so many times over.
    explicit BodyServer(const QByteArray &body, int times = 1);
    ~BodyServer();
    BodyServer(const BodyServer &) = delete;
    BodyServer &operator=(const BodyServer &) = delete;

    [[nodiscard]] QByteArray url() const;

private:
    void serve() const;

    const QByteArray m_body;
    const int m_times;
    int m_socket = -1;
    int m_port = 0;
    std::thread m_thread;
};

}
