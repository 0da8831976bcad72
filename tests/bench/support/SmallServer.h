#pragma once

#include <QtCore/QByteArray>

namespace tessera::bench {

// Answers every request on a loopback port with a small JSON object and keeps its connections, in a process of its own: what
// it costs is nobody's time. Make it before the first thread.
class SmallServer {
public:
    SmallServer();
    ~SmallServer();
    SmallServer(const SmallServer &) = delete;
    SmallServer &operator=(const SmallServer &) = delete;

    [[nodiscard]] QByteArray url() const;
    // Of the answer to the n-th request of all, from 0.
    [[nodiscard]] static QByteArray body(int number);

private:
    int m_port = 0;
    int m_process = 0;
};

}
