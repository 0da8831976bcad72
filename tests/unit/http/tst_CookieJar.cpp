#include "app/http/CookieJar.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_CookieJar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sendsWhereItBelongs_data();
    void sendsWhereItBelongs();
    void refuses_data();
    void refuses();
    void expires_data();
    void expires();
    void readsDates_data();
    void readsDates();
    void replacesAndDeletes();
    void ordersByPathThenAge();
    void composedCookiesComeFirstAndWin();
    void isEdited();
    void tellsThatItChanged();
    void checksWhatWasTyped_data();
    void checksWhatWasTyped();
    void isBounded();
};

namespace {

const UtcTime now = std::chrono::sys_days(std::chrono::January / 1 / 2026);

QByteArray sent(const QByteArray &setCookie, const QByteArray &from, const QByteArray &to)
{
    CookieJar jar;
    (void)jar.take(setCookie, from, now);
    return jar.header(to, {}, now);
}

}

void tst_CookieJar::sendsWhereItBelongs_data()
{
    QTest::addColumn<QByteArray>("setCookie");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("goes");
    const auto row = [](const char *name, const char *setCookie, const char *from, const char *to, bool goes) {
        QTest::newRow(name) << QByteArray(setCookie) << QByteArray(from) << QByteArray(to) << goes;
    };
    row("same host", "a=1", "https://api.example.com/", "https://api.example.com/x", true);
    row("case of the host", "a=1", "https://API.example.com/", "https://api.EXAMPLE.com/x", true);
    row("other host", "a=1", "https://api.example.com/", "https://www.example.com/", false);
    row("below, without Domain", "a=1", "https://example.com/", "https://api.example.com/", false);
    row("below, with Domain", "a=1; Domain=example.com", "https://example.com/", "https://api.example.com/", true);
    row("Domain with a dot in front", "a=1; Domain=.example.com", "https://www.example.com/", "https://api.example.com/", true);
    row("Domain of the parent", "a=1; domain=EXAMPLE.com", "https://api.example.com/", "https://example.com/", true);
    row("Domain is no tail of letters", "a=1; Domain=example.com", "https://example.com/", "https://badexample.com/", false);
    row("empty Domain", "a=1; Domain=", "https://example.com/", "https://api.example.com/", false);
    row("last Domain counts", "a=1; Domain=example.com; Domain=", "https://example.com/", "https://api.example.com/", false);
    row("address", "a=1", "http://127.0.0.1/", "http://127.0.0.1/x", true);
    row("address and name", "a=1", "http://127.0.0.1/", "http://localhost/", false);
    row("address as Domain", "a=1; Domain=127.0.0.1", "http://127.0.0.1/", "http://127.0.0.1/", true);
    row("single label as Domain", "a=1; Domain=localhost", "http://localhost/", "http://localhost/", true);
    row("single label, below", "a=1; Domain=localhost", "http://localhost/", "http://app.localhost/", false);
    row("international", "a=1; Domain=b\xc3\xbc" "cher.example.com", "https://b\xc3\xbc" "cher.example.com/", "https://x.xn--bcher-kva.example.com/", true);
    row("other port", "a=1", "http://127.0.0.1:81/", "http://127.0.0.1:82/", false);
    row("https to http", "a=1", "https://h.example.com/", "http://h.example.com/", false);
    row("http to https", "a=1", "http://h.example.com/", "https://h.example.com/", false);
    row("Secure over TLS", "a=1; Secure", "https://h.example.com/", "https://h.example.com/", true);
    row("HttpOnly", "a=1; HttpOnly; SameSite=Strict", "https://h.example.com/", "https://h.example.com/", true);
    row("default path, same folder", "a=1", "https://h.example.com/a/b", "https://h.example.com/a/c", true);
    row("default path, below", "a=1", "https://h.example.com/a/b", "https://h.example.com/a/b/c", true);
    row("default path, above", "a=1", "https://h.example.com/a/b", "https://h.example.com/", false);
    row("default path of a short one", "a=1", "https://h.example.com", "https://h.example.com/x", true);
    row("path", "a=1; Path=/x", "https://h.example.com/", "https://h.example.com/x", true);
    row("path with a query", "a=1; Path=/x", "https://h.example.com/", "https://h.example.com/x?y", true);
    row("path, below", "a=1; Path=/x", "https://h.example.com/", "https://h.example.com/x/y", true);
    row("path, tail of letters", "a=1; Path=/x", "https://h.example.com/", "https://h.example.com/xy", false);
    row("path with a slash", "a=1; Path=/x/", "https://h.example.com/", "https://h.example.com/x", false);
    row("path that is none", "a=1; Path=x", "https://h.example.com/a/b", "https://h.example.com/a/", true);
    row("case of the path", "a=1; Path=/X", "https://h.example.com/", "https://h.example.com/x", false);
    row("__Secure-", "__Secure-a=1; Secure", "https://h.example.com/", "https://h.example.com/", true);
    row("__Host-", "__Host-a=1; Secure; Path=/", "https://h.example.com/", "https://h.example.com/", true);
}

