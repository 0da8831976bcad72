#include "tests/unit/http/QnamTest.h"

#include <QtTest/QTest>

#include <zlib.h>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_QnamTransport : public QnamTest {
    Q_OBJECT
private Q_SLOTS:
    void carriesRequestAndAnswer();
    void sendsAnyMethodWithAnyBody_data();
    void sendsAnyMethodWithAnyBody();
    void sendsPathsAsComposed_data();
    void sendsPathsAsComposed();
    void sendsOnceWhateverTheConnectionDoes_data();
    void sendsOnceWhateverTheConnectionDoes();
    void takesANewConnectionForEachCall();
    void doesNotFollowRedirects_data();
    void doesNotFollowRedirects();
    void refusesWhatCantBeSent();
    void neverTakesAnInterimStatusForTheAnswer();
    void noticesBrokenFraming_data();
    void noticesBrokenFraming();
    void takesBodiesThatAreWhole_data();
    void takesBodiesThatAreWhole();
    void capsTheBody();
    void deadlineEndsADrippingBody();
    void deadlineEndsAConnectionThatHangs();
    void hugeHeaderHoldsUpNobody();
    void doesNotAnswerChallenges_data();
    void doesNotAnswerChallenges();
    void headFinishes();
    void keepsNoCookiesAndSendsComposedOnes();
    void cancels();
    void answersWhenItIsDestroyed();
    void namesWhatFailed_data();
    void namesWhatFailed();
    void proxyGetsItsCredentialsAndNobodyElse();
    void tunnelGetsItsCredentialsBeforeTheBody();
    void namesProxyTroubles();
    void namesBelowLocalhostAreThisComputer();
};

