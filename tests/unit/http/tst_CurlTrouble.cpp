#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"

#include <QtTest/QTest>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

using namespace tessera;
using namespace Qt::StringLiterals;

// What a server, a proxy or the network can do wrong, as a call through libcurl shows it.
class tst_CurlTrouble : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesWhatFailed_data();
    void namesWhatFailed();
    void namesAnswersThatAreNone_data();
    void namesAnswersThatAreNone();
    void brokenBodiesAreIncomplete_data();
    void brokenBodiesAreIncomplete();
    void wholeBodiesAreComplete_data();
    void wholeBodiesAreComplete();
    void decodesWhatCameCompressedUnasked();
    void keepsWhatIsCompressedInNoKnownWay();
    void keepsLiesThatComeInPieces_data();
    void keepsLiesThatComeInPieces();
    void partsOfCompressedBodiesStayAsTheyCame_data();
    void partsOfCompressedBodiesStayAsTheyCame();
    void stopsBombs_data();
    void stopsBombs();
    void stopsAtTheLimit();
    void timesOut_data();
    void timesOut();
    void dripsAreNotIdle();
    void longUploadIsNotWaiting();
    void cancelsInEveryPhase_data();
    void cancelsInEveryPhase();
    void hangingLookUpHoldsUpNobody();
    void namesProxyTroubles();
    void proxyGetsItsCredentialsAndNobodyElse();
    void socksProxyResolvesNames();
    void ignoresTheProxyOfTheEnvironmentOnLoopback();
};

namespace {

// A host name whose look-up takes until the test is over.
std::mutex lookUpMutex;
std::condition_variable lookUpChanged;
bool lookUpsMayEnd = false;
std::atomic<int> lookUpsHanging = 0;

}

// Takes the place of the system's for the whole program, libcurl included.
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    if (node && QByteArrayView(node) == "slow.invalid") {
        ++lookUpsHanging;
        std::unique_lock lock(lookUpMutex);
        lookUpChanged.wait(lock, [] { return lookUpsMayEnd; });
        --lookUpsHanging;
        return EAI_AGAIN;
    }
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto system = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return system(node, service, hints, result);
}

namespace {

class LookUps {
public:
    ~LookUps()
    {
        {
            const std::lock_guard lock(lookUpMutex);
            lookUpsMayEnd = true;
        }
        lookUpChanged.notify_all();
        while (lookUpsHanging > 0) // the resolver's threads are detached
            std::this_thread::yield();
        const std::lock_guard lock(lookUpMutex);
        lookUpsMayEnd = false;
    }
};

// A port on which the system neither accepts nor refuses.
class DeafPort {
public:
    DeafPort()
        : m_server({nullptr, false, false}, {})
    {
        for (int i = 0; i < 8; ++i) { // until its queue is full
            const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            address.sin_port = htons(m_server.port());
            ::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address);
            m_sockets.push_back(socket);
        }
    }
    ~DeafPort()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    [[nodiscard]] QByteArray url() const { return m_server.url(); }

private:
    RawServer m_server;
    std::vector<int> m_sockets;
};

RawServer::Script once(const QByteArray &answer)
{
    return [answer](RawConnection &connection) {
        if (!connection.readRequest().isEmpty())
            connection.send(answer);
    };
}

QByteArray withLength(const QByteArray &head, const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\n" + head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

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

quint16 deadPort()
{
    return RawServer(once({})).port();
}

}

void tst_CurlTrouble::namesWhatFailed_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");
    const QByteArray dead = QByteArray::number(deadPort());
    QTest::newRow("wrong URL") << "127.0.0.1/x"_ba << int(ErrorKind::Input) << u"must begin with http:// or https://"_s;
    QTest::newRow("no DNS") << "http://no-such-host.invalid/"_ba << int(ErrorKind::Network) << u"no-such-host.invalid was not found"_s;
    QTest::newRow("refused") << "http://127.0.0.1:" + dead + "/" << int(ErrorKind::Network) << u"connection was refused"_s;
    QTest::newRow("refused, IPv6") << "http://[::1]:" + dead + "/" << int(ErrorKind::Network) << u"[::1]:%1"_s.arg(QString::fromLatin1(dead));
}

void tst_CurlTrouble::namesWhatFailed()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, says);
    SentCall call(SentCall::request(url));
    QVERIFY(call.wait());
    QVERIFY(!call.hasAnswer());
    QTEST(int(call.error().kind), "kind");
    QVERIFY2(call.error().message.contains(says), qPrintable(call.why()));
    QVERIFY(!call.error().detail.isEmpty());
}

