#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// Redirects as they go over the wire; the rules alone are in tst_RedirectPolicy.
class tst_CurlRedirects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsHopByHop();
    void keepsOrChangesTheMethod_data();
    void keepsOrChangesTheMethod();
    void nothingSecretCrossesOrigins_data();
    void nothingSecretCrossesOrigins();
    void sameOriginKeepsEverything_data();
    void sameOriginKeepsEverything();
    void downgradeTakesNothingAlong();
    void refusesBadLocations_data();
    void refusesBadLocations();
    void stopsLoops();
    void leavesRedirectsAloneWhereAskedTo();
    void doesNotReadEndlessRedirects();
    void countsTheBytesOfEachHop();
    void cookiesAreRebuiltForEachHop();
    void composedAndKeptCookiesAreMerged();
    void badCookiesAreToldOf();
    void clientCertificateStaysAtHome();
    void timeOutsCoverAllHops();
};

namespace {

RawServer::Script redirecting(int status, const QByteArray &location, const QByteArray &more = {})
{
    return RawServer::answering("HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: " + location + "\r\n" + more
        + "Content-Length: 4\r\n\r\ngone");
}

HttpRequest withCanaries(const QByteArray &url)
{
    HttpRequest request = SentCall::request(url + "?key=canary-query&plain=1", "POST", "canary-body");
    request.headers = {{"Authorization", "Bearer canary-authorization"}, {"X-Plain", "yes"}, {"Cookie", "a=canary-cookie"},
        {"X-Api-Key", "canary-key"}, {"X-Custom", "canary-custom"}, {"Proxy-Authorization", "Basic canary-proxy"},
        {"Referer", "http://x/?canary-referer"}, {"Content-Type", "text/plain"}};
    request.secretHeaders = {"x-api-key", "x-custom"};
    request.secretQueryItems = {"key"};
    request.bodyIsSecret = true;
    return request;
}

}

void tst_CurlRedirects::followsHopByHop()
{
    RawServer server([](RawConnection &connection) {
        while (true) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            const int number = request.mid(5, 1).toInt();
            if (number < 3)
                connection.send("HTTP/1.1 302 Go\r\nX-Hop: " + QByteArray::number(number) + "\r\nLocation: /"
                    + QByteArray::number(number + 1) + "\r\nContent-Length: 4\r\n\r\ngone");
            else
                connection.send(RawServer::ok("arrived"));
        }
    });
    SentCall call(SentCall::request(server.url("/0")));
    int heads = 0;
    connect(call.call, &HttpCall::headReceived, this, [&] { ++heads; });
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(heads, 1); // of the last hop alone
    QCOMPARE(call.body(), "arrived"_ba);
    const auto &hops = call.exchange().hops;
    QCOMPARE(hops.size(), 4);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(hops[i].url, server.url("/" + QByteArray::number(i)));
        QCOMPARE(hops[i].status, i < 3 ? 302 : 200);
        QCOMPARE(hops[i].requestHead, server.requests().value(i));
        QCOMPARE(hops[i].headers.value("X-Hop"), i < 3 ? QByteArray::number(i) : ""_ba);
        QCOMPARE(hops[i].receivedBodySize, i < 3 ? 4 : 7);
    }
    QVERIFY(call.exchange().warnings.isEmpty());
    QCOMPARE(server.connections(), 1);
}

void tst_CurlRedirects::keepsOrChangesTheMethod_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("toGet");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto *method : {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
            const bool toGet = status == 303 || (status < 303 && qstrcmp(method, "POST") == 0);
            QTest::addRow("%d %s", status, method) << status << QByteArray(method) << (toGet && qstrcmp(method, "GET") != 0);
        }
    }
}

void tst_CurlRedirects::keepsOrChangesTheMethod()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, toGet);
    RawServer target(RawServer::answering(RawServer::ok("arrived")));
    RawServer server(redirecting(status, target.url("/there")));
    HttpRequest request = SentCall::request(server.url(), method, "body");
    request.headers.append("Content-Type", "text/plain");
    SentCall call(request);
    QVERIFY(call.wait());
    QCOMPARE(call.body(), "arrived"_ba);
    const QByteArray sent = target.requests().value(0);
    QVERIFY(sent.startsWith((toGet ? "GET"_ba : method) + " /there "));
    const bool keepsBody = !toGet && !(status == 303);
    QCOMPARE(sent.endsWith("\r\n\r\nbody"), keepsBody);
    QCOMPARE(sent.contains("Content-Type"), keepsBody);
    QCOMPARE(sent.contains("Content-Length: 4"), keepsBody);
}