namespace {

QByteArray gzipped(const QByteArray &text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(text.size() + 100, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = uInt(result.size());
    deflate(&stream, Z_FINISH);
    result.truncate(result.size() - stream.avail_out);
    deflateEnd(&stream);
    return result;
}

QByteArray withLength(const QByteArray &head, const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

// Answers once and closes.
RawServer::Script once(const QByteArray &answer)
{
    return [answer](RawConnection &connection) {
        if (!connection.readRequest().isEmpty())
            connection.send(answer);
    };
}

quint16 deadPort()
{
    return RawServer(once({})).port();
}

}

void tst_QnamTransport::carriesRequestAndAnswer()
{
    RawServer server(once("HTTP/1.1 201 Made\r\nX-A: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2, c\r\nContent-Length: 5\r\n\r\nhello"));
    HttpRequest post = request(server.url("/login?x=1"), "POST", "{\"a\":1}");
    post.headers = {{"Content-Type", "application/json"}, {"X-Api-Key", "fake"}, {"X-Two", "1"}, {"X-Two", "2"}};
    const auto result = call(post);
    QVERIFY(result && *result);
    QCOMPARE((*result)->status, 201);
    QCOMPARE((*result)->reason, "Made"_ba);
    QCOMPARE((*result)->body, "hello"_ba);
    QCOMPARE((*result)->headers,
        (HttpHeaders{{"X-A", "1"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2, c"}, {"Content-Length", "5"}}));
    QCOMPARE((*result)->sentAt, m_clock.now());
    QCOMPARE((*result)->receivedAt, m_clock.now());
    const QByteArray sent = server.requests().value(0);
    QVERIFY(sent.startsWith("POST /login?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port()) + "\r\n"));
    QVERIFY(sent.endsWith("\r\n\r\n{\"a\":1}"));
    for (const auto *line : {"\r\nContent-Type: application/json\r\n", "\r\nX-Api-Key: fake\r\n", "\r\nX-Two: 1, 2\r\n",
             "\r\nContent-Length: 7\r\n", "\r\nConnection: close\r\n", "\r\nAccept-Encoding: identity\r\n"})
        QVERIFY2(sent.contains(line), line);
    QVERIFY(!sent.contains("Mozilla"));
}

void tst_QnamTransport::sendsAnyMethodWithAnyBody_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const auto *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"}) {
        QTest::addRow("%s without", method) << QByteArray(method) << QByteArray();
        QTest::addRow("%s with", method) << QByteArray(method) << QByteArray("{client}");
        QTest::addRow("%s with much", method) << QByteArray(method) << QByteArray(300'000, 'x');
    }
}

void tst_QnamTransport::sendsAnyMethodWithAnyBody()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    RawServer server(once(RawServer::ok("x")));
    const auto result = call(request(server.url(), method, body));
    QVERIFY(result && *result);
    const QByteArray sent = server.requests().value(0);
    QVERIFY(sent.startsWith(method + " / HTTP/1.1\r\n"));
    QVERIFY(sent.contains("\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"));
    QCOMPARE(sent.mid(sent.indexOf("\r\n\r\n") + 4), body);
}

void tst_QnamTransport::sendsPathsAsComposed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("sent");
    for (const auto *target : {"/", "/api/", "/a//b", "/a%2Fb", "/a%20b?c=d%26e&f=%2B+g", "/x?identityId=eu-west-1%3Aabc",
             "/x?identityId=eu-west-1:abc", "/?", "/a;b=1,c=@d!$'()*", "/.../a"})
        QTest::newRow(target) << QByteArray(target) << QByteArray(target);
    QTest::newRow("hex in lower case") << "/a%2fb?c=%3d"_ba << "/a%2Fb?c=%3D"_ba;
    QTest::newRow("needlessly encoded") << "/%7euser%41"_ba << "/~userA"_ba;
}

void tst_QnamTransport::sendsPathsAsComposed()
{
    QFETCH(QByteArray, target);
    RawServer server(once(RawServer::ok("x")));
    const auto result = call(request(server.url(target)));
    QVERIFY2(result && *result, qPrintable(result && !*result ? result->error().error.message : QString()));
    QFETCH(QByteArray, sent);
    QVERIFY2(server.requests().value(0).startsWith("GET " + sent + " HTTP/1.1\r\n"), server.requests().value(0));
}

void tst_QnamTransport::sendsOnceWhateverTheConnectionDoes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("reset");
    for (const bool reset : {false, true}) {
        for (const auto *method : {"GET", "POST", "PUT", "DELETE"}) {
            for (const auto *body : {"", "refresh=not-a-real-token"}) {
                const auto row = [&](const char *name, const char *answer) {
                    QTest::addRow("%s%s, %s%s", method, *body ? " with body" : "", name, reset ? ", reset" : "")
                        << QByteArray(method) << QByteArray(body) << QByteArray(answer) << reset;
                };
                row("nothing", "");
                row("half a head", "HTTP/1.1 200 OK\r\nContent-Ty");
                row("garbage", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
                row("no length", "HTTP/1.1 200 OK\r\n\r\nhello");
                row("cut body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
                row("cut chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
            }
        }
    }
}

void tst_QnamTransport::sendsOnceWhateverTheConnectionDoes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, answer);
    QFETCH(bool, reset);
    RawServer server([=](RawConnection &connection) {
        if (connection.readRequest().isEmpty())
            return;
        connection.send(answer);
        if (reset)
            connection.reset();
    });
    const auto result = call(request(server.url(), method, body));
    QVERIFY(result);
    if (!*result) {
        QCOMPARE(result->error().error.kind, ErrorKind::Network);
        QVERIFY(result->error().wasSent);
    }
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.connections(), 1);
}

void tst_QnamTransport::takesANewConnectionForEachCall()
{
    RawServer server(RawServer::answering(RawServer::ok("x")));
    for (int i = 0; i < 3; ++i) {
        const auto result = call(request(server.url()));
        QVERIFY(result && *result);
    }
    QCOMPARE(server.connections(), 3);
}

void tst_QnamTransport::doesNotFollowRedirects_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location"); // %OTHER%: another origin
    QTest::addColumn<QString>("says");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d other origin", status) << status << "%OTHER%/token?secret=1"_ba << u"%OTHER%/token;"_s;
        QTest::addRow("%d same origin", status) << status << "/elsewhere"_ba << u"/elsewhere;"_s;
    }
    QTest::newRow("scheme") << 302 << "file:///etc/passwd"_ba << u"file:///etc/passwd;"_s;
}

void tst_QnamTransport::doesNotFollowRedirects()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, says);
    RawServer other(RawServer::answering(RawServer::ok("never")));
    location.replace("%OTHER%", other.url({}));
    says.replace(u"%OTHER%"_s, QString::fromLatin1(other.url({})));
    RawServer server(RawServer::answering("HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: " + location
        + "\r\nContent-Length: 0\r\n\r\n"));
    HttpRequest post = request(server.url(), "POST", "password=not-a-real-one");
    post.headers = {{"Authorization", "Bearer fake"}, {"X-Api-Key", "fake"}};
    const auto result = call(post);
    QVERIFY(result && !*result);
    QCOMPARE(result->error().error.kind, ErrorKind::Network);
    QVERIFY2(result->error().error.message.contains(says), qPrintable(result->error().error.message));
    QVERIFY(result->error().wasSent);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(other.connections(), 0);
}

