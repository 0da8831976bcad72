#include "app/cli/Interrupt.h"

#include <QtCore/QSocketNotifier>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace tessera {

#ifdef Q_OS_UNIX

namespace {

// A signal handler can reach nothing but a global; a byte through a socket is all it may do.
int wakeUp[2] = {-1, -1};

extern "C" void wake(int)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = write(wakeUp[0], &byte, 1);
    errno = before;
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESETHAND; // and no SA_RESTART: who waits for a key is woken
    sigaction(signal, &action, nullptr);
}

}

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, wakeUp) != 0)
        return;
    auto *notifier = new QSocketNotifier(wakeUp[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const auto taken = read(wakeUp[1], &byte, 1);
        Q_EMIT asked();
    });
    handle(SIGINT, wake);
    handle(SIGTERM, wake);
}

Interrupt::~Interrupt()
{
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
    for (int &end : wakeUp) {
        close(end);
        end = -1;
    }
}

int Interrupt::descriptor()
{
    return wakeUp[1];
}

#else

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
}

Interrupt::~Interrupt() = default;

int Interrupt::descriptor()
{
    return -1;
}

#endif

}