void tst_CurlTrouble::namesAnswersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << ""_ba << u"closed the connection without an answer"_s;
    QTest::newRow("another protocol") << "SSH-2.0-OpenSSH_9.2\r\n"_ba << u"does not speak HTTP"_s;
    QTest::newRow("HTML alone") << "<html>hello</html>\r\n\r\n"_ba << u"does not speak HTTP"_s;
    QTest::newRow("binary") << QByteArray("\x00\x01\x02\x03\x04\x05\x06\x07", 8) << u"does not speak HTTP"_s;
    QTest::newRow("TLS alert") << QByteArray("\x15\x03\x03\x00\x02\x02\x46", 7) << u"speaks TLS, and the URL says http"_s;
    QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nContent-Ty"_ba << u"127.0.0.1"_s;
    QTest::newRow("only interim") << "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"_ba << u"interim status"_s;
    QTest::newRow("header without colon") << "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"_ba << u"127.0.0.1"_s;
    QTest::newRow("NUL in a header") << QByteArray("HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n", 30) << u"127.0.0.1"_s;
}

void tst_CurlTrouble::namesAnswersThatAreNone()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, says);
    RawServer server(once(answer));
    SentCall call(SentCall::request(server.url(), "POST", "body"));
    QVERIFY(call.wait());
    QVERIFY2(!call.hasAnswer(), "it is no answer");
    QCOMPARE(call.error().kind, ErrorKind::Network);
    QVERIFY2(call.error().message.contains(says), qPrintable(call.why()));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(!call.call->exchange().isComplete);
    QVERIFY(call.call->exchange().last().requestHead.startsWith("POST / "));
}

void tst_CurlTrouble::brokenBodiesAreIncomplete_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body"); // what is kept
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("short body") << ok + "Content-Length: 20\r\n\r\nhello" << "hello"_ba;
    QTest::newRow("no body") << ok + "Content-Length: 20\r\n\r\n" << ""_ba;
    QTest::newRow("short error body") << "HTTP/1.1 500 Oh\r\nContent-Length: 20\r\n\r\nhello"_ba << "hello"_ba;
    QTest::newRow("length beyond all numbers") << ok + "Content-Length: 99999999999999999999\r\n\r\nhello" << "hello"_ba;
    QTest::newRow("bad chunk size") << chunked + "5\r\nhello\r\nZZ\r\nworld\r\n0\r\n\r\n" << "hello"_ba;
    QTest::newRow("huge chunk size") << chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n" << ""_ba;
    QTest::newRow("cut chunk") << chunked + "5\r\nhel" << "hel"_ba;
    QTest::newRow("no last chunk") << chunked + "5\r\nhello\r\n" << "hello"_ba;
    QTest::newRow("chunk without its end") << chunked + "5\r\nhelloXX0\r\n\r\n" << "hello"_ba;
    QTest::newRow("lying gzip") << withLength("Content-Encoding: gzip\r\n", "hello") << "hello"_ba; // as it came
    for (const QByteArray text : {R"({"error":"x"})", R"({"a":1})", "{\n  \"error\": \"invalid\", \"more\": \"of it\"\n}", "{}", "no"}) {
        for (const auto *coding : {"gzip", "deflate", "br", "zstd"})
            QTest::addRow("lying %s: %s", coding, text.constData()) << withLength("Content-Encoding: "_ba + coding + "\r\n", text) << text;
    }
    QByteArray badSum = gzipped("hello");
    badSum[badSum.size() - 5] = char(badSum[badSum.size() - 5] ^ 1);
    QTest::newRow("gzip, wrong checksum") << withLength("Content-Encoding: gzip\r\n", badSum) << "hello"_ba;
    QTest::newRow("gzip, a second member that is none") << withLength("Content-Encoding: gzip\r\n", gzipped("hello") + "\x1f nonsense") << "hello"_ba;
    QTest::newRow("gzip that breaks behind its header") << withLength("Content-Encoding: gzip\r\n", gzipped("hello").left(10) + "\xff\xff\xff\xff") << (gzipped("hello").left(10) + "\xff\xff\xff\xff");
    QTest::newRow("truncated gzip") << withLength("Content-Encoding: gzip\r\n", gzipped("hello").chopped(4)) << "hello"_ba;
    QTest::newRow("gzip in a short body") << ok + "Content-Encoding: gzip\r\nContent-Length: 90\r\n\r\n" + gzipped("hello") << "hello"_ba;
}

