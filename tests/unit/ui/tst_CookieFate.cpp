#include "ui/response/CookieFate.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = CookieFate::Outcome;

class tst_CookieFate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatBecameOfThem_data();
    void tellsWhatBecameOfThem();
    void tellsHowLongTheyLive_data();
    void tellsHowLongTheyLive();
    void looksAtEveryHop();

private:
    static constexpr UtcTime someDay{1'795'322'206s};
    static QList<CookieFate> fates(const QByteArray &setCookie, const QByteArray &url = "https://api.example.com/v1/me")
    {
        HttpExchange exchange;
        HttpHop hop;
        hop.url = url;
        hop.startedAt = someDay;
        hop.headers.append("set-cookie", setCookie);
        exchange.hops = {hop};
        return CookieFate::of(exchange);
    }
};

void tst_CookieFate::tellsWhatBecameOfThem_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("flags");
    QTest::newRow("plain") << QByteArray("sid=1") << Outcome::Taken << u"api.example.com/v1"_s << QString();
    QTest::newRow("all marks") << QByteArray("sid=1; Path=/; Secure; HttpOnly; SameSite=Lax") << Outcome::Taken << u"api.example.com/"_s << u"Secure, HttpOnly, SameSite=Lax"_s;
    QTest::newRow("for all below") << QByteArray("sid=1; Domain=example.com; Path=/") << Outcome::Taken << u"example.com and below, /"_s << QString();
    QTest::newRow("of another site") << QByteArray("sid=1; Domain=other.example") << Outcome::Refused << u"api.example.com"_s << QString();
    QTest::newRow("of a suffix") << QByteArray("sid=1; Domain=com") << Outcome::Refused << u"api.example.com"_s << QString();
    QTest::newRow("deleted") << QByteArray("sid=; Max-Age=0; Path=/") << Outcome::Deleted << u"api.example.com/"_s << QString();
    QTest::newRow("a name that promises more") << QByteArray("__Host-sid=1") << Outcome::Refused << u"api.example.com"_s << QString();
}

void tst_CookieFate::tellsWhatBecameOfThem()
{
    QFETCH(QByteArray, field);
    const auto found = fates(field);
    QCOMPARE(found.size(), 1);
    QTEST(found.first().outcome, "outcome");
    QTEST(found.first().place(), "place");
    QTEST(found.first().flags(), "flags");
    QVERIFY(found.first().cookie.name.contains("sid"));
    QCOMPARE(found.first().outcome == Outcome::Refused, found.first().words().contains("refused"_L1));
}

void tst_CookieFate::tellsHowLongTheyLive_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("words");
    QTest::newRow("session") << QByteArray("a=1") << u"this session"_s;
    QTest::newRow("minutes") << QByteArray("a=1; Max-Age=600") << u"in 10 min"_s;
    QTest::newRow("hours") << QByteArray("a=1; Max-Age=7200") << u"in 2 h"_s;
    QTest::newRow("days") << QByteArray("a=1; Max-Age=260000") << u"in 3 days"_s;
    QTest::newRow("deleted") << QByteArray("a=1; Max-Age=-1") << QString();
}

void tst_CookieFate::tellsHowLongTheyLive()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, words);
    const QString life = fates(field).first().life(someDay);
    QVERIFY2(words.isEmpty() ? life.isEmpty() : life.endsWith(words), qPrintable(life));
}

void tst_CookieFate::looksAtEveryHop()
{
    HttpExchange exchange;
    for (const QByteArray host : {"a.example", "b.example"}) {
        HttpHop hop;
        hop.url = "http://" + host + "/";
        hop.headers = {{"Set-Cookie", "x=1"}, {"Set-Cookie", "y=2; Secure"}};
        exchange.hops += hop;
    }
    const auto found = CookieFate::of(exchange);
    QCOMPARE(found.size(), 4);
    QCOMPARE(found.at(0).from, u"a.example"_s);
    QCOMPARE(found.at(3).from, u"b.example"_s);
    QCOMPARE(found.at(3).outcome, Outcome::Refused); // marked Secure, and came without TLS
}

QTEST_APPLESS_MAIN(tst_CookieFate)
#include "tst_CookieFate.moc"
