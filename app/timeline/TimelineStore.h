#pragma once

#include "app/base/Completion.h"
#include "app/timeline/TimelineEvent.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <memory>

namespace tessera {

class Clock;
class TimelineFile;

// The events of all credentials' lives, in a SQLite file that several processes may share. Reading and writing take place in
// a thread of its own; nothing here waits. The file is opened at the first use. Where it can't be, troubled() says so once,
// and the events of this run are kept in memory.
class TimelineStore : public QObject {
    Q_OBJECT
public:
    struct Retention {
        Milliseconds age = std::chrono::hours(24 * 90);
        int events = 200'000; // of all lanes
    };
    TimelineStore(const QString &file, Clock &clock, Retention retention, QObject *parent = nullptr);
    TimelineStore(const QString &file, Clock &clock, QObject *parent = nullptr);
    ~TimelineStore() override; // writes what was recorded

    // Written soon after, together with its neighbours; queries see it at once.
    void record(const TimelineEvent &event);
    // By time, oldest first. Errors: Storage.
    void query(const TimelineQuery &query, ResultCompletion<QList<TimelineEvent>> completion);
    // The lanes that have events, by their names.
    void lanes(ResultCompletion<QList<CredentialId>> completion);
    // A credential that was forgotten takes its past along; one that was renamed keeps it.
    void forget(const CredentialId &lane, ResultCompletion<Done> completion);
    void rename(const CredentialId &lane, const CredentialId &name);
    void clear(ResultCompletion<Done> completion);
    void flush(Completion<Done> completion); // everything recorded so far is in the file

Q_SIGNALS:
    void recorded(const tessera::TimelineEvent &event); // here, at once; events of other processes come with the next query
    void troubled(const tessera::Error &error); // the file was damaged, is too new, can't be written

private:
    template <typename Work> void post(Work work); // in the file's thread
    void writeSoon();

    Clock &m_clock;
    QThread m_thread;
    TimelineFile *m_file; // lives in that thread
    QList<TimelineEvent> m_pending;
    bool m_isWriting = false;
};

}
