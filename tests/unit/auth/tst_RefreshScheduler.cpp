#include "app/auth/session/RefreshScheduler.h"
#include "tests/support/FakeClock.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

using namespace tessera;
using namespace std::chrono_literals;

class tst_RefreshScheduler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsInOrder();
    void replacesADeadline();
    void forgetsWhatWasTakenBack();
    void sleepsAMinuteAtMost();
    void seesThatTheMachineSlept();
    void mayScheduleItselfAnew();
    void mayRemoveItselfAndOthers();
    void keepsTenThousandInOrder();
};

void tst_RefreshScheduler::runsInOrder()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    QList<int> ran;
    const BootTime now = clock.boot();
    for (const int delay : {5, 1, 3}) {
        const auto id = scheduler.add([&ran, delay] { ran += delay; });
        scheduler.schedule(id, now + std::chrono::seconds(delay));
    }
    clock.advance(2s);
    QCOMPARE(ran, QList<int>({1}));
    clock.advance(10s);
    QCOMPARE(ran, QList<int>({1, 3, 5}));
    QCOMPARE(scheduler.scheduledCount(), std::size_t(0));
}

void tst_RefreshScheduler::replacesADeadline()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    const auto id = scheduler.add([&] { ++ran; });
    scheduler.schedule(id, clock.boot() + 1s);
    scheduler.schedule(id, clock.boot() + 10s);
    clock.advance(5s);
    QCOMPARE(ran, 0);
    scheduler.schedule(id, clock.boot() + 1s);
    clock.advance(1s);
    QCOMPARE(ran, 1);
    clock.advance(60s);
    QCOMPARE(ran, 1);
}

void tst_RefreshScheduler::forgetsWhatWasTakenBack()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    const auto id = scheduler.add([&] { ++ran; });
    const auto other = scheduler.add([&] { ++ran; });
    scheduler.schedule(id, clock.boot() + 1s);
    scheduler.schedule(other, clock.boot() + 1s);
    scheduler.unschedule(id);
    scheduler.remove(other);
    QVERIFY(!scheduler.isScheduled(id));
    clock.advance(10s);
    QCOMPARE(ran, 0);
    QCOMPARE(scheduler.add([] {}), other); // its number is free again
}

void tst_RefreshScheduler::sleepsAMinuteAtMost()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    scheduler.schedule(scheduler.add([&] { ++ran; }), clock.boot() + 720h); // more than an int of milliseconds
    QCOMPARE(clock.timers(), 1);
    QVERIFY(*clock.nextTimer() <= 60s);
    clock.advance(120h);
    QVERIFY(*clock.nextTimer() <= 60s);
    QCOMPARE(ran, 0);
    clock.advance(600h);
    QCOMPARE(ran, 1);
}

void tst_RefreshScheduler::seesThatTheMachineSlept()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    scheduler.schedule(scheduler.add([&] { ++ran; }), clock.boot() + 1h);
    clock.suspend(2h);
    QCOMPARE(ran, 1);
}

void tst_RefreshScheduler::mayScheduleItselfAnew()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    RefreshScheduler::Id id = 0;
    id = scheduler.add([&] {
        ++ran;
        scheduler.schedule(id, clock.boot()); // due at once: must come later all the same
    });
    scheduler.schedule(id, clock.boot() + 1s);
    clock.advance(999ms);
    QCOMPARE(ran, 0);
    scheduler.schedule(id, clock.boot() + 1h);
    QCOMPARE(ran, 0);
}

void tst_RefreshScheduler::mayRemoveItselfAndOthers()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    int ran = 0;
    RefreshScheduler::Id first = 0, second = 0;
    first = scheduler.add([&] {
        ++ran;
        scheduler.remove(first);
        scheduler.remove(second);
    });
    second = scheduler.add([&] { ran += 100; });
    scheduler.schedule(first, clock.boot() + 1s);
    scheduler.schedule(second, clock.boot() + 1s);
    clock.advance(2s);
    QCOMPARE(ran, 1);
}

void tst_RefreshScheduler::keepsTenThousandInOrder()
{
    FakeClock clock;
    RefreshScheduler scheduler(clock);
    QRandomGenerator random(7);
    const BootTime now = clock.boot();
    QList<qint64> ran;
    std::vector<RefreshScheduler::Id> ids;
    for (int i = 0; i < 10'000; ++i) {
        const qint64 at = random.bounded(1, 50'000);
        ids.push_back(scheduler.add([&ran, at] { ran += at; }));
        scheduler.schedule(ids.back(), now + Milliseconds(at));
    }
    int takenBack = 0;
    for (std::size_t i = 0; i < ids.size(); i += 3, ++takenBack)
        scheduler.unschedule(ids[i]);
    clock.advance(50s);
    QCOMPARE(ran.size(), 10'000 - takenBack);
    QVERIFY(std::is_sorted(ran.cbegin(), ran.cend()));
}

QTEST_GUILESS_MAIN(tst_RefreshScheduler)
#include "tst_RefreshScheduler.moc"
