#include "tests/support/FakeClock.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace std::chrono_literals;

class tst_Ticker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksAtOnceAndThenWhenAsked();
    void momentsCloseTogetherAreOne();
    void stopsForWhoIsGone();
    void nothingIsScheduledForNobody();
    void jumpTicksEverybody();
    void tickMayStopOthersAndItself();
};

void tst_Ticker::ticksAtOnceAndThenWhenAsked()
{
    FakeClock clock;
    Ticker ticker(clock);
    QObject who;
    int ticks = 0;
    ticker.start(&who, [&] {
        ++ticks;
        return ticks == 1 ? 500ms : 1000ms;
    });
    QCOMPARE(ticks, 1);
    clock.advance(400ms);
    QCOMPARE(ticks, 1);
    clock.advance(100ms);
    QCOMPARE(ticks, 2);
    clock.advance(3000ms);
    QCOMPARE(ticks, 5);
}

void tst_Ticker::momentsCloseTogetherAreOne()
{
    FakeClock clock;
    Ticker ticker(clock);
    QObject one, other;
    QList<BootTime> ticks;
    const auto every = [&](Milliseconds interval) {
        return [&ticks, &clock, interval] {
            ticks << clock.boot();
            return interval;
        };
    };
    ticker.start(&one, every(1000ms));
    ticker.start(&other, every(1030ms));
    ticks.clear();
    clock.advance(1050ms);
    QCOMPARE(ticks.size(), 2);
    QCOMPARE(ticks.at(0), ticks.at(1));
}

void tst_Ticker::stopsForWhoIsGone()
{
    FakeClock clock;
    Ticker ticker(clock);
    int ticks = 0;
    auto who = std::make_unique<QObject>();
    ticker.start(who.get(), [&] {
        ++ticks;
        return 1000ms;
    });
    who.reset();
    QCOMPARE(ticker.count(), 0);
    clock.advance(5s);
    QCOMPARE(ticks, 1);
}

void tst_Ticker::nothingIsScheduledForNobody()
{
    FakeClock clock;
    Ticker ticker(clock);
    QObject who;
    ticker.start(&who, [] { return 1000ms; });
    QCOMPARE(clock.timers(), 1);
    ticker.stop(&who);
    QCOMPARE(clock.timers(), 0);
}

void tst_Ticker::jumpTicksEverybody()
{
    FakeClock clock;
    Ticker ticker(clock);
    QObject who;
    int ticks = 0;
    ticker.start(&who, [&] {
        ++ticks;
        return Milliseconds(10h);
    });
    Q_EMIT clock.jumped();
    QCOMPARE(ticks, 2);
}

void tst_Ticker::tickMayStopOthersAndItself()
{
    FakeClock clock;
    Ticker ticker(clock);
    QObject one, other;
    int ticks = 0;
    const auto stopBoth = [&] {
        if (++ticks > 2) {
            ticker.stop(&one);
            ticker.stop(&other);
        }
        return 1000ms;
    };
    ticker.start(&one, stopBoth);
    ticker.start(&other, stopBoth);
    clock.advance(10s);
    QCOMPARE(ticks, 3);
    QCOMPARE(ticker.count(), 0);
}

QTEST_GUILESS_MAIN(tst_Ticker)
#include "tst_Ticker.moc"
