#include "app/sandbox/GrowingPool.h"

#include <system_error>

namespace tessera {

void GrowingPool::enqueue(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    if (m_idle < m_tasks.size() && m_threads.size() < m_most) {
        try {
            m_threads.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // The machine gives no more threads: those that are there take it in turn.
        }
    }
    m_changed.notify_one();
}

void GrowingPool::shutdown()
{
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        threads.swap(m_threads);
    }
    m_changed.notify_all();
    for (std::thread &thread : threads)
        thread.join();
}

void GrowingPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idle;
        m_changed.wait(lock, [this] { return m_isOver || !m_tasks.empty(); });
        --m_idle;
        if (m_tasks.empty())
            return;
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}
