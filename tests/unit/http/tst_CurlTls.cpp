#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_CurlTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsWhatWasFound();
    void namesReasons_data();
    void namesReasons();
    void namesOldVersions_data();
    void namesOldVersions();
    void namesServersWithoutTls();
    void namesCutOffHandshakes();
    void trustsOnlyTheExceptionOfThatHostAndPort();
    void exceptionCoversEveryReason_data();
    void exceptionCoversEveryReason();
    void trustIsNotInheritedWithAConnection();
    void readsAChangedCaFile();
    void presentsTheClientCertificate_data();
    void presentsTheClientCertificate();
    void namesTheDemandForACertificate_data();
    void namesTheDemandForACertificate();
    void namesBadCertificateFiles_data();
    void namesBadCertificateFiles();
    void worksInsideATunnel();

private:
    QString fileWith(const QByteArray &bytes);
    NetworkSettings trusting();

    QTemporaryDir m_folder;
    TestCertificate m_authority = TestCertificate::authority();
};

namespace {

QByteArray httpsUrl(const RawServer &server, const QByteArray &host = "127.0.0.1")
{
    return "https://" + host + ':' + QByteArray::number(server.port()) + '/';
}

}

QString tst_CurlTls::fileWith(const QByteArray &bytes)
{
    static int number = 0;
    QFile file(m_folder.filePath(QString::number(++number)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write a test file");
    return file.fileName();
}

NetworkSettings tst_CurlTls::trusting()
{
    NetworkSettings settings = SentCall::direct();
    settings.caFile = fileWith(m_authority.pem());
    return settings;
}

void tst_CurlTls::recordsWhatWasFound()
{
    const auto certificate = TestCertificate::make({.commonName = u"Ünïcode, Inc."_s}, &m_authority);
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("hello")));
    CurlTransport transport(SentCall::clock());
    const NetworkSettings settings = trusting();
    for (int i = 0; i < 3; ++i) { // on the kept connection, too
        SentCall call(transport, SentCall::request(server.url()), settings);
        QVERIFY(call.wait());
        QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
        const HttpHop &hop = call.exchange().last();
        QVERIFY(hop.tls);
        QCOMPARE(hop.tls->version, u"TLSv1.3"_s);
        QVERIFY(hop.tls->cipher.startsWith("TLS_"_L1));
        QCOMPARE(hop.tls->trust, TlsTrust::Verified);
        const TlsCertificate &own = hop.tls->chain.constFirst();
        QCOMPARE(own.sha256, certificate.sha256());
        QCOMPARE(own.subject, u"CN=Ünïcode\\, Inc."_s);
        QCOMPARE(own.issuer, u"CN=test authority"_s);
        const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
        QVERIFY(own.notAfter > now + std::chrono::hours(23) && own.notAfter < now + std::chrono::hours(25));
        QVERIFY(own.notBefore < now - std::chrono::hours(23));
        QCOMPARE(hop.timings.tls.has_value(), i == 0);
    }
    QCOMPARE(server.connections(), 1);
}

void tst_CurlTls::namesReasons_data()
{
    using namespace std::chrono;
    QTest::addColumn<TestCertificate>("certificate");
    QTest::addColumn<QString>("says");
    const auto made = [&](const TestCertificate::Options &options) { return TestCertificate::make(options, &m_authority); };
    QTest::newRow("expired") << made({.validFrom = -hours(48), .validUntil = -hours(24)}) << u"its certificate expired on "_s;
    QTest::newRow("not yet valid") << made({.validFrom = hours(24), .validUntil = hours(48)}) << u"is not valid before "_s;
    QTest::newRow("wrong host") << made({.names = {u"DNS:other.example"_s}}) << u"is for another host"_s;
    QTest::newRow("no host") << made({.commonName = u"127.0.0.1"_s, .names = {}}) << u"is for another host"_s;
    QTest::newRow("weak key") << made({.rsaBits = 1024}) << u"a key that is too weak"_s;
    QTest::newRow("weak signature") << made({.rsaBits = 2048, .digest = "SHA1"}) << u"signed with a method that is too weak"_s;
    QTest::newRow("self-signed") << TestCertificate::make({}) << u"self-signed"_s;
    const auto stranger = TestCertificate::authority(u"stranger"_s);
    QTest::newRow("unknown authority") << TestCertificate::make({}, &stranger) << u"not known here (CN=stranger)"_s;
}

