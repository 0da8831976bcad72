#include "app/http/Origin.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_Origin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void knowsLoopback_data();
    void knowsLoopback();
    void knowsWhatIsExposed_data();
    void knowsWhatIsExposed();
};

void tst_Origin::reads_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("port");
    QTest::newRow("plain") << "http://example.com"_ba << u"http://example.com"_s << 80;
    QTest::newRow("path, query, fragment") << "https://example.com/a/b?c=d#e"_ba << u"https://example.com"_s << 443;
    QTest::newRow("port") << "https://example.com:8443/"_ba << u"https://example.com:8443"_s << 8443;
    QTest::newRow("usual port written") << "https://example.com:443/"_ba << u"https://example.com"_s << 443;
    QTest::newRow("other scheme's port") << "http://example.com:443/"_ba << u"http://example.com:443"_s << 443;
    QTest::newRow("empty port") << "http://example.com:/x"_ba << u"http://example.com"_s << 80;
    QTest::newRow("case") << "HTTPS://Example.COM/"_ba << u"https://example.com"_s << 443;
    QTest::newRow("address") << "http://127.0.0.1:81"_ba << u"http://127.0.0.1:81"_s << 81;
    QTest::newRow("IPv6") << "http://[::1]:8080/x"_ba << u"http://[::1]:8080"_s << 8080;
    QTest::newRow("IPv6, long form") << "http://[0:0:0:0:0:0:0:1]/"_ba << u"http://[::1]"_s << 80;
    QTest::newRow("international") << "https://bücher.example/"_ba << u"https://xn--bcher-kva.example"_s << 443;
    QTest::newRow("underscore") << "http://my_host/"_ba << u"http://my_host"_s << 80;
    QTest::newRow("query at once") << "http://example.com?x=http://other/"_ba << u"http://example.com"_s << 80;
    QTest::newRow("the host is behind the last @") << "https://good.example@evil.example/"_ba << u"https://evil.example"_s << 443;
    QTest::newRow("userinfo with a port") << "https://good.example:80@evil.example/"_ba << u"https://evil.example"_s << 443;
    QTest::newRow("@ in the path is none") << "https://example.com/@other"_ba << u"https://example.com"_s << 443;
}

void tst_Origin::reads()
{
    QFETCH(QByteArray, url);
    const auto origin = Origin::of(url);
    QVERIFY2(origin, qPrintable(origin ? QString() : origin.error().message));
    QTEST(origin->toString(), "text");
    QTEST(origin->port, "port");
    QCOMPARE(*Origin::of(QString::fromUtf8(url)), *origin);
}

void tst_Origin::refuses_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << ""_ba << u"is empty"_s;
    QTest::newRow("no scheme") << "example.com/x"_ba << u"must begin with http:// or https://."_s;
    QTest::newRow("host and port") << "localhost:8080"_ba << u"must begin with http:// or https://."_s;
    QTest::newRow("scheme mistyped") << "htp:/\\x"_ba << u"not with htp:"_s;
    QTest::newRow("no scheme, slashes") << "//example.com/x"_ba << u"must begin with http:// or https://."_s;
    QTest::newRow("file") << "file:///etc/passwd"_ba << u"not with file:"_s;
    QTest::newRow("ftp") << "ftp://example.com/"_ba << u"not with ftp:"_s;
    QTest::newRow("javascript") << "javascript:alert(1)"_ba << u"must begin with"_s;
    QTest::newRow("no host") << "http://"_ba << u"no host"_s;
    QTest::newRow("no host, path") << "https:///x"_ba << u"no host"_s;
    QTest::newRow("no slashes") << "http:example.com"_ba << u"no host"_s;
    QTest::newRow("only a port") << "http://:80/"_ba << u"no host"_s;
    QTest::newRow("port 0") << "http://h:0/"_ba << u"\"0\" can't be a port"_s;
    QTest::newRow("port too high") << "http://h:65536/"_ba << u"can't be a port"_s;
    QTest::newRow("port that overflows") << "http://h:4294967376/"_ba << u"can't be a port"_s;
    QTest::newRow("port of letters") << "http://h:http/"_ba << u"can't be a port"_s;
    QTest::newRow("port with a sign") << "http://h:+80/"_ba << u"can't be a port"_s;
    QTest::newRow("space") << "http://my host/"_ba << u"a space can't stand in it"_s;
    QTest::newRow("backslash") << "http://good.example\\@evil.example\\/"_ba << u"can't stand in it"_s;
    QTest::newRow("line feed") << "http://h\nost/"_ba << u"a line feed can't stand in it"_s;
    QTest::newRow("NUL") << QByteArray("http://h\0st/", 12) << u"a NUL"_s;
    QTest::newRow("percent") << "http://ex%61mple.com/"_ba << u"\"%\" can't stand in it"_s;
    QTest::newRow("variable left") << "http://{{host}}/"_ba << u"can't stand in it"_s;
    QTest::newRow("empty label") << "http://a..b/"_ba << u"a part of the name is empty"_s;
    QTest::newRow("short address") << "http://127.1/"_ba << u"four numbers"_s;
    QTest::newRow("one number") << "http://2130706433/"_ba << u"four numbers"_s;
    QTest::newRow("hexadecimal") << "http://0x7f.0.0.1/"_ba << u"four numbers"_s;
    QTest::newRow("octal") << "http://127.0.0.01/"_ba << u"four numbers"_s;
    QTest::newRow("over 255") << "http://127.0.0.256/"_ba << u"four numbers"_s;
    QTest::newRow("broken IPv6") << "http://[::zz]/"_ba << u"not an IPv6 address"_s;
    QTest::newRow("IPv6 with a zone") << "http://[fe80::1%25eth0]/"_ba << u"not an IPv6 address"_s;
    QTest::newRow("IPv6 without an end") << "http://[::1/"_ba << u"not an IPv6 address"_s;
    QTest::newRow("IPv4 in brackets") << "http://[127.0.0.1]/"_ba << u"not an IPv6 address"_s;
    QTest::newRow("long") << QByteArray("http://" + QByteArray(300, 'a') + "/") << u"too long"_s;
}

