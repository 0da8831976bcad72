#pragma once

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>

#include <memory>

namespace tessera {

// While it lives, what is given to the pool's threads waits: a test can look at what is so until they answer.
class BusyPool {
public:
    BusyPool()
    {
        for (int i = 0; i < m_threads; ++i)
            QThreadPool::globalInstance()->start([end = m_end] { end->acquire(); });
    }
    ~BusyPool() { m_end->release(m_threads); }
    BusyPool(const BusyPool &) = delete;
    BusyPool &operator=(const BusyPool &) = delete;

private:
    const int m_threads = QThreadPool::globalInstance()->maxThreadCount();
    std::shared_ptr<QSemaphore> m_end = std::make_shared<QSemaphore>(); // shared: the threads leave it after this is gone
};

}