void tst_CurlTls::namesReasons()
{
    QFETCH(TestCertificate, certificate);
    QFETCH(QString, says);
    RawServer server({certificate.serverContext({.isWeak = true})}, RawServer::answering(RawServer::ok("x")));
    SentCall call(SentCall::request(server.url(), "POST", "not-a-real-password"), trusting());
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Tls);
    QVERIFY2(call.error().message.contains(says), qPrintable(call.why()));
    QVERIFY(!call.error().detail.isEmpty());
    const auto &tls = call.call->exchange().last().tls; // to decide about an exception
    QVERIFY(tls && tls->trust == TlsTrust::Refused);
    QCOMPARE(tls->chain.constFirst().sha256, certificate.sha256());
    QVERIFY(server.requests().isEmpty());
}

void tst_CurlTls::namesOldVersions_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.0") << TLS1_VERSION;
    QTest::newRow("TLS 1.1") << TLS1_1_VERSION;
}

void tst_CurlTls::namesOldVersions()
{
    QFETCH(int, version);
    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer server({certificate.serverContext({.minVersion = version, .maxVersion = version, .isWeak = true})},
        RawServer::answering(RawServer::ok("x")));
    SentCall call(SentCall::request(server.url()), trusting());
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Tls);
    QVERIFY2(call.error().message.contains("too old"_L1), qPrintable(call.why()));
}

void tst_CurlTls::namesServersWithoutTls()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readSome();
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        connection.waitForClose();
    });
    SentCall call(SentCall::request(httpsUrl(server)));
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Tls);
    QVERIFY2(call.error().message.contains("does not speak TLS"_L1), qPrintable(call.why()));

    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer tls({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    SentCall plain(SentCall::request("http" + tls.url().mid(5)));
    QVERIFY(plain.wait());
    QVERIFY(!plain.hasAnswer());
    QCOMPARE(plain.error().kind, ErrorKind::Network);
}

void tst_CurlTls::namesCutOffHandshakes()
{
    RawServer server([](RawConnection &connection) { (void)connection.readSome(); });
    SentCall call(SentCall::request(httpsUrl(server)));
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Tls);
    QVERIFY2(call.error().message.contains("closed the connection during the TLS handshake"_L1), qPrintable(call.why()));
}

