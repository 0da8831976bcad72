#include "app/base/PacedWork.h"

#include <QtCore/QThreadPool>

namespace tessera {

namespace {

constexpr std::chrono::milliseconds newsInterval{50};

}

void PacedWork::attach(QObject *owner, std::function<void()> news, std::function<void()> finished)
{
    QMutexLocker lock(&m_mutex);
    m_owner = owner;
    m_news = std::move(news);
    m_finished = std::move(finished);
}

void PacedWork::abandon()
{
    m_isAbandoned = true;
    QMutexLocker lock(&m_mutex);
    m_owner = nullptr;
}

void PacedWork::advance()
{
    if (!m_isDone && m_wanted.fetch_add(1) == 0)
        QThreadPool::globalInstance()->start([self = shared_from_this()] { self->run(); });
}

void PacedWork::run()
{
    for (;;) {
        const int answered = m_wanted;
        const bool isDone = work();
        if (isAbandoned())
            return;
        tellNews();
        if (isDone) {
            m_isDone = true; // nobody starts another thread: the last call of advance() is never answered
            tell([this] { m_finished(); });
            return;
        }
        if (m_wanted.fetch_sub(answered) == answered)
            return;
    }
}

void PacedWork::tell(std::function<void()> what)
{
    QMutexLocker lock(&m_mutex);
    if (m_owner) // it keeps this object for as long as it lives
        QMetaObject::invokeMethod(m_owner, std::move(what), Qt::QueuedConnection);
}

void PacedWork::tellNews()
{
    m_newsAt = std::chrono::steady_clock::now();
    if (m_hasNews.exchange(true))
        return;
    tell([this] {
        m_hasNews = false;
        m_news();
    });
}

void PacedWork::tellNewsInTime()
{
    if (std::chrono::steady_clock::now() - m_newsAt >= newsInterval)
        tellNews();
}

}
