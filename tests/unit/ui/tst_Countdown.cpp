#include "ui/widgets/Countdown.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_Countdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsLeft_data();
    void saysWhatIsLeft();
    void textHoldsUntilItIsSaidToChange();
    void fractionIsOfTheLife_data();
    void fractionIsOfTheLife();
};

void tst_Countdown::saysWhatIsLeft_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("rough");
    const auto row
        = [](const char *name, Milliseconds left, const QString &unit, const QString &clock, const QString &rough) {
              QTest::newRow(name) << qint64(left.count()) << unit << clock << rough;
          };
    row("over", 0ms, u"–"_s, u"expired"_s, u"0:00"_s);
    row("long over", -5h, u"–"_s, u"expired"_s, u"0:00"_s);
    row("the last moment", 1ms, u"1s"_s, u"0:01"_s, u"0:01"_s);
    row("seconds", 42s, u"42s"_s, u"0:42"_s, u"0:42"_s);
    row("seconds begun", 41'001ms, u"42s"_s, u"0:42"_s, u"0:42"_s);
    row("a minute", 60s, u"1m"_s, u"1:00"_s, u"1:00"_s);
    row("a minute and a bit", 65s, u"1m"_s, u"1:05"_s, u"1:05"_s);
    row("ten minutes", 10min, u"10m"_s, u"10:00"_s, u"10 min"_s);
    row("less than an hour", 38min + 12s, u"38m"_s, u"38:12"_s, u"38 min"_s);
    row("hours", 3h + 12min, u"3h"_s, u"3 h 12 min"_s, u"3 h"_s);
    row("a day", 24h, u"1d"_s, u"24 h 0 min"_s, u"24 h"_s);
    row("two days", 48h, u"2d"_s, u"2 days"_s, u"2 days"_s);
    row("a month", 29 * 24h + 3h, u"29d"_s, u"29 days"_s, u"29 days"_s);
    row("years", 3 * 365 * 24h, u"3y"_s, u"1095 days"_s, u"1095 days"_s);
    row("for good, nearly", 292'000 * 365 * 24h, u"99y"_s, u"106580000 days"_s, u"106580000 days"_s);
}

void tst_Countdown::saysWhatIsLeft()
{
    QFETCH(qint64, milliseconds);
    const Milliseconds left(milliseconds);
    QTEST(largestUnit(left), "unit");
    QTEST(countdownText(left), "clock");
    QTEST(roughly(left), "rough");
}

void tst_Countdown::textHoldsUntilItIsSaidToChange()
{
    const auto texts = [](Milliseconds left) {
        return QStringList{largestUnit(left), countdownText(left), roughly(left)};
    };
    for (Milliseconds left : std::initializer_list<Milliseconds>{1ms, 999ms, 1000ms, 1001ms, 59'999ms, 60'000ms,
             61'500ms, 599'500ms, 600'000ms, 3'599'001ms, Milliseconds(1h), 1h + 1ms, 1h + 59s, 1h + 60s, 23h + 59min,
             24h + 1ms, Milliseconds(48h), 48h + 1ms, 29 * 24h + 5ms}) {
        const Milliseconds change = untilTextChanges(left);
        QVERIFY(change >= 1ms);
        QVERIFY(change <= 1h);
        QCOMPARE(texts(left - change + 1ms), texts(left));
    }
    // And where it is said to change, it does.
    for (Milliseconds left : std::initializer_list<Milliseconds>{1ms, 42s, 5min, 1h + 30s, 30h, 48h + 1ms}) {
        const Milliseconds change = untilTextChanges(left);
        QVERIFY2(texts(left - change) != texts(left), qPrintable(countdownText(left)));
    }
}

void tst_Countdown::fractionIsOfTheLife_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("life");
    QTest::addColumn<double>("fraction");
    const auto row = [](const char *name, Countdown::Kind kind, int left, int life, double fraction) {
        QTest::newRow(name) << int(kind) << left << life << fraction;
    };
    row("nothing to count", Countdown::Kind::None, 0, 0, 0);
    row("never", Countdown::Kind::Never, 0, 0, 1);
    row("unknown", Countdown::Kind::Unknown, 0, 0, 1);
    row("fresh", Countdown::Kind::Until, 60, 60, 1);
    row("half", Countdown::Kind::Until, 30, 60, 0.5);
    row("over", Countdown::Kind::Until, 0, 60, 0);
    row("long over", Countdown::Kind::Until, -100, 60, 0);
    row("more left than it lives", Countdown::Kind::Until, 90, 60, 1);
    row("nobody knows since when", Countdown::Kind::Until, 30, 0, 1);
}

void tst_Countdown::fractionIsOfTheLife()
{
    QFETCH(int, kind);
    QFETCH(int, left);
    QFETCH(int, life);
    const UtcTime now{1'700'000'000s};
    const Countdown countdown{Countdown::Kind(kind), now + std::chrono::seconds(left), std::chrono::seconds(life)};
    QTEST(countdown.fraction(now), "fraction");
}

QTEST_GUILESS_MAIN(tst_Countdown)
#include "tst_Countdown.moc"
