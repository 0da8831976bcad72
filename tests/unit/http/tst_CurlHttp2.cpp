#include "tests/support/Http2Server.h"
#include "tests/support/SentCall.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_CurlHttp2 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void speaksItWithPriorKnowledge();
    void showsWhatWasSent();
    void negotiatesItOverTls_data();
    void negotiatesItOverTls();
    void sendsAnyMethodWithAnyBody_data();
    void sendsAnyMethodWithAnyBody();
    void carriesManyStreamsOnOneConnection_data();
    void carriesManyStreamsOnOneConnection();
    void takesInterimAnswersAndTrailers();
    void namesBrokenStreams();
    void refusedStreamsMayGoAgain();
    void saysWhenTheServerSpeaksOnlyTheOld();

private:
    QTemporaryDir m_folder;
    TestCertificate m_authority = TestCertificate::authority();
    TestCertificate m_certificate = TestCertificate::make({}, &m_authority);
    NetworkSettings m_settings = SentCall::direct();
};

namespace {

HttpRequest http2(const QByteArray &url, const QByteArray &method = "GET")
{
    HttpRequest request = SentCall::request(url, method);
    request.version = HttpVersion::Http2;
    return request;
}

}

void tst_CurlHttp2::initTestCase()
{
    QFile file(m_folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_authority.pem());
    m_settings.caFile = file.fileName();
}

void tst_CurlHttp2::speaksItWithPriorKnowledge()
{
    Http2Server server([](const Http2Request &) {
        return Http2Response{{{":status", "201"}, {"content-type", "text/plain"}, {"x-a", "1"}, {"x-a", "2"}}, "hello", {}};
    });
    SentCall call(http2(server.url("/a?b=c")));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    const HttpHop &hop = call.exchange().last();
    QCOMPARE(hop.version, "HTTP/2"_ba);
    QCOMPARE(hop.status, 201);
    QCOMPARE(hop.headers, (HttpHeaders{{"content-type", "text/plain"}, {"x-a", "1"}, {"x-a", "2"}}));
    QCOMPARE(call.body(), "hello"_ba);
    QVERIFY(call.exchange().isComplete);
    QVERIFY(call.exchange().warnings.isEmpty());
}

void tst_CurlHttp2::showsWhatWasSent()
{
    Http2Server server([](const Http2Request &) { return Http2Response(); });
    HttpRequest request = http2(server.url("/a?b=c"), "POST");
    request.body = "body";
    request.hasBody = true;
    request.headers = {{"X-Upper", "1"}, {"x-upper", "2"}, {"Accept", "a/b"}, {"X-Empty", ""}, {"Cookie", "a=1; b=2"}};
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QByteArray seen;
    for (const HttpHeader &field : server.requests().constFirst().fields)
        seen += field.name + ": " + field.value + "\r\n";
    QCOMPARE(call.exchange().last().requestHead, seen + "\r\n");
    QCOMPARE(server.requests().constFirst().body, "body"_ba);
    QVERIFY(seen.startsWith(":method: POST\r\n:path: /a?b=c\r\n:scheme: http\r\n:authority: 127.0.0.1:"));
    QVERIFY(!seen.contains("user-agent") && !seen.contains("accept-encoding"));
}

void tst_CurlHttp2::negotiatesItOverTls_data()
{
    QTest::addColumn<int>("wanted");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("negotiated") << int(HttpVersion::Negotiated) << "HTTP/2"_ba;
    QTest::newRow("HTTP/2") << int(HttpVersion::Http2) << "HTTP/2"_ba;
}

void tst_CurlHttp2::negotiatesItOverTls()
{
    QFETCH(int, wanted);
    Http2Server server([](const Http2Request &) { return Http2Response{{{":status", "200"}}, "hello", {}}; },
        m_certificate.serverContext({.alpn = "h2"}));
    CurlTransport transport(SentCall::clock());
    for (int i = 0; i < 2; ++i) {
        HttpRequest request = SentCall::request(server.url());
        request.version = HttpVersion(wanted);
        SentCall call(transport, request, m_settings);
        QVERIFY(call.wait());
        QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
        QTEST(call.exchange().last().version, "version");
        QVERIFY(call.exchange().last().tls && !call.exchange().last().tls->chain.isEmpty());
        QVERIFY(call.exchange().last().requestHead.contains(":scheme: https\r\n"));
    }
    QCOMPARE(server.connections(), 1);
}

void tst_CurlHttp2::sendsAnyMethodWithAnyBody_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const auto *method : {"GET", "POST", "DELETE", "PURGE", "HEAD"}) {
        QTest::addRow("%s without", method) << QByteArray(method) << QByteArray();
        QTest::addRow("%s with", method) << QByteArray(method) << "body"_ba;
        QTest::addRow("%s with much", method) << QByteArray(method) << QByteArray(1'000'000, 'x');
    }
}

