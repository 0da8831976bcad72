#pragma once

#include <QtCore/QByteArray>

namespace tessera::bench {

// A socket that listens on some free port of 127.0.0.1. Whoever takes it closes it.
class LoopbackPort {
public:
    explicit LoopbackPort(int backlog);

    [[nodiscard]] int socket() const { return m_socket; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] static QByteArray url(int number);

private:
    int m_socket;
    int m_number = 0;
};

}
