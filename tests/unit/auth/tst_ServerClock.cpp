#include "app/auth/session/ServerClock.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace std::chrono_literals;

class tst_ServerClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void measures_data();
    void measures();
    void learnsFromTokens_data();
    void learnsFromTokens();
    void readsRetryAfter_data();
    void readsRetryAfter();
};

namespace {

// Sun, 22 Nov 2026 10:00:00 GMT
constexpr UtcTime ten(Milliseconds(1'795'341'600'000));

}

void tst_ServerClock::measures_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<int>("trip"); // ms
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("agrees") << QByteArray("Sun, 22 Nov 2026 10:00:00 GMT") << 100 << true << 0ll;
    QTest::newRow("within a second is nothing") << QByteArray("Sun, 22 Nov 2026 09:59:59 GMT") << 100 << true << 0ll;
    QTest::newRow("a minute ahead") << QByteArray("Sun, 22 Nov 2026 10:01:00 GMT") << 0 << true << 60'500ll;
    QTest::newRow("half the trip counts") << QByteArray("Sun, 22 Nov 2026 10:01:00 GMT") << 2'000 << true << 59'500ll;
    QTest::newRow("a day behind") << QByteArray("Sat, 21 Nov 2026 10:00:00 GMT") << 0 << true << -86'399'500ll;
    QTest::newRow("RFC 850") << QByteArray("Sunday, 22-Nov-26 10:01:00 GMT") << 0 << true << 60'500ll;
    QTest::newRow("asctime") << QByteArray("Sun Nov 22 10:01:00 2026") << 0 << true << 60'500ll;
    QTest::newRow("no such day") << QByteArray("Mon, 30 Feb 2026 10:01:00 GMT") << 0 << false << 0ll;
    QTest::newRow("no such month") << QByteArray("Sun, 22 Nox 2026 10:01:00 GMT") << 0 << false << 0ll;
    QTest::newRow("signs") << QByteArray("Sun, 22 Nov 2026 10:-1:00 GMT") << 0 << false << 0ll;
    QTest::newRow("nonsense") << QByteArray("soon") << 0 << false << 0ll;
    QTest::newRow("none") << QByteArray() << 0 << false << 0ll;
}

void tst_ServerClock::measures()
{
    QFETCH(QByteArray, date);
    QFETCH(int, trip);
    QFETCH(bool, isKnown);
    QFETCH(qint64, offset);
    HttpHeaders headers;
    if (!date.isEmpty())
        headers.append("Date", date);
    const auto clock = ServerClock::fromDate(headers, ten, ten + Milliseconds(trip));
    QCOMPARE(clock.has_value(), isKnown);
    if (clock)
        QCOMPARE(qint64(clock->offset.count()), offset);
}

void tst_ServerClock::learnsFromTokens_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<qint64>("offset"); // ms; -1: nothing is learned
    QTest::newRow("agrees") << QByteArray(R"({"iat":1795341600})") << 0ll;
    QTest::newRow("a minute ahead") << QByteArray(R"({"iat":1795341660})") << 60'500ll;
    QTest::newRow("fractions") << QByteArray(R"({"iat":1795341660.7})") << 60'500ll;
    QTest::newRow("two minutes behind") << QByteArray(R"({"iat":1795341480})") << -119'500ll;
    QTest::newRow("a token of yesterday") << QByteArray(R"({"iat":1795255200})") << -1ll;
    QTest::newRow("from the year 2100") << QByteArray(R"({"iat":4102444800})") << -1ll;
    QTest::newRow("in milliseconds") << QByteArray(R"({"iat":1795341600000})") << -1ll;
    QTest::newRow("no iat") << QByteArray(R"({"exp":1795341660})") << -1ll;
}

void tst_ServerClock::learnsFromTokens()
{
    QFETCH(QByteArray, payload);
    const auto part = [](const QByteArray &json) { return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    const auto clock = ServerClock::fromToken(QString::fromLatin1(part(R"({"alg":"HS256"})") + '.' + part(payload) + ".c2ln"), ten, ten);
    QTEST(clock ? qint64(clock->offset.count()) : -1, "offset");
    QVERIFY(!ServerClock::fromToken(QStringLiteral("opaque"), ten, ten));
}

void tst_ServerClock::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("ms"); // -1: none
    QTest::newRow("seconds") << QByteArray("120") << 120'000ll;
    QTest::newRow("zero") << QByteArray("0") << 0ll;
    QTest::newRow("a date") << QByteArray("Sun, 22 Nov 2026 10:00:30 GMT") << 30'000ll;
    QTest::newRow("a date that is over") << QByteArray("Sun, 22 Nov 2026 09:00:00 GMT") << 0ll;
    QTest::newRow("negative") << QByteArray("-5") << -1ll;
    QTest::newRow("huge") << QByteArray("99999999999") << 86'400'000ll;
    QTest::newRow("larger than any number") << QByteArray("99999999999999999999999") << -1ll;
    QTest::newRow("words") << QByteArray("later") << -1ll;
    QTest::newRow("none") << QByteArray() << -1ll;
}

void tst_ServerClock::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, ms);
    HttpHeaders headers;
    if (!value.isEmpty())
        headers.append("Retry-After", value);
    const auto after = retryAfter(headers, ten);
    QCOMPARE(after ? qint64(after->count()) : -1, ms);
}

QTEST_GUILESS_MAIN(tst_ServerClock)
#include "tst_ServerClock.moc"
