#pragma once

#include <QtCore/QByteArray>

#include <thread>

namespace tessera::bench {

// Answers every request on a loopback port with the same bytes, as fast as the socket takes them. One client at a time, and a
// connection for each.
class BodyServer {
public:
    explicit BodyServer(QByteArray body);
    ~BodyServer();
    BodyServer(const BodyServer &) = delete;
    BodyServer &operator=(const BodyServer &) = delete;

    [[nodiscard]] QByteArray url() const;

private:
    void serve() const;

    const QByteArray m_body;
    int m_socket;
    int m_port = 0;
    std::thread m_thread;
};

}
