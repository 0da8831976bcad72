#include "app/http/RedirectPolicy.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_RedirectPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsOrChangesTheMethod_data();
    void keepsOrChangesTheMethod();
    void resolvesTheLocation_data();
    void resolvesTheLocation();
    void refuses_data();
    void refuses();
    void isNoRedirect_data();
    void isNoRedirect();
    void stopsAtTheLimit();
    void withholdsAtAnotherOrigin_data();
    void withholdsAtAnotherOrigin();
    void withholdsOnlyOurOwnQueryItems();
    void secretBodyStaysAtHome();
    void whatWasWithheldDoesNotComeBack();
    void ownHostHeaderStaysAtHome();
};

namespace {

HttpRequest composed(const QByteArray &method = "GET", bool hasBody = false)
{
    HttpRequest request;
    request.method = method;
    request.url = "https://api.example/a/b?c=d#e";
    request.headers = {{"X-Plain", "1"}, {"Authorization", "Bearer canary"}, {"X-Plain", "2"}};
    if (hasBody) {
        request.body = "body";
        request.hasBody = true;
        request.headers.append("Content-Type", "text/plain");
        request.headers.append("content-encoding", "identity");
        request.headers.append("Content-Length", "4");
    }
    return request;
}

RedirectDecision to(const QByteArray &location, const HttpRequest &sent = composed(), int status = 302, int hops = 0)
{
    return RedirectPolicy::decide(sent, status, {{"Location", location}}, hops);
}

}

void tst_RedirectPolicy::keepsOrChangesTheMethod_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    const QList<QByteArray> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"};
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray &method : methods) {
            const bool toGet = (status == 303 && method != "HEAD") || ((status == 301 || status == 302) && method == "POST");
            QTest::addRow("%d %s", status, method.constData()) << status << method << (toGet ? "GET"_ba : method);
        }
    }
}

void tst_RedirectPolicy::keepsOrChangesTheMethod()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, next);
    for (const bool hasBody : {false, true}) {
        const auto decision = to("/next", composed(method, hasBody), status);
        QVERIFY(decision.next);
        const HttpRequest &request = decision.next->request;
        QCOMPARE(request.method, next);
        const bool losesBody = (status == 303 && method != "HEAD") || ((status == 301 || status == 302) && method == "POST");
        const bool keepsBody = hasBody && !losesBody;
        QCOMPARE(request.hasBody, keepsBody);
        QCOMPARE(request.body.bytes(), keepsBody ? "body"_ba : ""_ba);
        for (const auto *name : {"Content-Type", "Content-Encoding", "Content-Length"})
            QCOMPARE(request.headers.contains(name), keepsBody);
        QCOMPARE(request.headers.values("X-Plain"), (QList<QByteArray>{"1", "2"}));
        QVERIFY(request.headers.contains("Authorization")); // the same origin
        QVERIFY(!decision.next->crossesOrigin);
        QVERIFY(decision.next->withheldHeaders.isEmpty());
    }
}

void tst_RedirectPolicy::resolvesTheLocation_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("crosses");
    QTest::newRow("path") << "/x?y"_ba << "https://api.example/x?y"_ba << false;
    QTest::newRow("relative") << "x"_ba << "https://api.example/a/x"_ba << false;
    QTest::newRow("dots") << "../x"_ba << "https://api.example/x"_ba << false;
    QTest::newRow("query only") << "?x"_ba << "https://api.example/a/b?x"_ba << false;
    QTest::newRow("whole") << "https://api.example/x"_ba << "https://api.example/x"_ba << false;
    QTest::newRow("usual port written") << "https://api.example:443/x"_ba << "https://api.example:443/x"_ba << false;
    QTest::newRow("case of the host") << "https://API.example/x"_ba << "https://API.example/x"_ba << false;
    QTest::newRow("whole, kept as it is") << "https://api.example/a/../%7e?sig=%2fX"_ba << "https://api.example/a/../%7e?sig=%2fX"_ba << false;
    QTest::newRow("fragment is dropped") << "/x#y"_ba << "https://api.example/x"_ba << false;
    QTest::newRow("blanks around") << " /x "_ba << "https://api.example/x"_ba << false;
    QTest::newRow("space and umlaut") << "/a b/\xc3\xbc"_ba << "https://api.example/a%20b/%C3%BC"_ba << false;
    QTest::newRow("userinfo is dropped") << "https://user:not-a-real-one@api.example/x"_ba << "https://api.example/x"_ba << false;
    QTest::newRow("userinfo hides another host") << "https://api.example@other.example/x"_ba << "https://other.example/x"_ba << true;
    QTest::newRow("host") << "https://other.example/"_ba << "https://other.example/"_ba << true;
    QTest::newRow("scheme-relative") << "//other.example/x"_ba << "https://other.example/x"_ba << true;
    QTest::newRow("subdomain") << "https://x.api.example/"_ba << "https://x.api.example/"_ba << true;
    QTest::newRow("parent domain") << "https://example/"_ba << "https://example/"_ba << true;
    QTest::newRow("port") << "https://api.example:8443/"_ba << "https://api.example:8443/"_ba << true;
    QTest::newRow("scheme") << "http://api.example/"_ba << "http://api.example/"_ba << true;
    QTest::newRow("scheme, same port") << "http://api.example:443/"_ba << "http://api.example:443/"_ba << true;
}

