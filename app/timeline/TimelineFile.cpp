#include "app/timeline/TimelineFile.h"

#include "app/base/Logging.h"

#include <QtCore/QFile>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using Kind = TimelineEvent::Kind;

namespace {

constexpr int pruneEvery = 1'000; // events
constexpr int mostRows = 1'000'000; // of one query
constexpr qsizetype longestText = 500;
constexpr qsizetype mostUnwritten = 20'000;

const QString columns = u"e.id, e.at, l.name, e.kind, e.reason, e.text, e.fingerprint, e.access_kind, e.access_at, e.refresh_kind, "
                        "e.refresh_at, e.offset, e.method, e.target, e.status, e.duration"_s;

QStringList migrations()
{
    QStringList steps;
    for (int step = 1;; ++step) {
        QFile file(u":/resources/sql/timeline-%1.sql"_s.arg(step));
        if (!file.open(QIODevice::ReadOnly))
            return steps;
        steps += QString::fromUtf8(file.readAll());
    }
}

qint64 msOf(UtcTime at)
{
    return at.time_since_epoch().count();
}

UtcTime timeOf(const QVariant &value)
{
    return UtcTime(Milliseconds(value.toLongLong()));
}

// A number of a newer program counts as the last one that is known here.
template <typename Enum> Enum enumOf(const QVariant &value, Enum last)
{
    return Enum(std::clamp(value.toInt(), 0, int(last)));
}

TimelineEvent eventOf(const QSqlQuery &row)
{
    TimelineEvent event;
    event.id = row.value(0).toLongLong();
    event.at = timeOf(row.value(1));
    event.lane = CredentialId::parse(row.value(2).toString()).value_or(CredentialId());
    event.kind = enumOf(row.value(3), Kind::Request);
    event.reason = enumOf(row.value(4), CredentialEvent::Reason::OtherProcess);
    event.text = row.value(5).toString();
    event.fingerprint = row.value(6).toString();
    event.access = {enumOf(row.value(7), Expiry::Kind::Unknown), timeOf(row.value(8)), false};
    event.refresh = {enumOf(row.value(9), Expiry::Kind::Unknown), timeOf(row.value(10)), false};
    event.serverOffset = Milliseconds(row.value(11).toLongLong());
    event.method = row.value(12).toByteArray();
    event.target = row.value(13).toString();
    event.status = row.value(14).toInt();
    event.duration = Milliseconds(row.value(15).toLongLong());
    return event;
}

Error troubleOf(const QSqlQuery &query)
{
    return {ErrorKind::Storage, TimelineFile::tr("The timeline can't be read or written: %1.").arg(query.lastError().text()),
        TimelineFile::tr("What happens goes on without it. Check the free space of the disk.")};
}

QString text(const QString &value)
{
    return value.isNull() ? u""_s : value.left(longestText);
}

}

TimelineFile::TimelineFile(const QString &path, TimelineStore::Retention retention)
    : m_path(path)
    , m_retention(retention)
{
}

Result<Done> TimelineFile::open()
{
    if (m_sqlite.isOpen())
        return Done{};
    const auto opened = m_sqlite.open({m_path, migrations(), false});
    if (!opened) {
        Q_EMIT troubled(opened.error());
        return m_sqlite.openInMemory(migrations()); // this run is seen all the same
    }
    if (!m_sqlite.notice().isEmpty())
        Q_EMIT troubled({ErrorKind::Storage, m_sqlite.notice(), {}});
    return Done{};
}

Result<Done> TimelineFile::begin()
{
    QSqlQuery query(m_sqlite.database());
    if (query.exec(u"BEGIN IMMEDIATE"_s))
        return Done{};
    return failure(troubleOf(query));
}

Result<Done> TimelineFile::end(Result<Done> result)
{
    QSqlQuery query(m_sqlite.database());
    if (result && query.exec(u"COMMIT"_s))
        return result;
    const Error error = result ? troubleOf(query) : result.error();
    query.exec(u"ROLLBACK"_s);
    m_lanes.clear(); // some of them may have been taken back
    return failure(error);
}

