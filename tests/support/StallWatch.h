#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace tessera {

// How long the event loop of the thread that made it was busy between two turns, as the processor time that the thread
// itself used: what other programs on the machine take from it counts for nothing, so the figure is the same on a loaded one.
// Waiting for something does not count either; the house rules know other ways to find that.
class StallWatch : public QObject {
public:
    explicit StallWatch(QObject *parent = nullptr);

    void begin(); // forgets what was; not while the test itself is at work
    [[nodiscard]] std::chrono::milliseconds longest() const { return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest); }

private:
    void look();

    QTimer m_timer;
    std::chrono::nanoseconds m_last{0}, m_longest{0};
};

}