void tst_QnamTransport::refusesWhatCantBeSent()
{
    RawServer server(RawServer::answering(RawServer::ok("x")));
    for (const QByteArray &value : {"a\r\nX-More: 1"_ba, "a\nb"_ba, QByteArray("a\0b", 3)}) {
        HttpRequest get = request(server.url());
        get.headers.append("X-Token", value);
        const auto result = call(get);
        QVERIFY(result && !*result);
        QCOMPARE(result->error().error.kind, ErrorKind::Input);
        QVERIFY(!result->error().wasSent);
    }
    HttpRequest named = request(server.url());
    named.headers.append("X-A\r\nX-B", "1");
    QCOMPARE(call(named)->error().error.kind, ErrorKind::Input);
    QCOMPARE(call(request("http://user:not-a-real-one@127.0.0.1/"))->error().error.kind, ErrorKind::Input);
    QCOMPARE(call(request("ftp://127.0.0.1/"))->error().error.kind, ErrorKind::Input);
    QCOMPARE(server.connections(), 0);
}

void tst_QnamTransport::neverTakesAnInterimStatusForTheAnswer()
{
    for (const QByteArray &rest : {""_ba, RawServer::ok("late")}) {
        RawServer server(RawServer::answering("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + rest));
        const auto result = call(request(server.url(), "POST", "a"));
        QVERIFY(result && !*result);
        QVERIFY2(result->error().error.message.contains("interim"_L1), qPrintable(result->error().error.message));
        QVERIFY(result->error().wasSent);
        const auto next = call(request(server.url("/next"), "POST", "b")); // has nothing of the last one's rest
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(next && !*next);
    }
    RawServer continuing(once("HTTP/1.1 100 Continue\r\n\r\n" + RawServer::ok("x")));
    const auto result = call(request(continuing.url(), "POST", "a"));
    QVERIFY(result && *result);
    QCOMPARE((*result)->body, "x"_ba);
}

void tst_QnamTransport::noticesBrokenFraming_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("short body") << "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhello"_ba;
    QTest::newRow("short error body") << "HTTP/1.1 400 No\r\nContent-Length: 20\r\n\r\nhello"_ba;
    QTest::newRow("negative length") << "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"_ba;
    QTest::newRow("two lengths") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\nhello"_ba;
    QTest::newRow("two lengths in one") << "HTTP/1.1 200 OK\r\nContent-Length: 5, 2\r\n\r\nhello"_ba;
    QTest::newRow("huge length") << "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello"_ba;
    QTest::newRow("length of letters") << "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello"_ba;
    QTest::newRow("length with a sign") << "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello"_ba;
    QTest::newRow("cut chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"_ba;
    QTest::newRow("no last chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"_ba;
    QTest::newRow("lying gzip") << withLength("Content-Encoding: gzip\r\n", "hello");
    QTest::newRow("truncated gzip") << withLength("Content-Encoding: gzip\r\n", gzipped("hello hello hello").chopped(9));
    QTest::newRow("gzip without its checksum") << withLength("Content-Encoding: gzip\r\n", gzipped("hello").chopped(1));
    QTest::newRow("unknown coding") << withLength("Content-Encoding: rot13\r\n", "hello");
    QTest::newRow("status 0") << "HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("status 99") << "HTTP/1.1 99 OK\r\nContent-Length: 0\r\n\r\n"_ba;
}

void tst_QnamTransport::noticesBrokenFraming()
{
    QFETCH(QByteArray, answer);
    for (const auto *method : {"GET", "POST"}) {
        RawServer server(once(answer));
        const auto result = call(request(server.url(), method, *method == 'P' ? "a"_ba : ""_ba));
        QVERIFY(result);
        QVERIFY(!*result);
        QCOMPARE(result->error().error.kind, ErrorKind::Network);
        QVERIFY(result->error().wasSent);
        QCOMPARE(server.requests().size(), 1);
    }
}

void tst_QnamTransport::takesBodiesThatAreWhole_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << RawServer::ok("hello") << 200 << "hello"_ba;
    QTest::newRow("until it closes") << "HTTP/1.1 200 OK\r\n\r\nhello"_ba << 200 << "hello"_ba;
    QTest::newRow("HTTP/1.0") << "HTTP/1.0 200 OK\r\n\r\nhello"_ba << 200 << "hello"_ba;
    QTest::newRow("chunks") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nX-T: 1\r\n\r\n"_ba
                            << 200 << "hello!"_ba;
    QTest::newRow("length twice, equal") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"_ba << 200
                                         << "hello"_ba;
    QTest::newRow("gzip, unasked for") << withLength("Content-Encoding: gzip\r\n", gzipped("hello")) << 200 << "hello"_ba;
    QTest::newRow("identity") << withLength("Content-Encoding: identity\r\n", "hello") << 200 << "hello"_ba;
    QTest::newRow("empty") << RawServer::ok("") << 200 << ""_ba;
    QTest::newRow("204") << "HTTP/1.1 204 Nothing\r\n\r\n"_ba << 204 << ""_ba;
    QTest::newRow("400") << "HTTP/1.1 400 No\r\nContent-Length: 5\r\n\r\nwrong"_ba << 400 << "wrong"_ba;
    QTest::newRow("500") << "HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\nwrong"_ba << 500 << "wrong"_ba;
    QTest::newRow("503, no length") << "HTTP/1.1 503 Busy\r\nRetry-After: 3\r\n\r\nwrong"_ba << 503 << "wrong"_ba;
    QTest::newRow("301 without Location") << "HTTP/1.1 301 Moved\r\nContent-Length: 1\r\n\r\nx"_ba << 301 << "x"_ba;
    QTest::newRow("407 without a proxy") << "HTTP/1.1 407 No\r\nContent-Length: 1\r\n\r\nx"_ba << 407 << "x"_ba;
}

void tst_QnamTransport::takesBodiesThatAreWhole()
{
    QFETCH(QByteArray, answer);
    for (const auto *method : {"GET", "POST"}) {
        RawServer server(once(answer));
        const auto result = call(request(server.url(), method, *method == 'P' ? "a"_ba : ""_ba));
        QVERIFY(result);
        QVERIFY2(*result, qPrintable(*result ? QString() : result->error().error.message));
        QTEST((*result)->status, "status");
        QTEST((*result)->body, "body");
        QCOMPARE(server.requests().size(), 1);
    }
}

void tst_QnamTransport::capsTheBody()
{
    const QByteArray most(1024 * 1024, 'x');
    RawServer fitting(once(RawServer::ok(most)));
    const auto whole = call(request(fitting.url()));
    QVERIFY(whole && *whole);
    QCOMPARE((*whole)->body.size(), most.size());
    RawServer over(once(RawServer::ok(most + 'x')));
    QVERIFY(call(request(over.url()))->error().error.message.contains("larger"_L1));
    RawServer bomb(once(withLength("Content-Encoding: gzip\r\n", gzipped(most + most))));
    QVERIFY(call(request(bomb.url()))->error().error.message.contains("larger"_L1));
    RawServer endless([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        while (connection.send(QByteArray(65536, 'x'))) { }
    });
    QVERIFY(call(request(endless.url()))->error().error.message.contains("larger"_L1));
}

void tst_QnamTransport::deadlineEndsADrippingBody()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (connection.send("x"))
            connection.pause(std::chrono::milliseconds(5));
    });
    HttpRequest get = request(server.url());
    get.timeouts.total = std::chrono::seconds(7);
    std::optional<TokenCallResult> result;
    m_transport.send(get, direct(), {this, [&](TokenCallResult got) { result = std::move(got); }});
    QTRY_COMPARE(server.requests().size(), 1);
    m_clock.advance(std::chrono::milliseconds(6999));
    QTest::qWait(20);
    QVERIFY(!result);
    m_clock.advance(std::chrono::milliseconds(1));
    QTRY_VERIFY(result);
    QCOMPARE(result->error().error.kind, ErrorKind::Timeout);
    QVERIFY(result->error().error.message.contains("7 s"_L1));
    QVERIFY(result->error().wasSent);
}