Result<qint64> TimelineFile::laneOf(const CredentialId &lane)
{
    if (const auto known = m_lanes.constFind(lane); known != m_lanes.cend())
        return *known;
    QSqlQuery query(m_sqlite.database());
    query.prepare(u"INSERT INTO lane (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = name RETURNING id"_s);
    query.addBindValue(lane.toString());
    if (!query.exec() || !query.next())
        return failure(troubleOf(query));
    return *m_lanes.insert(lane, query.value(0).toLongLong());
}

Result<Done> TimelineFile::insert(const QList<TimelineEvent> &events)
{
    QSqlQuery query(m_sqlite.database());
    query.prepare(u"INSERT INTO event (at, lane, kind, reason, text, fingerprint, access_kind, access_at, refresh_kind, refresh_at, offset, "
                  "method, target, status, duration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    for (const TimelineEvent &event : events) {
        const auto lane = laneOf(event.lane);
        if (!lane)
            return failure(lane.error());
        const QVariant values[] = {msOf(event.at), *lane, int(event.kind), int(event.reason), text(event.text), text(event.fingerprint),
            int(event.access.kind), msOf(event.access.at), int(event.refresh.kind), msOf(event.refresh.at), qint64(event.serverOffset.count()),
            text(QString::fromUtf8(event.method)), text(event.target), event.status, qint64(event.duration.count())};
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!query.exec())
            return failure(troubleOf(query));
    }
    return Done{};
}

Result<Done> TimelineFile::write(const QList<TimelineEvent> &events, UtcTime now)
{
    m_unwritten += events;
    if (m_unwritten.size() > mostUnwritten)
        m_unwritten.remove(0, m_unwritten.size() - mostUnwritten);
    const auto written = writeAll(now);
    if (written)
        m_unwritten.clear();
    if (const bool wasTroubled = std::exchange(m_isTroubled, !written); !written && !wasTroubled)
        Q_EMIT troubled(written.error());
    return written;
}

Result<Done> TimelineFile::writeAll(UtcTime now)
{
    if (const auto opened = open(); !opened)
        return opened;
    // Another process may have removed a lane that is known here.
    m_lanes.clear();
    if (const auto begun = begin(); !begun)
        return begun;
    const auto written = end(insert(m_unwritten));
    m_writtenSincePrune += int(m_unwritten.size());
    if (written && (!m_hasPruned || m_writtenSincePrune >= pruneEvery))
        prune(now);
    return written;
}

// What is too old or too much goes, lanes without events too. Failing is no harm: the next time will do.
void TimelineFile::prune(UtcTime now)
{
    m_hasPruned = true;
    m_writtenSincePrune = 0;
    if (!begin())
        return;
    QSqlQuery query(m_sqlite.database());
    query.prepare(u"DELETE FROM event WHERE at < ?"_s);
    query.addBindValue(msOf(now - m_retention.age));
    bool isGood = query.exec();
    query.prepare(u"DELETE FROM event WHERE id <= (SELECT id FROM event ORDER BY id DESC LIMIT 1 OFFSET ?)"_s);
    query.addBindValue(m_retention.events);
    isGood = isGood && query.exec() && query.exec(u"DELETE FROM lane WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.lane = lane.id)"_s);
    if (const auto ended = end(isGood ? Result<Done>(Done{}) : failure(troubleOf(query))); !ended)
        qCWarning(logStorage) << ended.error().message;
}

