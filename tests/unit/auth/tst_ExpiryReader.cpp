#include "app/auth/session/ExpiryReader.h"

#include <QtTest/QTest>

#include <QtCore/QDateTime>

using namespace tessera;
using namespace Qt::StringLiterals;
using As = ExpirySource::As;
using Kind = ExpirySource::Kind;

Q_DECLARE_METATYPE(tessera::ExpirySource::As)

namespace {

const UtcTime received{Milliseconds(1795322206123)}; // 2026-11-22T04:36:46.123Z

ExpirySource fromCapture(As as = As::Guess)
{
    return {Kind::Capture, as, u"end"_s, {}, 0};
}

ExpirySource fromClaim(const QString &claim, As as = As::Guess)
{
    return {Kind::JwtClaim, as, u"access"_s, claim, 0};
}

Secret jwt(const QByteArray &payload)
{
    return Secret("e30." + payload.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2ln");
}

QString text(const Expiry &expiry)
{
    if (expiry.kind != Expiry::Kind::At)
        return expiry.kind == Expiry::Kind::Never ? u"never"_s : u"unknown"_s;
    const auto date = QDateTime::fromMSecsSinceEpoch(expiry.at.time_since_epoch().count()).toUTC();
    return (expiry.isEstimate ? u"about "_s : QString()) + date.toString(Qt::ISODateWithMs);
}

}

class tst_ExpiryReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsACapture_data();
    void readsACapture();
    void readsAClaim_data();
    void readsAClaim();
    void firstSourceThatTellsCounts();
    void profileWordIsAnEstimate();
    void nothingKnownIsNotNever();
    void neverIsSaid();
};

