#pragma once

#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace tessera {

// How long the event loop of the thread that made it stood still between two turns: what the thread worked and what it
// waited for, a lock, a file or another thread. The time in which it was ready to run and other programs had the processor
// is left out, so the figure is the same on a busy machine. Linux only; elsewhere that time counts as well.
class StallWatch : public QObject {
public:
    // What a person may have to bear. Our own code takes some five times as long where it is not optimised, the libraries
    // as long as ever.
#ifdef TESSERA_OPTIMISED
    static constexpr std::chrono::milliseconds most{100};
#else
    static constexpr std::chrono::milliseconds most{250};
#endif

    explicit StallWatch(QObject *parent = nullptr);

    void begin(); // forgets what was; not while the test itself is at work
    [[nodiscard]] std::chrono::milliseconds longest() const { return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest); }
    [[nodiscard]] bool isWithinBar() const { return longest() < most; }
    [[nodiscard]] QByteArray words() const { return QByteArray::number(qint64(longest().count())) + " ms"; }

private:
    [[nodiscard]] std::chrono::nanoseconds now(); // less what was waited for a processor
    void look();

    QFile m_statistics; // of the scheduler
    QTimer m_timer;
    std::chrono::nanoseconds m_last{0}, m_longest{0};
};

}