void tst_QnamTransport::deadlineEndsAConnectionThatHangs()
{
    RawServer silent([](RawConnection &connection) { connection.waitForClose(); });
    std::optional<TokenCallResult> result;
    m_transport.send(request(httpsUrl(silent)), direct(), {this, [&](TokenCallResult got) { result = std::move(got); }});
    QTRY_COMPARE(silent.connections(), 1);
    m_clock.advance(std::chrono::seconds(30)); // where the request says nothing
    QTRY_VERIFY(result);
    QCOMPARE(result->error().error.kind, ErrorKind::Timeout);
    QVERIFY(result->error().error.message.contains("30 s"_L1));
    QVERIFY(!result->error().wasSent);
}

void tst_QnamTransport::hugeHeaderHoldsUpNobody()
{
    std::atomic<int> sent = 0;
    RawServer hostile([&](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nX-Big: ");
        while (sent < 64 && connection.send(QByteArray(256 * 1024, 'x')))
            ++sent;
        connection.waitForClose();
    });
    std::optional<TokenCallResult> held;
    HttpRequest get = request(hostile.url());
    get.timeouts.total = std::chrono::seconds(5);
    m_transport.send(get, direct(), {this, [&](TokenCallResult got) { held = std::move(got); }});
    QTRY_VERIFY(sent > 8); // its manager's thread is at work on the header now
    RawServer good(once(RawServer::ok("x")));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(*call(request(good.url())));
    m_clock.advance(std::chrono::seconds(5));
    QTRY_VERIFY(held);
    QVERIFY(timer.elapsed() < 2000);
    QCOMPARE(held->error().error.kind, ErrorKind::Timeout);
}

