#include "app/http/BodyIndexer.h"

#include <QtCore/QMutex>
#include <QtCore/QThreadPool>

#include <atomic>
#include <chrono>

namespace tessera {

namespace {

constexpr qint64 firstSlice = 64 * 1024; // is on the screen before the rest is read
constexpr qint64 slice = 4 * 1024 * 1024; // a few ms
constexpr std::chrono::milliseconds newsInterval{50};

}

struct BodyIndexer::Work {
    Work(std::shared_ptr<const BodyStore> body, Json json, BodyIndexer *indexer)
        : body(std::move(body))
        , owner(indexer)
    {
        if (json != Json::No)
            this->json = std::make_unique<JsonIndex>(
                json == Json::Sequence ? JsonIndex::Form::Sequence : JsonIndex::Form::Document);
    }

    // In the main thread, and only while the owner lives.
    template <typename Run> void tell(Run run)
    {
        QMutexLocker lock(&ownerMutex);
        if (BodyIndexer *indexer = owner)
            QMetaObject::invokeMethod(
                indexer, [indexer, run] { run(indexer); }, Qt::QueuedConnection);
    }

    void tellNews()
    {
        newsAt = std::chrono::steady_clock::now();
        if (!hasNews.exchange(true))
            tell([this](BodyIndexer *indexer) { // the owner holds this
                hasNews = false;
                Q_EMIT indexer->advanced();
            });
    }

    // True when the body is finished and there is nothing more to do.
    bool advance()
    {
        const bool isWhole = body->isFinished();
        const QByteArrayView all = body->bytes();
        for (bool hasMore = true; hasMore && !isStopped.load(std::memory_order_relaxed);) {
            const qint64 most = isFirst ? firstSlice : slice;
            hasMore = !lines.extend(all, isWhole, most);
            if (json && !json->extend(all, isWhole, most))
                hasMore = true;
            if (std::exchange(isFirst, all.isEmpty()) || std::chrono::steady_clock::now() - newsAt >= newsInterval)
                tellNews();
        }
        return isWhole;
    }

    const std::shared_ptr<const BodyStore> body; // shared: with the exchange
    LineIndex lines;
    std::unique_ptr<JsonIndex> json;

    QMutex ownerMutex;
    BodyIndexer *owner; // null once it is gone
    std::atomic<bool> isStopped = false;
    std::atomic<int> wanted = 0; // calls of advance() that nobody has answered; whoever makes it 1 starts the thread
    std::atomic<bool> hasNews = false; // and the owner is being told
    std::atomic<bool> isDone = false;
    // The working thread's.
    bool isFirst = true;
    std::chrono::steady_clock::time_point newsAt;
};

BodyIndexer::BodyIndexer(std::shared_ptr<const BodyStore> body, Json json, QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>(std::move(body), json, this))
{
}

BodyIndexer::~BodyIndexer()
{
    m_work->isStopped = true;
    QMutexLocker lock(&m_work->ownerMutex);
    m_work->owner = nullptr;
}

void BodyIndexer::advance()
{
    if (m_work->isDone || m_work->wanted.fetch_add(1) > 0)
        return;
    QThreadPool::globalInstance()->start([work = m_work] {
        for (;;) {
            const int answered = work->wanted;
            const bool isDone = work->advance();
            if (work->isStopped)
                return;
            work->tellNews();
            if (isDone) {
                if (!work->isDone.exchange(true))
                    work->tell([](BodyIndexer *indexer) {
                        indexer->m_isFinished = true;
                        Q_EMIT indexer->finished();
                    });
                return;
            }
            if (work->wanted.fetch_sub(answered) == answered)
                return;
        }
    });
}

std::shared_ptr<const LineIndex> BodyIndexer::lines() const
{
    return {m_work, &m_work->lines};
}

std::shared_ptr<const JsonIndex> BodyIndexer::json() const
{
    return m_work->json ? std::shared_ptr<const JsonIndex>(m_work, m_work->json.get()) : nullptr;
}

bool BodyIndexer::isFinished() const
{
    return m_isFinished;
}

}
