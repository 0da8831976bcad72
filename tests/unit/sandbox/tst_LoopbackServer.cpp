#include "app/sandbox/LoopbackServer.h"
#include "tests/support/RawHttp.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

LoopbackAnswer echo(const LoopbackRequest &request)
{
    LoopbackAnswer answer;
    answer.type = "text/plain";
    answer.body = request.method + ' ' + request.target + '\n' + request.body;
    return answer;
}

}

class tst_LoopbackServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAnyMethod_data();
    void answersAnyMethod();
    void readsChunkedBodies();
    void answersPipelinedRequestsInOrder();
    void writesHeadersAndReason();
    void neverCompressesOrCutsRanges();
    void refusesHugeBodies();
    void survivesNonsense_data();
    void survivesNonsense();
    void dropsWithoutAByte();
    void takesTheWishedPortWhereItIsFree();
    void listensOnLoopbackOnly();
    void heldAnswersDelayNoOther();
    void servesAThousandAtOnce();
    void stopsAtOnce();
    void startsAgain();
    void throwingHandlersAreInternalErrors();
};

void tst_LoopbackServer::answersAnyMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        QTest::addRow("%s without a body", method) << QByteArray(method) << QByteArray();
        QTest::addRow("%s with a body", method) << QByteArray(method) << QByteArray(R"({"a":1})");
    }
}

void tst_LoopbackServer::answersAnyMethod()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    QElapsedTimer timer;
    timer.start();
    const auto answer = sendRaw(*port, rawRequest(method, "/a/../b%2Fc/?q=1&q=2", {}, body));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, method + " /a/../b%2Fc/?q=1&q=2\n" + body);
    QVERIFY2(timer.elapsed() < 4000, "a body was waited for that never came");
}

void tst_LoopbackServer::readsChunkedBodies()
{
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    const auto answer = sendRaw(*port,
        "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    QCOMPARE(answer.body, QByteArray("POST /x\nabcde"));
}

void tst_LoopbackServer::answersPipelinedRequestsInOrder()
{
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, quint16(*port));
    QVERIFY(socket.waitForConnected());
    socket.write("GET /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxyDELETE /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        + rawRequest("GET", "/3"));
    QByteArray bytes;
    while (socket.waitForReadyRead())
        bytes += socket.readAll();
    QCOMPARE(bytes.count("HTTP/1.1 200 OK"), 3);
    QVERIFY(bytes.indexOf("GET /1\nxy") < bytes.indexOf("DELETE /2\n"));
    QVERIFY(bytes.indexOf("DELETE /2\n") < bytes.indexOf("GET /3\n"));
}

void tst_LoopbackServer::writesHeadersAndReason()
{
    LoopbackServer server([](const LoopbackRequest &) {
        LoopbackAnswer answer;
        answer.status = 409;
        answer.headers = {{"Date", "Sun, 22 Nov 2026 04:44:14 GMT"}, {"Vary", "Origin"}, {"Vary", "Accept"}};
        return answer;
    });
    const auto port = server.start();
    QVERIFY(port);
    const auto answer = sendRaw(*port, rawRequest("GET", "/"));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.reason, QByteArray("Conflict"));
    QCOMPARE(answer.header("Date"), QByteArray("Sun, 22 Nov 2026 04:44:14 GMT"));
    QCOMPARE(answer.headers.count({"Vary", "Accept"}), 1);
    QCOMPARE(answer.header("Content-Length"), QByteArray("0"));
}

void tst_LoopbackServer::neverCompressesOrCutsRanges()
{
    const std::string body(5000, 'a');
    LoopbackServer server([&body](const LoopbackRequest &) {
        LoopbackAnswer answer;
        answer.type = "application/json";
        answer.body = body;
        return answer;
    });
    const auto port = server.start();
    QVERIFY(port);
    const auto answer = sendRaw(*port, rawRequest("GET", "/", {{"Accept-Encoding", "gzip, br"}, {"Range", "bytes=1-2"}}));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.toStdString(), body);
}

void tst_LoopbackServer::refusesHugeBodies()
{
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    const auto answer = sendRaw(*port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
    QCOMPARE(answer.status, 413);
}

void tst_LoopbackServer::survivesNonsense_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray("\r\n\r\n");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 14);
    QTest::newRow("unknown method") << QByteArray("BREW /pot HTTP/1.1\r\nConnection: close\r\n\r\n");
    QTest::newRow("bad length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: many\r\nConnection: close\r\n\r\n");
    QTest::newRow("bad chunks") << QByteArray(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");
    QTest::newRow("long line") << "GET /" + QByteArray(20000, 'a') + " HTTP/1.1\r\nConnection: close\r\n\r\n";
    QTest::newRow("broken percent") << QByteArray("GET /%zz%2 HTTP/1.1\r\nConnection: close\r\n\r\n");
}

void tst_LoopbackServer::survivesNonsense()
{
    QFETCH(QByteArray, bytes);
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, quint16(*port));
    QVERIFY(socket.waitForConnected());
    socket.write(bytes);
    QVERIFY(socket.waitForBytesWritten());
    QCOMPARE(sendRaw(*port, rawRequest("GET", "/still-there")).status, 200);
}

