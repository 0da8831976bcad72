#pragma once

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace tessera {

// A thread for every connection that is open at once, kept a while for the next one: a held or idle connection delays no
// other. Above the limit connections wait for a thread.
class GrowingPool final : public httplib::TaskQueue {
public:
    explicit GrowingPool(std::size_t most)
        : m_most(most)
    {
    }

    void enqueue(std::function<void()> task) override;
    void shutdown() override; // runs what is queued, then joins

private:
    void work();
    void joinLeaving(std::unique_lock<std::mutex> &lock);

    const std::size_t m_most;
    std::mutex m_mutex; // for all below
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    std::map<std::thread::id, std::thread> m_threads;
    std::vector<std::thread> m_leaving; // had nothing to do for a while: to be joined
    std::size_t m_idle = 0;
    bool m_isOver = false;
};

}
