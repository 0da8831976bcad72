#include "app/token/JwtClaim.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// From the PagFast documentation, its payload broken as it stands there; expired in 2023.
const auto pagFastSample
    = uR"(eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWluIl0sImFrIjoiNDU3NzFlYTEtYjAxMi00YjgwLThiYTQtNDk4OTFjNWQ4ZDQ3IiwicmVhbG0iOiJQYXJ0bmVyIiwiY2EiOiIwZWE3MDAwMS0wZjU4LTQ0YTItODBhZC05NTM2MzNmZjJjYzciLCJjaWQiOiIyOTI2MzczOS0yY2Y4LTQ4M2QtYWYxNS02MTUxZGM4NDQ4YjQiLCJkb21haW4iOiIvcGFydG5lcnMtaW50IiwiaWF0IjoxNjkxMTUxMjU3LCJleHAiOjE2OTExNTQ4NTd9.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU)"_s;

QString jwt(const QByteArray &payload)
{
    return u"e30."_s + QString::fromLatin1(payload.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
        + u".c2ln"_s;
}

}

class tst_JwtClaim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
};

void tst_JwtClaim::reads_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("expected"); // null: nothing

    const QString good = jwt(
        R"({"sub":"admin","exp":1795322806,"ok":true,"ar":["Partner","Admin"],"a":{"b/c":"deep"},"https://x/role":"r","n":null})");
    QTest::newRow("text") << good << u"sub"_s << u"admin"_s;
    QTest::newRow("number") << good << u"exp"_s << u"1795322806"_s;
    QTest::newRow("boolean") << good << u"ok"_s << u"true"_s;
    QTest::newRow("pointer") << good << u"/a/b~1c"_s << u"deep"_s;
    QTest::newRow("items of a list") << good << u"/ar/*"_s << u"Partner, Admin"_s;
    QTest::newRow("one item") << good << u"/ar/1"_s << u"Admin"_s;
    QTest::newRow("a name with slashes") << good << u"https://x/role"_s << u"r"_s;
    QTest::newRow("a list has no text") << good << u"ar"_s << QString();
    QTest::newRow("null is nothing") << good << u"n"_s << QString();
    QTest::newRow("absent") << good << u"aud"_s << QString();
    QTest::newRow("no claim named") << good << QString() << QString();
    QTest::newRow("bad pointer") << good << u"/a~2"_s << QString();
    QTest::newRow("deeper is not the claim") << jwt(R"({"a":{"exp":5}})") << u"exp"_s << QString();
    QTest::newRow("plain base64 with padding") << u"e30.eyJzdWIiOiI/Pz8+Pj4ifQ==.x"_s << u"sub"_s << u"\?\?\?>>>"_s;
    QTest::newRow("unsecured") << jwt(R"({"sub":"a"})").section(u'.', 0, 1) + u'.' << u"sub"_s << u"a"_s;
    QTest::newRow("two parts") << jwt(R"({"sub":"a"})").section(u'.', 0, 1) << u"sub"_s << u"a"_s;

    QTest::newRow("the documentation's sample: exp") << pagFastSample << u"exp"_s << u"1691154857"_s;
    QTest::newRow("the documentation's sample: iat") << pagFastSample << u"/iat"_s << u"1691151257"_s;
    QTest::newRow("the documentation's sample: text is lost") << pagFastSample << u"realm"_s << QString();
    QTest::newRow("cut short") << jwt(R"({"exp": 1795322806, "sub":"ad)") << u"exp"_s << u"1795322806"_s;
    QTest::newRow("a name is no pattern") << jwt(R"({"exp":1, x})") << u"e.p"_s << QString();

    QTest::newRow("empty") << QString() << u"exp"_s << QString();
    QTest::newRow("opaque") << u"562f62e9-3393-4a04-83ad-bef550c57a3a"_s << u"exp"_s << QString();
    QTest::newRow("placeholder") << u"eyJz93a...k4laUWw"_s << u"exp"_s << QString();
    QTest::newRow("dots only") << u"...."_s << u"exp"_s << QString();
    QTest::newRow("not base64") << u"a.\u20ac\u20ac\u20ac.c"_s << u"exp"_s << QString();
    QTest::newRow("payload is a number") << jwt("5") << u"exp"_s << QString();
    QTest::newRow("payload is noise") << jwt(QByteArray("\xff\xfe\x00\x01", 4)) << u"exp"_s << QString();
    QTest::newRow("deep payload") << jwt(QByteArray(200000, '[')) << u"exp"_s << QString();
    QTest::newRow("huge") << u"a."_s + QString(2'000'000, u'A') << u"exp"_s << QString();
}

void tst_JwtClaim::reads()
{
    QFETCH(QString, token);
    QFETCH(QString, claim);
    const auto found = jwtClaim(token, claim);
    QTEST(found.value_or(QString()), "expected");
    QCOMPARE(found.has_value(), !found.value_or(QString()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_JwtClaim)
#include "tst_JwtClaim.moc"
