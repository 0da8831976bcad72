#pragma once

#include <QtCore/QMutex>
#include <QtCore/QObject>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace tessera {

// Work on something that still grows: goes on in a thread of the pool whenever there is more of it, and tells the object
// that wants it how it goes, in that object's thread. That one may go at any time without waiting: the work lives on its own
// until it notices.
class PacedWork : public std::enable_shared_from_this<PacedWork> {
public:
    virtual ~PacedWork() = default;

    // The owner's thread. `news`: there is more to see, some 20 times a second; `finished`: once, after the last news.
    void attach(QObject *owner, std::function<void()> news, std::function<void()> finished);
    void advance(); // there is more to work on. Costs nothing where it is at it, or finished
    void abandon(); // the owner goes

protected:
    // A thread of the pool, one at a time: works on all there is. True: nothing will follow.
    virtual bool work() = 0;
    [[nodiscard]] bool isAbandoned() const { return m_isAbandoned.load(std::memory_order_relaxed); }
    void tellNews();
    void tellNewsInTime(); // unless it was told just now

private:
    void run();
    void tell(std::function<void()> what);

    QMutex m_mutex; // around the owner and what is called there
    QObject *m_owner = nullptr;
    std::function<void()> m_news, m_finished;
    std::atomic<bool> m_isAbandoned = false, m_isDone = false;
    std::atomic<bool> m_hasNews = false; // and the owner is being told
    std::atomic<int> m_wanted = 0; // calls of advance() that are not answered; who makes it 1 starts the thread
    std::chrono::steady_clock::time_point m_newsAt;
};

}