void tst_CurlTrouble::brokenBodiesAreIncomplete()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, body);
    RawServer server(once(answer));
    HttpRequest request = SentCall::request(server.url());
    request.headers.append("Accept-Encoding", "gzip");
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY(!call.exchange().isComplete);
    QCOMPARE(call.exchange().warnings.size(), 1);
    QVERIFY(call.exchange().body->isFinished());
    QCOMPARE(call.body(), body);
}

void tst_CurlTrouble::wholeBodiesAreComplete_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("length") << RawServer::ok("hello") << "hello"_ba;
    QTest::newRow("until it closes") << ok + "\r\nhello" << "hello"_ba;
    QTest::newRow("HTTP/1.0") << "HTTP/1.0 200 OK\r\n\r\nhello"_ba << "hello"_ba;
    QTest::newRow("chunks") << ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n" << "hello!"_ba;
    QTest::newRow("chunks beat the length") << ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" << "hello"_ba;
    QTest::newRow("gzip") << withLength("Content-Encoding: gzip\r\n", gzipped("hello")) << "hello"_ba;
    QTest::newRow("nothing, said to be gzip") << withLength("Content-Encoding: gzip\r\n", "") << ""_ba;
    QTest::newRow("204") << "HTTP/1.1 204 Nothing\r\n\r\n"_ba << ""_ba;
    QTest::newRow("304") << "HTTP/1.1 304 Same\r\nContent-Length: 10\r\n\r\n"_ba << ""_ba;
    QTest::newRow("status without a reason") << "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello"_ba << "hello"_ba;
    QTest::newRow("line feeds alone") << "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"_ba << "hello"_ba;
    QTest::newRow("status 599") << "HTTP/1.1 599 Odd\r\nContent-Length: 5\r\n\r\nhello"_ba << "hello"_ba;
}

void tst_CurlTrouble::wholeBodiesAreComplete()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, body);
    RawServer server(once(answer));
    HttpRequest request = SentCall::request(server.url());
    request.headers.append("Accept-Encoding", "gzip");
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY2(call.exchange().isComplete, qPrintable(call.exchange().warnings.join(u' ')));
    QCOMPARE(call.body(), body);
    QCOMPARE(server.requests().size(), 1);
}

void tst_CurlTrouble::decodesWhatCameCompressedUnasked()
{
    RawServer server(RawServer::answering(withLength("Content-Encoding: gzip\r\n", gzipped("hello"))));
    HttpRequest asking = SentCall::request(server.url());
    asking.headers.append("accept-encoding", "gzip");
    SentCall asked(asking), unasked(SentCall::request(server.url()));
    for (SentCall *call : {&asked, &unasked}) {
        QVERIFY(call->wait());
        QCOMPARE(call->body(), "hello"_ba);
        QVERIFY(call->exchange().isComplete);
        QCOMPARE(call->exchange().last().receivedBodySize, gzipped("hello").size()); // on the wire it is what it was
        QCOMPARE(call->exchange().last().headers.value("Content-Encoding"), "gzip"_ba);
    }
    QCOMPARE(asked.exchange().warnings, QStringList());
    QCOMPARE(unasked.exchange().warnings.size(), 1);
    QVERIFY2(unasked.exchange().warnings.constFirst().contains("gzip"_L1), qPrintable(unasked.exchange().warnings.constFirst()));
    QVERIFY(!unasked.exchange().last().requestHead.contains("Accept-Encoding"));
}

void tst_CurlTrouble::keepsWhatIsCompressedInNoKnownWay()
{
    RawServer server(RawServer::answering(withLength("Content-Encoding: utf-8\r\n", "hello")));
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    QCOMPARE(call.body(), "hello"_ba);
    QVERIFY(call.exchange().isComplete);
    QCOMPARE(call.exchange().warnings.size(), 1);
    QVERIFY(call.exchange().warnings.constFirst().contains("utf-8"_L1));
}

void tst_CurlTrouble::keepsLiesThatComeInPieces_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("text");
    for (const QByteArray coding : {"gzip", "deflate", "br", "zstd"}) {
        QTest::addRow("%s, text", coding.constData()) << coding << "hello"_ba;
        QTest::addRow("%s, JSON", coding.constData()) << coding << R"({"error":"x"})"_ba;
    }
}