void tst_RedirectPolicy::resolvesTheLocation()
{
    QFETCH(QByteArray, location);
    const auto decision = to(location);
    QVERIFY2(decision.next, qPrintable(decision.refusal));
    QTEST(decision.next->request.url, "url");
    QTEST(decision.next->crossesOrigin, "crosses");
    QCOMPARE(decision.next->request.headers.contains("Authorization"), !decision.next->crossesOrigin);
    QVERIFY(decision.next->request.check());
}

void tst_RedirectPolicy::refuses_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << ""_ba << u"is empty"_s;
    QTest::newRow("blank") << "   "_ba << u"is empty"_s;
    QTest::newRow("file") << "file:///etc/passwd"_ba << u"leads to file:"_s;
    QTest::newRow("ftp") << "ftp://other.example/"_ba << u"leads to ftp:"_s;
    QTest::newRow("data") << "data:text/html,hi"_ba << u"leads to data:"_s;
    QTest::newRow("javascript") << "javascript:alert(1)"_ba << u"leads to javascript:"_s;
    QTest::newRow("JavaScript") << "JavaScript:alert(1)"_ba << u"leads to JavaScript:"_s;
    QTest::newRow("line break") << "/x\r\nX-Injected: 1"_ba << u"control character"_s;
    QTest::newRow("NUL") << QByteArray("/x\0y", 4) << u"control character"_s;
    QTest::newRow("tab") << "/x\ty"_ba << u"control character"_s;
    QTest::newRow("no host") << "https:///x"_ba << u"no host"_s;
    QTest::newRow("only userinfo") << "https://user@/x"_ba << u"no host"_s;
    QTest::newRow("bad port") << "https://h:99999/"_ba << u"can't be a port"_s;
    QTest::newRow("backslashes") << "https://good.example\\@evil.example/"_ba << u"not followed"_s;
    QTest::newRow("huge") << QByteArray("/" + QByteArray(100'000, 'x')) << u"too long"_s;
}

void tst_RedirectPolicy::refuses()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, says);
    const auto decision = to(location);
    QVERIFY(!decision.next);
    QVERIFY2(decision.refusal.contains(says), qPrintable(decision.refusal));
    QVERIFY(decision.refusal.size() < 300);
}

void tst_RedirectPolicy::isNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 204, 300, 304, 305, 306, 309, 400, 404, 500})
        QTest::addRow("%d", status) << status;
}

void tst_RedirectPolicy::isNoRedirect()
{
    QFETCH(int, status);
    const auto decision = to("https://other.example/", composed(), status);
    QVERIFY(!decision.next);
    QCOMPARE(decision.refusal, QString());
    QVERIFY(!RedirectPolicy::decide(composed(), 302, {}, 0).next); // no Location
    HttpRequest still = composed();
    still.followRedirects = false;
    QVERIFY(!to("/x", still).next);
    QCOMPARE(to("/x", still).refusal, QString());
    const auto several = RedirectPolicy::decide(composed(), 302, {{"Location", "/a"}, {"Location", "/b"}}, 0);
    QVERIFY(!several.next && several.refusal.contains("several"_L1));
    QVERIFY(RedirectPolicy::decide(composed(), 302, {{"Location", "/a"}, {"Location", "/a"}}, 0).next);
}

void tst_RedirectPolicy::stopsAtTheLimit()
{
    HttpRequest request = composed();
    request.maxRedirects = 2;
    QVERIFY(to("/x", request, 302, 0).next);
    QVERIFY(to("/x", request, 302, 1).next);
    const auto last = to("/x", request, 302, 2);
    QVERIFY(!last.next);
    QVERIFY2(last.refusal.contains("after 2 redirects"_L1), qPrintable(last.refusal));
}