void tst_CurlHttp2::sendsAnyMethodWithAnyBody()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    Http2Server server([](const Http2Request &request) {
        return Http2Response{{{":status", "200"}}, request.fields.value(":method") == "HEAD" ? ""_ba : "hello"_ba, {}};
    });
    HttpRequest request = http2(server.url(), method);
    request.body = body;
    request.hasBody = !body.isEmpty();
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(server.requests().constFirst().fields.value(":method"), method);
    QCOMPARE(server.requests().constFirst().body, body);
    QCOMPARE(call.exchange().last().requestBodySize, body.size());
}

void tst_CurlHttp2::carriesManyStreamsOnOneConnection_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("TLS") << true;
    QTest::newRow("prior knowledge") << false;
}

void tst_CurlHttp2::carriesManyStreamsOnOneConnection()
{
    QFETCH(bool, tls);
    Http2Server server([](const Http2Request &request) { return Http2Response{{{":status", "200"}}, request.fields.value(":path"), {}}; },
        tls ? m_certificate.serverContext({.alpn = "h2"}) : nullptr);
    CurlTransport transport(SentCall::clock());
    SentCall first(transport, http2(server.url("/first")), m_settings);
    QVERIFY(first.wait());
    std::vector<std::unique_ptr<SentCall>> calls;
    for (int i = 0; i < 80; ++i)
        calls.push_back(std::make_unique<SentCall>(transport, http2(server.url("/" + QByteArray::number(i))), m_settings));
    for (std::size_t i = 0; i < calls.size(); ++i) {
        QVERIFY(calls[i]->wait());
        QVERIFY2(calls[i]->hasAnswer(), qPrintable(calls[i]->why()));
        QCOMPARE(calls[i]->body(), "/" + QByteArray::number(int(i)));
    }
    if (tls)
        QCOMPARE(server.connections(), 1);
}

void tst_CurlHttp2::takesInterimAnswersAndTrailers()
{
    Http2Server server([](const Http2Request &) { return Http2Response{{{":status", "200"}}, "hello", {{"x-trailer", "1"}}}; });
    SentCall call(http2(server.url()));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().last().trailers, (HttpHeaders{{"x-trailer", "1"}}));
    QCOMPARE(call.body(), "hello"_ba);
    QVERIFY(call.exchange().isComplete);
}

void tst_CurlHttp2::namesBrokenStreams()
{
    constexpr quint32 internalError = 2;
    Http2Server silent([](const Http2Request &) { return Http2Response{{}, {}, {}, internalError}; });
    SentCall none(http2(silent.url()));
    QVERIFY(none.wait());
    QVERIFY(!none.hasAnswer());
    QCOMPARE(none.error().kind, ErrorKind::Network);
    QCOMPARE(silent.requests().size(), 1);

    Http2Server cutting([](const Http2Request &) { return Http2Response{{{":status", "200"}}, "hello world!", {}, internalError, true}; });
    SentCall half(http2(cutting.url()));
    QVERIFY(half.wait());
    QVERIFY2(half.hasAnswer(), qPrintable(half.why()));
    QVERIFY(!half.exchange().isComplete);
    QCOMPARE(half.body(), "hello "_ba);
}

void tst_CurlHttp2::refusedStreamsMayGoAgain()
{
    constexpr quint32 refusedStream = 7; // "did not look at it" (RFC 9113 section 8.7)
    std::atomic<int> seen = 0;
    Http2Server server([&](const Http2Request &) {
        return ++seen == 1 ? Http2Response{{}, {}, {}, refusedStream} : Http2Response{{{":status", "200"}}, "hello", {}};
    });
    SentCall call(http2(server.url()));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "hello"_ba);
}

void tst_CurlHttp2::saysWhenTheServerSpeaksOnlyTheOld()
{
    RawServer server({m_certificate.serverContext()}, RawServer::answering(RawServer::ok("hello")));
    SentCall call(http2(server.url()), m_settings);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().last().version, "HTTP/1.1"_ba);
    QVERIFY(call.exchange().warnings.constFirst().contains("HTTP/2 was asked for"_L1));

    RawServer plain(RawServer::answering(RawServer::ok("hello")));
    SentCall broken(http2(plain.url()));
    QVERIFY(broken.wait());
    QVERIFY(!broken.hasAnswer());
    QCOMPARE(broken.error().kind, ErrorKind::Network);
}

QTEST_GUILESS_MAIN(tst_CurlHttp2)
#include "tst_CurlHttp2.moc"
