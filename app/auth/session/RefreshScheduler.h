#pragma once

#include "app/base/Clock.h"

#include <QtCore/QObject>

#include <functional>
#include <vector>

namespace tessera {

// All deadlines of all sessions in one heap, with one timer: it sleeps until the next, 60 s at most, so that a machine that
// slept or a clock that was set is noticed. A deadline is named by the number that add() gave.
class RefreshScheduler : public QObject {
    Q_OBJECT
public:
    using Id = quint32;
    explicit RefreshScheduler(Clock &clock, QObject *parent = nullptr);
    ~RefreshScheduler() override;

    [[nodiscard]] Id add(std::function<void()> due); // without a deadline yet
    void remove(Id id);
    void schedule(Id id, BootTime at); // replaces an earlier deadline
    void unschedule(Id id);
    [[nodiscard]] bool isScheduled(Id id) const;
    [[nodiscard]] std::size_t scheduledCount() const { return m_heap.size(); }

private:
    struct Slot {
        std::function<void()> due;
        BootTime at{};
        quint32 position = nowhere; // in the heap
    };
    static constexpr quint32 nowhere = ~quint32(0);

    void place(quint32 position, Id id);
    void siftUp(quint32 position);
    void siftDown(quint32 position);
    void takeOut(quint32 position);
    void arm();
    void wake();

    Clock &m_clock;
    std::vector<Slot> m_slots;
    std::vector<Id> m_free;
    std::vector<Id> m_heap;
    quint64 m_timer = 0;
    BootTime m_armedFor{};
};

}