void tst_RedirectPolicy::withholdsAtAnotherOrigin_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("host") << "https://other.example/"_ba;
    QTest::newRow("port") << "https://api.example:8443/"_ba;
    QTest::newRow("downgrade") << "http://api.example/"_ba;
    QTest::newRow("subdomain") << "https://x.api.example/"_ba;
}

void tst_RedirectPolicy::withholdsAtAnotherOrigin()
{
    QFETCH(QByteArray, location);
    HttpRequest request = composed();
    request.headers.append("cookie", "a=canary");
    request.headers.append("Proxy-Authorization", "Basic canary");
    request.headers.append("Referer", "https://api.example/?key=canary");
    request.headers.append("x-api-key", "canary");
    request.headers.append("X-Custom", "canary");
    request.headers.append("X-API-KEY", "canary");
    request.headers.append("Accept", "text/plain");
    request.secretHeaders = {"X-Api-Key", "X-Custom"};
    const auto decision = to(location, request, 307);
    QVERIFY(decision.next);
    QVERIFY(decision.next->crossesOrigin);
    QCOMPARE(decision.next->request.headers, (HttpHeaders{{"X-Plain", "1"}, {"X-Plain", "2"}, {"Accept", "text/plain"}}));
    QCOMPARE(decision.next->withheldHeaders,
        (QList<QByteArray>{"Authorization", "cookie", "Proxy-Authorization", "Referer", "x-api-key", "X-Custom"}));
    QCOMPARE(decision.next->notes.isEmpty(), !location.startsWith("http:"));
    const auto home = to("/same", request, 307);
    QCOMPARE(home.next->request.headers, request.headers);
}

void tst_RedirectPolicy::withholdsOnlyOurOwnQueryItems()
{
    HttpRequest request = composed();
    request.url = "https://api.example/?key=canary%2B&plain=1";
    request.secretQueryItems = {"key"};
    const auto copied = to("https://other.example/?key=canary%2b&plain=1&x=2", request);
    QCOMPARE(copied.next->request.url, "https://other.example/?plain=1&x=2"_ba);
    QCOMPARE(copied.next->withheldQueryItems, (QList<QByteArray>{"key"}));
    const auto theirs = to("https://other.example/?key=of-the-server", request);
    QCOMPARE(theirs.next->request.url, "https://other.example/?key=of-the-server"_ba);
    QVERIFY(theirs.next->withheldQueryItems.isEmpty());
    const auto home = to("/?key=canary%2B", request);
    QCOMPARE(home.next->request.url, "https://api.example/?key=canary%2B"_ba);
}

void tst_RedirectPolicy::secretBodyStaysAtHome()
{
    HttpRequest request = composed("POST", true);
    request.bodyIsSecret = true;
    QVERIFY(to("/same", request, 307).next);
    for (const int status : {307, 308}) {
        const auto decision = to("https://other.example/", request, status);
        QVERIFY(!decision.next);
        QVERIFY2(decision.refusal.contains("https://other.example"_L1), qPrintable(decision.refusal));
    }
    const auto withoutBody = to("https://other.example/", request, 303); // leaves it behind anyway
    QVERIFY(withoutBody.next && !withoutBody.next->request.hasBody);
    request.bodyIsSecret = false;
    QCOMPARE(to("https://other.example/", request, 307).next->request.body.bytes(), "body"_ba);
}

void tst_RedirectPolicy::whatWasWithheldDoesNotComeBack()
{
    const auto away = to("https://other.example/", composed());
    const auto back = to("https://api.example/", away.next->request, 302, 1);
    QVERIFY(back.next && back.next->crossesOrigin);
    QVERIFY(!back.next->request.headers.contains("Authorization"));
}

void tst_RedirectPolicy::ownHostHeaderStaysAtHome()
{
    HttpRequest request = composed();
    request.headers.append("Host", "virtual.example");
    QVERIFY(to("/x", request).next->request.headers.contains("Host"));
    const auto away = to("https://other.example/", request);
    QVERIFY(!away.next->request.headers.contains("Host"));
    QVERIFY(!away.next->withheldHeaders.contains("Host"));
}

QTEST_GUILESS_MAIN(tst_RedirectPolicy)
#include "tst_RedirectPolicy.moc"
