#pragma once

#include "app/base/Clock.h"

#include <QtCore/QPointer>

#include <optional>
#include <vector>

namespace tessera {

// A clock that stands still until the test moves it. Wall clock, boot clock and timers can part company as on a real
// machine: the wall clock is set by its owner, and timers don't count the time that a machine sleeps. Begins at
// 2026-01-01 12:00:00 UTC, one hour after boot.
class FakeClock final : public Clock {
    Q_OBJECT
public:
    explicit FakeClock(QObject *parent = nullptr);

    [[nodiscard]] UtcTime now() const override { return m_now; }
    [[nodiscard]] BootTime boot() const override { return m_boot; }
    quint64 after(Milliseconds delay, QObject *context, std::function<void()> run) override;
    void cancel(quint64 id) override;

    // Time passes: both clocks move, and each timer that comes due runs at its own instant, in order, those included that
    // are started on the way. Runs in this thread; a context of another thread gets its call queued. Answers that were
    // queued meanwhile (completions) are still to come: QTRY_* lets them.
    void advance(Milliseconds time);
    // The machine sleeps: both clocks move, timers do not, and jumped() tells.
    void suspend(Milliseconds time);
    // Somebody sets the wall clock forward or back; jumped() tells.
    void jumpWallClock(Milliseconds by);
    void setNow(UtcTime now); // without telling: the start of a test

    [[nodiscard]] qsizetype timers() const; // waiting, with a context that is alive
    [[nodiscard]] std::optional<Milliseconds> nextTimer() const; // how long until the first of them

private:
    struct Timer {
        quint64 id;
        Milliseconds due; // on m_awake
        QPointer<QObject> context;
        std::function<void()> run;
    };

    UtcTime m_now;
    BootTime m_boot;
    Milliseconds m_awake{0}; // what timers count: time without sleep
    std::vector<Timer> m_timers; // by due time, then by start
    quint64 m_lastId = 0;
};

}