void tst_QnamTransport::doesNotAnswerChallenges_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("Basic") << "Basic realm=x"_ba;
    QTest::newRow("Digest") << "Digest realm=\"x\", nonce=\"abc\", qop=\"auth\""_ba;
    QTest::newRow("NTLM") << "NTLM"_ba;
    QTest::newRow("NTLM, second step") << "NTLM TlRMTVNTUAACAAAADAAMADgAAAABAIEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"_ba;
    QTest::newRow("Negotiate") << "Negotiate"_ba;
}

void tst_QnamTransport::doesNotAnswerChallenges()
{
    QFETCH(QByteArray, challenge);
    for (const auto *method : {"GET", "POST"}) {
        RawServer server(RawServer::answering("HTTP/1.1 401 No\r\nWWW-Authenticate: " + challenge + "\r\nContent-Length: 5\r\n\r\nwrong"));
        const auto result = call(request(server.url(), method, *method == 'P' ? "a"_ba : ""_ba));
        QVERIFY(result && *result);
        QCOMPARE((*result)->status, 401);
        QCOMPARE((*result)->body, "wrong"_ba);
        QCOMPARE((*result)->headers.value("WWW-Authenticate"), challenge);
        QCOMPARE(server.requests().size(), 1);
    }
}

void tst_QnamTransport::headFinishes()
{
    RawServer server(RawServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"));
    const auto result = call(request(server.url(), "HEAD"));
    QVERIFY(result && *result);
    QCOMPARE((*result)->body, QByteArray());
    QVERIFY(server.requests().value(0).startsWith("HEAD / "));
}

void tst_QnamTransport::keepsNoCookiesAndSendsComposedOnes()
{
    RawServer server(RawServer::answering(RawServer::ok("x", "Set-Cookie: a=1; Path=/\r\n")));
    QVERIFY(*call(request(server.url())));
    HttpRequest get = request(server.url());
    get.headers = {{"Cookie", "b=2"}, {"Cookie", "c=3"}};
    QVERIFY(*call(get));
    QVERIFY(!server.requests().value(0).contains("Cookie"));
    QVERIFY(server.requests().value(1).contains("\r\nCookie: b=2; c=3\r\n"));
}

void tst_QnamTransport::cancels()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    std::optional<TokenCallResult> result;
    const quint64 id = m_transport.send(request(server.url()), direct(), {this, [&](TokenCallResult got) { result = std::move(got); }});
    QTRY_COMPARE(server.requests().size(), 1);
    m_transport.cancel(id);
    QVERIFY(!result);
    QTRY_VERIFY(result);
    QCOMPARE(result->error().error.kind, ErrorKind::Cancelled);
    QVERIFY(result->error().wasSent);
    QTRY_COMPARE(server.closedByClient(), 1);
    m_transport.cancel(id); // again, and one that never was
    m_transport.cancel(12345);
}