void tst_CurlRedirects::nothingSecretCrossesOrigins_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("where"); // 0: other port, 1: other host
    QTest::addColumn<bool>("bodyIsSecret");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d other port", status) << status << 0 << false;
        QTest::addRow("%d other host", status) << status << 1 << false;
        QTest::addRow("%d secret body", status) << status << 0 << true;
    }
}

void tst_CurlRedirects::nothingSecretCrossesOrigins()
{
    QFETCH(int, status);
    QFETCH(int, where);
    QFETCH(bool, bodyIsSecret);
    RawServer other(RawServer::answering(RawServer::ok("arrived")));
    QByteArray location = other.url("/there?key=canary-query&x=1"); // the server copies what it got
    if (where == 1)
        location.replace("127.0.0.1", "localhost");
    RawServer server(redirecting(status, location, "Set-Cookie: jar=canary-jar\r\n"));
    HttpRequest request = withCanaries(server.url());
    request.bodyIsSecret = bodyIsSecret;
    if (!bodyIsSecret)
        request.body = "plain";
    const auto cookies = std::make_shared<CookieJar>();
    QVERIFY(cookies->take("early=canary-early", server.url(), SentCall::clock().now()));
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, request, SentCall::direct(), cookies);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY(server.requests().value(0).contains("canary-early"));
    QVERIFY(server.requests().value(0).contains("canary-authorization"));

    const bool stops = bodyIsSecret && status >= 307;
    if (stops) {
        QCOMPARE(other.connections(), 0);
        QCOMPARE(call.exchange().status(), status);
        QCOMPARE(call.body(), "gone"_ba); // the answer that is not followed is the answer
        QVERIFY(call.exchange().warnings.constFirst().contains("was not followed"_L1));
        return;
    }
    QCOMPARE(call.body(), "arrived"_ba);
    const QByteArray seen = other.requests().join();
    QVERIFY2(!seen.contains("canary"), seen);
    QVERIFY(seen.contains("X-Plain: yes"));
    QVERIFY(seen.contains("?x=1 "));
    const HttpHop &last = call.exchange().last();
    QCOMPARE(last.withheldHeaders,
        (QList<QByteArray>{"Authorization", "Cookie", "X-Api-Key", "X-Custom", "Proxy-Authorization", "Referer"}));
    QCOMPARE(last.withheldQueryItems, (QList<QByteArray>{"key"}));
    QVERIFY(call.exchange().hops.constFirst().withheldHeaders.isEmpty());
}

void tst_CurlRedirects::sameOriginKeepsEverything_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_CurlRedirects::sameOriginKeepsEverything()
{
    QFETCH(int, status);
    RawServer server([status](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: /there?key=canary-query\r\nContent-Length: 0\r\n\r\n");
        (void)connection.readRequest();
        connection.send(RawServer::ok("arrived"));
    });
    SentCall call(withCanaries(server.url()));
    QVERIFY(call.wait());
    QCOMPARE(call.body(), "arrived"_ba);
    const QByteArray second = server.requests().value(1);
    for (const auto *canary : {"canary-query", "canary-authorization", "canary-cookie", "canary-key", "canary-custom", "canary-referer"})
        QVERIFY2(second.contains(canary), canary);
    QCOMPARE(second.contains("canary-body"), status >= 307);
}

void tst_CurlRedirects::downgradeTakesNothingAlong()
{
    QTemporaryDir folder;
    const auto authority = TestCertificate::authority();
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(authority.pem());
    file.close();
    NetworkSettings settings = SentCall::direct();
    settings.caFile = file.fileName();

    RawServer plain(RawServer::answering(RawServer::ok("arrived")));
    RawServer server({TestCertificate::make({}, &authority).serverContext()}, redirecting(302, plain.url("/there"), "Set-Cookie: jar=canary-jar\r\n"));
    HttpRequest request = withCanaries(server.url());
    request.bodyIsSecret = false;
    const auto cookies = std::make_shared<CookieJar>();
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, request, settings, cookies);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "arrived"_ba);
    QVERIFY(!plain.requests().join().contains("canary"));
    QVERIFY(call.exchange().warnings.constFirst().contains("from https to http"_L1));
    QVERIFY(call.exchange().hops.constFirst().tls);
    QVERIFY(!call.exchange().last().tls);
}