void tst_CurlTls::trustsOnlyTheExceptionOfThatHostAndPort()
{
    const auto certificate = TestCertificate::make({});
    const auto other = TestCertificate::make({});
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    RawServer sameCertificate({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    RawServer samePlace({other.serverContext()}, RawServer::answering(RawServer::ok("x")));
    CurlTransport transport(SentCall::clock());
    NetworkSettings settings = SentCall::direct();
    settings.tlsExceptions = {{u"127.0.0.1"_s, server.port(), certificate.sha256()}};
    SentCall good(transport, SentCall::request(server.url()), settings);
    QVERIFY(good.wait());
    QVERIFY2(good.hasAnswer(), qPrintable(good.why()));
    QCOMPARE(good.exchange().last().tls->trust, TlsTrust::Exception);
    for (const QByteArray &url : {sameCertificate.url(), httpsUrl(server, "localhost")}) {
        SentCall refused(transport, SentCall::request(url), settings);
        QVERIFY(refused.wait());
        QVERIFY2(refused.error().kind == ErrorKind::Tls, url);
        QCOMPARE(refused.call->exchange().last().tls->trust, TlsTrust::Refused);
    }
    settings.tlsExceptions = {{u"127.0.0.1"_s, samePlace.port(), certificate.sha256()}};
    SentCall changed(transport, SentCall::request(samePlace.url()), settings);
    QVERIFY(changed.wait());
    QCOMPARE(changed.error().kind, ErrorKind::Tls);
    QCOMPARE(changed.call->exchange().last().tls->trust, TlsTrust::Replaced);
    QVERIFY2(changed.error().message.contains("another certificate than the one that you trusted"_L1), qPrintable(changed.why()));
    QVERIFY2(!changed.error().detail.contains("or trust this"_L1), qPrintable(changed.why()));
}

void tst_CurlTls::exceptionCoversEveryReason_data()
{
    namesReasons_data();
}

void tst_CurlTls::exceptionCoversEveryReason()
{
    QFETCH(TestCertificate, certificate);
    RawServer server({certificate.serverContext({.isWeak = true})}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = SentCall::direct();
    settings.tlsExceptions = {{u"127.0.0.1"_s, server.port(), certificate.sha256()}};
    SentCall call(SentCall::request(server.url()), settings);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
}

void tst_CurlTls::trustIsNotInheritedWithAConnection()
{
    const auto certificate = TestCertificate::make({});
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    CurlTransport transport(SentCall::clock());
    NetworkSettings trusting = SentCall::direct();
    trusting.tlsExceptions = {{u"127.0.0.1"_s, server.port(), certificate.sha256()}};
    for (int i = 0; i < 2; ++i) {
        SentCall good(transport, SentCall::request(server.url()), trusting);
        QVERIFY(good.wait());
        QVERIFY(good.hasAnswer());
        SentCall refused(transport, SentCall::request(server.url())); // the exception was taken back
        QVERIFY(refused.wait());
        QCOMPARE(refused.error().kind, ErrorKind::Tls);
    }
    QCOMPARE(server.requests().size(), 2);
}

void tst_CurlTls::readsAChangedCaFile()
{
    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = SentCall::direct();
    settings.caFile = fileWith(TestCertificate::authority(u"another"_s).pem());
    CurlTransport transport(SentCall::clock());
    SentCall refused(transport, SentCall::request(server.url()), settings);
    QVERIFY(refused.wait());
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    QFile file(settings.caFile);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    file.write(m_authority.pem());
    file.close();
    SentCall good(transport, SentCall::request(server.url()), settings);
    QVERIFY(good.wait());
    QVERIFY2(good.hasAnswer(), qPrintable(good.why()));
}

void tst_CurlTls::presentsTheClientCertificate_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("form"); // 0: PEM in two files, 1: PEM in one, 2: PEM encrypted, 3: PKCS#12
    const QStringList forms{u"two files"_s, u"one file"_s, u"encrypted key"_s, u"PKCS#12"_s};
    for (int form = 0; form < forms.size(); ++form) {
        QTest::addRow("%s, TLS 1.2", qPrintable(forms.at(form))) << TLS1_2_VERSION << form;
        QTest::addRow("%s, TLS 1.3", qPrintable(forms.at(form))) << TLS1_3_VERSION << form;
    }
}

void tst_CurlTls::presentsTheClientCertificate()
{
    QFETCH(int, version);
    QFETCH(int, form);
    const auto certificate = TestCertificate::make({}, &m_authority);
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &m_authority);
    RawServer server({certificate.serverContext({.maxVersion = version, .clientAuthority = &m_authority})},
        RawServer::answering(RawServer::ok("x")));
    const QByteArray passphrase = "not-a-real-one";
    NetworkSettings settings = trusting();
    if (form == 0)
        settings.clientCertificate = {fileWith(client.pem()), fileWith(client.keyPem()), {}};
    else if (form == 1)
        settings.clientCertificate = {fileWith(client.keyPem() + client.pem()), {}, {}};
    else if (form == 2)
        settings.clientCertificate = {fileWith(client.pem()), fileWith(client.keyPem(passphrase)), Secret(passphrase)};
    else
        settings.clientCertificate = {fileWith(client.pkcs12(passphrase)), {}, Secret(passphrase)};
    SentCall call(SentCall::request(server.url(), "POST", "body"), settings);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
}

void tst_CurlTls::namesTheDemandForACertificate_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
}

