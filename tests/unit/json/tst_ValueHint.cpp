#include "app/json/ValueHint.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Kind = ValueHint::Kind;

class tst_ValueHint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recognisesTimes_data();
    void recognisesTimes();
    void recognisesTokens_data();
    void recognisesTokens();
    void leavesOtherValuesAlone_data();
    void leavesOtherValuesAlone();
};

void tst_ValueHint::recognisesTimes_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("at"); // ms
    QTest::addColumn<bool>("hasZone");
    const int seconds = int(Kind::EpochSeconds), milliseconds = int(Kind::EpochMilliseconds), iso = int(Kind::IsoTime);
    QTest::newRow("seconds") << "1691154857"_ba << seconds << qint64(1691154857000) << true;
    QTest::newRow("seconds in quotes") << "\"1691154857\""_ba << seconds << qint64(1691154857000) << true;
    QTest::newRow("milliseconds") << "1691154857123"_ba << milliseconds << qint64(1691154857123) << true;
    QTest::newRow("UTC") << "\"2023-08-04T13:14:17Z\""_ba << iso << qint64(1691154857000) << true;
    QTest::newRow("fraction") << "\"2023-08-04T13:14:17.1239Z\""_ba << iso << qint64(1691154857123) << true;
    QTest::newRow("short fraction") << "\"2023-08-04T13:14:17.5Z\""_ba << iso << qint64(1691154857500) << true;
    QTest::newRow("offset") << "\"2023-08-04T15:14:17+02:00\""_ba << iso << qint64(1691154857000) << true;
    QTest::newRow("offset without colon") << "\"2023-08-04T08:44:17-0430\""_ba << iso << qint64(1691154857000) << true;
    QTest::newRow("no zone") << "\"2023-08-04 13:14:17\""_ba << iso << qint64(1691154857000) << false;
    QTest::newRow("no seconds") << "\"2023-08-04T13:14Z\""_ba << iso << qint64(1691154840000) << true;
    QTest::newRow("before 1970") << "\"1969-12-31T23:59:59.5Z\""_ba << iso << qint64(-500) << true;
}

void tst_ValueHint::recognisesTimes()
{
    QFETCH(QByteArray, value);
    const auto hint = ValueHint::of(value, u"created_at");
    QVERIFY(hint);
    QTEST(int(hint->kind), "kind");
    QTEST(qint64(hint->at.time_since_epoch().count()), "at");
    QTEST(hint->hasZone, "hasZone");
}

void tst_ValueHint::recognisesTokens_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("signed") << "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.c2ln\""_ba;
    QTest::newRow("without a signature") << "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.\""_ba;
    QTest::newRow("Bearer") << "\"Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.c2ln\""_ba;
    QTest::newRow("encrypted") << "\"eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn\""_ba;
}

void tst_ValueHint::recognisesTokens()
{
    QFETCH(QByteArray, value);
    const auto hint = ValueHint::of(value);
    QVERIFY(hint);
    QCOMPARE(hint->kind, Kind::Jwt);
    QVERIFY(hint->token.startsWith("eyJ") && !hint->token.contains('"'));
}

void tst_ValueHint::leavesOtherValuesAlone_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("name");
    QTest::newRow("small") << "12345"_ba << u""_s;
    QTest::newRow("too large") << "18446744073709551616"_ba << u""_s;
    QTest::newRow("decimals") << "1691154857.5"_ba << u""_s;
    QTest::newRow("negative") << "-1691154857"_ba << u""_s;
    QTest::newRow("an id") << "1691154857"_ba << u"userId"_s;
    QTest::newRow("an id in quotes") << "\"1691154857\""_ba << u"user_id"_s;
    QTest::newRow("a count") << "1691154857"_ba << u"count"_s;
    QTest::newRow("a date alone") << "\"2023-08-04\""_ba << u""_s;
    QTest::newRow("no such day") << "\"2023-02-30T00:00:00Z\""_ba << u""_s;
    QTest::newRow("no such hour") << "\"2023-02-20T25:00:00Z\""_ba << u""_s;
    QTest::newRow("no such offset") << "\"2023-02-20T20:00:00+99:00\""_ba << u""_s;
    QTest::newRow("text") << "\"eyJ is how tokens begin\""_ba << u""_s;
    QTest::newRow("two parts") << "\"eyJhbGciOiJub25lIn0.eyJzdWIi\""_ba << u""_s;
    QTest::newRow("word") << "true"_ba << u""_s;
    QTest::newRow("object") << "{\"a\":1}"_ba << u""_s;
    QTest::newRow("empty") << ""_ba << u""_s;
    QTest::newRow("empty text") << "\"\""_ba << u""_s;
}

void tst_ValueHint::leavesOtherValuesAlone()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, name);
    QVERIFY(!ValueHint::of(value, name));
}

QTEST_APPLESS_MAIN(tst_ValueHint)
#include "tst_ValueHint.moc"
