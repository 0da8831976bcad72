#include "app/token/IssuerKeys.h"

#include "app/base/SystemClock.h"
#include "app/http/CurlTransport.h"
#include "tests/support/BusyPool.h"
#include "tests/support/RawServer.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>
#include <optional>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// RFC 8037 appendix A.2.
const QByteArray keySet = R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";

QByteArray description(const QByteArray &issuer, const QByteArray &url)
{
    return R"({"issuer":")" + issuer + R"(","jwks_uri":")" + url + R"(","token_endpoint":"https://elsewhere.example/token"})";
}

}

// Fetches only what was asked for, only by GET and without anything of the person's, and only so much of it.
class tst_IssuerKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void knowsWhereAnIssuerDescribesItself_data();
    void knowsWhereAnIssuerDescribesItself();
    void readsADescription_data();
    void readsADescription();
    void findsAndFetchesKeys();
    void sendsNothingElse();
    void showsNoClientCertificate();
    void refusesAnswers_data();
    void refusesAnswers();
    void neverAsksInTheClear();
    void canBeCancelled();
    void readsInTheBackground();

private:
    Result<Jwks> fetch(const QString &url, const NetworkSettings &network = {});
    Result<QString> find(const QString &issuer);

    SystemClock m_clock;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<IssuerKeys> m_keys;
};

void tst_IssuerKeys::init()
{
    m_keys.reset();
    m_transport = std::make_unique<CurlTransport>(m_clock);
    m_keys = std::make_unique<IssuerKeys>(*m_transport);
}

Result<Jwks> tst_IssuerKeys::fetch(const QString &url, const NetworkSettings &network)
{
    auto answer = std::make_shared<std::optional<Result<Jwks>>>(); // shared: with an answer that may come late
    m_keys->fetch(url, network, {this, [answer](const Result<Jwks> &keys) { *answer = keys; }});
    if (*answer || !QTest::qWaitFor([&] { return answer->has_value(); }, 20'000))
        return failure(ErrorKind::Timeout, *answer ? u"It answered before the call returned."_s : u"Nothing came."_s);
    return **answer;
}

Result<QString> tst_IssuerKeys::find(const QString &issuer)
{
    auto answer = std::make_shared<std::optional<Result<QString>>>(); // shared: as above
    m_keys->find(issuer, {}, {this, [answer](const Result<QString> &url) { *answer = url; }});
    if (*answer || !QTest::qWaitFor([&] { return answer->has_value(); }, 20'000))
        return failure(ErrorKind::Timeout, u"Nothing came."_s);
    return **answer;
}

void tst_IssuerKeys::knowsWhereAnIssuerDescribesItself_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("url"); // empty: nowhere
    QTest::newRow("host") << u"https://id.example.org"_s << u"https://id.example.org/.well-known/openid-configuration"_s;
    QTest::newRow("slash") << u"https://id.example.org/"_s << u"https://id.example.org/.well-known/openid-configuration"_s;
    QTest::newRow("path") << u"https://id.example.org/a/b"_s << u"https://id.example.org/a/b/.well-known/openid-configuration"_s;
    QTest::newRow("loopback") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080/.well-known/openid-configuration"_s;
    QTest::newRow("in the clear") << u"http://id.example.org"_s << QString();
    QTest::newRow("a name") << u"datarhei-core"_s << QString();
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("query") << u"https://id.example.org?x=1"_s << QString();
    QTest::newRow("fragment") << u"https://id.example.org#x"_s << QString();
    QTest::newRow("line break") << u"https://id.example.org\r\nX: y"_s << QString();
}

void tst_IssuerKeys::knowsWhereAnIssuerDescribesItself()
{
    QFETCH(QString, issuer);
    const auto url = IssuerKeys::descriptionOf(issuer);
    QTEST(url.value_or(QString()), "url");
    if (!url)
        QVERIFY(!url.error().message.isEmpty());
}

void tst_IssuerKeys::readsADescription_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("good") << description("https://id.example.org", "https://keys.example.org/jwks") << true;
    QTest::newRow("of another") << description("https://id.example.com", "https://keys.example.org/jwks") << false;
    QTest::newRow("almost the same") << description("https://id.example.org/", "https://keys.example.org/jwks") << false;
    QTest::newRow("keys in the clear") << description("https://id.example.org", "http://keys.example.org/jwks") << false;
    QTest::newRow("keys in a file") << description("https://id.example.org", "file:///etc/passwd") << false;
    QTest::newRow("no keys") << QByteArray(R"({"issuer":"https://id.example.org"})") << false;
    QTest::newRow("no JSON") << QByteArray("<html>") << false;
}

void tst_IssuerKeys::readsADescription()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGood);
    const auto url = IssuerKeys::keySetIn(text, u"https://id.example.org"_s);
    QCOMPARE(url.has_value(), isGood);
}

void tst_IssuerKeys::findsAndFetchesKeys()
{
    QByteArray base;
    RawServer server([&base](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        connection.send(RawServer::ok(request.startsWith("GET /keys ") ? keySet : description(base, base + "/keys")));
    });
    base = server.url("");
    const auto url = find(QString::fromLatin1(base));
    QVERIFY2(url, qPrintable(url ? QString() : url.error().message));
    QCOMPARE(*url, QString::fromLatin1(base + "/keys"));
    QCOMPARE(server.requests().size(), 1); // the keys themselves are another step
    const auto keys = fetch(*url);
    QVERIFY2(keys, qPrintable(keys ? QString() : keys.error().message));
    QCOMPARE(keys->keys.size(), 1);
    QCOMPARE(keys->keys.first().id(), u"a"_s);
}

void tst_IssuerKeys::sendsNothingElse()
{
    RawServer server(RawServer::answering(RawServer::ok(keySet)));
    QVERIFY(fetch(QString::fromLatin1(server.url("/keys"))));
    const QByteArray request = server.requests().value(0).toLower();
    QVERIFY(request.startsWith("get /keys http/1.1"));
    QVERIFY(!request.contains("authorization") && !request.contains("cookie"));
}

// That of the environment says who the user is, and anybody may be at the address that a token names.
void tst_IssuerKeys::showsNoClientCertificate()
{
    QTemporaryDir folder;
    const auto fileWith = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write a test file");
        return file.fileName();
    };
    const TestCertificate authority = TestCertificate::authority();
    const TestCertificate client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &authority);
    NetworkSettings network;
    network.proxy.kind = ProxySettings::Kind::None;
    network.caFile = fileWith(u"ca.pem"_s, authority.pem());
    network.clientCertificate = {fileWith(u"client.pem"_s, client.pem() + client.keyPem()), {}, {}};
    const TestCertificate server = TestCertificate::make({}, &authority);
    RawServer indifferent({server.serverContext({})}, RawServer::answering(RawServer::ok(keySet)));
    const auto keys = fetch(QString::fromLatin1(indifferent.url("/keys")), network);
    QVERIFY2(keys, qPrintable(keys ? QString() : keys.error().message));
    RawServer demanding({server.serverContext({.clientAuthority = &authority})}, RawServer::answering(RawServer::ok(keySet)));
    const auto refused = fetch(QString::fromLatin1(demanding.url("/keys")), network);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    QVERIFY2(refused.error().message.contains(u"demands a client certificate"_s), qPrintable(refused.error().message));
    QVERIFY(demanding.requests().isEmpty());
}

