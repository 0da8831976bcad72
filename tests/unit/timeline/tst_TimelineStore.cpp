#include "app/timeline/TimelineStore.h"

#include "app/base/SqliteFile.h"
#include "tests/support/FakeClock.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

namespace {

const CredentialId ada{u"api"_s, u"home"_s, u"ada"_s}, grace{u"api"_s, u"home"_s, u"grace/2"_s};
const UtcTime noon(1'795'348'800s);

TimelineEvent happened(Milliseconds after, const CredentialId &lane = ada, Kind kind = Kind::Request, int status = 200)
{
    TimelineEvent made;
    made.at = noon + after;
    made.lane = lane;
    made.kind = kind;
    made.status = status;
    made.method = "GET";
    made.target = u"http://127.0.0.1:1/x"_s;
    made.text = u"text"_s;
    made.fingerprint = u"0123abcd"_s;
    made.duration = 12ms;
    return made;
}

// A program with the timeline open.
struct Program {
    explicit Program(const QString &path, TimelineStore::Retention retention = {})
        : store(path, clock, retention)
        , troubles(&store, &TimelineStore::troubled)
    {
        clock.setNow(noon);
    }

    QList<TimelineEvent> query(const TimelineQuery &wanted = {})
    {
        std::optional<Result<QList<TimelineEvent>>> answer;
        store.query(wanted, {&store, [&](const Result<QList<TimelineEvent>> &result) { answer = result; }});
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000) || !*answer)
            return {};
        return **answer;
    }
    void flush()
    {
        bool isDone = false;
        store.flush({&store, [&](Done) { isDone = true; }});
        (void)QTest::qWaitFor([&] { return isDone; }, 10'000);
    }

    FakeClock clock;
    TimelineStore store;
    QSignalSpy troubles;
};

}

class tst_TimelineStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsEverythingOverARestart();
    void findsByTimeAndLane();
    void bringsTheLivesThatReachIn();
    void tellsAtOnce();
    void writesTogetherAndSoon();
    void keepsToItsBounds();
    void forgetsAndRenames();
    void holdsTenThousandEventsLightly();
    void twoProgramsShareIt();
    void keepsADamagedFileAside();
    void goesOnWithoutAFile();
    void leavesANewerFileAlone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const char *name = "timeline.sqlite") { return m_folder->filePath(QString::fromLatin1(name)); }
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

void tst_TimelineStore::keepsEverythingOverARestart()
{
    TimelineEvent life = happened(0ms, grace, Kind::Refreshed, 0);
    life.reason = CredentialEvent::Reason::Timer;
    life.access = {Expiry::Kind::At, noon + 10min};
    life.refresh = {Expiry::Kind::Never, {}};
    life.serverOffset = -90s;
    {
        Program program(path());
        program.store.record(happened(5ms));
        program.store.record(life);
    } // ends at once: what was recorded is written
    Program program(path());
    QList<TimelineEvent> events = program.query();
    QCOMPARE(events.size(), 2);
    QVERIFY(events.first().id > 0);
    for (TimelineEvent &each : events)
        each.id = 0;
    QCOMPARE(events.first(), life);
    QCOMPARE(events.last(), happened(5ms));
    QCOMPARE(events.first().accessEnds(), std::optional(noon + 10min + 90s)); // by this computer's clock
    QVERIFY(!events.first().refreshEnds());
    QCOMPARE(program.troubles.size(), 0);
}

void tst_TimelineStore::findsByTimeAndLane()
{
    Program program(path());
    for (int i = 0; i < 10; ++i)
        program.store.record(happened(i * 1s, i % 2 ? ada : grace));
    QCOMPARE(program.query({noon + 2s, noon + 5s, {}, false}).size(), 3);
    QCOMPARE(program.query({{}, {}, {grace}, false}).size(), 5);
    QCOMPARE(program.query({noon + 2s, {}, {ada}, false}).size(), 4);
    QCOMPARE(program.query({{}, {}, {CredentialId{u"x"_s, u"y"_s, u"z"_s}}, false}).size(), 0);
    const auto newest = program.query({{}, {}, {}, false, 3});
    QCOMPARE(newest.size(), 3);
    QCOMPARE(newest.first().at, noon + 7s);
    std::optional<QList<CredentialId>> lanes;
    program.store.lanes({this, [&](const Result<QList<CredentialId>> &found) { lanes = found.value_or(QList<CredentialId>()); }});
    QTRY_VERIFY(lanes);
    QCOMPARE(*lanes, (QList<CredentialId>{ada, grace}));
}

void tst_TimelineStore::bringsTheLivesThatReachIn()
{
    Program program(path());
    program.store.record(happened(-3h, ada, Kind::SignedIn));
    program.store.record(happened(-2h, ada, Kind::Refreshed));
    program.store.record(happened(-1h, ada, Kind::RefreshFailed));
    program.store.record(happened(-1h, grace, Kind::SignedIn));
    program.store.record(happened(1s));
    QCOMPARE(program.query({noon, {}, {}, false}).size(), 1);
    const auto events = program.query({noon, {}, {}, true});
    QCOMPARE(events.size(), 3);
    QCOMPARE(events.first().kind, Kind::Refreshed);
    QCOMPARE(events.first().at, noon - 2h);
    QCOMPARE(program.query({noon, {}, {grace}, true}).size(), 1);
}

