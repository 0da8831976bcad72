#pragma once

#include "app/base/SqliteFile.h"
#include "app/timeline/TimelineStore.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace tessera {

// The file behind TimelineStore; lives in the store's thread, and every function is called there.
class TimelineFile : public QObject {
    Q_OBJECT
public:
    TimelineFile(const QString &path, TimelineStore::Retention retention);

    // With what could not be written before; what can't be now is tried again with the next ones.
    [[nodiscard]] Result<Done> write(const QList<TimelineEvent> &events, UtcTime now);
    [[nodiscard]] Result<QList<TimelineEvent>> query(const TimelineQuery &query);
    [[nodiscard]] Result<QList<CredentialId>> lanes();
    [[nodiscard]] Result<Done> forget(const CredentialId &lane);
    [[nodiscard]] Result<Done> rename(const CredentialId &lane, const CredentialId &name);
    [[nodiscard]] Result<Done> clear();

Q_SIGNALS:
    void troubled(const tessera::Error &error); // once, until it can be written again

private:
    [[nodiscard]] Result<Done> open();
    [[nodiscard]] Result<Done> writeAll(UtcTime now);
    [[nodiscard]] Result<Done> insert(const QList<TimelineEvent> &events);
    [[nodiscard]] Result<qint64> laneOf(const CredentialId &lane);
    void prune(UtcTime now);
    [[nodiscard]] Result<Done> begin();
    [[nodiscard]] Result<Done> end(Result<Done> result); // commits, or rolls back

    QString m_path;
    TimelineStore::Retention m_retention;
    SqliteFile m_sqlite;
    QHash<CredentialId, qint64> m_lanes;
    QList<TimelineEvent> m_unwritten;
    bool m_isTroubled = false;
    int m_writtenSincePrune = 0;
    bool m_hasPruned = false;
};

}