void tst_CurlTrouble::keepsLiesThatComeInPieces()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, text);
    RawServer server([&](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n");
        for (const char byte : text) {
            connection.send(QByteArray(1, byte));
            connection.pause(std::chrono::milliseconds(10));
        }
    });
    SentCall call(SentCall::request(server.url()));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), text);
    QVERIFY(!call.exchange().isComplete);
    QCOMPARE(call.exchange().warnings.size(), 1);
    QVERIFY2(call.exchange().warnings.constFirst().contains(QString::fromLatin1(coding)), qPrintable(call.exchange().warnings.constFirst()));
}

void tst_CurlTrouble::partsOfCompressedBodiesStayAsTheyCame_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("from the middle") << gzipped("hello").mid(5);
    QTest::newRow("the beginning") << gzipped("hello").chopped(9);
}

void tst_CurlTrouble::partsOfCompressedBodiesStayAsTheyCame()
{
    QFETCH(QByteArray, part);
    RawServer server(RawServer::answering("HTTP/1.1 206 Partial Content\r\nContent-Encoding: gzip\r\nContent-Range: bytes 0-9/100\r\nContent-Length: "
        + QByteArray::number(part.size()) + "\r\n\r\n" + part));
    HttpRequest asking = SentCall::request(server.url());
    asking.headers.append("Accept-Encoding", "gzip");
    SentCall asked(asking), unasked(SentCall::request(server.url()));
    for (SentCall *call : {&asked, &unasked}) {
        QVERIFY(call->wait());
        QVERIFY2(call->hasAnswer(), qPrintable(call->why()));
        QCOMPARE(call->body(), part);
        QVERIFY(call->exchange().isComplete);
        QCOMPARE(call->exchange().warnings.size(), 1);
        QVERIFY2(call->exchange().warnings.constFirst().contains("as it came"_L1), qPrintable(call->exchange().warnings.constFirst()));
    }
}

void tst_CurlTrouble::stopsBombs_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("bomb");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("one layer") << "gzip"_ba << gzipped(QByteArray(200'000'000, '\0')) << true;
    QTest::newRow("unasked") << "gzip"_ba << gzipped(QByteArray(200'000'000, '\0')) << false;
    // Nothing comes out at the end, however much is unpacked on the way.
    QTest::newRow("two layers, the inner one of empty members") << "gzip, gzip"_ba << gzipped(gzipped("").repeated(10'000'000)) << true;
}

void tst_CurlTrouble::stopsBombs()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, bomb);
    QFETCH(bool, isAsked);
    RawServer server(RawServer::answering(withLength("Content-Encoding: " + coding + "\r\n", bomb)));
    HttpRequest request = SentCall::request(server.url());
    if (isAsked)
        request.headers.append("Accept-Encoding", "gzip");
    SentCall call(request);
    QVERIFY(call.wait(30000));
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY(!call.exchange().isComplete);
    QVERIFY(call.exchange().warnings.constFirst().contains("bomb"_L1));
    QVERIFY(call.exchange().body->size() < 60'000'000);
}

void tst_CurlTrouble::stopsAtTheLimit()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        while (connection.send(QByteArray(65536, 'x'))) { }
    });
    HttpRequest request = SentCall::request(server.url());
    request.limits.bytes = 3'000'001;
    SentCall call(request);
    QVERIFY(call.wait(30000));
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY(!call.exchange().isComplete);
    QVERIFY(call.exchange().warnings.constFirst().contains("limit"_L1));
    QCOMPARE(call.exchange().body->size(), 3'000'001);
}

void tst_CurlTrouble::timesOut_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("says");
    QTest::newRow("connect") << 0 << u"No connection to"_s;
    QTest::newRow("name look-up") << 1 << u"No connection to"_s;
    QTest::newRow("first byte") << 2 << u"sent no answer within 150 ms"_s;
    QTest::newRow("first byte after an interim answer") << 3 << u"stopped in the middle"_s;
    QTest::newRow("idle in the head") << 4 << u"stopped in the middle"_s;
    QTest::newRow("idle in the body") << 5 << u"nothing came for 150 ms"_s;
    QTest::newRow("total") << 6 << u"was not over within 150 ms"_s;
}

