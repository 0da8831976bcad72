#include "tests/support/StallWatch.h"

#include <algorithm>
#include <ctime>

namespace tessera {

namespace {

std::chrono::nanoseconds used()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}

StallWatch::StallWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(2); // about each turn that has something to do
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::look);
}

void StallWatch::begin()
{
    m_longest = std::chrono::nanoseconds(0);
    m_last = used();
    m_timer.start();
}

void StallWatch::look()
{
    const std::chrono::nanoseconds now = used();
    m_longest = std::max(m_longest, now - m_last);
    m_last = now;
}

}
