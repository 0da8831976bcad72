#include "tests/support/FakeClock.h"

#include <QtCore/QThread>

#include <algorithm>
#include <utility>

namespace tessera {

namespace {

constexpr Milliseconds longestTimer = std::chrono::hours(24 * 24); // as the interface says

}

FakeClock::FakeClock(QObject *parent)
    : Clock(parent)
    , m_now(std::chrono::sys_days(std::chrono::January / 1 / 2026) + std::chrono::hours(12))
    , m_boot(std::chrono::hours(1))
{
}

quint64 FakeClock::after(Milliseconds delay, QObject *context, std::function<void()> run)
{
    const Milliseconds due = m_awake + std::clamp(delay, Milliseconds(0), longestTimer);
    const auto later = std::find_if(m_timers.begin(), m_timers.end(), [due](const Timer &timer) { return timer.due > due; });
    m_timers.insert(later, Timer{++m_lastId, due, context, std::move(run)});
    return m_lastId;
}

void FakeClock::cancel(quint64 id)
{
    std::erase_if(m_timers, [id](const Timer &timer) { return timer.id == id; });
}

void FakeClock::advance(Milliseconds time)
{
    const Milliseconds end = m_awake + time;
    const auto moveTo = [this](Milliseconds awake) {
        m_now += awake - m_awake;
        m_boot += awake - m_awake;
        m_awake = awake;
    };
    while (!m_timers.empty() && m_timers.front().due <= end) {
        Timer timer = std::move(m_timers.front());
        m_timers.erase(m_timers.begin());
        moveTo(std::max(m_awake, timer.due));
        if (!timer.context)
            continue;
        if (timer.context->thread() == QThread::currentThread())
            timer.run();
        else
            QMetaObject::invokeMethod(timer.context.data(), std::move(timer.run), Qt::QueuedConnection);
    }
    moveTo(std::max(m_awake, end));
}

void FakeClock::suspend(Milliseconds time)
{
    m_now += time;
    m_boot += time;
    Q_EMIT jumped();
}

void FakeClock::jumpWallClock(Milliseconds by)
{
    m_now += by;
    Q_EMIT jumped();
}

void FakeClock::setNow(UtcTime now)
{
    m_now = now;
}

qsizetype FakeClock::timers() const
{
    return std::count_if(m_timers.begin(), m_timers.end(), [](const Timer &timer) { return !timer.context.isNull(); });
}

std::optional<Milliseconds> FakeClock::nextTimer() const
{
    for (const Timer &timer : m_timers)
        if (timer.context)
            return timer.due - m_awake;
    return std::nullopt;
}

}
