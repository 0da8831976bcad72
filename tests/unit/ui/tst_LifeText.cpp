#include "ui/credentials/LifeText.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_LifeText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysHowLongAgo_data();
    void saysHowLongAgo();
    void saysLengths_data();
    void saysLengths();
    void changesWhenItSays_data();
    void changesWhenItSays();
    void saysMoments_data();
    void saysMoments();
};

void tst_LifeText::saysHowLongAgo_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << 0LL << u"just now"_s;
    QTest::newRow("the clock was set back") << -60'000LL << u"just now"_s;
    QTest::newRow("seconds") << 12'900LL << u"12 s ago"_s;
    QTest::newRow("a minute") << 106'000LL << u"1 min ago"_s;
    QTest::newRow("hours") << 3 * 3'600'000LL << u"3 h ago"_s;
    QTest::newRow("days") << 3 * 86'400'000LL << u"3 days ago"_s;
}

void tst_LifeText::saysHowLongAgo()
{
    QFETCH(qint64, ms);
    QTEST(LifeText::ago(Milliseconds(ms)), "text");
}

void tst_LifeText::saysLengths_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << 60'000LL << u"60 s"_s;
    QTest::newRow("minutes and seconds") << 166'000LL << u"2 min 46 s"_s;
    QTest::newRow("whole minutes") << 600'000LL << u"10 min"_s;
    QTest::newRow("hours and minutes") << 3'660'000LL << u"1 h 1 min"_s;
    QTest::newRow("days") << 2'592'000'000LL << u"30 days"_s;
    QTest::newRow("negative") << -12'000LL << u"12 s"_s;
}

void tst_LifeText::saysLengths()
{
    QFETCH(qint64, ms);
    QTEST(LifeText::length(Milliseconds(ms)), "text");
}

void tst_LifeText::changesWhenItSays_data()
{
    QTest::addColumn<qint64>("ms");
    for (const qint64 ms : {-5000LL, 0LL, 1999LL, 2000LL, 12'300LL, 59'999LL, 61'000LL, 3'599'500LL, 90'000'000LL})
        QTest::addRow("%lld ms", ms) << ms;
}

void tst_LifeText::changesWhenItSays()
{
    QFETCH(qint64, ms);
    const Milliseconds passed(ms), from = std::max(passed, Milliseconds(0));
    const Milliseconds change = LifeText::untilAgoChanges(passed);
    QVERIFY(change > Milliseconds(0));
    QCOMPARE(LifeText::ago(from + change - Milliseconds(1)), LifeText::ago(passed));
    QVERIFY(LifeText::ago(from + change) != LifeText::ago(passed) || from > std::chrono::hours(48)
        || from + change > std::chrono::hours(24));
}

void tst_LifeText::saysMoments_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("text");
    // From 2026-11-22 14:06:04 UTC, a Sunday; tests run in UTC.
    const qint64 now = 1'795'356'364'000LL;
    QTest::newRow("today") << now + 42'000 << u"14:06:46"_s;
    QTest::newRow("this week") << now + 2 * 86'400'000LL << u"Tue 24 Nov 14:06"_s;
    QTest::newRow("yesterday") << now - 86'400'000LL << u"Sat 21 Nov 14:06"_s;
    QTest::newRow("far away") << now + 29 * 86'400'000LL << u"21 Dec 2026 14:06"_s;
}

void tst_LifeText::saysMoments()
{
    QFETCH(qint64, at);
    QTEST(LifeText::moment(UtcTime(Milliseconds(at)), UtcTime(Milliseconds(1'795'356'364'000LL))), "text");
    QVERIFY(LifeText::exactMoment(UtcTime(Milliseconds(at))).startsWith("2026-"_L1));
}

QTEST_GUILESS_MAIN(tst_LifeText)
#include "tst_LifeText.moc"
