#include "app/sandbox/GrowingPool.h"

#include <system_error>
#include <utility>

namespace tessera {

namespace {

constexpr auto longestIdle = std::chrono::seconds(10);

}

void GrowingPool::enqueue(std::function<void()> task)
{
    std::unique_lock lock(m_mutex);
    joinLeaving(lock);
    m_tasks.push_back(std::move(task));
    if (m_idle < m_tasks.size() && m_threads.size() < m_most) {
        try {
            std::thread thread([this] { work(); });
            m_threads.emplace(thread.get_id(), std::move(thread));
        } catch (const std::system_error &) {
            // The machine gives no more threads: those that are there take it in turn.
        }
    }
    m_changed.notify_one();
}

void GrowingPool::shutdown()
{
    std::unique_lock lock(m_mutex);
    m_isOver = true;
    for (auto &[id, thread] : m_threads)
        m_leaving.push_back(std::move(thread));
    m_threads.clear();
    m_changed.notify_all();
    joinLeaving(lock);
}

void GrowingPool::joinLeaving(std::unique_lock<std::mutex> &lock)
{
    auto leaving = std::exchange(m_leaving, {});
    lock.unlock();
    for (std::thread &thread : leaving)
        thread.join();
    lock.lock();
}

void GrowingPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idle;
        m_changed.wait_for(lock, longestIdle, [this] { return m_isOver || !m_tasks.empty(); });
        --m_idle;
        if (m_tasks.empty()) {
            // Where it is over, shutdown() has the thread already.
            auto own = m_threads.extract(std::this_thread::get_id());
            if (own)
                m_leaving.push_back(std::move(own.mapped()));
            return;
        }
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}