void tst_CurlRedirects::refusesBadLocations_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const auto *location : {"", "file:///etc/passwd", "data:text/html,hi", "javascript:alert(1)", "ftp://127.0.0.1/", "https://",
             "http://127.0.0.1:99999/", "gopher://127.0.0.1/x", "http://good.example\\@127.0.0.1/"})
        QTest::newRow(*location ? location : "empty") << QByteArray(location);
}

void tst_CurlRedirects::refusesBadLocations()
{
    QFETCH(QByteArray, location);
    RawServer server(redirecting(302, location));
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 302);
    QCOMPARE(call.exchange().warnings.size(), 1);
    QVERIFY(call.exchange().warnings.constFirst().contains("was not followed"_L1));
    QVERIFY(call.exchange().isComplete);
    QCOMPARE(call.body(), "gone"_ba);
    QCOMPARE(server.requests().size(), 1);
}

void tst_CurlRedirects::stopsLoops()
{
    RawServer server(redirecting(302, "/again"));
    HttpRequest request = SentCall::request(server.url());
    SentCall call(request);
    QVERIFY(call.wait());
    QCOMPARE(call.exchange().hops.size(), 11);
    QCOMPARE(server.requests().size(), 11);
    QVERIFY(call.exchange().warnings.constFirst().contains("after 10 redirects"_L1));
    request.maxRedirects = 0;
    SentCall none(request);
    QVERIFY(none.wait());
    QCOMPARE(none.exchange().hops.size(), 1);
}

void tst_CurlRedirects::leavesRedirectsAloneWhereAskedTo()
{
    RawServer server(redirecting(302, "/again"));
    HttpRequest request = SentCall::request(server.url());
    request.followRedirects = false;
    SentCall call(request);
    QVERIFY(call.wait());
    QCOMPARE(call.exchange().status(), 302);
    QCOMPARE(call.body(), "gone"_ba);
    QVERIFY(call.exchange().warnings.isEmpty());
}

void tst_CurlRedirects::doesNotReadEndlessRedirects()
{
    RawServer server([](RawConnection &connection) {
        if (!connection.readRequest().startsWith("GET /0 ")) {
            connection.send(RawServer::ok("arrived"));
            return;
        }
        connection.send("HTTP/1.1 302 Go\r\nLocation: /1\r\n\r\n");
        while (connection.send(QByteArray(65536, 'x'))) { }
    });
    SentCall call(SentCall::request(server.url("/0")));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "arrived"_ba);
}

void tst_CurlRedirects::countsTheBytesOfEachHop()
{
    constexpr qsizetype size = 5000;
    std::atomic<bool> isThere = false;
    RawServer server([&](RawConnection &connection) {
        if (connection.readRequest().startsWith("GET /0 "))
            connection.send("HTTP/1.1 302 Go\r\nLocation: /1\r\nConnection: close\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" + QByteArray(size, 'x'));
        else
            isThere = true;
        connection.waitForClose();
    });
    SentCall call(SentCall::request(server.url("/0")));
    QTRY_VERIFY(isThere.load());
    call.call->cancel();
    QCOMPARE(call.call->exchange().hops.size(), 2);
    QCOMPARE(call.call->exchange().hops.first().receivedBodySize, size);
    QCOMPARE(call.call->exchange().last().receivedBodySize, 0);
    QVERIFY(call.wait(1000));
}

void tst_CurlRedirects::cookiesAreRebuiltForEachHop()
{
    RawServer other([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send(RawServer::ok("arrived", "Set-Cookie: theirs=1\r\n"));
    });
    RawServer server([&](RawConnection &connection) {
        while (true) {
            const QByteArray request = connection.readRequest();
            if (request.startsWith("GET /a "))
                connection.send("HTTP/1.1 302 Go\r\nSet-Cookie: one=1; Path=/\r\nSet-Cookie: deep=1; Path=/b\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
            else if (request.startsWith("GET /b "))
                connection.send("HTTP/1.1 302 Go\r\nSet-Cookie: one=; Max-Age=0; Path=/\r\nLocation: /c\r\nContent-Length: 0\r\n\r\n");
            else if (request.startsWith("GET /c "))
                connection.send("HTTP/1.1 302 Go\r\nSet-Cookie: two=2\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n");
            else
                return;
        }
    });
    const auto cookies = std::make_shared<CookieJar>();
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, SentCall::request(server.url("/a")), SentCall::direct(), cookies);
    QVERIFY(call.wait());
    QCOMPARE(call.body(), "arrived"_ba);
    const auto seen = server.requests();
    QVERIFY(!seen.value(0).contains("Cookie"));
    QVERIFY(seen.value(1).contains("\r\nCookie: deep=1; one=1\r\n"));
    QVERIFY(!seen.value(2).contains("Cookie"));
    QVERIFY(!other.requests().value(0).contains("Cookie"));
    QCOMPARE(call.exchange().hops.at(1).requestHead, seen.value(1)); // the jar's part is shown, too
    QCOMPARE(cookies->header(other.url(), {}, SentCall::clock().now()), "theirs=1"_ba);
    QCOMPARE(cookies->header(server.url(), {}, SentCall::clock().now()), "two=2"_ba);
}

