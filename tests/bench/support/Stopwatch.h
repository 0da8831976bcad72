#pragma once

#include <chrono>
#include <functional>

namespace tessera::bench {

// How long something takes, in milliseconds, from when the watch was made.
class Stopwatch {
public:
    Stopwatch();
    // As a person waits for it: for what several threads or processes do together.
    [[nodiscard]] double wall() const;
    // What this thread spent of a processor: for what one thread does alone, whoever else is busy on the machine.
    [[nodiscard]] double processor() const;
    // Waiting for locks and disks included, waiting for a processor that others had left out: a frame as a free machine
    // shows it.
    [[nodiscard]] double undisturbed() const;

    [[nodiscard]] static double wall(const std::function<void()> &work);
    [[nodiscard]] static double processor(const std::function<void()> &work);
    [[nodiscard]] static double undisturbed(const std::function<void()> &work);

private:
    std::chrono::steady_clock::time_point m_wall;
    double m_processor, m_waited;
};

}