void tst_CurlTls::namesTheDemandForACertificate()
{
    QFETCH(int, version);
    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer server({certificate.serverContext({.maxVersion = version, .clientAuthority = &m_authority})},
        RawServer::answering(RawServer::ok("x")));
    SentCall without(SentCall::request(server.url(), "POST", "body"), trusting());
    QVERIFY(without.wait());
    QCOMPARE(without.error().kind, ErrorKind::Tls);
    QVERIFY2(without.error().message.contains("demands a client certificate"_L1), qPrintable(without.why()));

    const auto stranger = TestCertificate::authority(u"stranger"_s);
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &stranger);
    NetworkSettings settings = trusting();
    settings.clientCertificate = {fileWith(client.keyPem() + client.pem()), {}, {}};
    SentCall refused(SentCall::request(server.url()), settings);
    QVERIFY(refused.wait());
    QVERIFY(!refused.hasAnswer());
    QVERIFY(server.requests().isEmpty());
}

void tst_CurlTls::namesBadCertificateFiles_data()
{
    QTest::addColumn<NetworkSettings>("settings");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &caFile, const ClientCertificate &files, const QString &says) {
        NetworkSettings settings = SentCall::direct();
        settings.caFile = caFile;
        settings.clientCertificate = files;
        QTest::newRow(name) << settings << says;
    };
    row("CA file missing", u"/no/such/ca.pem"_s, {}, u"/no/such/ca.pem can't be read"_s);
    row("CA file of something else", fileWith("hello"), {}, u"holds no certificate in PEM form"_s);
    row("certificate missing", {}, {u"/no/such/client.pem"_s, {}, {}}, u"/no/such/client.pem can't be read"_s);
    row("garbage", {}, {fileWith("hello"), {}, {}}, u"neither a PEM nor a PKCS#12 file"_s);
}

void tst_CurlTls::namesBadCertificateFiles()
{
    QFETCH(NetworkSettings, settings);
    QFETCH(QString, says);
    SentCall call(SentCall::request("https://127.0.0.1:1/"), settings);
    QVERIFY(call.wait());
    QCOMPARE(call.error().kind, ErrorKind::Input);
    QVERIFY2(call.error().message.contains(says), qPrintable(call.why()));
}

void tst_CurlTls::worksInsideATunnel()
{
    const auto certificate = TestCertificate::make({.names = {u"DNS:api.example"_s}}, &m_authority);
    const auto context = certificate.serverContext();
    QByteArray connect, inside;
    RawServer proxy([&](RawConnection &connection) {
        connect = connection.readRequest();
        connection.send("HTTP/1.1 200 Go\r\nX-Of-The-Proxy: 1\r\n\r\n");
        if (!connection.startTls(context))
            return;
        inside = connection.readRequest();
        connection.send(RawServer::ok("inside"));
        connection.waitForClose();
    });
    NetworkSettings settings = trusting();
    settings.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, proxy.port(), u"proxyuser"_s, Secret(u"fake"_s)};
    HttpRequest request = SentCall::request("https://api.example/x?y", "POST", "body");
    request.headers.append("Authorization", "Bearer fake-token");
    SentCall call(request, settings);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.body(), "inside"_ba);
    QVERIFY(connect.contains("Proxy-Authorization: Basic ") && !connect.contains("fake-token"));
    QCOMPARE(inside, "POST /x?y HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer fake-token\r\nContent-Length: 4\r\n\r\nbody");
    const HttpHop &hop = call.exchange().last();
    QCOMPARE(hop.requestHead + hop.requestBody, inside);
    QVERIFY(!hop.responseHead.contains("X-Of-The-Proxy"));
    QVERIFY(hop.tls);
}

Q_DECLARE_METATYPE(tessera::TestCertificate)

QTEST_GUILESS_MAIN(tst_CurlTls)
#include "tst_CurlTls.moc"