void tst_TimelineStore::tellsAtOnce()
{
    Program program(path());
    QSignalSpy recorded(&program.store, &TimelineStore::recorded);
    program.store.record(happened(0ms));
    QCOMPARE(recorded.size(), 1);
    QCOMPARE(recorded.first().first().value<TimelineEvent>(), happened(0ms));
}

void tst_TimelineStore::writesTogetherAndSoon()
{
    Program program(path()), other(path());
    for (int i = 0; i < 5; ++i)
        program.store.record(happened(i * 1ms));
    QCOMPARE(program.clock.timers(), 1);
    QCOMPARE(other.query().size(), 0);
    program.clock.advance(1s);
    QTRY_COMPARE(other.query().size(), 5);
    QCOMPARE(program.clock.timers(), 0);
}

void tst_TimelineStore::keepsToItsBounds()
{
    {
        Program program(path());
        program.store.record(happened(-24h * 100));
        for (int i = 0; i < 50; ++i)
            program.store.record(happened(i * 1ms));
        program.flush();
    }
    Program program(path(), {24h * 90, 20});
    program.store.record(happened(1s, grace));
    program.flush();
    const auto events = program.query();
    QCOMPARE(events.size(), 20);
    QCOMPARE(events.last().lane, grace);
    QCOMPARE(events.first().at, noon + 31ms);
}

void tst_TimelineStore::forgetsAndRenames()
{
    Program program(path());
    program.store.record(happened(0ms));
    program.store.record(happened(1ms, grace));
    program.store.rename(ada, {u"api"_s, u"home"_s, u"lovelace"_s});
    auto events = program.query();
    QCOMPARE(events.first().lane.account, u"lovelace"_s);
    std::optional<bool> done;
    program.store.forget(grace, {this, [&](const Result<Done> &result) { done = result.has_value(); }});
    QTRY_COMPARE(done, std::optional(true));
    QCOMPARE(program.query().size(), 1);
    done.reset();
    program.store.clear({this, [&](const Result<Done> &result) { done = result.has_value(); }});
    QTRY_COMPARE(done, std::optional(true));
    QCOMPARE(program.query().size(), 0);
    program.store.record(happened(2ms, grace)); // the lane is made again
    QCOMPARE(program.query().size(), 1);
}

void tst_TimelineStore::holdsTenThousandEventsLightly()
{
    Program program(path());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10'000; ++i)
        program.store.record(happened(i * 1s, i % 3 ? ada : grace));
    const qint64 recording = timer.restart();
    program.flush();
    const qint64 writing = timer.restart();
    QCOMPARE(program.query().size(), 10'000);
    const qint64 reading = timer.restart();
    QCOMPARE(program.query({noon + 5'000s, noon + 5'100s, {ada}, true}).size(), 67);
    const qint64 range = timer.elapsed();
    qInfo("10,000 events: record %lld ms, write %lld ms, read all %lld ms, a range %lld ms", recording, writing, reading, range);
    QVERIFY(recording < 1'000 && writing < 5'000 && reading < 2'000 && range < 500); // a machine that is busy
}

void tst_TimelineStore::twoProgramsShareIt()
{
    Program first(path()), second(path());
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 10; ++i) {
            first.store.record(happened(round * 100ms + i * 1ms, ada));
            second.store.record(happened(round * 100ms + i * 1ms, grace));
        }
        first.clock.advance(1s);
        second.clock.advance(1s);
    }
    first.flush();
    second.flush();
    QCOMPARE(first.query().size(), 400);
    QCOMPARE(second.query({{}, {}, {ada}, false}).size(), 200);
    QCOMPARE(first.troubles.size() + second.troubles.size(), 0);
}

void tst_TimelineStore::keepsADamagedFileAside()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    Program program(path());
    program.store.record(happened(0ms));
    QCOMPARE(program.query().size(), 1);
    QTRY_COMPARE(program.troubles.size(), 1);
    QVERIFY(program.troubles.first().first().value<Error>().message.contains(u"damaged"_s));
    QVERIFY(QFile::exists(path("timeline.sqlite.damaged")));
}

void tst_TimelineStore::goesOnWithoutAFile()
{
    QFile file(path("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Program program(path("file/timeline.sqlite"));
    program.store.record(happened(0ms));
    QCOMPARE(program.query().size(), 1);
    program.store.record(happened(1ms));
    QCOMPARE(program.query().size(), 2);
    QTRY_COMPARE(program.troubles.size(), 1);
}

void tst_TimelineStore::leavesANewerFileAlone()
{
    {
        Program program(path());
        program.store.record(happened(0ms));
    }
    { // as a newer program would leave it
        SqliteFile file;
        QVERIFY(file.open({path(), QStringList(99, u"SELECT 1"_s), false}));
    }
    Program program(path());
    program.store.record(happened(1ms));
    QCOMPARE(program.query().size(), 1); // in memory
    QTRY_COMPARE(program.troubles.size(), 1);
    QVERIFY(program.troubles.first().first().value<Error>().message.contains(u"newer"_s));
    QVERIFY(!QFile::exists(path("timeline.sqlite.damaged")));
}

QTEST_GUILESS_MAIN(tst_TimelineStore)
#include "tst_TimelineStore.moc"
