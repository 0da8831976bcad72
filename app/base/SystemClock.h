#pragma once

#include "app/base/Clock.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

namespace tessera {

// The machine's clocks. Lives in, and is used from, the main thread.
class SystemClock final : public Clock {
    Q_OBJECT
public:
    explicit SystemClock(QObject *parent = nullptr);

    [[nodiscard]] UtcTime now() const override;
    [[nodiscard]] BootTime boot() const override;
    quint64 after(Milliseconds delay, QObject *context, std::function<void()> run) override;
    void cancel(quint64 id) override;

private:
    Milliseconds m_lead; // of the wall clock over the boot clock: it changes only when the wall clock is set
    QHash<quint64, QTimer *> m_timers;
    quint64 m_lastId = 0;
};

}