void tst_QnamTransport::answersWhenItIsDestroyed()
{
    RawServer server([](RawConnection &connection) { connection.waitForClose(); });
    std::optional<TokenCallResult> result;
    {
        QnamTransport transport(m_clock);
        transport.send(request(server.url()), direct(), {this, [&](TokenCallResult got) { result = std::move(got); }});
    }
    QTRY_VERIFY(result);
    QCOMPARE(result->error().error.kind, ErrorKind::Cancelled);
}

void tst_QnamTransport::namesWhatFailed_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("wrong URL") << "127.0.0.1/x"_ba << int(ErrorKind::Input) << u"must begin with http:// or https://"_s;
    QTest::newRow("no DNS") << "http://no-such-host.invalid/"_ba << int(ErrorKind::Network) << u"no-such-host.invalid was not found"_s;
    QTest::newRow("refused") << "http://127.0.0.1:" + QByteArray::number(deadPort()) + "/" << int(ErrorKind::Network)
                             << u"connection was refused"_s;
}

void tst_QnamTransport::namesWhatFailed()
{
    QFETCH(QByteArray, url);
    const auto result = call(request(url, "POST", "a"));
    QVERIFY(result && !*result);
    const auto &failure = result->error();
    QTEST(int(failure.error.kind), "kind");
    QFETCH(QString, says);
    QVERIFY2(failure.error.message.contains(says), qPrintable(failure.error.message));
    QVERIFY(!failure.error.detail.isEmpty());
    QVERIFY(!failure.wasSent);
}

void tst_QnamTransport::proxyGetsItsCredentialsAndNobodyElse()
{
    RawServer proxy(once(RawServer::ok("from the proxy")));
    NetworkSettings settings = direct();
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, proxy.port(), u"proxyuser"_s, Secret(u"fake"_s)};
    const auto through = call(request("http://api.example/login", "POST", "a"), settings);
    QVERIFY2(through && *through, qPrintable(through && !*through ? through->error().error.message : QString()));
    QCOMPARE((*through)->body, "from the proxy"_ba);
    QCOMPARE(proxy.requests().size(), 1);
    const QByteArray sent = proxy.requests().value(0);
    QVERIFY(sent.startsWith("POST http://api.example/login HTTP/1.1\r\n"));
    QCOMPARE(sent.count("Proxy-Authorization: Basic " + "proxyuser:fake"_ba.toBase64()), 1);

    RawServer origin(once(RawServer::ok("x")));
    QVERIFY(*call(request(origin.url(), "POST", "a")));
    QVERIFY(!origin.requests().value(0).contains("Proxy-"));
}

