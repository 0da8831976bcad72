#include "app/cli/Interrupt.h"

#include <QtCore/QSocketNotifier>

#ifdef Q_OS_UNIX
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
    const char byte = 1;
    [[maybe_unused]] const auto written = write(wakeUp[0], &byte, 1);
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
    std::signal(SIGINT, wake);
    std::signal(SIGTERM, wake);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (int &end : wakeUp) {
        close(end);
        end = -1;
    }
}

#else

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
}

Interrupt::~Interrupt() = default;

#endif

}
