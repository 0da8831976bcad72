#pragma once

#include <QtCore/QObject>

#include <chrono>
#include <functional>

namespace tessera {

using Milliseconds = std::chrono::milliseconds;
// A UTC instant with the precision that is stored and shown.
using UtcTime = std::chrono::sys_time<Milliseconds>;

// Counts suspended time (CLOCK_BOOTTIME on Linux) and knows nothing of the wall clock: what deadlines are kept in.
struct BootClock {
    using duration = Milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
};
using BootTime = BootClock::time_point;

// The only source of time and of timers, so that tests can own both.
class Clock : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual UtcTime now() const = 0;
    [[nodiscard]] virtual BootTime boot() const = 0;
    // Runs `run` once in the context's thread at or soon after `delay`, unless the context is gone by then or the returned
    // id was cancelled. Never before the call returns. At most 24 days.
    virtual quint64 after(Milliseconds delay, QObject *context, std::function<void()> run) = 0;
    virtual void cancel(quint64 id) = 0;

Q_SIGNALS:
    // The wall clock was set, or the machine slept: whoever keeps deadlines looks at them again.
    void jumped();
};

}
