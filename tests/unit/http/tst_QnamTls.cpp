#include "tests/unit/http/QnamTest.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// Whom the token calls trust, what they show of themselves, and the reasons in words.
class tst_QnamTls : public QnamTest {
    Q_OBJECT
private Q_SLOTS:
    void namesTlsReasons_data();
    void namesTlsReasons();
    void namesOldTlsVersions_data();
    void namesOldTlsVersions();
    void namesServersWithoutTls();
    void trustsTheCaFile();
    void trustsOnlyTheExceptionOfThatHostAndPort();
    void exceptionCoversEveryReason_data();
    void exceptionCoversEveryReason();
    void presentsTheClientCertificate_data();
    void presentsTheClientCertificate();
    void namesBadCertificateFiles_data();
    void namesBadCertificateFiles();
};

void tst_QnamTls::namesTlsReasons_data()
{
    using namespace std::chrono;
    QTest::addColumn<TestCertificate>("certificate");
    QTest::addColumn<QString>("says");
    const auto made = [&](const TestCertificate::Options &options) { return TestCertificate::make(options, &m_authority); };
    const auto row = [](const char *name, const TestCertificate &certificate, const QString &says) {
        QTest::newRow(name) << certificate << says;
    };
    row("expired", made({.validFrom = -hours(48), .validUntil = -hours(24)}), u"its certificate expired on "_s);
    row("not yet valid", made({.validFrom = hours(24), .validUntil = hours(48)}), u"is not valid before "_s);
    row("wrong host", made({.names = {u"DNS:other.example"_s}}), u"is for another host"_s);
    row("weak key", made({.rsaBits = 1024}), u"a key that is too weak"_s);
    row("weak signature", made({.rsaBits = 2048, .digest = "SHA1"}), u"signed with a method that is too weak"_s);
    row("self-signed", TestCertificate::make({}), u"self-signed"_s);
    const auto stranger = TestCertificate::authority(u"stranger"_s);
    row("unknown authority", TestCertificate::make({}, &stranger), u"an authority that is not known here (CN=stranger)"_s);
    row("two reasons", made({.names = {u"DNS:other.example"_s}, .validFrom = -hours(48), .validUntil = -hours(24)}), u", and its"_s);
}

void tst_QnamTls::namesTlsReasons()
{
    QFETCH(TestCertificate, certificate);
    QFETCH(QString, says);
    RawServer server({certificate.serverContext({.isWeak = true})}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());
    const auto result = call(request(server.url(), "POST", "password=not-a-real-one"), settings);
    QVERIFY(result && !*result);
    const auto &failure = result->error();
    QCOMPARE(failure.error.kind, ErrorKind::Tls);
    QVERIFY2(failure.error.message.contains(says), qPrintable(failure.error.message));
    QVERIFY(!failure.error.detail.isEmpty());
    QVERIFY(!failure.wasSent);
    QVERIFY(failure.tls && !failure.tls->chain.isEmpty());
    QCOMPARE(failure.tls->chain.constFirst().sha256, certificate.sha256());
    QVERIFY(server.requests().isEmpty());
}

void tst_QnamTls::namesOldTlsVersions_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.0") << TLS1_VERSION;
    QTest::newRow("TLS 1.1") << TLS1_1_VERSION;
}

void tst_QnamTls::namesOldTlsVersions()
{
    QFETCH(int, version);
    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer server({certificate.serverContext({.minVersion = version, .maxVersion = version, .isWeak = true})},
        RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());
    const auto result = call(request(server.url()), settings);
    QVERIFY(result && !*result);
    QCOMPARE(result->error().error.kind, ErrorKind::Tls);
    QVERIFY2(result->error().error.message.contains("too old"_L1), qPrintable(result->error().error.message));
    QVERIFY(!result->error().wasSent);
}

void tst_QnamTls::namesServersWithoutTls()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readSome();
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        connection.waitForClose();
    });
    const auto result = call(request(httpsUrl(server)));
    QVERIFY(result && !*result);
    QCOMPARE(result->error().error.kind, ErrorKind::Tls);
    QVERIFY2(result->error().error.message.contains("does not speak TLS"_L1), qPrintable(result->error().error.message));
}

void tst_QnamTls::trustsTheCaFile()
{
    const auto certificate = TestCertificate::make({}, &m_authority);
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());
    for (const auto *host : {"127.0.0.1", "localhost"}) {
        const auto result = call(request(httpsUrl(server, host), "POST", "a"), settings);
        QVERIFY2(result && *result, host);
    }
    QCOMPARE(call(request(server.url()))->error().error.kind, ErrorKind::Tls);
}