void tst_ExpiryReader::readsACapture_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<As>("as");
    QTest::addColumn<QString>("expected");

    QTest::newRow("ISO with milliseconds") << u"2026-12-22T04:44:14.443Z"_s << As::Guess << u"2026-12-22T04:44:14.443Z"_s;
    QTest::newRow("ISO") << u"2026-12-22T04:44:14Z"_s << As::Date << u"2026-12-22T04:44:14.000Z"_s;
    QTest::newRow("ISO with zone") << u"2026-12-22T04:44:14+02:00"_s << As::Guess << u"2026-12-22T02:44:14.000Z"_s;
    QTest::newRow("zone without colon") << u"2026-12-22T04:44:14-0130"_s << As::Guess << u"2026-12-22T06:14:14.000Z"_s;
    QTest::newRow("zone of hours") << u"2026-12-22T04:44:14-03"_s << As::Guess << u"2026-12-22T07:44:14.000Z"_s;
    QTest::newRow("no zone is UTC") << u"2026-12-22T04:44:14"_s << As::Guess << u"2026-12-22T04:44:14.000Z"_s;
    QTest::newRow("blank between") << u"2026-12-22 04:44:14 UTC"_s << As::Guess << u"2026-12-22T04:44:14.000Z"_s;
    QTest::newRow("nanoseconds") << u"2026-12-22T04:44:14.123456789Z"_s << As::Guess << u"2026-12-22T04:44:14.123Z"_s;
    QTest::newRow("comma") << u"2026-12-22T04:44:14,5Z"_s << As::Guess << u"2026-12-22T04:44:14.500Z"_s;
    QTest::newRow("day only") << u"2026-12-22"_s << As::Guess << u"2026-12-22T00:00:00.000Z"_s;
    QTest::newRow("minutes only") << u"2026-12-22T04:44Z"_s << As::Guess << u"2026-12-22T04:44:00.000Z"_s;
    QTest::newRow("HTTP date") << u"Tue, 22 Dec 2026 04:44:14 GMT"_s << As::Guess << u"2026-12-22T04:44:14.000Z"_s;
    QTest::newRow("HTTP date, asctime") << u"Sun Nov  6 08:49:37 2044"_s << As::Guess << u"2044-11-06T08:49:37.000Z"_s;
    QTest::newRow("HTTP date, RFC 850") << u"Sunday, 06-Nov-44 08:49:37 GMT"_s << As::Guess << u"2044-11-06T08:49:37.000Z"_s;
    QTest::newRow("blanks around") << u"  2026-12-22T04:44:14Z\n"_s << As::Guess << u"2026-12-22T04:44:14.000Z"_s;
    QTest::newRow("year 9999") << u"9999-12-31T23:59:59.999Z"_s << As::Guess << u"9999-12-31T23:59:59.999Z"_s;

    QTest::newRow("seconds from receipt") << u"3600"_s << As::Guess << u"2026-11-22T05:36:46.123Z"_s;
    QTest::newRow("seconds said so") << u"3600"_s << As::Seconds << u"2026-11-22T05:36:46.123Z"_s;
    QTest::newRow("a fraction of seconds") << u"1.5"_s << As::Seconds << u"2026-11-22T04:36:47.623Z"_s;
    QTest::newRow("thirty days of seconds") << u"2592000"_s << As::Guess << u"2026-12-22T04:36:46.123Z"_s;
    QTest::newRow("over on arrival") << u"0"_s << As::Guess << u"2026-11-22T04:36:46.123Z"_s;
    QTest::newRow("epoch seconds") << u"1795322806"_s << As::Guess << u"2026-11-22T04:46:46.000Z"_s;
    QTest::newRow("epoch seconds, float") << u"1795322806.75"_s << As::Guess << u"2026-11-22T04:46:46.750Z"_s;
    QTest::newRow("epoch seconds, exponent") << u"1.795322806e9"_s << As::Guess << u"2026-11-22T04:46:46.000Z"_s;
    QTest::newRow("epoch milliseconds") << u"1795322806123"_s << As::Guess << u"2026-11-22T04:46:46.123Z"_s;
    QTest::newRow("small epoch seconds said so") << u"600"_s << As::EpochSeconds << u"1970-01-01T00:10:00.000Z"_s;
    QTest::newRow("small epoch ms said so") << u"600"_s << As::EpochMilliseconds << u"1970-01-01T00:00:00.600Z"_s;

    QTest::newRow("1e18 epoch ms") << u"1e18"_s << As::Guess << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("1e18 seconds") << u"1000000000000000000"_s << As::Seconds << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("1e18 epoch seconds") << u"1000000000000000000"_s << As::EpochSeconds << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("1e308") << u"1e308"_s << As::Seconds << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("more than a double") << u"1e400"_s << As::Guess << u"unknown"_s;
    QTest::newRow("minus one") << u"-1"_s << As::Guess << u"unknown"_s;
    QTest::newRow("minus one second") << u"-1"_s << As::Seconds << u"unknown"_s;
    QTest::newRow("NaN") << u"nan"_s << As::Guess << u"unknown"_s;
    QTest::newRow("infinity") << u"inf"_s << As::Seconds << u"unknown"_s;
    QTest::newRow("hexadecimal") << u"0x10"_s << As::Guess << u"unknown"_s;
    QTest::newRow("thousands") << u"3,600"_s << As::Seconds << u"unknown"_s;
    QTest::newRow("words") << u"never"_s << As::Guess << u"unknown"_s;
    QTest::newRow("a date where seconds are due") << u"2026-12-22T04:44:14Z"_s << As::Seconds << u"unknown"_s;
    QTest::newRow("seconds where a date is due") << u"3600"_s << As::Date << u"unknown"_s;
    QTest::newRow("zero date") << u"0001-01-01T00:00:00Z"_s << As::Guess << u"unknown"_s;
    QTest::newRow("month 13") << u"2026-13-22T04:44:14Z"_s << As::Guess << u"unknown"_s;
    QTest::newRow("hour 25") << u"2026-12-22T25:44:14Z"_s << As::Guess << u"unknown"_s;
    QTest::newRow("date and rubbish") << u"2026-12-22T04:44:14Z; drop"_s << As::Guess << u"unknown"_s;
    QTest::newRow("empty") << QString() << As::Guess << u"unknown"_s;
}

void tst_ExpiryReader::readsACapture()
{
    QFETCH(QString, value);
    QFETCH(As, as);
    QTEST(text(readExpiry({fromCapture(as)}, {{u"end"_s, Secret(value)}}, received)), "expected");
}

