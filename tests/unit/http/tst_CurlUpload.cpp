#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/resource.h>

using namespace tessera;
using namespace Qt::StringLiterals;

// Bodies that are read from files while they are sent.
class tst_CurlUpload : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sendsPiecesInOrder();
    void goesAgainOnARedirect_data();
    void goesAgainOnARedirect();
    void saysThatAFileIsGone();
    void endsWhenAFileShrinks();
    void keepsConnectionsClean();
    void needsNoMemory();
    void tellsHowMuchHasGone_data();
    void tellsHowMuchHasGone();

private:
    BodySource fileOf(const QByteArray &bytes, const QString &name = u"f"_s)
    {
        QFile file(m_folder.filePath(name));
        BodySource source;
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() || !source.appendFile(file.fileName()))
            qFatal("no file");
        return source;
    }
    static HttpRequest post(const QByteArray &url, const BodySource &body)
    {
        HttpRequest request = SentCall::request(url, "POST");
        request.hasBody = true;
        request.body = body;
        return request;
    }
    QTemporaryDir m_folder;
};

void tst_CurlUpload::sendsPiecesInOrder()
{
    RawServer server(RawServer::answering(RawServer::ok("done")));
    const QByteArray content(700'000, 'f');
    BodySource body("before");
    body.append(fileOf(content));
    body.append("after"_ba);
    SentCall call(post(server.url("/up"), body));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    const QByteArray host = "127.0.0.1:" + QByteArray::number(server.port());
    QCOMPARE(server.requests().value(0),
        "POST /up HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 700011\r\n\r\nbefore" + content + "after");
    QCOMPARE(call.exchange().last().requestBodySize, 700'011);
    QCOMPARE(call.exchange().last().requestBody, "before" + content.left(64 * 1024 - 6));
}

void tst_CurlUpload::goesAgainOnARedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("307") << 307;
    QTest::newRow("308") << 308;
}

void tst_CurlUpload::goesAgainOnARedirect()
{
    QFETCH(int, status);
    RawServer server([status](RawConnection &connection) {
        for (;;) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            const bool isFirst = request.startsWith("POST /a ");
            connection.send(isFirst ? "HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                                    : RawServer::ok("done"));
        }
    });
    const QByteArray content(300'000, 'c');
    SentCall call(post(server.url("/a"), fileOf(content)));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().hops.size(), 2);
    QVERIFY(server.requests().value(1).startsWith("POST /b HTTP/1.1\r\n"));
    QVERIFY(server.requests().value(1).endsWith("\r\n\r\n" + content));
}

void tst_CurlUpload::saysThatAFileIsGone()
{
    RawServer server(RawServer::answering(RawServer::ok("done")));
    const BodySource body = fileOf("content", u"gone"_s);
    QVERIFY(QFile::remove(m_folder.filePath(u"gone"_s)));
    SentCall call(post(server.url(), body));
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Storage);
    QVERIFY2(call.error().message.contains(u"gone"_s), qPrintable(call.why()));
}

void tst_CurlUpload::endsWhenAFileShrinks()
{
    // The server reads nothing until the file has changed: most of the body is still on the disk.
    const QString path = m_folder.filePath(u"shrinks"_s);
    const BodySource body = fileOf(QByteArray(64'000'000, 's'), u"shrinks"_s);
    RawServer server([](RawConnection &connection) {
        connection.waitForRelease();
        while (!connection.readSome().isEmpty()) { }
    });
    SentCall call(post(server.url(), body));
    QTRY_COMPARE(server.connections(), 1);
    QTRY_VERIFY(!call.call->exchange().hops.isEmpty() && !call.call->exchange().last().requestHead.isEmpty());
    QVERIFY(QFile::resize(path, 10));
    server.release();
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Storage);
    QVERIFY2(call.error().message.contains(u"was changed"_s), qPrintable(call.why()));
}

// The handle that served an upload is used again for a body in memory, and for none.
void tst_CurlUpload::keepsConnectionsClean()
{
    RawServer server(RawServer::answering(RawServer::ok("done")));
    CurlTransport transport(SentCall::clock());
    for (int round = 0; round < 2; ++round) {
        for (const BodySource &body : {fileOf("from a file"), BodySource("from memory")}) {
            SentCall call(transport, post(server.url(), body));
            QVERIFY(call.wait());
            QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
        }
        SentCall bare(transport, SentCall::request(server.url()));
        QVERIFY(bare.wait());
        QVERIFY(bare.hasAnswer());
    }
    const auto seen = server.requests();
    QCOMPARE(seen.size(), 6);
    QVERIFY(seen.at(3).endsWith("\r\n\r\nfrom a file"));
    QVERIFY(seen.at(4).endsWith("\r\n\r\nfrom memory"));
    QVERIFY(seen.at(5).startsWith("GET / ") && seen.at(5).endsWith("\r\n\r\n"));
}

void tst_CurlUpload::needsNoMemory()
{
    const qint64 size = qint64(2) * 1024 * 1024 * 1024 + 17;
    QFile file(m_folder.filePath(u"sparse"_s)); // takes no room on the disk
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(size));
    file.close();
    BodySource body("head");
    QVERIFY(body.appendFile(file.fileName()));
    std::atomic<qint64> received = 0;
    RawServer server([&received, size](RawConnection &connection) {
        qint64 head = -1;
        QByteArray begin;
        while (head < 0 || received < size + 4 + head) {
            const QByteArray bytes = connection.readSome();
            if (bytes.isEmpty())
                return;
            received += bytes.size();
            if (head < 0) {
                begin += bytes;
                const auto end = begin.indexOf("\r\n\r\n");
                head = end < 0 ? -1 : end + 4;
            }
        }
        connection.send(RawServer::ok("done"));
    });
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    SentCall call(post(server.url(), body));
    QVERIFY(call.wait(120'000));
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().last().requestBodySize, size + 4);
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
#ifdef __SANITIZE_ADDRESS__
    constexpr long most = 320 * 1024; // AddressSanitizer holds back 256 MB of what was freed
#else
    constexpr long most = 64 * 1024;
#endif
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < most, qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
}

void tst_CurlUpload::tellsHowMuchHasGone_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::newRow("from a file") << true;
    QTest::newRow("from memory") << false;
}

void tst_CurlUpload::tellsHowMuchHasGone()
{
    QFETCH(bool, isFile);
    constexpr int size = 40'000'000; // more than the system takes ahead
    RawServer server([](RawConnection &connection) {
        connection.waitForRelease();
        if (!connection.readRequest().isEmpty())
            connection.send(RawServer::ok("done"));
    });
    SentCall call(post(server.url(), isFile ? fileOf(QByteArray(size, 'x')) : BodySource(QByteArray(size, 'x'))));
    QElapsedTimer timer;
    timer.start();
    QSignalSpy uploaded(call.call, &HttpCall::uploaded);
    QTRY_VERIFY(!uploaded.isEmpty());
    QVERIFY(uploaded.constFirst().at(0).toLongLong() > 0);
    QVERIFY(uploaded.constLast().at(0).toLongLong() < size);
    QCOMPARE(uploaded.constFirst().at(1).toLongLong(), size);
    server.release();
    QVERIFY(call.wait(30'000));
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QVERIFY(uploaded.size() <= timer.elapsed() / 50 + 2);

    SentCall shortOne(post(server.url(), "short"));
    QSignalSpy nothing(shortOne.call, &HttpCall::uploaded);
    QVERIFY(shortOne.wait());
    QCOMPARE(nothing.size(), 0);
}

QTEST_GUILESS_MAIN(tst_CurlUpload)
#include "tst_CurlUpload.moc"