void tst_LoopbackServer::dropsWithoutAByte()
{
    std::atomic<int> calls = 0;
    LoopbackServer server([&calls](const LoopbackRequest &) {
        ++calls;
        LoopbackAnswer answer;
        answer.isDropped = true;
        answer.body = "never seen";
        return answer;
    });
    const auto port = server.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, quint16(*port));
    QVERIFY(socket.waitForConnected());
    socket.write("POST /refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
    QVERIFY(socket.waitForDisconnected());
    QCOMPARE(socket.readAll(), QByteArray());
    QCOMPARE(calls.load(), 1);
}

void tst_LoopbackServer::takesTheWishedPortWhereItIsFree()
{
    LoopbackServer first(echo), second(echo), third(echo);
    const auto any = first.start();
    QVERIFY(any);
    const auto other = second.start(*any);
    QVERIFY(other);
    QVERIFY(*other != *any);
    first.stop();
    const auto wished = third.start(*any);
    QVERIFY(wished);
    QCOMPARE(*wished, *any);
}

void tst_LoopbackServer::listensOnLoopbackOnly()
{
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    const auto addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (address.isLoopback() || !address.scopeId().isEmpty())
            continue;
        QTcpSocket socket;
        socket.connectToHost(address, quint16(*port));
        QVERIFY2(!socket.waitForConnected(2000), qPrintable(address.toString()));
    }
}

void tst_LoopbackServer::heldAnswersDelayNoOther()
{
    LoopbackServer server([](const LoopbackRequest &request) {
        LoopbackAnswer answer = echo(request);
        if (request.target == "/held")
            answer.delay = std::chrono::seconds(60);
        return answer;
    });
    const auto port = server.start();
    QVERIFY(port);
    std::vector<std::unique_ptr<QTcpSocket>> held;
    for (int i = 0; i < 200; ++i) {
        held.push_back(std::make_unique<QTcpSocket>());
        held.back()->connectToHost(u"127.0.0.1"_s, quint16(*port));
        QVERIFY(held.back()->waitForConnected());
        held.back()->write("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(held.back()->waitForBytesWritten());
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(sendRaw(*port, rawRequest("GET", "/quick")).status, 200);
    QVERIFY(timer.elapsed() < 5000);
    timer.start();
    server.stop();
    QVERIFY2(timer.elapsed() < 5000, "stop() waited for held answers");
}

void tst_LoopbackServer::servesAThousandAtOnce()
{
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    LoopbackServer server([&](const LoopbackRequest &request) {
        const int now = ++inside;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) { }
        LoopbackAnswer answer = echo(request);
        answer.delay = std::chrono::milliseconds(200);
        answer.finished = [&inside] { --inside; };
        return answer;
    });
    const auto port = server.start();
    QVERIFY(port);
    // All are connected and asked before the first is read.
    constexpr int many = 1000;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(u"127.0.0.1"_s, quint16(*port));
    }
    for (int i = 0; i < many; ++i) {
        QVERIFY2(clients[std::size_t(i)]->waitForConnected(), qPrintable(clients[std::size_t(i)]->errorString()));
        clients[std::size_t(i)]->write(rawRequest("GET", "/" + QByteArray::number(i)));
        clients[std::size_t(i)]->flush();
    }
    for (int i = 0; i < many; ++i) {
        QByteArray bytes;
        while (clients[std::size_t(i)]->waitForReadyRead(20'000))
            bytes += clients[std::size_t(i)]->readAll();
        bytes += clients[std::size_t(i)]->readAll();
        QVERIFY2(bytes.endsWith("GET /" + QByteArray::number(i) + "\n"), bytes.constData());
    }
    QVERIFY2(most > 20, "the answers were not held side by side");
}

void tst_LoopbackServer::stopsAtOnce()
{
    LoopbackServer server(echo);
    const auto port = server.start();
    QVERIFY(port);
    // One that keeps its connection after an answer, one that says nothing, one in the middle of a request.
    QTcpSocket kept, silent, half;
    for (QTcpSocket *socket : {&kept, &silent, &half}) {
        socket->connectToHost(u"127.0.0.1"_s, quint16(*port));
        QVERIFY(socket->waitForConnected());
    }
    kept.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(kept.waitForReadyRead());
    half.write("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc");
    QVERIFY(half.waitForBytesWritten());
    QElapsedTimer timer;
    timer.start();
    server.stop();
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QTcpSocket late;
    late.connectToHost(u"127.0.0.1"_s, quint16(*port));
    QVERIFY(!late.waitForConnected(2000));
}

void tst_LoopbackServer::startsAgain()
{
    LoopbackServer server(echo);
    for (int i = 0; i < 20; ++i) {
        const auto port = server.start();
        QVERIFY(port);
        QCOMPARE(sendRaw(*port, rawRequest("GET", "/")).status, 200);
        if (i % 2)
            server.stop();
    }
}

void tst_LoopbackServer::throwingHandlersAreInternalErrors()
{
    LoopbackServer server([](const LoopbackRequest &) -> LoopbackAnswer { throw std::runtime_error("no"); });
    const auto port = server.start();
    QVERIFY(port);
    QCOMPARE(sendRaw(*port, rawRequest("GET", "/")).status, 500);
}

QTEST_GUILESS_MAIN(tst_LoopbackServer)
#include "tst_LoopbackServer.moc"
