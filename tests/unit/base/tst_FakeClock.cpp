#include "tests/support/FakeClock.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

using namespace tessera;
using namespace std::chrono_literals;

class tst_FakeClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsTimersInOrderAtTheirOwnInstant();
    void runsTimersThatAreStartedOnTheWay();
    void leavesOutWhatWasCancelledOrLostItsContext();
    void runsInTheThreadOfTheContext();
    void sleepMovesClocksAndNotTimers();
    void wallClockMovesAlone();
};

void tst_FakeClock::runsTimersInOrderAtTheirOwnInstant()
{
    FakeClock clock;
    const BootTime begin = clock.boot();
    QList<qint64> seen;
    const auto note = [&] { seen.append((clock.boot() - begin).count()); };
    clock.after(300ms, this, note);
    clock.after(100ms, this, note);
    clock.after(100ms, this, note);
    QCOMPARE(clock.nextTimer(), 100ms);
    clock.advance(99ms);
    QVERIFY(seen.isEmpty());
    clock.advance(500ms);
    QCOMPARE(seen, (QList<qint64>{100, 100, 300}));
    QCOMPARE(clock.boot() - begin, 599ms);
    QCOMPARE(clock.timers(), 0);
}

void tst_FakeClock::runsTimersThatAreStartedOnTheWay()
{
    FakeClock clock;
    int count = 0;
    std::function<void()> again = [&] {
        ++count;
        clock.after(1s, this, again);
    };
    clock.after(1s, this, again);
    clock.advance(10s);
    QCOMPARE(count, 10);
}

void tst_FakeClock::leavesOutWhatWasCancelledOrLostItsContext()
{
    FakeClock clock;
    bool ran = false;
    const quint64 id = clock.after(1s, this, [&] { ran = true; });
    auto context = std::make_unique<QObject>();
    clock.after(1s, context.get(), [&] { ran = true; });
    clock.cancel(id);
    context.reset();
    QCOMPARE(clock.timers(), 0);
    clock.advance(2s);
    QVERIFY(!ran);
}

void tst_FakeClock::runsInTheThreadOfTheContext()
{
    FakeClock clock;
    QThread thread;
    auto *context = new QObject;
    context->moveToThread(&thread);
    connect(&thread, &QThread::finished, context, &QObject::deleteLater);
    thread.start();
    std::atomic<QThread *> seen = nullptr;
    clock.after(1s, context, [&] { seen = QThread::currentThread(); });
    clock.advance(1s);
    QTRY_COMPARE(seen.load(), &thread);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void tst_FakeClock::sleepMovesClocksAndNotTimers()
{
    FakeClock clock;
    int jumps = 0;
    bool ran = false;
    connect(&clock, &Clock::jumped, this, [&] { ++jumps; });
    clock.after(10s, this, [&] { ran = true; });
    const BootTime begin = clock.boot();
    clock.suspend(1h);
    QCOMPARE(clock.boot() - begin, 1h);
    QCOMPARE(jumps, 1);
    clock.advance(9s);
    QVERIFY(!ran);
    clock.advance(1s);
    QVERIFY(ran);
}

void tst_FakeClock::wallClockMovesAlone()
{
    FakeClock clock;
    int jumps = 0;
    connect(&clock, &Clock::jumped, this, [&] { ++jumps; });
    const BootTime boot = clock.boot();
    const UtcTime now = clock.now();
    clock.jumpWallClock(-24h);
    QCOMPARE(clock.boot(), boot);
    QCOMPARE(now - clock.now(), 24h);
    QCOMPARE(jumps, 1);
}

QTEST_GUILESS_MAIN(tst_FakeClock)
#include "tst_FakeClock.moc"