void tst_CurlTrouble::timesOut()
{
    QFETCH(int, phase);
    QFETCH(QString, says);
    const LookUps lookUps;
    RawServer server([phase](RawConnection &connection) {
        (void)connection.readRequest();
        if (phase == 3)
            connection.send("HTTP/1.1 103 Early Hints\r\n\r\n");
        if (phase == 4)
            connection.send("HTTP/1.1 200 OK\r\nContent-");
        if (phase == 5)
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
        if (phase == 6) {
            connection.send("HTTP/1.1 200 OK\r\n\r\n");
            while (connection.send("x"))
                connection.pause(std::chrono::milliseconds(5));
        }
        connection.waitForClose();
    });
    DeafPort deaf;
    HttpRequest request = SentCall::request(phase == 0 ? deaf.url() : phase == 1 ? "http://slow.invalid/"_ba : server.url());
    const Milliseconds limit(150);
    if (phase <= 1)
        request.timeouts.connect = limit;
    else if (phase == 2)
        request.timeouts.firstByte = limit;
    else if (phase <= 5)
        request.timeouts.idle = limit;
    else
        request.timeouts.total = limit;
    QElapsedTimer timer;
    timer.start();
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY(timer.elapsed() >= 140);
    QVERIFY(timer.elapsed() < 1500);
    QCOMPARE(call.error().kind, ErrorKind::Timeout);
    QVERIFY2(call.error().message.contains(says), qPrintable(call.why()));
    QVERIFY(!call.call->exchange().isComplete);
    if (phase == 5) { // what came is there to be seen
        QCOMPARE(call.call->exchange().status(), 200);
        QCOMPARE(call.call->exchange().body->bytes().toByteArray(), "hello"_ba);
        QVERIFY(call.call->exchange().body->isFinished());
    }
}

void tst_CurlTrouble::dripsAreNotIdle()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
        for (int i = 0; i < 20; ++i) {
            connection.pause(std::chrono::milliseconds(20));
            connection.send("x");
        }
    });
    HttpRequest request = SentCall::request(server.url());
    request.timeouts.idle = Milliseconds(300);
    request.timeouts.firstByte = Milliseconds(300);
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), QByteArray(20, 'x'));
}

void tst_CurlTrouble::longUploadIsNotWaiting()
{
    constexpr qsizetype size = 12'000'000;
    RawServer server([](RawConnection &connection) {
        qsizetype got = 0;
        while (got < size) {
            const QByteArray piece = connection.readSome();
            if (piece.isEmpty())
                return;
            got += piece.size();
            if (got % 10 == 0)
                connection.pause(std::chrono::milliseconds(5));
        }
        connection.pause(std::chrono::milliseconds(50));
        connection.send(RawServer::ok("thanks"));
    });
    HttpRequest request = SentCall::request(server.url(), "POST", QByteArray(size, 'x'));
    request.timeouts.firstByte = Milliseconds(400);
    SentCall call(request);
    QVERIFY(call.wait(30000));
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "thanks"_ba);
    QCOMPARE(call.exchange().last().requestBodySize, size);
    QCOMPARE(call.exchange().last().requestBody.size(), 64 * 1024);
}

void tst_CurlTrouble::cancelsInEveryPhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("at once") << 0;
    QTest::newRow("name look-up") << 1;
    QTest::newRow("connecting") << 2;
    QTest::newRow("sending") << 3;
    QTest::newRow("waiting") << 4;
    QTest::newRow("in the head") << 5;
    QTest::newRow("in the body") << 6;
    QTest::newRow("TLS handshake") << 7;
}

