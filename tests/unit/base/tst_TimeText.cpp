#include "app/base/TimeText.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_TimeText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysLengths_data();
    void saysLengths();
    void saysWhere_data();
    void saysWhere();
    void saysInstants();
};

void tst_TimeText::saysLengths_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 s"_s;
    QTest::newRow("below a second") << qint64(999) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(42'000) << u"42 s"_s;
    QTest::newRow("minutes") << qint64(252'000) << u"4 min 12 s"_s;
    QTest::newRow("whole minutes") << qint64(600'000) << u"10 min"_s;
    QTest::newRow("hours, without seconds") << qint64(3'661'000) << u"1 h 1 min"_s;
    QTest::newRow("days") << qint64(90'000'000) << u"1 d 1 h"_s;
    QTest::newRow("years") << qint64(400) * 86'400'000 << u"1 y 35 d"_s;
    QTest::newRow("negative") << qint64(-5'000) << u"5 s"_s;
    QTest::newRow("far") << qint64(315'537'897'599'999) << u"10005 y 233 d"_s;
}

void tst_TimeText::saysLengths()
{
    QFETCH(qint64, milliseconds);
    QTEST(TimeText::length(Milliseconds(milliseconds)), "text");
}

void tst_TimeText::saysWhere_data()
{
    QTest::addColumn<qint64>("milliseconds"); // from now
    QTest::addColumn<QString>("text");
    QTest::newRow("later") << qint64(252'000) << u"in 4 min 12 s"_s;
    QTest::newRow("earlier") << qint64(-252'000) << u"4 min 12 s ago"_s;
    QTest::newRow("now") << qint64(0) << u"now"_s;
    QTest::newRow("a moment ago") << qint64(-1) << u"1 s ago"_s;
}

void tst_TimeText::saysWhere()
{
    QFETCH(qint64, milliseconds);
    const UtcTime now(1'795'322'206s);
    QTEST(TimeText::relative(now + Milliseconds(milliseconds), now), "text");
}

void tst_TimeText::saysInstants()
{
    const UtcTime at(1'795'322'206s);
    QCOMPARE(TimeText::utc(at), u"2026-11-22 04:36:46 UTC"_s);
    QCOMPARE(TimeText::iso(at), u"2026-11-22T04:36:46.000Z"_s);
    QVERIFY(TimeText::local(at).startsWith(u"2026-11-2"_s));
}

QTEST_APPLESS_MAIN(tst_TimeText)
#include "tst_TimeText.moc"