void tst_QnamTransport::tunnelGetsItsCredentialsBeforeTheBody()
{
    const auto certificate = TestCertificate::make({.names = {u"DNS:api.example"_s}}, &m_authority);
    const auto context = certificate.serverContext();
    QByteArray inside;
    RawServer proxy([&](RawConnection &connection) {
        while (true) {
            const QByteArray connect = connection.readRequest();
            if (connect.isEmpty())
                return;
            if (connect.contains("Proxy-Authorization: Basic " + "proxyuser:fake"_ba.toBase64()))
                break;
            connection.send("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n");
        }
        connection.send("HTTP/1.1 200 Go\r\n\r\n");
        if (!connection.startTls(context))
            return;
        inside = connection.readRequest();
        connection.send(RawServer::ok("inside"));
    });
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, proxy.port(), u"proxyuser"_s, Secret(u"fake"_s)};
    HttpRequest post = request("https://api.example/login", "POST", "password=not-a-real-one");
    post.headers.append("Authorization", "Bearer fake-token");
    const auto result = call(post, settings);
    QVERIFY2(result && *result, qPrintable(result && !*result ? result->error().error.message : QString()));
    QCOMPARE((*result)->body, "inside"_ba);
    QVERIFY(inside.contains("password=not-a-real-one"));
    QVERIFY(!inside.contains("Proxy-Authorization"));
    for (const QByteArray &connect : proxy.requests().mid(0, proxy.requests().size() - 1)) {
        QVERIFY(connect.startsWith("CONNECT api.example:443 "));
        QVERIFY(!connect.contains("fake-token"));
    }
}

void tst_QnamTransport::namesProxyTroubles()
{
    NetworkSettings settings = direct();
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, deadPort(), {}, {}};
    const auto dead = call(request("http://api.example/", "POST", "a"), settings);
    QVERIFY2(dead->error().error.message.startsWith("The proxy 127.0.0.1:"_L1), qPrintable(dead->error().error.message));
    QVERIFY(!dead->error().wasSent);

    settings.proxy.kind = ProxySettings::Kind::Socks5;
    const auto deadSocks = call(request("http://api.example/", "POST", "a"), settings);
    QVERIFY2(deadSocks->error().error.message.startsWith("The proxy 127.0.0.1:"_L1), qPrintable(deadSocks->error().error.message));

    RawServer demanding(RawServer::answering("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, demanding.port(), {}, {}};
    for (const auto *url : {"http://api.example/", "https://api.example/"}) {
        const auto result = call(request(url, "POST", "a"), settings);
        QVERIFY2(result->error().error.message.contains("demands a user name"_L1), qPrintable(result->error().error.message));
    }
    settings.proxy = {ProxySettings::Kind::Http, {}, 0, {}, {}};
    QCOMPARE(call(request("http://api.example/"), settings)->error().error.kind, ErrorKind::Input);
}

void tst_QnamTransport::namesBelowLocalhostAreThisComputer()
{
    const auto own = TestCertificate::make({.names = {u"DNS:api.localhost"_s}}, &m_authority), another = TestCertificate::make({}, &m_authority);
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());
    const QList<std::pair<std::shared_ptr<SSL_CTX>, bool>> servers{{nullptr, true}, {own.serverContext(), true}, {another.serverContext(), false}};
    for (const auto &[context, isTrusted] : servers) {
        RawServer server({context}, RawServer::answering(RawServer::ok("here")));
        const QByteArray url = server.url("/login").replace("127.0.0.1", "api.localhost");
        const auto result = call(request(url, "POST", "a"), settings);
        QVERIFY2(isTrusted == result->has_value(), *result ? url.constData() : qPrintable(result->error().error.message));
        QCOMPARE(server.requests().size(), isTrusted ? 1 : 0);
        if (!isTrusted)
            QVERIFY2(result->error().error.message.contains("another host"_L1), qPrintable(result->error().error.message));
        else
            QVERIFY(server.requests().constFirst().contains("\r\nHost: " + QUrl(QString::fromLatin1(url)).authority().toLatin1() + "\r\n"));
    }
}

QTEST_GUILESS_MAIN(tst_QnamTransport)
#include "tst_QnamTransport.moc"
