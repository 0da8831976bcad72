#include "ui/widgets/Quantity.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_Quantity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizes_data();
    void sizes();
    void times_data();
    void times();
    void exactSizes();
    void speeds();
};

void tst_Quantity::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << u"?"_s;
    QTest::newRow("none") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 B"_s;
    QTest::newRow("kB") << qint64(38'412) << u"38.4 kB"_s;
    QTest::newRow("no decimal") << qint64(384'123) << u"384 kB"_s;
    QTest::newRow("rounds up to 100") << qint64(99'960) << u"100 kB"_s;
    QTest::newRow("rounds up to the next unit") << qint64(999'600) << u"1.0 MB"_s;
    QTest::newRow("MB") << qint64(1'234'567) << u"1.2 MB"_s;
    QTest::newRow("GB") << qint64(4'000'000'000) << u"4.0 GB"_s;
}

void tst_Quantity::sizes()
{
    QFETCH(qint64, bytes);
    QTEST(Quantity::size(bytes), "text");
}

void tst_Quantity::times_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 ms"_s;
    QTest::newRow("negative") << qint64(-5) << u"0 ms"_s;
    QTest::newRow("part of a ms") << qint64(420) << u"0.4 ms"_s;
    QTest::newRow("ms") << qint64(12'300) << u"12 ms"_s;
    QTest::newRow("nearly a second") << qint64(999'600) << u"1.00 s"_s;
    QTest::newRow("s") << qint64(1'240'000) << u"1.24 s"_s;
    QTest::newRow("many s") << qint64(42'000'000) << u"42.0 s"_s;
    QTest::newRow("nearly a minute") << qint64(59'960'000) << u"1 min 0 s"_s;
    QTest::newRow("min") << qint64(123'000'000) << u"2 min 3 s"_s;
    QTest::newRow("h") << qint64(3'725'000'000) << u"1 h 2 min"_s;
}

void tst_Quantity::times()
{
    QFETCH(qint64, microseconds);
    QTEST(Quantity::time(std::chrono::microseconds(microseconds)), "text");
}

void tst_Quantity::exactSizes()
{
    QCOMPARE(Quantity::exactSize(1), u"1 byte"_s);
    QCOMPARE(Quantity::exactSize(1'234'567), u"1,234,567 bytes"_s);
}

void tst_Quantity::speeds()
{
    QCOMPARE(Quantity::speed(3'100'000, 1000ms), u"3.1 MB/s"_s);
    QCOMPARE(Quantity::speed(3'100'000, 10ms), QString());
    QCOMPARE(Quantity::speed(0, 1000ms), QString());
}

QTEST_APPLESS_MAIN(tst_Quantity)
#include "tst_Quantity.moc"
