#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <algorithm>
#include <ctime>

namespace tessera::bench {

namespace {

double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

// For a processor, by this thread; 0 where the system does not tell.
double waitedTime()
{
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 0;
    return file.read(100).split(' ').value(1).toDouble() / 1e6; // the second number, in ns
}

}

Stopwatch::Stopwatch()
    : m_waited(waitedTime())
{
    m_wall = std::chrono::steady_clock::now();
    m_processor = processorTime();
}

double Stopwatch::wall() const
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_wall).count();
}

double Stopwatch::processor() const
{
    return processorTime() - m_processor;
}

double Stopwatch::undisturbed() const
{
    const double time = wall();
    return std::max(0.0, time - (waitedTime() - m_waited));
}

double Stopwatch::wall(const std::function<void()> &work)
{
    const Stopwatch watch;
    work();
    return watch.wall();
}

double Stopwatch::processor(const std::function<void()> &work)
{
    const Stopwatch watch;
    work();
    return watch.processor();
}

double Stopwatch::undisturbed(const std::function<void()> &work)
{
    const Stopwatch watch;
    work();
    return watch.undisturbed();
}

}