void tst_CurlRedirects::composedAndKeptCookiesAreMerged()
{
    RawServer server(RawServer::answering(RawServer::ok("x")));
    const auto cookies = std::make_shared<CookieJar>();
    QVERIFY(cookies->take("a=1", server.url(), SentCall::clock().now()));
    QVERIFY(cookies->take("b=2", server.url(), SentCall::clock().now()));
    HttpRequest request = SentCall::request(server.url());
    request.headers = {{"X-Before", "1"}, {"cookie", "b=mine"}, {"X-After", "1"}};
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, request, SentCall::direct(), cookies);
    QVERIFY(call.wait());
    QVERIFY(server.requests().value(0).contains("\r\nX-Before: 1\r\ncookie: b=mine; a=1\r\nX-After: 1\r\n"));
    SentCall without(transport, request);
    QVERIFY(without.wait());
    QVERIFY(server.requests().value(1).contains("\r\ncookie: b=mine\r\n"));
}

void tst_CurlRedirects::badCookiesAreToldOf()
{
    QByteArray many;
    for (int i = 0; i < 500; ++i)
        many += "Set-Cookie: c" + QByteArray::number(i) + "=1; Domain=com\r\n";
    RawServer server(RawServer::answering(RawServer::ok("x", "Set-Cookie: good=1\r\n" + many)));
    const auto cookies = std::make_shared<CookieJar>();
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, SentCall::request(server.url()), SentCall::direct(), cookies);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(cookies->all().size(), 1);
    QVERIFY(call.exchange().warnings.size() >= 1 && call.exchange().warnings.size() <= 20);
    QVERIFY(call.exchange().warnings.constFirst().contains("was refused"_L1));
}

void tst_CurlRedirects::clientCertificateStaysAtHome()
{
    QTemporaryDir folder;
    const auto authority = TestCertificate::authority();
    const auto fileWith = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write a test file");
        return file.fileName();
    };
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &authority);
    NetworkSettings settings = SentCall::direct();
    settings.caFile = fileWith(u"ca.pem"_s, authority.pem());
    settings.clientCertificate = {fileWith(u"client.pem"_s, client.pem() + client.keyPem()), {}, {}};
    const auto context = TestCertificate::make({}, &authority).serverContext({.clientAuthority = &authority});
    RawServer other({context}, RawServer::answering(RawServer::ok("arrived")));
    RawServer server({context}, [&](RawConnection &connection) {
        while (true) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            connection.send(request.startsWith("GET /away ")
                    ? "HTTP/1.1 302 Go\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 302 Go\r\nLocation: /away\r\nContent-Length: 0\r\n\r\n");
        }
    });
    CurlTransport transport(SentCall::clock());
    SentCall direct(transport, SentCall::request(other.url()), settings); // asked for itself it may be shown
    QVERIFY(direct.wait());
    QCOMPARE(direct.body(), "arrived"_ba);
    SentCall redirected(transport, SentCall::request(server.url()), settings);
    QVERIFY(redirected.wait());
    QVERIFY(!redirected.hasAnswer());
    QVERIFY2(redirected.error().kind == ErrorKind::Tls, qPrintable(redirected.why()));
    QVERIFY2(redirected.error().message.contains("demands a client certificate"_L1), qPrintable(redirected.why()));
    QCOMPARE(redirected.call->exchange().hops.size(), 3);
    QCOMPARE(other.requests().size(), 1);
}

void tst_CurlRedirects::timeOutsCoverAllHops()
{
    RawServer server([](RawConnection &connection) {
        while (!connection.readRequest().isEmpty()) {
            connection.pause(std::chrono::milliseconds(60));
            connection.send("HTTP/1.1 302 Go\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        }
    });
    HttpRequest request = SentCall::request(server.url());
    request.timeouts.total = Milliseconds(200);
    SentCall call(request);
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Timeout);
    QVERIFY(call.call->exchange().hops.size() >= 2 && call.call->exchange().hops.size() <= 5);
}

QTEST_GUILESS_MAIN(tst_CurlRedirects)
#include "tst_CurlRedirects.moc"
