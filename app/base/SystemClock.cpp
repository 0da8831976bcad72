#include "app/base/SystemClock.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include <ctime>
#elif defined(Q_OS_MACOS)
#include <mach/mach_time.h>
#elif defined(Q_OS_WIN)
#include <qt_windows.h>
#endif

namespace tessera {

namespace {

// QTimer counts in an int of milliseconds.
constexpr Milliseconds longestTimer = std::chrono::hours(24 * 24);

}

SystemClock::SystemClock(QObject *parent)
    : Clock(parent)
    , m_lead(now().time_since_epoch() - boot().time_since_epoch())
{
    auto *watch = new QTimer(this);
    watch->setTimerType(Qt::VeryCoarseTimer);
    connect(watch, &QTimer::timeout, this, [this] {
        const Milliseconds lead = now().time_since_epoch() - boot().time_since_epoch();
        // Slow drift is the time service's work; a step is news.
        if (std::chrono::abs(lead - std::exchange(m_lead, lead)) > std::chrono::seconds(2))
            Q_EMIT jumped();
    });
    watch->start(std::chrono::seconds(30));
}

UtcTime SystemClock::now() const
{
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

BootTime SystemClock::boot() const
{
#ifdef Q_OS_LINUX
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return BootTime(Milliseconds(qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000));
#elif defined(Q_OS_MACOS)
    mach_timebase_info_data_t base{};
    mach_timebase_info(&base);
    return BootTime(Milliseconds(qint64(mach_continuous_time() / 1'000'000 * base.numer / base.denom)));
#elif defined(Q_OS_WIN)
    return BootTime(Milliseconds(qint64(GetTickCount64()))); // counts time asleep
#else
    return BootTime(std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch()));
#endif
}

quint64 SystemClock::after(Milliseconds delay, QObject *context, std::function<void()> run)
{
    const quint64 id = ++m_lastId;
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setTimerType(delay < std::chrono::seconds(2) ? Qt::PreciseTimer : Qt::CoarseTimer);
    connect(timer, &QTimer::timeout, this, [this, id, guard = QPointer<QObject>(context), run = std::move(run)] {
        auto *done = m_timers.take(id);
        if (guard)
            run();
        if (done)
            done->deleteLater();
    });
    m_timers.insert(id, timer);
    timer->start(std::clamp(delay, Milliseconds(0), longestTimer));
    return id;
}

void SystemClock::cancel(quint64 id)
{
    delete m_timers.take(id);
}

}