void tst_QnamTls::trustsOnlyTheExceptionOfThatHostAndPort()
{
    const auto certificate = TestCertificate::make({});
    const auto other = TestCertificate::make({});
    RawServer server({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    RawServer samePlace({other.serverContext()}, RawServer::answering(RawServer::ok("x")));
    RawServer sameCertificate({certificate.serverContext()}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.tlsExceptions = {{u"127.0.0.1"_s, server.port(), certificate.sha256()}};
    QVERIFY(*call(request(server.url()), settings));
    QCOMPARE(call(request(sameCertificate.url()), settings)->error().error.kind, ErrorKind::Tls);
    QCOMPARE(call(request(httpsUrl(server, "localhost")), settings)->error().error.kind, ErrorKind::Tls);
    settings.tlsExceptions = {{u"127.0.0.1"_s, samePlace.port(), certificate.sha256()}};
    QCOMPARE(call(request(samePlace.url()), settings)->error().error.kind, ErrorKind::Tls);
    QCOMPARE(call(request(server.url()))->error().error.kind, ErrorKind::Tls);
}

void tst_QnamTls::exceptionCoversEveryReason_data()
{
    namesTlsReasons_data();
}

void tst_QnamTls::exceptionCoversEveryReason()
{
    QFETCH(TestCertificate, certificate);
    RawServer server({certificate.serverContext({.isWeak = true})}, RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.tlsExceptions = {{u"127.0.0.1"_s, server.port(), certificate.sha256()}};
    const auto result = call(request(server.url()), settings);
    QVERIFY2(result && *result, qPrintable(result && !*result ? result->error().error.message : QString()));
}

void tst_QnamTls::presentsTheClientCertificate_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("form"); // 0: PEM in two files, 1: PEM in one, 2: PEM encrypted, 3: PKCS#12
    const QStringList forms{u"two files"_s, u"one file"_s, u"encrypted key"_s, u"PKCS#12"_s};
    for (int form = 0; form < forms.size(); ++form) {
        QTest::addRow("%s, TLS 1.2", qPrintable(forms.at(form))) << TLS1_2_VERSION << form;
        QTest::addRow("%s, TLS 1.3", qPrintable(forms.at(form))) << TLS1_3_VERSION << form;
    }
}

void tst_QnamTls::presentsTheClientCertificate()
{
    QFETCH(int, version);
    QFETCH(int, form);
    const auto certificate = TestCertificate::make({}, &m_authority);
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &m_authority);
    RawServer server({certificate.serverContext({.maxVersion = version, .clientAuthority = &m_authority})},
        RawServer::answering(RawServer::ok("x")));
    NetworkSettings settings = direct();
    settings.caFile = fileWith(m_authority.pem());

    const auto without = call(request(server.url(), "POST", "a"), settings);
    QVERIFY(without && !*without);
    QVERIFY(server.requests().isEmpty());

    const QByteArray passphrase = "not-a-real-one";
    ClientCertificate files;
    if (form == 0)
        files = {fileWith(client.pem()), fileWith(client.keyPem()), {}};
    else if (form == 1)
        files = {fileWith(client.keyPem() + client.pem()), {}, {}};
    else if (form == 2)
        files = {fileWith(client.pem()), fileWith(client.keyPem(passphrase)), Secret(passphrase)};
    else
        files = {fileWith(client.pkcs12(passphrase)), {}, Secret(passphrase)};
    settings.clientCertificate = files;
    const auto with = call(request(server.url(), "POST", "a"), settings);
    QVERIFY2(with && *with, qPrintable(with && !*with ? with->error().error.message : QString()));
}

void tst_QnamTls::namesBadCertificateFiles_data()
{
    QTest::addColumn<NetworkSettings>("settings");
    QTest::addColumn<QString>("says");
    const auto client = TestCertificate::make({});
    const auto other = TestCertificate::make({});
    const Secret right("not-a-real-one"_ba);
    const Secret wrong("other"_ba);
    const auto row = [](const char *name, const QString &caFile, const ClientCertificate &files, const QString &says) {
        NetworkSettings settings = direct();
        settings.caFile = caFile;
        settings.clientCertificate = files;
        QTest::newRow(name) << settings << says;
    };
    const QString certificate = fileWith(client.pem());
    row("CA file missing", u"/no/such/ca.pem"_s, {}, u"/no/such/ca.pem can't be read"_s);
    row("CA file of something else", fileWith("hello"), {}, u"holds no certificate in PEM form"_s);
    row("certificate missing", {}, {u"/no/such/client.pem"_s, {}, {}}, u"/no/such/client.pem can't be read"_s);
    row("key missing", {}, {certificate, u"/no/such/key.pem"_s, {}}, u"/no/such/key.pem can't be read"_s);
    row("no key in it", {}, {certificate, {}, {}}, u"holds no private key"_s);
    row("key of another", {}, {certificate, fileWith(other.keyPem()), {}}, u"does not belong to the certificate"_s);
    row("wrong passphrase", {}, {certificate, fileWith(client.keyPem("not-a-real-one")), wrong}, u"passphrase does not open"_s);
    row("no passphrase", {}, {certificate, fileWith(client.keyPem("not-a-real-one")), {}}, u"passphrase does not open"_s);
    row("PKCS#12, wrong passphrase", {}, {fileWith(client.pkcs12("not-a-real-one")), {}, wrong}, u"passphrase does not open"_s);
    row("garbage", {}, {fileWith("hello"), {}, right}, u"neither a PEM nor a PKCS#12 file"_s);
    row("no certificate", {}, {fileWith(client.keyPem()), {}, {}}, u"holds no certificate"_s);
}

void tst_QnamTls::namesBadCertificateFiles()
{
    QFETCH(NetworkSettings, settings);
    QFETCH(QString, says);
    const auto result = call(request("https://127.0.0.1:1/"), settings);
    QVERIFY(result && !*result);
    QCOMPARE(result->error().error.kind, ErrorKind::Input);
    QVERIFY2(result->error().error.message.contains(says), qPrintable(result->error().error.message));
    QVERIFY(!result->error().wasSent);
}

Q_DECLARE_METATYPE(tessera::TestCertificate)

QTEST_GUILESS_MAIN(tst_QnamTls)
#include "tst_QnamTls.moc"
