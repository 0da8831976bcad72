#pragma once

#include "app/base/Clock.h"

#include <httplib.h>

#include <array>
#include <atomic>
#include <string>

namespace tessera {

// One accepted socket as cpp-httplib reads and writes it. httplib's own stream polls a hundred times a second while a
// client keeps its connection, can't be woken, and refuses descriptors above 1024.
class LoopbackConnection final : public httplib::Stream {
public:
    explicit LoopbackConnection(socket_t socket);
    ~LoopbackConnection() override; // closes

    // False: nothing came in time, the client went, or wake() was called.
    [[nodiscard]] bool waitForBytes(Milliseconds timeout);
    void wake(); // from another thread: every wait ends, now and from now on
    void drop() { m_isDropped = true; } // nothing more is written
    void closeAfterAnswer() { m_isLast = true; }
    [[nodiscard]] bool isOver() const { return m_isDropped || m_isLast; }
    [[nodiscard]] int clientPort() const { return m_clientPort; }
    [[nodiscard]] bool readBody(std::size_t size, std::string &body);

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char *to, size_t size) override;
    ssize_t write(const char *from, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return 0; } // httplib only asks whether select() could take it; we don't select

private:
    [[nodiscard]] bool poll(short events, Milliseconds timeout) const;

    socket_t m_socket;
    int m_clientPort = 0;
    bool m_isDropped = false;
    bool m_isLast = false;
    std::array<char, 4096> m_buffer{};
    std::size_t m_from = 0, m_to = 0; // what of the buffer is still to be read
};

}