void tst_Origin::refuses()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, says);
    const auto origin = Origin::of(url);
    QVERIFY(!origin);
    QCOMPARE(origin.error().kind, ErrorKind::Input);
    QVERIFY2(origin.error().message.contains(says), qPrintable(origin.error().message));
    QVERIFY(!origin.error().message.contains(u'\n'));
}

void tst_Origin::knowsLoopback_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("127.0.0.1") << "http://127.0.0.1:5"_ba << true;
    QTest::newRow("127.9.9.9") << "http://127.9.9.9"_ba << true;
    QTest::newRow("::1") << "http://[::1]"_ba << true;
    QTest::newRow("localhost") << "http://LOCALHOST"_ba << true;
    QTest::newRow("below localhost") << "http://app.localhost"_ba << true;
    QTest::newRow("looks like it") << "http://127.0.0.1.example.com"_ba << false;
    QTest::newRow("localhost in front") << "http://localhost.example.com"_ba << false;
    QTest::newRow("any address") << "http://0.0.0.0"_ba << false;
    QTest::newRow("other") << "http://192.0.2.1"_ba << false;
}

void tst_Origin::knowsLoopback()
{
    QFETCH(QByteArray, url);
    const auto origin = Origin::of(url);
    QVERIFY(origin);
    QTEST(origin->isLoopback(), "loopback");
}

void tst_Origin::knowsWhatIsExposed_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("isExposed");
    const auto row = [](const char *url, bool isExposed) { QTest::newRow(url) << QByteArray(url) << isExposed; };
    for (const char *own : {"http://localhost", "http://LOCALHOST:8080/api", "http://127.0.0.1", "http://127.255.255.254:1", "http://[::1]:8080",
             "http://core.localhost", "http://user@localhost"})
        row(own, false);
    for (const char *encrypted : {"https://example.com", "HTTPS://192.168.0.1", "https://localhost.evil.example"})
        row(encrypted, false);
    for (const char *other : {"http://example.com", "http://192.168.0.1", "http://10.0.0.1:8080", "http://0.0.0.0", "http://[::]", "http://[2001:db8::1]",
             "http://localhost.evil.example", "http://127.0.0.1.nip.io", "http://notlocalhost", "http://localhost-1",
             "http://localhost:80@evil.example", "http://127.0.0.1@evil.example", "http://evil.example/localhost", "http://evil.example#.localhost",
             "http://128.0.0.1", "HTTP://router"})
        row(other, true);
}

void tst_Origin::knowsWhatIsExposed()
{
    QFETCH(QByteArray, url);
    const auto origin = Origin::of(url);
    QVERIFY2(origin, qPrintable(origin ? QString() : origin.error().message));
    QTEST(origin->isExposed(), "isExposed");
}

QTEST_GUILESS_MAIN(tst_Origin)
#include "tst_Origin.moc"
