#include "tests/support/StallWatch.h"

#include <algorithm>

namespace tessera {

StallWatch::StallWatch(QObject *parent)
    : QObject(parent)
    , m_statistics(QStringLiteral("/proc/thread-self/schedstat"))
{
    // Unbuffered: it is read anew each time.
    if (!m_statistics.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        qWarning("StallWatch: the time spent waiting for a processor can't be left out here");
    m_timer.setInterval(2); // about each turn that has something to do
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::look);
}

void StallWatch::begin()
{
    m_longest = std::chrono::nanoseconds(0);
    m_last = now();
    m_timer.start();
}

std::chrono::nanoseconds StallWatch::now()
{
    // Nanoseconds run, nanoseconds ready to run and not running, number of slices.
    m_statistics.seek(0);
    const std::chrono::nanoseconds waited(m_statistics.read(100).split(' ').value(1).toLongLong());
    return std::chrono::steady_clock::now().time_since_epoch() - waited;
}

void StallWatch::look()
{
    const std::chrono::nanoseconds time = now();
    m_longest = std::max(m_longest, time - m_last);
    m_last = time;
}

}