void tst_ExpiryReader::readsAClaim_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("claim");
    QTest::addColumn<As>("as");
    QTest::addColumn<QString>("expected");

    QTest::newRow("exp") << QByteArray(R"({"exp":1795322806})") << u"exp"_s << As::Guess << u"2026-11-22T04:46:46.000Z"_s;
    QTest::newRow("a claim is a point in time")
        << QByteArray(R"({"exp":600})") << u"exp"_s << As::Guess << u"1970-01-01T00:10:00.000Z"_s;
    QTest::newRow("exi as seconds") << QByteArray(R"({"exi":600})") << u"exi"_s << As::Seconds
                                    << u"2026-11-22T04:46:46.123Z"_s;
    QTest::newRow("exp as text") << QByteArray(R"({"exp":"1795322806"})") << u"exp"_s << As::Guess
                                 << u"2026-11-22T04:46:46.000Z"_s;
    QTest::newRow("exp as a float") << QByteArray(R"({"exp":1795322806.5})") << u"exp"_s << As::Guess
                                    << u"2026-11-22T04:46:46.500Z"_s;
    QTest::newRow("exp in milliseconds") << QByteArray(R"({"exp":1795322806123})") << u"exp"_s << As::Guess
                                         << u"2026-11-22T04:46:46.123Z"_s;
    QTest::newRow("exp of 1e18") << QByteArray(R"({"exp":1000000000000000000})") << u"exp"_s << As::Guess
                                 << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("negative exp") << QByteArray(R"({"exp":-1})") << u"exp"_s << As::Guess << u"unknown"_s;
    QTest::newRow("no exp") << QByteArray(R"({"iat":1})") << u"exp"_s << As::Guess << u"unknown"_s;
    QTest::newRow("exp is a list") << QByteArray(R"({"exp":[1795322806]})") << u"exp"_s << As::Guess << u"unknown"_s;
    QTest::newRow("by pointer") << QByteArray(R"({"a":{"end":1795322806}})") << u"/a/end"_s << As::Guess
                                << u"2026-11-22T04:46:46.000Z"_s;
    QTest::newRow("corrupt payload") << QByteArray(R"({ uid":"65d0","exp":1691154857})") << u"exp"_s << As::Guess
                                     << u"2023-08-04T13:14:17.000Z"_s;
}

void tst_ExpiryReader::readsAClaim()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, claim);
    QFETCH(As, as);
    QTEST(text(readExpiry({fromClaim(claim, as)}, {{u"access"_s, jwt(payload)}}, received)), "expected");
}

void tst_ExpiryReader::firstSourceThatTellsCounts()
{
    const QList<ExpirySource> sources{
        fromClaim(u"exp"_s), fromClaim(u"exi"_s, As::Seconds), {Kind::Fixed, As::Guess, {}, {}, 3600}};
    QCOMPARE(text(readExpiry(sources, {{u"access"_s, jwt(R"({"exp":1795322806,"exi":5})")}}, received)),
        u"2026-11-22T04:46:46.000Z"_s);
    QCOMPARE(text(readExpiry(sources, {{u"access"_s, jwt(R"({"exi":5})")}}, received)), u"2026-11-22T04:36:51.123Z"_s);
    QCOMPARE(text(readExpiry(sources, {{u"access"_s, Secret(u"eyJz93a...k4laUWw"_s)}}, received)),
        u"about 2026-11-22T05:36:46.123Z"_s);
}

void tst_ExpiryReader::profileWordIsAnEstimate()
{
    QVERIFY(readExpiry({{Kind::Fixed, As::Guess, {}, {}, 60}}, {}, received).isEstimate);
    QVERIFY(!readExpiry({fromCapture(As::Seconds)}, {{u"end"_s, Secret(u"60"_s)}}, received).isEstimate);
}

void tst_ExpiryReader::nothingKnownIsNotNever()
{
    QCOMPARE(readExpiry({}, {}, received).kind, Expiry::Kind::Unknown);
    QCOMPARE(readExpiry({fromCapture()}, {}, received).kind, Expiry::Kind::Unknown);
}

void tst_ExpiryReader::neverIsSaid()
{
    QCOMPARE(readExpiry({fromCapture(), {Kind::Never, As::Guess, {}, {}, 0}}, {}, received).kind, Expiry::Kind::Never);
}

QTEST_GUILESS_MAIN(tst_ExpiryReader)
#include "tst_ExpiryReader.moc"
