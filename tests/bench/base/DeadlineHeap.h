#pragma once

#include <chrono>
#include <functional>
#include <queue>
#include <vector>

namespace tessera::bench {

// Deadlines with what is due then, the next one first: the least that can keep them.
class DeadlineHeap {
public:
    using Time = std::chrono::milliseconds;
    void add(Time at, std::function<void()> due) { m_heap.push({at, std::move(due)}); }
    [[nodiscard]] std::size_t size() const { return m_heap.size(); }

private:
    struct Deadline {
        Time at;
        std::function<void()> due;
        bool operator<(const Deadline &other) const { return at > other.at; }
    };
    std::priority_queue<Deadline> m_heap;
};

}