void tst_CurlTrouble::cancelsInEveryPhase()
{
    QFETCH(int, phase);
    const LookUps lookUps;
    std::atomic<bool> isThere = false;
    RawServer server([&](RawConnection &connection) {
        if (phase == 3 || phase == 7) {
            isThere = true;
            if (phase == 3)
                connection.waitForRelease();
            connection.waitForClose();
            return;
        }
        (void)connection.readRequest();
        if (phase == 5)
            connection.send("HTTP/1.1 200 OK\r\nContent-");
        if (phase == 6)
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
        isThere = true;
        connection.waitForClose();
    });
    DeafPort deaf;
    HttpRequest request = SentCall::request(server.url());
    if (phase == 1)
        request.url = "http://slow.invalid/";
    else if (phase == 2)
        request.url = deaf.url();
    else if (phase == 3)
        request = SentCall::request(server.url(), "POST", QByteArray(50'000'000, 'x'));
    else if (phase == 7)
        request.url = "https" + server.url().mid(4);
    CurlTransport transport(SentCall::clock());
    SentCall call(transport, request);
    if (phase == 1)
        QTRY_COMPARE(lookUpsHanging.load(), 1);
    else if (phase == 2)
        QTRY_COMPARE(call.call->exchange().hops.size(), 1);
    else if (phase == 6)
        QTRY_VERIFY(call.call->exchange().body && call.call->exchange().body->size() == 5);
    else if (phase > 2)
        QTRY_VERIFY(isThere.load());

    QElapsedTimer timer;
    timer.start();
    call.call->cancel();
    QCOMPARE(call.finishes, 0); // never from inside
    if (phase > 1) // the time until then, not none
        QVERIFY(call.call->exchange().last().timings.total.count() > 0);
    if (phase == 6)
        QCOMPARE(call.call->exchange().last().receivedBodySize, 5);
    call.call->cancel();
    QVERIFY(call.wait(1000));
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(call.error().kind, ErrorKind::Cancelled);
    QVERIFY(!call.call->exchange().isComplete);
    server.release();
    if (phase > 2)
        QTRY_COMPARE(server.closedByClient(), 1);
    if (phase == 6)
        QTRY_VERIFY(call.call->exchange().body->isFinished());
    if (phase > 3 && phase != 7)
        QVERIFY(call.call->exchange().last().requestHead.startsWith("GET / "));

    // The transport is as good as before.
    RawServer good(once(RawServer::ok("hello")));
    SentCall next(transport, SentCall::request(good.url()));
    QVERIFY(next.wait(2000));
    QCOMPARE(next.body(), "hello"_ba);
    QCOMPARE(call.finishes, 1);
}

void tst_CurlTrouble::hangingLookUpHoldsUpNobody()
{
    const LookUps lookUps;
    RawServer good(RawServer::answering(RawServer::ok("hello")));
    auto transport = std::make_unique<CurlTransport>(SentCall::clock());
    SentCall hanging(*transport, SentCall::request("http://slow.invalid/"));
    SentCall cancelled(*transport, SentCall::request("http://slow.invalid/"));
    QTRY_VERIFY(lookUpsHanging.load() >= 1);
    QElapsedTimer timer;
    timer.start();
    cancelled.call->cancel();
    SentCall next(*transport, SentCall::request(good.url()));
    QVERIFY(next.wait(2000));
    QCOMPARE(next.body(), "hello"_ba);
    transport.reset(); // with one still hanging
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(hanging.wait(1000));
    QCOMPARE(hanging.error().kind, ErrorKind::Cancelled);
}

