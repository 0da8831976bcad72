#include "app/http/UrlText.h"

#include "app/http/HttpRequest.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_UrlText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void composesWhatItSplit_data();
    void composesWhatItSplit();
    void joinsAsText_data();
    void joinsAsText();
    void refusesToJoin_data();
    void refusesToJoin();
    void addsQueryItems_data();
    void addsQueryItems();
    void readsQueryItems();
    void takesQueryItemsOut();
    void resolvesReferences_data();
    void resolvesReferences();
    void requestRefusesUrls_data();
    void requestRefusesUrls();
    void requestRefusesMethods();
};

void tst_UrlText::composesWhatItSplit_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const auto *url : {"", "a", "/a", "//h", "//h/a", "?", "#", "?#", "http:", "http://", "http://h", "http://h?", "http://h/?a#b",
             "http://u:p@h:1/a//b/../c;d?e=f?g#h#i", "a:b", "/a:b", "./a:b", "http://[::1]:80/", "http://h/%2F%zz"})
        QTest::newRow(url) << QByteArray(url);
}

void tst_UrlText::composesWhatItSplit()
{
    QFETCH(QByteArray, url);
    QCOMPARE(UrlText::compose(UrlText::split(url)), url);
}

void tst_UrlText::joinsAsText_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("plain") << u"http://h"_s << u"/users"_s << "http://h/users"_ba;
    QTest::newRow("base path is kept") << u"https://h/prod"_s << u"/users"_s << "https://h/prod/users"_ba;
    QTest::newRow("no slash is dropped") << u"https://h/prod/"_s << u"/users"_s << "https://h/prod//users"_ba;
    QTest::newRow("no slash is added") << u"https://h/v1"_s << u".2/users"_s << "https://h/v1.2/users"_ba;
    QTest::newRow("trailing slash stays") << u"http://h"_s << u"/api/"_s << "http://h/api/"_ba;
    QTest::newRow("empty path") << u"http://h/prod"_s << u""_s << "http://h/prod"_ba;
    QTest::newRow("query only") << u"http://h/prod"_s << u"?a=b"_s << "http://h/prod?a=b"_ba;
    QTest::newRow("dots stay") << u"http://h/a"_s << u"/../b/./c"_s << "http://h/a/../b/./c"_ba;
    QTest::newRow("encoded stays") << u"http://h"_s << u"/a%2Fb%7e%zz"_s << "http://h/a%2Fb%7e%zz"_ba;
    QTest::newRow("space and umlaut") << u"http://h"_s << u"/a b/ü?q=\"x\""_s << "http://h/a%20b/%C3%BC?q=%22x%22"_ba;
    QTest::newRow("at and colon") << u"http://h"_s << u"/user@mail:1"_s << "http://h/user@mail:1"_ba;
    QTest::newRow("whole URL stands alone") << u"http://h/prod"_s << u"https://other/x"_s << "https://other/x"_ba;
}

void tst_UrlText::joinsAsText()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    const auto url = UrlText::join(base, path);
    QVERIFY2(url, qPrintable(url ? QString() : url.error().message));
    QTEST(*url, "url");
}

void tst_UrlText::refusesToJoin_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::newRow("host grows") << u"http://h"_s << u"users"_s;
    QTest::newRow("host changes") << u"http://good.example"_s << u"@evil.example/"_s;
    QTest::newRow("host gets a tail") << u"http://good.example"_s << u".evil.example/"_s;
    QTest::newRow("port grows") << u"http://h:80"_s << u"80/"_s;
    QTest::newRow("port comes") << u"http://h"_s << u":81/"_s;
    QTest::newRow("no base") << u""_s << u"/users"_s;
    QTest::newRow("base without scheme") << u"h/prod"_s << u"/users"_s;
    QTest::newRow("base with query") << u"http://h/?a=b"_s << u"/users"_s;
    QTest::newRow("base with fragment") << u"http://h/#a"_s << u"/users"_s;
    QTest::newRow("whole URL without host") << u"http://h"_s << u"https://"_s;
}

void tst_UrlText::refusesToJoin()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    const auto url = UrlText::join(base, path);
    QVERIFY(!url);
    QCOMPARE(url.error().kind, ErrorKind::Input);
    QVERIFY(!url.error().message.isEmpty());
}

void tst_UrlText::addsQueryItems_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("first") << "http://h/a"_ba << u"1"_s << "http://h/a?k%20k=1"_ba;
    QTest::newRow("no path") << "http://h"_ba << u"1"_s << "http://h?k%20k=1"_ba;
    QTest::newRow("second") << "http://h/a?b=%7e&c"_ba << u"1"_s << "http://h/a?b=%7e&c&k%20k=1"_ba;
    QTest::newRow("empty query") << "http://h/a?"_ba << u"1"_s << "http://h/a?k%20k=1"_ba;
    QTest::newRow("open end") << "http://h/a?b&"_ba << u"1"_s << "http://h/a?b&k%20k=1"_ba;
    QTest::newRow("before the fragment") << "http://h/a#f?g"_ba << u"1"_s << "http://h/a?k%20k=1#f?g"_ba;
    QTest::newRow("colon, plus, amp, equals") << "http://h"_ba << u"eu:1+a&b=c/d?e#f%"_s
                                            << "http://h?k%20k=eu%3A1%2Ba%26b%3Dc%2Fd%3Fe%23f%25"_ba;
    QTest::newRow("umlaut, line feed") << "http://h"_ba << u"ü\n"_s << "http://h?k%20k=%C3%BC%0A"_ba;
    QTest::newRow("unreserved") << "http://h"_ba << u"aZ09-._~"_s << "http://h?k%20k=aZ09-._~"_ba;
    QTest::newRow("empty value") << "http://h"_ba << u""_s << "http://h?k%20k="_ba;
}

