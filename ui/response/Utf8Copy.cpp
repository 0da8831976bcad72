#include "ui/response/Utf8Copy.h"

#include "app/http/BodyStore.h"
#include "ui/response/Background.h"

#include <QtCore/QStringDecoder>

#include <atomic>

namespace tessera::ui {

namespace {

constexpr qint64 atOnce = 4 * 1024 * 1024;

}

struct Utf8Copy::Work {
    std::shared_ptr<const BodyStore> body; // shared: with the exchange
    TextEncoding encoding;
    TextEncoding::Stream stream;
    std::shared_ptr<BodyStore> copy = std::make_shared<BodyStore>(); // shared: with who shows it
    qint64 done = 0; // bytes of the body; the running thread's
    std::atomic<bool> isStopped = false, hasBadBytes = false, isOver = false;
    QString trouble; // written before isOver is set

    Work(std::shared_ptr<const BodyStore> from, const TextEncoding &as)
        : body(std::move(from))
        , encoding(as)
        , stream(as)
    {
    }

    void end(const QString &why)
    {
        trouble = why;
        copy->finish();
        isOver = true;
    }

    // True: there is more to do with the bytes that are there.
    bool run()
    {
        const bool isWhole = body->isFinished(); // before the bytes: they are all there then
        const QByteArrayView part = body->bytes().sliced(done);
        const QByteArrayView now = part.first(qMin<qint64>(part.size(), atOnce));
        const QByteArray text = stream.next(now).toUtf8();
        if (const auto written = copy->append(text); !written) {
            end(written.error().message);
            return false;
        }
        done += now.size();
        if (stream.hasBadBytes())
            hasBadBytes = true;
        if (now.size() < part.size())
            return !isStopped;
        if (isWhole)
            end({});
        return false;
    }
};

Utf8Copy::Utf8Copy(std::shared_ptr<const BodyStore> body, const TextEncoding &encoding, QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>(std::move(body), encoding))
{
}

Utf8Copy::~Utf8Copy()
{
    m_work->isStopped = true;
}

std::shared_ptr<const BodyStore> Utf8Copy::store() const
{
    return m_work->copy;
}

bool Utf8Copy::hasBadBytes() const
{
    return m_work->hasBadBytes;
}

QString Utf8Copy::trouble() const
{
    return m_work->isOver ? m_work->trouble : QString();
}

void Utf8Copy::advance()
{
    if (m_isRunning || m_work->isOver)
        return;
    m_isRunning = true;
    const qint64 seen = m_work->body->size();
    const bool wasFinished = m_work->body->isFinished();
    runInBackground<bool>([work = m_work] { return work->run(); }, {this, [this, seen, wasFinished](bool hasMore) {
                                                                       m_isRunning = false;
                                                                       Q_EMIT advanced();
                                                                       // What came while it ran was announced in vain.
                                                                       if (hasMore || m_work->body->size() > seen || m_work->body->isFinished() != wasFinished)
                                                                           advance();
                                                                   }});
}

}
