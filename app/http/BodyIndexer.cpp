#include "app/http/BodyIndexer.h"

#include "app/base/PacedWork.h"

namespace tessera {

namespace {

constexpr qint64 firstSlice = 64 * 1024; // is on the screen before the rest is read
constexpr qint64 slice = 4 * 1024 * 1024; // a few ms

}

struct BodyIndexer::Work final : PacedWork {
    Work(std::shared_ptr<const BodyStore> from, Json as)
        : body(std::move(from))
    {
        if (as != Json::No)
            json = std::make_unique<JsonIndex>(as == Json::Sequence ? JsonIndex::Form::Sequence : JsonIndex::Form::Document);
    }

    bool work() override
    {
        const bool isWhole = body->isFinished();
        const QByteArrayView all = body->bytes();
        for (bool hasMore = true; hasMore && !isAbandoned();) {
            const bool isFirst = lines.indexedTo() == 0;
            const qint64 most = isFirst ? firstSlice : slice;
            hasMore = !lines.extend(all, isWhole, most);
            if (json && !json->extend(all, isWhole, most))
                hasMore = true;
            if (isFirst)
                tellNews();
            else
                tellNewsInTime();
        }
        if (isWhole && json)
            json->learnNames([this] { return isAbandoned(); });
        return isWhole;
    }

    const std::shared_ptr<const BodyStore> body; // shared: with the exchange
    LineIndex lines;
    std::unique_ptr<JsonIndex> json;
};

BodyIndexer::BodyIndexer(std::shared_ptr<const BodyStore> body, Json json, QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>(std::move(body), json))
{
    m_work->attach(
        this, [this] { Q_EMIT advanced(); },
        [this] {
            m_isFinished = true;
            Q_EMIT finished();
        });
}

BodyIndexer::~BodyIndexer()
{
    m_work->abandon();
}

void BodyIndexer::advance()
{
    m_work->advance();
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
