#include "app/http/CurlTransport.h"

#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_CurlTransport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriesRequestAndAnswer();
    void sendsWhatIsComposed_data();
    void sendsWhatIsComposed();
    void sendsPathsAsTheyAre_data();
    void sendsPathsAsTheyAre();
    void addsNothing();
    void headNeverWaitsForABody();
    void finishesOnceAndLater();
    void refusesWhatCantBeSent();
    void keepsConnections();
    void sendsOnceWhateverTheConnectionDoes_data();
    void sendsOnceWhateverTheConnectionDoes();
    void runsManyAtOnce();
    void oneBadServerHoldsUpNobody();
    void tellsProgressSparingly();
    void tellsOfEachPieceOfAStream();
    void recordsInterimAnswersAndTrailers();
    void recordsTimings();
    void tellsTheTimeOfTheLookUp();
    void upgradeIsTheEnd();
    void mayBeDeletedAtAnyTime();
    void letsGoOfWhatNobodyHolds_data();
    void letsGoOfWhatNobodyHolds();
};

namespace {

RawServer::Script once(const QByteArray &answer)
{
    return [answer](RawConnection &connection) {
        if (!connection.readRequest().isEmpty())
            connection.send(answer);
    };
}

}

void tst_CurlTransport::carriesRequestAndAnswer()
{
    RawServer server(RawServer::answering("HTTP/1.1 201 Made it\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\nX-Folded: a\r\n  b\r\n\r\nhello"));
    HttpRequest request = SentCall::request(server.url("/a?b=c"), "POST", "body");
    request.headers = {{"Content-Type", "text/plain"}};
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(*call.result, qPrintable(call.why()));
    const HttpExchange &exchange = **call.result;
    QVERIFY(exchange.isComplete);
    QCOMPARE(exchange.warnings, QStringList());
    QCOMPARE(exchange.hops.size(), 1);
    const HttpHop &hop = exchange.last();
    QCOMPARE(hop.url, request.url);
    QCOMPARE(hop.status, 201);
    QCOMPARE(hop.reason, "Made it"_ba);
    QCOMPARE(hop.version, "HTTP/1.1"_ba);
    QCOMPARE(hop.headers, (HttpHeaders{{"X-A", "1"}, {"x-a", "2"}, {"Content-Length", "5"}, {"X-Folded", "a b"}}));
    QVERIFY(hop.responseHead.startsWith("HTTP/1.1 201 Made it\r\nX-A: 1\r\n"));
    QCOMPARE(call.body(), "hello"_ba);
    QCOMPARE(hop.receivedBodySize, 5);
    QCOMPARE(hop.requestBody, "body"_ba);
    QCOMPARE(hop.requestBodySize, 4);
    QCOMPARE(hop.remoteAddress, u"127.0.0.1:%1"_s.arg(server.port()));
    QVERIFY(hop.localAddress.startsWith(u"127.0.0.1:"_s));
    QCOMPARE(hop.requestHead + hop.requestBody, server.requests().value(0));
    QCOMPARE(hop.startedAt, SentCall::clock().now());
    QVERIFY(exchange.body->isFinished());
    QCOMPARE(call.call->exchange(), exchange);
}

