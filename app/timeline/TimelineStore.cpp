#include "app/timeline/TimelineStore.h"

#include "app/timeline/TimelineFile.h"

#include <utility>

namespace tessera {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds writeDelay = 200ms; // neighbours share a transaction

}

TimelineStore::TimelineStore(const QString &file, Clock &clock, QObject *parent)
    : TimelineStore(file, clock, Retention(), parent)
{
}

TimelineStore::TimelineStore(const QString &file, Clock &clock, Retention retention, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_file(new TimelineFile(file, retention))
{
    m_file->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_file, &QObject::deleteLater);
    connect(m_file, &TimelineFile::troubled, this, &TimelineStore::troubled);
    m_thread.setObjectName(QStringLiteral("timeline"));
    m_thread.start(QThread::LowPriority);
}

TimelineStore::~TimelineStore()
{
    if (!m_pending.isEmpty())
        QMetaObject::invokeMethod(
            m_file, [file = m_file, events = m_pending, now = m_clock.now()] { (void)file->write(events, now); }, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        m_file, [thread = &m_thread] { thread->quit(); }, Qt::QueuedConnection); // behind everything that is queued
    m_thread.wait();
}

template <typename Work> void TimelineStore::post(Work work)
{
    QMetaObject::invokeMethod(
        m_file, [file = m_file, work = std::move(work)] { work(*file); }, Qt::QueuedConnection);
}

void TimelineStore::record(const TimelineEvent &event)
{
    m_pending += event;
    Q_EMIT recorded(event);
    if (!std::exchange(m_isWriting, true))
        m_clock.after(writeDelay, this, [this] { writeSoon(); });
}

void TimelineStore::writeSoon()
{
    m_isWriting = false;
    if (m_pending.isEmpty())
        return;
    post([events = std::exchange(m_pending, {}), now = m_clock.now()](TimelineFile &file) { (void)file.write(events, now); });
}

void TimelineStore::query(const TimelineQuery &query, ResultCompletion<QList<TimelineEvent>> completion)
{
    writeSoon();
    post([query, completion](TimelineFile &file) { completion.deliver(file.query(query)); });
}

void TimelineStore::lanes(ResultCompletion<QList<CredentialId>> completion)
{
    writeSoon();
    post([completion](TimelineFile &file) { completion.deliver(file.lanes()); });
}

void TimelineStore::forget(const CredentialId &lane, ResultCompletion<Done> completion)
{
    writeSoon();
    post([lane, completion](TimelineFile &file) { completion.deliver(file.forget(lane)); });
}

void TimelineStore::rename(const CredentialId &lane, const CredentialId &name)
{
    writeSoon();
    post([lane, name](TimelineFile &file) { (void)file.rename(lane, name); });
}

void TimelineStore::clear(ResultCompletion<Done> completion)
{
    writeSoon();
    post([completion](TimelineFile &file) { completion.deliver(file.clear()); });
}

void TimelineStore::flush(Completion<Done> completion)
{
    writeSoon();
    post([completion](TimelineFile &) { completion.deliver(Done{}); });
}

}