void tst_CookieJar::sendsWhereItBelongs()
{
    QFETCH(QByteArray, setCookie);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(bool, goes);
    CookieJar jar;
    const auto taken = jar.take(setCookie, from, now);
    QVERIFY2(taken, qPrintable(taken ? QString() : taken.error().message));
    QCOMPARE(jar.header(to, {}, now), goes ? setCookie.left(setCookie.indexOf("1") + 1) : ""_ba);
}

void tst_CookieJar::refuses_data()
{
    QTest::addColumn<QByteArray>("setCookie");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &setCookie, const char *from, const QString &says) {
        QTest::newRow(name) << setCookie << QByteArray(from) << says;
    };
    row("nothing", "", "https://h.example.com/", u"neither name nor value"_s);
    row("only attributes", "; Secure", "https://h.example.com/", u"neither name nor value"_s);
    row("public suffix", "a=1; Domain=com", "https://example.com/", u"a suffix that many share"_s);
    row("public suffix of two labels", "a=1; Domain=co.uk", "https://example.co.uk/", u"a suffix that many share"_s);
    row("private suffix", "a=1; Domain=github.io", "https://me.github.io/", u"a suffix that many share"_s);
    row("single label", "a=1; Domain=intranet", "https://api.intranet/", u"a suffix that many share"_s);
    row("another's domain", "a=1; Domain=other.com", "https://example.com/", u"can't set one for other.com"_s);
    row("domain below", "a=1; Domain=api.example.com", "https://example.com/", u"can't set one for"_s);
    row("part of an address", "a=1; Domain=0.0.1", "http://127.0.0.1/", u"can't set one for"_s);
    row("Secure without TLS", "a=1; Secure", "http://h.example.com/", u"came without TLS"_s);
    row("NUL", QByteArray("a=1\0; b", 7), "https://h.example.com/", u"control character"_s);
    row("line break", "a=1\r\nX: 1", "https://h.example.com/", u"control character"_s);
    row("too large", "a=" + QByteArray(5000, 'x'), "https://h.example.com/", u"larger than 4096"_s);
    row("__Secure- without Secure", "__Secure-a=1", "https://h.example.com/", u"promises"_s);
    row("__Host- with Domain", "__Host-a=1; Secure; Path=/; Domain=h.example.com", "https://h.example.com/", u"promises"_s);
    row("__Host- without Path", "__Host-a=1; Secure", "https://h.example.com/", u"promises"_s);
    row("__host- in small letters", "__host-a=1; Path=/", "https://h.example.com/", u"promises"_s);
}

void tst_CookieJar::refuses()
{
    QFETCH(QByteArray, setCookie);
    QFETCH(QByteArray, from);
    QFETCH(QString, says);
    CookieJar jar;
    const auto taken = jar.take(setCookie, from, now);
    QVERIFY(!taken);
    QVERIFY2(taken.error().message.contains(says), qPrintable(taken.error().message));
    QVERIFY(jar.all().isEmpty());
}

void tst_CookieJar::expires_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<qint64>("seconds"); // -1: deleted at once, 0: with the session
    QTest::newRow("none") << ""_ba << qint64(0);
    QTest::newRow("Max-Age") << "; Max-Age=60"_ba << qint64(60);
    QTest::newRow("Max-Age 0") << "; Max-Age=0"_ba << qint64(-1);
    QTest::newRow("Max-Age negative") << "; Max-Age=-5"_ba << qint64(-1);
    QTest::newRow("Max-Age of letters") << "; Max-Age=soon"_ba << qint64(0);
    QTest::newRow("Max-Age that overflows") << "; Max-Age=99999999999999999999"_ba << qint64(400) * 86400;
    QTest::newRow("Expires") << "; Expires=Thu, 01 Jan 2026 00:02:00 GMT"_ba << qint64(120);
    QTest::newRow("Expires in the past") << "; Expires=Thu, 01 Jan 1970 00:00:00 GMT"_ba << qint64(-1);
    QTest::newRow("Expires of letters") << "; Expires=never"_ba << qint64(0);
    QTest::newRow("Max-Age before Expires") << "; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"_ba << qint64(60);
    QTest::newRow("Expires before Max-Age") << "; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60"_ba << qint64(60);
}