void tst_IssuerKeys::refusesAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("word"); // of the message
    QTest::newRow("redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/keys\r\nContent-Length: 0\r\n\r\n") << u"302"_s;
    QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") << u"404"_s;
    QTest::newRow("cut short") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n") + keySet << QString();
    QTest::newRow("HTML") << RawServer::ok("<html><body>Sign in</body></html>") << QString();
    QTest::newRow("too much") << RawServer::ok(QByteArray(2 * 1024 * 1024, ' ') + keySet) << QString();
    QTest::newRow("no key") << RawServer::ok(R"({"keys":[]})") << QString();
}

void tst_IssuerKeys::refusesAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, word);
    RawServer server([answer](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        connection.send(answer);
        connection.close();
    });
    const auto keys = fetch(QString::fromLatin1(server.url("/keys")));
    QVERIFY(!keys);
    QVERIFY(keys.error().kind != ErrorKind::Timeout);
    QVERIFY2(keys.error().message.contains(word), qPrintable(keys.error().message));
    QCOMPARE(server.connections(), 1);
}

void tst_IssuerKeys::neverAsksInTheClear()
{
    const auto keys = fetch(u"http://id.example.org/keys"_s);
    QVERIFY(!keys);
    QCOMPARE(keys.error().kind, ErrorKind::Input);
}

void tst_IssuerKeys::canBeCancelled()
{
    RawServer server([](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        static_cast<void>(connection.waitForClose());
    });
    std::optional<Result<Jwks>> answer;
    m_keys->fetch(QString::fromLatin1(server.url("/keys")), {}, {this, [&answer](const Result<Jwks> &keys) { answer = keys; }});
    QTRY_COMPARE(server.requests().size(), 1);
    m_keys->cancel();
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, ErrorKind::Cancelled);
}

void tst_IssuerKeys::readsInTheBackground()
{
    RawServer server(RawServer::answering(RawServer::ok(keySet)));
    std::optional<Result<Jwks>> answer;
    const BusyPool busy;
    m_keys->fetch(QString::fromLatin1(server.url("/keys")), {}, {this, [&answer](const Result<Jwks> &keys) { answer = keys; }});
    QTRY_VERIFY(!server.requests().isEmpty() && !m_keys->findChild<HttpCall *>()); // all is here
    QCoreApplication::sendPostedEvents();
    QVERIFY(!answer);
    m_keys->cancel();
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_IssuerKeys)
#include "tst_IssuerKeys.moc"