Result<QList<TimelineEvent>> TimelineFile::query(const TimelineQuery &wanted)
{
    if (const auto opened = open(); !opened)
        return failure(opened.error());
    QString where = u"at >= ? AND at < ?"_s;
    if (!wanted.lanes.isEmpty())
        where += u" AND lane IN (SELECT id FROM lane WHERE name IN (%1))"_s.arg(QStringList(wanted.lanes.size(), u"?"_s).join(u','));
    const QString range = u"SELECT * FROM event WHERE %1 ORDER BY at DESC, id DESC LIMIT ?"_s.arg(where);
    QSqlQuery query(m_sqlite.database());
    query.setForwardOnly(true);
    query.prepare(u"SELECT %1 FROM (%2) e JOIN lane l ON l.id = e.lane"_s.arg(columns, range));
    query.addBindValue(wanted.from ? msOf(*wanted.from) : std::numeric_limits<qint64>::min());
    query.addBindValue(wanted.to ? msOf(*wanted.to) : std::numeric_limits<qint64>::max());
    for (const CredentialId &lane : wanted.lanes)
        query.addBindValue(lane.toString());
    query.addBindValue(std::clamp(wanted.limit, 0, mostRows));
    if (!query.exec())
        return failure(troubleOf(query));
    QList<TimelineEvent> events;
    while (query.next())
        events += eventOf(query);
    if (wanted.withLivesBefore && wanted.from) {
        query.prepare(u"SELECT %1 FROM lane l JOIN event e ON e.id = (SELECT id FROM event WHERE lane = l.id AND at < ? AND kind IN (0, 1) "
                      "ORDER BY at DESC, id DESC LIMIT 1)"_s.arg(columns));
        query.addBindValue(msOf(*wanted.from));
        if (!query.exec())
            return failure(troubleOf(query));
        while (query.next())
            if (TimelineEvent event = eventOf(query); wanted.lanes.isEmpty() || wanted.lanes.contains(event.lane))
                events += event;
    }
    std::sort(events.begin(), events.end(), [](const TimelineEvent &a, const TimelineEvent &b) { return a.at != b.at ? a.at < b.at : a.id < b.id; });
    return events;
}

Result<QList<CredentialId>> TimelineFile::lanes()
{
    if (const auto opened = open(); !opened)
        return failure(opened.error());
    QSqlQuery query(m_sqlite.database());
    if (!query.exec(u"SELECT name FROM lane WHERE EXISTS (SELECT 1 FROM event WHERE event.lane = lane.id) ORDER BY name"_s))
        return failure(troubleOf(query));
    QList<CredentialId> ids;
    while (query.next())
        if (const auto id = CredentialId::parse(query.value(0).toString()))
            ids += *id;
    return ids;
}

Result<Done> TimelineFile::forget(const CredentialId &lane)
{
    if (const auto opened = open(); !opened)
        return opened;
    if (const auto begun = begin(); !begun)
        return begun;
    m_lanes.remove(lane);
    QSqlQuery query(m_sqlite.database());
    query.prepare(u"DELETE FROM event WHERE lane = (SELECT id FROM lane WHERE name = ?)"_s);
    query.addBindValue(lane.toString());
    bool isGood = query.exec();
    query.prepare(u"DELETE FROM lane WHERE name = ?"_s);
    query.addBindValue(lane.toString());
    isGood = isGood && query.exec();
    return end(isGood ? Result<Done>(Done{}) : failure(troubleOf(query)));
}

Result<Done> TimelineFile::rename(const CredentialId &lane, const CredentialId &name)
{
    if (const auto opened = open(); !opened)
        return opened;
    if (const auto begun = begin(); !begun)
        return begun;
    const auto to = laneOf(name);
    if (!to)
        return end(failure(to.error()));
    QSqlQuery query(m_sqlite.database());
    query.prepare(u"UPDATE event SET lane = ? WHERE lane = (SELECT id FROM lane WHERE name = ?)"_s);
    query.addBindValue(*to);
    query.addBindValue(lane.toString());
    return end(query.exec() ? Result<Done>(Done{}) : failure(troubleOf(query)));
}

Result<Done> TimelineFile::clear()
{
    if (const auto opened = open(); !opened)
        return opened;
    if (const auto begun = begin(); !begun)
        return begun;
    m_lanes.clear();
    QSqlQuery query(m_sqlite.database());
    const bool isGood = query.exec(u"DELETE FROM event"_s) && query.exec(u"DELETE FROM lane"_s);
    return end(isGood ? Result<Done>(Done{}) : failure(troubleOf(query)));
}

}