void tst_CurlTrouble::namesProxyTroubles()
{
    NetworkSettings settings = SentCall::direct();
    const auto failing = [&](const ProxySettings &proxy, const QByteArray &url) {
        settings.proxy = proxy;
        SentCall call(SentCall::request(url), settings);
        return call.wait() ? call.why() : u"nothing"_s;
    };
    const quint16 dead = deadPort();
    for (const auto kind : {ProxySettings::Kind::Http, ProxySettings::Kind::Socks5}) {
        for (const auto *url : {"http://api.example/", "https://api.example/"}) {
            const QString why = failing({kind, u"127.0.0.1"_s, dead, {}, {}}, url);
            QVERIFY2(why.startsWith(u"The proxy 127.0.0.1:%1 does not take connections"_s.arg(dead)), qPrintable(why));
            const QString lost = failing({kind, u"no-such-proxy.invalid"_s, 3128, {}, {}}, url);
            QVERIFY2(lost.startsWith("The proxy no-such-proxy.invalid:3128 was not found"_L1), qPrintable(lost));
        }
    }
    RawServer demanding(RawServer::answering("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));
    const QString demand = failing({ProxySettings::Kind::Http, u"127.0.0.1"_s, demanding.port(), {}, {}}, "https://api.example/");
    QVERIFY2(demand.contains("demands a user name"_L1), qPrintable(demand));
    RawServer refusing(RawServer::answering("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"));
    const QString refusal = failing({ProxySettings::Kind::Http, u"127.0.0.1"_s, refusing.port(), {}, {}}, "https://api.example/");
    QVERIFY2(refusal.contains("did not connect to api.example:443"_L1) && refusal.contains("502"_L1), qPrintable(refusal));
    RawServer closing([](RawConnection &connection) { (void)connection.readSome(); });
    const QString closed = failing({ProxySettings::Kind::Socks5, u"127.0.0.1"_s, closing.port(), {}, {}}, "http://api.example/");
    QVERIFY2(closed.contains("did not connect to api.example:80"_L1), qPrintable(closed));
    QVERIFY(failing({ProxySettings::Kind::Http, {}, 0, {}, {}}, "http://api.example/").contains("no host or no port"_L1));
}

void tst_CurlTrouble::proxyGetsItsCredentialsAndNobodyElse()
{
    RawServer proxy(RawServer::answering(RawServer::ok("from the proxy")));
    NetworkSettings settings = SentCall::direct();
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, proxy.port(), u"proxyuser"_s, Secret(u"fake:pass"_s)};
    HttpRequest request = SentCall::request("http://api.example/x?y", "POST", "body");
    request.headers.append("Authorization", "Bearer fake-token");
    SentCall through(request, settings);
    QVERIFY(through.wait());
    QCOMPARE(through.body(), "from the proxy"_ba);
    QCOMPARE(proxy.requests().value(0),
        "POST http://api.example/x?y HTTP/1.1\r\nHost: api.example\r\nProxy-Authorization: Basic "
            + "proxyuser:fake:pass"_ba.toBase64() + "\r\nAuthorization: Bearer fake-token\r\nContent-Length: 4\r\n\r\nbody");

    request.url = "https://api.example/x"; // the tunnel is asked for, and nothing of the request is in that
    RawServer tunnel(RawServer::answering("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"));
    settings.proxy.port = tunnel.port();
    SentCall inside(request, settings);
    QVERIFY(inside.wait());
    const QByteArray connect = tunnel.requests().value(0);
    QVERIFY(connect.startsWith("CONNECT api.example:443 HTTP/1.1\r\n"));
    QVERIFY(connect.contains("Proxy-Authorization: Basic "));
    QVERIFY(!connect.contains("fake-token"));
    QVERIFY(inside.call->exchange().last().requestHead.isEmpty());

    RawServer origin(RawServer::answering(RawServer::ok("x")));
    SentCall direct(SentCall::request(origin.url()));
    QVERIFY(direct.wait());
    QVERIFY(!origin.requests().value(0).contains("Proxy-"));
}

void tst_CurlTrouble::socksProxyResolvesNames()
{
    QByteArray asked;
    RawServer proxy([&](RawConnection &connection) {
        (void)connection.readSome(); // greeting
        connection.send(QByteArray("\x05\x02", 2));
        const QByteArray login = connection.readSome();
        if (login != QByteArray("\x01\x09proxyuser\x04" "fake", 16))
            return;
        connection.send(QByteArray("\x01\x00", 2));
        asked = connection.readSome();
        connection.send(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10));
        (void)connection.readRequest();
        connection.send(RawServer::ok("through socks"));
    });
    NetworkSettings settings = SentCall::direct();
    settings.proxy = {ProxySettings::Kind::Socks5, u"127.0.0.1"_s, proxy.port(), u"proxyuser"_s, Secret(u"fake"_s)};
    SentCall call(SentCall::request("http://only.the.proxy.knows/"), settings);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "through socks"_ba);
    QVERIFY(asked.contains("only.the.proxy.knows"));
    QVERIFY(!proxy.requests().value(0).contains("fake"));
}

void tst_CurlTrouble::ignoresTheProxyOfTheEnvironmentOnLoopback()
{
    RawServer server(RawServer::answering(RawServer::ok("hello")));
    RawServer proxy(RawServer::answering(RawServer::ok("from the proxy")));
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    SentCall loopback(SentCall::request(server.url()), NetworkSettings());
    QVERIFY(loopback.wait());
    SentCall elsewhere(SentCall::request("http://api.example/"), NetworkSettings());
    QVERIFY(elsewhere.wait());
    SentCall direct(SentCall::request("http://no-such-host.invalid/"));
    QVERIFY(direct.wait());
    qunsetenv("http_proxy");
    QCOMPARE(loopback.body(), "hello"_ba);
    QCOMPARE(elsewhere.body(), "from the proxy"_ba);
    QVERIFY(!direct.hasAnswer());
}

QTEST_GUILESS_MAIN(tst_CurlTrouble)
#include "tst_CurlTrouble.moc"
