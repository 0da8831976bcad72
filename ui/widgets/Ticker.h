#pragma once

#include "app/base/Clock.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace tessera::ui {

// The one source of ticks for everything that counts down on the screen. Each asks for its own next moment; moments
// that lie close together are served by one wake-up, and there is none at all while nothing is visible.
class Ticker : public QObject {
    Q_OBJECT
public:
    explicit Ticker(Clock &clock, QObject *parent = nullptr);

    // Runs `tick` now, and again after the time that it returns; at once when the clock jumped. Until stop(), or until
    // `who` is gone. A widget starts when it is shown and stops when it is hidden.
    using Tick = std::function<Milliseconds()>;
    void start(QObject *who, Tick tick);
    void stop(QObject *who);

    [[nodiscard]] Clock &clock() const { return m_clock; }
    [[nodiscard]] int count() const { return int(m_entries.size()); }

private:
    struct Entry {
        Tick tick;
        BootTime due;
    };
    void runDue(bool all);
    void arm();
    void run(QObject *who);

    Clock &m_clock;
    QHash<QObject *, Entry> m_entries;
    std::optional<quint64> m_timer;
    BootTime m_armedFor{};
};

}
