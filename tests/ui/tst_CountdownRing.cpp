#include "tests/support/FakeClock.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountdownRing.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Counts what the screen has to draw.
class CountedRing : public CountdownRing {
public:
    using CountdownRing::CountdownRing;
    int paints = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ++paints;
        CountdownRing::paintEvent(event);
    }
};

class tst_CountdownRing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fallsWithTheSeconds();
    void standsStillWhileHidden();
    void longLifeIsSeldomPainted();
    void clockThatJumpsIsSeenAtOnce();
    void saysItsTimeToThoseWhoListen();

private:
    Theme m_theme;
};

void tst_CountdownRing::fallsWithTheSeconds()
{
    FakeClock clock;
    Ticker ticker(clock);
    CountedRing ring(m_theme, ticker);
    ring.setCountdown({Countdown::Kind::Until, clock.now() + 60s, 60s});
    ring.show();
    QVERIFY(QTest::qWaitForWindowExposed(&ring));
    QTRY_VERIFY(ring.paints > 0);
    for (int second = 59; second > 55; --second) {
        const int before = ring.paints;
        clock.advance(1s);
        QCOMPARE(ring.text(), u"%1s"_s.arg(second));
        QTRY_COMPARE(ring.paints, before + 1);
    }
    clock.advance(56s);
    QCOMPARE(ring.text(), u"–"_s);
}

void tst_CountdownRing::standsStillWhileHidden()
{
    FakeClock clock;
    Ticker ticker(clock);
    CountedRing ring(m_theme, ticker);
    ring.setCountdown({Countdown::Kind::Until, clock.now() + 60s, 60s});
    QCOMPARE(clock.timers(), 0);
    ring.show();
    QVERIFY(QTest::qWaitForWindowExposed(&ring));
    QCOMPARE(clock.timers(), 1);
    ring.hide();
    QCOMPARE(clock.timers(), 0);
    clock.advance(30s);
    ring.show();
    QCOMPARE(ring.text(), u"30s"_s);
}

void tst_CountdownRing::longLifeIsSeldomPainted()
{
    FakeClock clock;
    Ticker ticker(clock);
    CountedRing ring(m_theme, ticker);
    ring.setCountdown({Countdown::Kind::Until, clock.now() + 29 * 24h + 30min, 30 * 24h});
    ring.show();
    QVERIFY(QTest::qWaitForWindowExposed(&ring));
    QTRY_VERIFY(ring.paints > 0);
    QVERIFY(clock.nextTimer() >= 30min);
}

void tst_CountdownRing::clockThatJumpsIsSeenAtOnce()
{
    FakeClock clock;
    Ticker ticker(clock);
    CountdownRing ring(m_theme, ticker);
    ring.setCountdown({Countdown::Kind::Until, clock.now() + 60min, 60min});
    ring.show();
    QVERIFY(QTest::qWaitForWindowExposed(&ring));
    clock.suspend(30min);
    QTRY_COMPARE(ring.text(), u"30m"_s);
}

void tst_CountdownRing::saysItsTimeToThoseWhoListen()
{
    FakeClock clock;
    Ticker ticker(clock);
    CountdownRing ring(m_theme, ticker);
    ring.setCountdown({Countdown::Kind::Until, clock.now() + 65s, 60s});
    QCOMPARE(ring.accessibleName(), u"Time left: 1:05"_s);
    ring.setCountdown({Countdown::Kind::Never});
    QCOMPARE(ring.text(), u"∞"_s);
}

QTEST_MAIN(tst_CountdownRing)
#include "tst_CountdownRing.moc"