void tst_CookieJar::expires()
{
    QFETCH(QByteArray, attributes);
    QFETCH(qint64, seconds);
    CookieJar jar;
    QVERIFY(jar.take("a=1" + attributes, "https://h.example.com/", now));
    if (seconds < 0) {
        QVERIFY(jar.all().isEmpty());
        return;
    }
    QCOMPARE(jar.all().size(), 1);
    QCOMPARE(jar.all().constFirst().expires.has_value(), seconds > 0);
    if (seconds == 0)
        return;
    const UtcTime end = now + std::chrono::seconds(seconds);
    QCOMPARE(jar.matching("https://h.example.com/", end - Milliseconds(1)).size(), 1);
    QCOMPARE(jar.matching("https://h.example.com/", end).size(), 0);
}

void tst_CookieJar::readsDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("epoch"); // -1: none
    QTest::newRow("usual") << "Wed, 09 Jun 2021 10:18:14 GMT"_ba << qint64(1623233894);
    QTest::newRow("dashes, short year") << "Wednesday, 09-Jun-21 10:18:14 GMT"_ba << qint64(1623233894);
    QTest::newRow("asctime") << "Wed Jun  9 10:18:14 2021"_ba << qint64(1623233894);
    QTest::newRow("anyhow") << "10:18:14;2021-JUNE/9"_ba << qint64(1623233894);
    QTest::newRow("one digit each") << "9 Jun 2021 1:2:3"_ba << qint64(1623200523);
    QTest::newRow("last century") << "01 Jan 70 00:00:00"_ba << qint64(0);
    QTest::newRow("no time") << "09 Jun 2021"_ba << qint64(-1);
    QTest::newRow("no such day") << "31 Feb 2021 10:18:14"_ba << qint64(-1);
    QTest::newRow("hour 24") << "09 Jun 2021 24:00:00"_ba << qint64(-1);
    QTest::newRow("too old") << "09 Jun 1600 10:18:14"_ba << qint64(-1);
    QTest::newRow("empty") << ""_ba << qint64(-1);
}

void tst_CookieJar::readsDates()
{
    QFETCH(QByteArray, text);
    const auto date = cookieDate(text);
    QTEST(date ? qint64(std::chrono::duration_cast<std::chrono::seconds>(date->time_since_epoch()).count()) : qint64(-1), "epoch");
}

void tst_CookieJar::replacesAndDeletes()
{
    CookieJar jar;
    const QByteArray url = "https://h.example.com/";
    QVERIFY(jar.take("a=1", url, now));
    QVERIFY(jar.take("a=2; HttpOnly", url, now));
    QCOMPARE(jar.header(url, {}, now), "a=2"_ba);
    QVERIFY(jar.take("a=3; Path=/x", url, now));
    QCOMPARE(jar.all().size(), 2);
    QVERIFY(jar.take("a=; Max-Age=0", url, now));
    QCOMPARE(jar.header("https://h.example.com/x", {}, now), "a=3"_ba);
    jar.remove(jar.all().constFirst());
    QVERIFY(jar.all().isEmpty());
    QVERIFY(jar.take("noname", url, now));
    QCOMPARE(jar.header(url, {}, now), "noname"_ba);
    jar.clear();
    QCOMPARE(jar.header(url, {}, now), ""_ba);
}

void tst_CookieJar::ordersByPathThenAge()
{
    CookieJar jar;
    const QByteArray url = "https://h.example.com/x/y";
    QVERIFY(jar.take("a=1; Path=/", url, now));
    QVERIFY(jar.take("b=2; Path=/x/y", url, now));
    QVERIFY(jar.take("c=3; Path=/x", url, now));
    QVERIFY(jar.take("d=4; Path=/", url, now));
    QVERIFY(jar.take("a=5; Path=/", url, now + std::chrono::seconds(1)));
    QCOMPARE(jar.header(url, {}, now), "b=2; c=3; a=5; d=4"_ba);
}

