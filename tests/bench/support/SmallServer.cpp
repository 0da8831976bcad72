#include "tests/bench/support/SmallServer.h"

#include "tests/bench/support/Figure.h"
#include "tests/bench/support/LoopbackPort.h"

#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tessera::bench {

namespace {

void watch(int poll, int socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
}

// A request of the measured kind comes in one piece and has no body.
[[noreturn]] void serve(int listener)
{
    const int poll = epoll_create1(0);
    watch(poll, listener);
    int number = 0;
    for (;;) {
        epoll_event events[64];
        const int count = epoll_wait(poll, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            const int socket = events[i].data.fd;
            if (socket == listener) {
                const int client = accept(listener, nullptr, nullptr);
                const int isOn = 1;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
                watch(poll, client);
                continue;
            }
            char request[16 * 1024];
            if (read(socket, request, sizeof request) <= 0) {
                close(socket);
                continue;
            }
            const QByteArray body = SmallServer::body(number++);
            const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\nX-Request-Id: 5f1c7b9e\r\n\r\n" + body;
            (void)!write(socket, answer.constData(), std::size_t(answer.size()));
        }
    }
}

}

SmallServer::SmallServer()
{
    const LoopbackPort port(1024);
    m_port = port.number();
    m_process = fork();
    demand(m_process >= 0, "no process for the server");
    if (m_process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(port.socket());
    }
    close(port.socket());
}

SmallServer::~SmallServer()
{
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
}

QByteArray SmallServer::url() const
{
    return LoopbackPort::url(m_port);
}

QByteArray SmallServer::body(int number)
{
    return R"({"id":"p-4711","number":)" + QByteArray::number(10'000'000 + number)
        + R"(,"state":"running","name":"Ada Lovelace","tags":["red","green"],"created":"2026-01-02T03:04:05Z"})";
}

}