void tst_CurlTransport::sendsWhatIsComposed_data()
{
    QTest::addColumn<HttpRequest>("request"); // the URL is put in
    QTest::addColumn<QByteArray>("wire"); // %HOST%: of the server
    const QByteArray host = "Host: %HOST%\r\n";
    const auto row = [](const QByteArray &name, const QByteArray &method, const HttpHeaders &headers,
                         const std::optional<QByteArray> &body, const QByteArray &wire) {
        HttpRequest request;
        request.method = method;
        request.headers = headers;
        request.hasBody = body.has_value();
        request.body = body.value_or(QByteArray());
        QTest::newRow(name.constData()) << request << wire;
    };
    for (const auto *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE", "get", "M-SEARCH", "X!#$%&'*+-.^_`|~"}) {
        const QByteArray verb = method;
        row(verb + " without a body", verb, {}, std::nullopt, verb + " / HTTP/1.1\r\n" + host + "\r\n");
        row(verb + " with a body", verb, {}, "body", verb + " / HTTP/1.1\r\n" + host + "Content-Length: 4\r\n\r\nbody");
        row(verb + " with an empty body", verb, {}, "", verb + " / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n");
    }
    row("HEAD", "HEAD", {}, std::nullopt, "HEAD / HTTP/1.1\r\n" + host + "\r\n");
    row("HEAD with a body", "HEAD", {}, "body", "HEAD / HTTP/1.1\r\n" + host + "Content-Length: 4\r\n\r\nbody");
    row("large body", "POST", {}, QByteArray(3'000'000, 'x'),
        "POST / HTTP/1.1\r\n" + host + "Content-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, 'x'));
    row("binary body", "POST", {}, QByteArray("a\0b\r\n\xff", 6), "POST / HTTP/1.1\r\n" + host + "Content-Length: 6\r\n\r\n" + QByteArray("a\0b\r\n\xff", 6));
    row("order, case, duplicates", "GET", {{"X-b", "2"}, {"x-A", "1"}, {"X-B", "3"}, {"x-a", "1"}}, std::nullopt,
        "GET / HTTP/1.1\r\n" + host + "X-b: 2\r\nx-A: 1\r\nX-B: 3\r\nx-a: 1\r\n\r\n");
    row("empty value", "GET", {{"X-Empty", ""}, {"X-After", "1"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "X-Empty:\r\nX-After: 1\r\n\r\n");
    row("value that begins like a wish", "GET", {{"X-A", ";"}, {"X-B", ":"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "X-A: ;\r\nX-B: :\r\n\r\n");
    row("colons and commas", "GET", {{"X-A", "a:b, c; d=\"e\""}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "X-A: a:b, c; d=\"e\"\r\n\r\n");
    row("UTF-8 value", "GET", {{"X-A", "\xc3\xbc"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "X-A: \xc3\xbc\r\n\r\n");
    row("tab in a value", "GET", {{"X-A", "a\tb"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "X-A: a\tb\r\n\r\n");
    row("own Host first", "GET", {{"Host", "virtual.example"}, {"X-A", "1"}}, std::nullopt, "GET / HTTP/1.1\r\nHost: virtual.example\r\nX-A: 1\r\n\r\n");
    row("own Host last", "GET", {{"X-A", "1"}, {"host", "virtual.example:81"}}, std::nullopt, "GET / HTTP/1.1\r\nX-A: 1\r\nhost: virtual.example:81\r\n\r\n");
    row("two Hosts", "GET", {{"Host", "a.example"}, {"Host", "b.example"}}, std::nullopt, "GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n");
    row("empty Host", "GET", {{"Host", ""}}, std::nullopt, "GET / HTTP/1.1\r\nHost:\r\n\r\n");
    row("own Accept and User-Agent", "GET", {{"accept", "*/*"}, {"USER-AGENT", "me"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "accept: */*\r\nUSER-AGENT: me\r\n\r\n");
    row("two User-Agents", "GET", {{"User-Agent", "a"}, {"User-Agent", "b"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "User-Agent: a\r\nUser-Agent: b\r\n\r\n");
    row("empty Accept", "GET", {{"Accept", ""}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Accept:\r\n\r\n");
    row("own Content-Type", "POST", {{"content-type", "application/json; charset=utf-8"}}, "{}",
        "POST / HTTP/1.1\r\n" + host + "content-type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}");
    row("Content-Type without a body", "GET", {{"Content-Type", "text/plain"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Content-Type: text/plain\r\n\r\n");
    row("own Content-Length", "POST", {{"content-LENGTH", "4"}, {"X-A", "1"}}, "body", "POST / HTTP/1.1\r\n" + host + "content-LENGTH: 4\r\nX-A: 1\r\n\r\nbody");
    row("own chunks", "POST", {{"Transfer-Encoding", "chunked"}}, "body", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n");
    row("own chunks around nothing", "POST", {{"Transfer-Encoding", "chunked"}}, "", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("Connection", "GET", {{"Connection", "close"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    row("Upgrade", "GET", {{"Connection", "Upgrade"}, {"Upgrade", "foo"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: foo\r\n\r\n");
    row("TE and Trailer", "GET", {{"TE", "trailers"}, {"Trailer", "X-T"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "TE: trailers\r\nTrailer: X-T\r\n\r\n");
    row("Authorization", "GET", {{"Authorization", "raw-token"}, {"authorization", "Bearer b"}}, std::nullopt,
        "GET / HTTP/1.1\r\n" + host + "Authorization: raw-token\r\nauthorization: Bearer b\r\n\r\n");
    row("two Cookies", "GET", {{"Cookie", "a=1"}, {"Cookie", "b=2"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Cookie: a=1\r\nCookie: b=2\r\n\r\n");
    row("Range, Referer, Origin", "GET", {{"Range", "bytes=0-1"}, {"Referer", "http://x/"}, {"Origin", "null"}}, std::nullopt,
        "GET / HTTP/1.1\r\n" + host + "Range: bytes=0-1\r\nReferer: http://x/\r\nOrigin: null\r\n\r\n");
    row("Accept-Encoding", "GET", {{"Accept-Encoding", "gzip;q=0.5, br"}}, std::nullopt, "GET / HTTP/1.1\r\n" + host + "Accept-Encoding: gzip;q=0.5, br\r\n\r\n");
    row("Proxy-Authorization", "GET", {{"Proxy-Authorization", "Basic x"}, {"Proxy-Connection", "close"}}, std::nullopt,
        "GET / HTTP/1.1\r\n" + host + "Proxy-Authorization: Basic x\r\nProxy-Connection: close\r\n\r\n");
    HttpHeaders many;
    QByteArray lines;
    for (int i = 0; i < 200; ++i) {
        many.append("X-" + QByteArray::number(i), QByteArray(50, 'x'));
        lines += "X-" + QByteArray::number(i) + ": " + QByteArray(50, 'x') + "\r\n";
    }
    row("many headers", "GET", many, std::nullopt, "GET / HTTP/1.1\r\n" + host + lines + "\r\n");
}

void tst_CurlTransport::sendsWhatIsComposed()
{
    QFETCH(HttpRequest, request);
    QFETCH(QByteArray, wire);
    RawServer server([](RawConnection &connection) {
        const QByteArray got = connection.readRequest();
        connection.send(got.startsWith("HEAD ") ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"_ba : RawServer::ok("x"));
        connection.waitForClose();
    });
    request.url = server.url();
    wire.replace("%HOST%", "127.0.0.1:" + QByteArray::number(server.port()));
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(*call.result, qPrintable(call.why()));
    QCOMPARE(server.requests().value(0), wire);
    const HttpHop &hop = (*call.result)->last();
    QVERIFY(wire.startsWith(hop.requestHead)); // what is shown as sent
    QVERIFY(hop.requestHead.endsWith("\r\n\r\n"));
    QCOMPARE(hop.requestBody, request.body.bytes().left(64 * 1024));
    QVERIFY((*call.result)->isComplete);
}

void tst_CurlTransport::sendsPathsAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("rest"); // of the URL, behind host and port
    QTest::addColumn<QByteArray>("target");
    for (const auto *path : {"/", "/api/", "//", "/a//b", "/a/./b/../c", "/..", "/%2e%2e/%2F", "/%zz", "/%7e~", "/a;b=c", "/a:b@c", "/{id}|x",
             "/[a]", "/?", "/?a=b&a=c", "/?a=%20+b", "/a?b?c", "/?a=//b/../c", "/\xc3\xbc?\xc3\xbc", "/*", "/a\\b"})
        QTest::newRow(path) << QByteArray(path) << QByteArray(path);
    QTest::newRow("none") << ""_ba << "/"_ba;
    QTest::newRow("query only") << "?a=b"_ba << "/?a=b"_ba;
    QTest::newRow("fragment") << "/a?b#c"_ba << "/a?b"_ba;
    QTest::newRow("empty fragment") << "/a#"_ba << "/a"_ba;
    QTest::newRow("long") << QByteArray("/" + QByteArray(50'000, 'x')) << QByteArray("/" + QByteArray(50'000, 'x'));
}

void tst_CurlTransport::sendsPathsAsTheyAre()
{
    QFETCH(QByteArray, rest);
    QFETCH(QByteArray, target);
    RawServer server(once(RawServer::ok("x")));
    SentCall call(SentCall::request(server.url(rest)));
    QVERIFY(call.wait());
    QVERIFY2(*call.result, qPrintable(call.why()));
    const QByteArray sent = server.requests().value(0);
    QCOMPARE(sent.left(sent.indexOf('\r')), "GET " + target + " HTTP/1.1");
}

void tst_CurlTransport::addsNothing()
{
    qputenv("http_proxy", "http://127.0.0.1:1/");
    RawServer server(once(RawServer::ok("x")));
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    qunsetenv("http_proxy");
    QVERIFY2(*call.result, qPrintable(call.why()));
    QCOMPARE(server.requests().value(0), "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port()) + "\r\n\r\n");
}

void tst_CurlTransport::headNeverWaitsForABody()
{
    for (const bool hasBody : {false, true}) {
        RawServer server([](RawConnection &connection) {
            while (!connection.readRequest().isEmpty())
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
        });
        HttpRequest request = SentCall::request(server.url(), "HEAD");
        request.hasBody = hasBody;
        request.body = hasBody ? "body" : "";
        CurlTransport transport(SentCall::clock());
        for (int i = 0; i < 2; ++i) {
            SentCall call(transport, request);
            QVERIFY(call.wait(2000));
            QVERIFY2(*call.result, qPrintable(call.why()));
            QVERIFY((*call.result)->isComplete);
            QCOMPARE(call.body(), ""_ba);
            QCOMPARE((*call.result)->last().headers.value("Content-Length"), "500"_ba);
        }
        QCOMPARE(server.connections(), hasBody ? 2 : 1);
    }
}

void tst_CurlTransport::finishesOnceAndLater()
{
    RawServer server(RawServer::answering(RawServer::ok("hello")));
    CurlTransport transport(SentCall::clock());
    QObject owner;
    HttpCall *call = transport.send(SentCall::request(server.url()), SentCall::direct(), nullptr, &owner);
    QCOMPARE(call->parent(), &owner);
    QStringList order;
    connect(call, &HttpCall::headReceived, this, [&] {
        order.append(u"head %1"_s.arg(call->exchange().status()));
    });
    connect(call, &HttpCall::finished, this, [&](const Result<HttpExchange> &result) {
        order.append(u"finished %1"_s.arg(result->status()));
    });
    QTRY_COMPARE(order, (QStringList{u"head 200"_s, u"finished 200"_s}));
    call->cancel(); // too late: changes nothing
    QTest::qWait(20);
    QCOMPARE(order.size(), 2);
}

void tst_CurlTransport::refusesWhatCantBeSent()
{
    RawServer server(RawServer::answering(RawServer::ok("hello")));
    for (int c = 0; c < 32; ++c) {
        HttpRequest request = SentCall::request(server.url());
        request.headers.append("X-A", "a" + QByteArray(1, char(c)) + "b");
        SentCall call(request);
        QVERIFY(!call.result);
        QVERIFY(call.wait());
        const bool isFatal = c == '\r' || c == '\n' || c == '\0';
        QCOMPARE(call.result->has_value(), !isFatal);
        if (isFatal)
            QCOMPARE(call.result->error().kind, ErrorKind::Input);
        else
            QVERIFY(server.requests().constLast().contains("\r\nX-A: a" + QByteArray(1, char(c)) + "b\r\n\r\n"));
    }
    for (const auto *url : {"", "ftp://h/", "http://", "http://u:p@127.0.0.1/", "http://127.0.0.1/a b"}) {
        SentCall call{SentCall::request(url)};
        QVERIFY(call.wait());
        QCOMPARE(call.result->error().kind, ErrorKind::Input);
    }
    QCOMPARE(server.requests().size(), 29);
}

void tst_CurlTransport::keepsConnections()
{
    RawServer server(RawServer::answering(RawServer::ok("hello")));
    CurlTransport transport(SentCall::clock());
    for (int i = 0; i < 5; ++i) {
        SentCall call(transport, i % 2 ? SentCall::request(server.url()) : SentCall::request(server.url(), "POST", "x"));
        QVERIFY(call.wait());
        QVERIFY(*call.result);
        QCOMPARE((*call.result)->last().timings.connect.has_value(), i == 0);
    }
    QCOMPARE(server.connections(), 1);
}

void tst_CurlTransport::sendsOnceWhateverTheConnectionDoes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("kept"); // on a connection that was used before
    QTest::addColumn<bool>("reset");
    for (const auto *method : {"GET", "POST", "PUT", "DELETE", "HEAD"}) {
        for (const bool kept : {false, true}) {
            for (const bool reset : {false, true})
                QTest::addRow("%s%s%s", method, kept ? ", kept" : "", reset ? ", reset" : "") << QByteArray(method) << kept << reset;
        }
    }
}

void tst_CurlTransport::sendsOnceWhateverTheConnectionDoes()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, kept);
    QFETCH(bool, reset);
    RawServer server([&](RawConnection &connection) {
        if (kept && connection.number() == 0) {
            (void)connection.readRequest();
            connection.send(RawServer::ok("hello"));
        }
        if (!connection.readRequest().isEmpty() && reset)
            connection.reset();
    });
    CurlTransport transport(SentCall::clock());
    if (kept) {
        SentCall first(transport, SentCall::request(server.url("/first")));
        QVERIFY(first.wait());
        QVERIFY(*first.result);
    }
    HttpRequest request = SentCall::request(server.url("/second"), method);
    if (method == "POST" || method == "PUT") {
        request.body = "body";
        request.hasBody = true;
    }
    SentCall call(transport, request);
    QVERIFY(call.wait());
    QVERIFY(!*call.result);
    QCOMPARE(call.result->error().kind, ErrorKind::Network);
    QVERIFY2(call.why().contains("without an answer"_L1), qPrintable(call.why()));
    QCOMPARE(server.requests().size(), kept ? 2 : 1);
    QVERIFY(!call.call->exchange().isComplete);
    QVERIFY(call.call->exchange().hops.value(0).requestHead.startsWith(method + " /second"));
}

void tst_CurlTransport::runsManyAtOnce()
{
    RawServer server([](RawConnection &connection) {
        while (true) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            const QByteArray line = request.left(request.indexOf("\r\n"));
            connection.send(RawServer::ok(line));
        }
    });
    CurlTransport transport(SentCall::clock());
    std::vector<std::unique_ptr<SentCall>> calls;
    for (int i = 0; i < 300; ++i)
        calls.push_back(std::make_unique<SentCall>(transport, SentCall::request(server.url("/" + QByteArray::number(i)))));
    for (std::size_t i = 0; i < calls.size(); ++i) {
        QVERIFY(calls[i]->wait(20000));
        QVERIFY2(*calls[i]->result, qPrintable(calls[i]->why()));
        QCOMPARE(calls[i]->body(), "GET /" + QByteArray::number(int(i)) + " HTTP/1.1");
    }
    QCOMPARE(server.requests().size(), 300);
}

void tst_CurlTransport::oneBadServerHoldsUpNobody()
{
    RawServer hostile([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nX-Big: ");
        while (connection.send(QByteArray(65536, 'x'))) { }
        connection.waitForClose();
    });
    RawServer silent([](RawConnection &connection) { connection.waitForClose(); });
    RawServer good(RawServer::answering(RawServer::ok("hello")));
    CurlTransport transport(SentCall::clock());
    SentCall huge(transport, SentCall::request(hostile.url()));
    SentCall waiting(transport, SentCall::request(silent.url()));
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        SentCall call(transport, SentCall::request(good.url()));
        QVERIFY(call.wait());
        QVERIFY(*call.result);
        QVERIFY(timer.elapsed() < 1000);
    }
    QVERIFY(huge.wait());
    QVERIFY2(!*huge.result && huge.why().contains("larger"_L1), qPrintable(huge.why()));
    QCOMPARE(waiting.finishes, 0);
}

void tst_CurlTransport::tellsProgressSparingly()
{
    constexpr int size = 30'000'000;
    RawServer server(once("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" + QByteArray(size, 'x')));
    QElapsedTimer timer;
    timer.start();
    SentCall call(SentCall::request(server.url()));
    QSignalSpy progress(call.call, &HttpCall::progressed);
    QVERIFY(call.wait(30000));
    QVERIFY(*call.result);
    QCOMPARE((*call.result)->body->size(), size);
    constexpr int step = 16 * 1024 * 1024; // is told of at once
    QVERIFY(progress.size() <= timer.elapsed() / 50 + size / step + 2);
    if (!progress.isEmpty())
        QCOMPARE(progress.constFirst().at(1).toLongLong(), size);
}

void tst_CurlTransport::tellsOfEachPieceOfAStream()
{
    std::atomic<int> wanted = 1;
    RawServer server([&](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        for (int sent = 0; sent < 5 && !connection.isStopping();) {
            if (sent >= wanted) {
                connection.pause(std::chrono::milliseconds(2));
                continue;
            }
            connection.send("data: x\n\n");
            ++sent;
        }
    });
    SentCall call(SentCall::request(server.url()));
    QSignalSpy heads(call.call, &HttpCall::headReceived);
    qint64 received = 0;
    connect(call.call, &HttpCall::progressed, this, [&](qint64 now, qint64 expected) {
        received = now;
        QCOMPARE(expected, -1);
    });
    for (int i = 1; i < 5; ++i) {
        QTRY_COMPARE(received, i * 9);
        QCOMPARE(heads.size(), 1);
        QCOMPARE(call.call->exchange().body->size(), i * 9);
        QVERIFY(!call.call->exchange().body->isFinished());
        wanted = i + 1;
    }
    QVERIFY(call.wait());
    QVERIFY((*call.result)->isComplete); // without a length the end of the connection is the end
    QCOMPARE(call.body().size(), 45);
}

void tst_CurlTransport::recordsInterimAnswersAndTrailers()
{
    RawServer server(once("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\nx-u: 2\r\n\r\n"));
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    QVERIFY2(*call.result, qPrintable(call.why()));
    const HttpHop &hop = (*call.result)->last();
    QCOMPARE(hop.informational, (QList<QByteArray>{"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"}));
    QCOMPARE(hop.status, 200);
    QCOMPARE(hop.headers.size(), 2);
    QCOMPARE(hop.trailers, (HttpHeaders{{"X-T", "1"}, {"x-u", "2"}}));
    QCOMPARE(call.body(), "hello"_ba);
}

void tst_CurlTransport::recordsTimings()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.pause(std::chrono::milliseconds(60));
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
        connection.pause(std::chrono::milliseconds(40));
        connection.send("b");
    });
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    const HopTimings &timings = (*call.result)->last().timings;
    using std::chrono::milliseconds;
    QVERIFY(timings.connect && timings.send && timings.wait && timings.receive);
    QVERIFY(!timings.tls);
    QVERIFY(*timings.wait >= milliseconds(55));
    QVERIFY(*timings.receive >= milliseconds(35));
    QVERIFY(timings.total >= milliseconds(95));
    QVERIFY(timings.total >= *timings.connect + *timings.send + *timings.wait + *timings.receive);
}

void tst_CurlTransport::tellsTheTimeOfTheLookUp()
{
    RawServer server(RawServer::answering(RawServer::ok("x")));
    CurlTransport transport(SentCall::clock());
    const QByteArray byName = "http://localhost:" + QByteArray::number(server.port()) + '/';
    SentCall first(transport, SentCall::request(byName), SentCall::direct());
    QVERIFY(first.wait());
    QVERIFY2(first.hasAnswer(), qPrintable(first.why()));
    const HopTimings timings = first.exchange().last().timings;
    QVERIFY(timings.nameLookup && timings.connect);
    QVERIFY(*timings.nameLookup > std::chrono::microseconds(0));
    QVERIFY(*timings.nameLookup + *timings.connect <= timings.total);
    SentCall second(transport, SentCall::request(byName), SentCall::direct());
    QVERIFY(second.wait());
    QVERIFY(second.hasAnswer());
    QVERIFY(!second.exchange().last().timings.nameLookup); // on the connection that is there
}

void tst_CurlTransport::upgradeIsTheEnd()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: Upgrade\r\n\r\nnot http");
        connection.waitForClose();
    });
    HttpRequest request = SentCall::request(server.url());
    request.headers = {{"Connection", "Upgrade"}, {"Upgrade", "foo"}};
    SentCall call(request);
    QVERIFY(call.wait(3000));
    QVERIFY2(*call.result, qPrintable(call.why()));
    QCOMPARE((*call.result)->status(), 101);
}

void tst_CurlTransport::mayBeDeletedAtAnyTime()
{
    RawServer server(RawServer::answering(RawServer::ok("hello")));
    RawServer silent([](RawConnection &connection) { connection.waitForClose(); });
    for (int i = 0; i < 20; ++i) {
        auto transport = std::make_unique<CurlTransport>(SentCall::clock());
        QObject owner;
        int finished = 0;
        for (int n = 0; n < 5; ++n) {
            HttpCall *call = transport->send(SentCall::request(n % 2 ? server.url() : silent.url()), SentCall::direct(), nullptr, &owner);
            connect(call, &HttpCall::finished, this, [&] { ++finished; });
            if (n == 4)
                delete call;
        }
        if (i % 3 == 0)
            QTest::qWait(10);
        transport.reset();
        QTRY_COMPARE(finished, 4);
    }
    // In the middle of being told.
    CurlTransport transport(SentCall::clock());
    auto *owner = new QObject(this);
    HttpCall *call = transport.send(SentCall::request(server.url()), SentCall::direct(), nullptr, owner);
    bool isGone = false;
    connect(call, &HttpCall::headReceived, this, [&] { delete owner; });
    connect(call, &QObject::destroyed, this, [&] { isGone = true; });
    QTRY_VERIFY(isGone);
}

void tst_CurlTransport::letsGoOfWhatNobodyHolds_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("nothing") << 0;
    QTest::newRow("small") << 100;
    QTest::newRow("large") << 5'000'000;
}

void tst_CurlTransport::letsGoOfWhatNobodyHolds()
{
    QFETCH(int, size);
    RawServer server(RawServer::answering(RawServer::ok(QByteArray(size, 'x'))));
    CurlTransport transport(SentCall::clock());
    for (int i = 0; i < 3; ++i) { // the first begins the thread
        std::weak_ptr<BodyStore> body;
        {
            SentCall call(transport, SentCall::request(server.url()));
            QVERIFY(call.wait());
            QVERIFY(call.hasAnswer());
            QCOMPARE(call.body().size(), size);
            body = call.exchange().body;
        }
        QTRY_VERIFY(body.expired());
    }
    (void)SentCall(transport, SentCall::request("nowhere")); // never gets there
}

Q_DECLARE_METATYPE(tessera::HttpRequest)

QTEST_GUILESS_MAIN(tst_CurlTransport)
#include "tst_CurlTransport.moc"