void tst_UrlText::addsQueryItems()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, value);
    const QByteArray result = UrlText::withQueryItem(url, u"k k"_s, value);
    QTEST(result, "result");
    QCOMPARE(UrlText::queryItems(result).constLast(), (UrlText::QueryItem{"k k", value.toUtf8()}));
}

void tst_UrlText::readsQueryItems()
{
    using Items = QList<UrlText::QueryItem>;
    QCOMPARE(UrlText::queryItems("http://h/a"), Items());
    QCOMPARE(UrlText::queryItems("http://h/a?"), Items());
    QCOMPARE(UrlText::queryItems("http://h/?a=1&b&&c=%3d=+#d=2"), (Items{{"a", "1"}, {"b", ""}, {"c", "==+"}}));
}

void tst_UrlText::takesQueryItemsOut()
{
    QCOMPARE(UrlText::withoutQueryItems("http://h/?a=1&k=%31&b=%7e#f", {{"k", "1"}}), "http://h/?a=1&b=%7e#f"_ba);
    QCOMPARE(UrlText::withoutQueryItems("http://h/?k=1", {{"k", "1"}}), "http://h/"_ba);
    QCOMPARE(UrlText::withoutQueryItems("http://h/?k=2&a", {{"k", "1"}}), "http://h/?k=2&a"_ba);
    QCOMPARE(UrlText::withoutQueryItems("http://h/", {{"k", "1"}}), "http://h/"_ba);
}

void tst_UrlText::resolvesReferences_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("result");
    // RFC 3986 section 5.4, base http://a/b/c/d;p?q
    const QList<std::pair<const char *, const char *>> rows{{"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"}, {"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"}, {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"}, {"g;x", "http://a/b/c/g;x"}, {"", "http://a/b/c/d;p?q"}, {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"}, {"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"}, {"../..", "http://a/"},
        {"../../", "http://a/"}, {"../../g", "http://a/g"}, {"../../../g", "http://a/g"}, {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"}, {"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."}, {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."}, {"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"}, {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"}, {"g/../h", "http://a/b/c/h"}, {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"}, {"g?y/./x", "http://a/b/c/g?y/./x"}, {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"}, {"https://x/a/../%7e", "https://x/a/../%7e"}};
    for (const auto &[reference, result] : rows)
        QTest::newRow(*reference ? reference : "empty") << QByteArray(reference) << QByteArray(result);
}

void tst_UrlText::resolvesReferences()
{
    QFETCH(QByteArray, reference);
    QTEST(UrlText::resolved("http://a/b/c/d;p?q", reference), "result");
    QCOMPARE(UrlText::resolved("http://a", "g"), "http://a/g"_ba);
}

void tst_UrlText::requestRefusesUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("says"); // empty: it is good
    QTest::newRow("good") << "http://h/a//b/../c?d=%zz&e=[1]|{2}#f"_ba << QString();
    QTest::newRow("bytes beyond ASCII") << "http://h/ü"_ba << QString();
    QTest::newRow("space") << "http://h/a b"_ba << u"a space, at place 11"_s;
    QTest::newRow("line feed") << "http://h/a\nb"_ba << u"a line feed"_s;
    QTest::newRow("carriage return in the query") << "http://h/?a\rb"_ba << u"a carriage return"_s;
    QTest::newRow("NUL") << QByteArray("http://h/a\0b", 12) << u"a NUL"_s;
    QTest::newRow("tab") << "http://h/\t"_ba << u"a tab"_s;
    QTest::newRow("DEL") << "http://h/\x7f"_ba << u"0x7F"_s;
    QTest::newRow("user name") << "http://user@h/"_ba << u"user name or a password"_s;
    QTest::newRow("user and password") << "http://user:not-a-real-one@h/"_ba << u"user name or a password"_s;
    QTest::newRow("no host") << "http:///"_ba << u"no host"_s;
}

void tst_UrlText::requestRefusesUrls()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, says);
    HttpRequest request;
    request.url = url;
    const auto checked = request.check();
    QCOMPARE(checked.has_value(), says.isEmpty());
    if (checked)
        return;
    QCOMPARE(checked.error().kind, ErrorKind::Input);
    QVERIFY2(checked.error().message.contains(says), qPrintable(checked.error().message));
    QVERIFY(!checked.error().message.contains("not-a-real-one"_L1));
}

void tst_UrlText::requestRefusesMethods()
{
    HttpRequest request;
    request.url = "http://h/";
    for (const auto *method : {"GET", "get", "PURGE", "M-SEARCH", "X!#$%&'*+-.^_`|~1"}) {
        request.method = method;
        QVERIFY(request.check());
    }
    for (const QByteArray &method : {""_ba, "GET /x"_ba, "GET\r\n"_ba, "GE\0T"_ba + QByteArray(1, '\0'), "A(B)"_ba, "Ä"_ba}) {
        request.method = method;
        QCOMPARE(request.check().error().kind, ErrorKind::Input);
    }
    request.method = "GET";
    request.headers.append("X", "a\nb");
    QVERIFY(!request.check());
}

QTEST_GUILESS_MAIN(tst_UrlText)
#include "tst_UrlText.moc"
