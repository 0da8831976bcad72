#include "app/token/NumericDate.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <optional>

using namespace tessera;

class tst_NumericDate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void readsDurations_data();
    void readsDurations();
    void survivesNonsense();
};

void tst_NumericDate::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QByteArray>("flags"); // r: out of range, t: text, m: looks like milliseconds
    const auto row = [](const char *json, qint64 milliseconds, const char *flags = "") {
        QTest::newRow(json) << QByteArray(json) << milliseconds << QByteArray(flags);
    };
    constexpr qint64 last = 253402300799999, first = -62135596800000;
    row("1691154857", 1691154857000);
    row("0", 0);
    row("-0", 0);
    row("-1", -1000);
    row("1691154857.25", 1691154857250);
    row("1691154857.0004", 1691154857000);
    row("1.691154857e9", 1691154857000);
    row("1691154857E+0", 1691154857000);
    row("1691154857000", 1691154857000, "m");
    row("1691154857000.4", 1691154857000, "m");
    row("95617584001", 95617584001000);
    row("253402300799", 253402300799000); // the last second, which stands for never
    row("253402300800", 253402300800, "m"); // 1978
    row("253402300799999", last, "m");
    row("253402300801000", last, "r");
    row("1e18", last, "r");
    row("1e400", last, "r");
    row("-1e400", first, "r");
    row("-1e18", first, "r");
    row("9223372036854775807", last, "r");
    row("99999999999999999999999999999999999999", last, "r");
    row("1e-400", 0);
    row("\"1691154857\"", 1691154857000, "t");
    row("\" 1691154857.5 \"", 1691154857500, "t");
    row("\"1e18\"", last, "rt");
    row("\"2023-08-04T13:14:17Z\"", 1691154857000, "t");
    row("\"2023-08-04T15:14:17.250+02:00\"", 1691154857250, "t");
    row("\"2023-08-04T13:14:17\"", 1691154857000, "t");
}

void tst_NumericDate::reads()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, flags);
    const auto date = NumericDate::fromJson(json);
    QVERIFY(date);
    QTEST(qint64(date->at.time_since_epoch().count()), "milliseconds");
    QCOMPARE(date->isOutOfRange, flags.contains('r'));
    QCOMPARE(date->isText, flags.contains('t'));
    QCOMPARE(date->looksLikeMilliseconds, flags.contains('m'));
}

void tst_NumericDate::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"", "true", "null", "[1]", "{}", "\"\"", "\"soon\"", "\"2023-08-04\"", "\"tomorrow T\"", "NaN", "nan", "inf",
             "Infinity", "-", "e", "1e", "1.2.3", "0x10", "\"0x10\"", "\"1\"2", "1 2"})
        QTest::newRow(json) << QByteArray(json);
    QTest::newRow("too long") << QByteArray(100000, '1');
}

void tst_NumericDate::refuses()
{
    QFETCH(QByteArray, json);
    QCOMPARE(NumericDate::fromJson(json), std::nullopt);
}

void tst_NumericDate::readsDurations_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("seconds") << QByteArray("600") << qint64(600000);
    QTest::newRow("text") << QByteArray("\"3600\"") << qint64(3600000);
    QTest::newRow("fraction") << QByteArray("0.5") << qint64(500);
    QTest::newRow("none") << QByteArray("0") << qint64(0);
    QTest::newRow("huge") << QByteArray("1e18") << qint64(253402300799999);
    QTest::newRow("endless") << QByteArray("1e400") << qint64(253402300799999);
    QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
    QTest::newRow("words") << QByteArray("\"an hour\"") << qint64(-1);
    QTest::newRow("null") << QByteArray("null") << qint64(-1);
}

void tst_NumericDate::readsDurations()
{
    QFETCH(QByteArray, json);
    const auto duration = secondsFromJson(json);
    QTEST(duration ? qint64(duration->count()) : -1, "milliseconds");
}

void tst_NumericDate::survivesNonsense()
{
    QRandomGenerator random(8);
    const QByteArray alphabet = "0123456789-+.eE\"TZ: ";
    for (int i = 0; i < 20000; ++i) {
        QByteArray json;
        for (int n = random.bounded(24); n > 0; --n)
            json += alphabet.at(random.bounded(int(alphabet.size())));
        if (const auto date = NumericDate::fromJson(json))
            QVERIFY(qAbs(date->at.time_since_epoch().count()) <= 253402300799999);
        if (const auto duration = secondsFromJson(json))
            QVERIFY(duration->count() >= 0);
    }
}

QTEST_APPLESS_MAIN(tst_NumericDate)
#include "tst_NumericDate.moc"