void tst_CookieJar::composedCookiesComeFirstAndWin()
{
    CookieJar jar;
    const QByteArray url = "https://h.example.com/";
    QVERIFY(jar.take("a=1", url, now));
    QVERIFY(jar.take("b=2", url, now));
    QCOMPARE(jar.header(url, "b=mine;  c = 3", now), "b=mine;  c = 3; a=1"_ba);
    QCOMPARE(jar.header(url, "c=3;", now), "c=3; a=1; b=2"_ba);
    QCOMPARE(CookieJar().header(url, "c=3", now), "c=3"_ba);
    QCOMPARE(sent("a=1", "https://other.example.com/", url), ""_ba);
}

void tst_CookieJar::isEdited()
{
    CookieJar jar;
    const QByteArray url = "https://h.example.com/";
    for (const auto *cookie : {"a=1", "b=2; Max-Age=60", "c=3"})
        QVERIFY(jar.take(cookie, url, now));
    Cookie edited = jar.all().at(0);
    edited.value = "9";
    jar.replace(jar.all().at(0), edited);
    QCOMPARE(jar.header(url, {}, now), "a=9; b=2; c=3"_ba);
    edited.name = "c"; // which there is already
    jar.replace(jar.all().at(0), edited);
    QCOMPARE(jar.header(url, {}, now), "c=9; b=2"_ba);
    jar.remove(edited);
    QCOMPARE(jar.current(now).size(), 1);
    QCOMPARE(jar.current(now + std::chrono::minutes(2)).size(), 0);
    jar.replace(edited, edited); // gone in the meantime: it comes back
    QCOMPARE(jar.all().size(), 2);
    jar.clear();
    QVERIFY(jar.all().isEmpty());
}

void tst_CookieJar::tellsThatItChanged()
{
    CookieJar jar;
    auto last = jar.revision();
    const auto hasChanged = [&] {
        const auto before = std::exchange(last, jar.revision());
        return before != last;
    };
    QVERIFY(jar.take("a=1", "https://h.example.com/", now));
    QVERIFY(hasChanged());
    (void)jar.header("https://h.example.com/", {}, now);
    QVERIFY(!hasChanged());
    jar.remove(jar.all().constFirst());
    QVERIFY(hasChanged());
    jar.clear();
    QVERIFY(hasChanged());
}

void tst_CookieJar::checksWhatWasTyped_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << "sid"_ba << "a=b/c"_ba << "/"_ba << true;
    QTest::newRow("no value") << "sid"_ba << ""_ba << "/x"_ba << true;
    QTest::newRow("no name") << ""_ba << "1"_ba << "/"_ba << false;
    QTest::newRow("name with a blank") << "a b"_ba << "1"_ba << "/"_ba << false;
    QTest::newRow("line break") << "a"_ba << "1\r\nX: y"_ba << "/"_ba << false;
    QTest::newRow("semicolon") << "a"_ba << "1; b=2"_ba << "/"_ba << false;
    QTest::newRow("beyond ASCII") << "a"_ba << "\xc3\xa4"_ba << "/"_ba << false;
    QTest::newRow("too long") << "a"_ba << QByteArray(5000, 'x') << "/"_ba << false;
    QTest::newRow("path without a slash") << "a"_ba << "1"_ba << "x"_ba << false;
}

void tst_CookieJar::checksWhatWasTyped()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, path);
    Cookie cookie = *Cookie::parse("a=1", "https://h.example.com/", now);
    cookie.name = name;
    cookie.value = value;
    cookie.path = path;
    QTEST(cookie.check().has_value(), "isGood");
}

void tst_CookieJar::isBounded()
{
    CookieJar jar;
    for (int i = 0; i < 4000; ++i) {
        const QByteArray number = QByteArray::number(i);
        QVERIFY(jar.take("c" + number + "=1", "https://h" + QByteArray::number(i % 40) + ".example.com/", now));
    }
    QCOMPARE(jar.all().size(), 3000);
    for (int i = 0; i < 500; ++i)
        QVERIFY(jar.take("d" + QByteArray::number(i) + "=1", "https://one.example.com/", now));
    QCOMPARE(jar.matching("https://one.example.com/", now).size(), 180);
}

QTEST_GUILESS_MAIN(tst_CookieJar)
#include "tst_CookieJar.moc"
