#include "app/http/CurlTransport.h"
#include "app/run/RequestRunner.h"
#include "tests/support/AuthWorld.h"
#include "tests/support/RawServer.h"
#include "tests/support/SentRun.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// What says who somebody is stays with the origin that it is for: whatever was typed, wherever a server sends a request on,
// and whoever signs in afterwards.
class tst_SecretsAtHome : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typedSecretsDoNotCross_data();
    void typedSecretsDoNotCross();
    void secretsByValueDoNotCross_data();
    void secretsByValueDoNotCross();
    void harmlessThingsCross();
    void clientCertificateStaysAtHome();
    void clientCertificateStaysAtHomeInSignIns();
    void cookiesEndWithTheSignIn_data();
    void cookiesEndWithTheSignIn();

private:
    [[nodiscard]] RunResult sent(const RequestDocument &document) const { return sentRun(*m_runner, document); }
    [[nodiscard]] QByteArray redirected(RequestDocument document) const; // what the second server saw
    [[nodiscard]] QString fileWith(const QByteArray &bytes);
    [[nodiscard]] NetworkSettings withCertificate(const TestCertificate &authority);

    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<AuthWorld> m_world;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<RequestRunner> m_runner;
};

namespace {

QByteArray tokens()
{
    return R"({"access":"fake-access-token","refresh":"fake-refresh-token","expires_in":3600,"other":"x"})";
}

// Gives tokens to who signs in and a cookie with everything else.
RawServer::Script api()
{
    return [](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const bool isSignIn = request.startsWith("POST /login");
        connection.send(RawServer::ok(isSignIn ? tokens() : QByteArray("{}"),
            isSignIn ? "Connection: close\r\n" : "Set-Cookie: sid=fake-session; Path=/\r\nConnection: close\r\n"));
        connection.close();
    };
}

const CredentialId ada{u"test-api"_s, u"home"_s, u"ada"_s};

}

void tst_SecretsAtHome::init()
{
    m_runner.reset();
    m_transport.reset();
    m_world.reset();
    m_home = std::make_unique<AuthHome>();
    m_home->writeProfile();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_transport = std::make_unique<CurlTransport>(m_world->clock);
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    QVERIFY(!m_world->load());
}

QByteArray tst_SecretsAtHome::redirected(RequestDocument document) const
{
    const RawServer stranger(RawServer::answering(RawServer::ok("{}")));
    RawServer home([&](RawConnection &connection) {
        const QByteArray target = connection.readRequest().split(' ').value(1); // its query goes along
        connection.send("HTTP/1.1 307 Elsewhere\r\nLocation: " + stranger.url(target)
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        connection.close();
    });
    document.url.prepend(QString::fromLatin1(home.url("")));
    (void)sent(document);
    return stranger.requests().join("\n");
}

QString tst_SecretsAtHome::fileWith(const QByteArray &bytes)
{
    auto *file = new QTemporaryFile(this);
    if (!file->open() || file->write(bytes) != bytes.size() || !file->flush())
        qFatal("no temporary file");
    return file->fileName();
}

NetworkSettings tst_SecretsAtHome::withCertificate(const TestCertificate &authority)
{
    const TestCertificate client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &authority);
    NetworkSettings settings;
    settings.proxy.kind = ProxySettings::Kind::None;
    settings.caFile = fileWith(authority.pem());
    settings.clientCertificate = {fileWith(client.pem()), fileWith(client.keyPem()), {}};
    return settings;
}

void tst_SecretsAtHome::typedSecretsDoNotCross_data()
{
    using Kind = RequestDocument::Body::Kind;
    const auto document = [](const QString &target, const QString &header, const QString &value, Kind kind, const QString &body) {
        RequestDocument composed;
        composed.method = kind == Kind::None ? u"GET"_s : u"POST"_s;
        composed.url = target;
        if (!header.isEmpty())
            composed.headers = {{true, header, value}};
        composed.body.kind = kind;
        composed.body.text = body;
        composed.body.form = {{true, u"user"_s, u"ada"_s}, {true, u"password"_s, u"fake-canary"_s}};
        return composed;
    };
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QByteArray>("secret");
    const QByteArray canary = "fake-canary";
    QTest::newRow("an API key in a header") << document(u"/a"_s, u"X-Api-Key"_s, u"fake-canary"_s, Kind::None, {}) << canary;
    QTest::newRow("a token in a header of its own")
        << document(u"/a"_s, u"X-Session-Token"_s, u"fake-canary"_s, Kind::None, {}) << canary;
    const QString jwt = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEiLCJpYXQiOjE1MTYyMzkwMjJ9.ZmFrZS1zaWduYXR1cmUtb2YtYS10ZXN0"_s;
    QTest::newRow("a token by its shape") << document(u"/a"_s, u"X-Who"_s, jwt, Kind::None, {}) << jwt.toUtf8();
    QTest::newRow("a key in the query") << document(u"/a?page=2&api_key=fake-canary"_s, {}, {}, Kind::None, {}) << canary;
    QTest::newRow("an encoded name in the query")
        << document(u"/a?api%5Fkey=fake-canary"_s, {}, {}, Kind::None, {}) << canary;
    QTest::newRow("a password in JSON")
        << document(u"/login"_s, {}, {}, Kind::Json, u"{\"user\": \"ada\", \"password\": \"fake-canary\"}"_s) << canary;
    QTest::newRow("a password in a form") << document(u"/login"_s, {}, {}, Kind::Form, {}) << canary;
    QTest::newRow("a token as text") << document(u"/login"_s, {}, {}, Kind::Text, jwt) << jwt.toUtf8();
}

void tst_SecretsAtHome::typedSecretsDoNotCross()
{
    QFETCH(RequestDocument, document);
    QFETCH(QByteArray, secret);
    const QByteArray seen = redirected(document);
    QVERIFY2(!seen.contains(secret), seen.constData());
}

// Whatever the header is called: a token is known by its value, and there is no variable for one.
void tst_SecretsAtHome::secretsByValueDoNotCross_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isSent"); // at all
    QTest::newRow("the token typed") << u"fake-access-token"_s << true;
    QTest::newRow("within other words") << u"a fake-access-token b"_s << true;
    QTest::newRow("the refresh token") << u"fake-refresh-token"_s << true;
    QTest::newRow("the token as a variable") << u"{{access}}"_s << false;
    QTest::newRow("the password as a variable") << u"{{password}}"_s << false;
}

void tst_SecretsAtHome::secretsByValueDoNotCross()
{
    QFETCH(QString, value);
    QFETCH(bool, isSent);
    const RawServer stranger(RawServer::answering(RawServer::ok("{}")));
    const RawServer home([&](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        connection.send(request.startsWith("POST /login") ? RawServer::ok(tokens(), "Connection: close\r\n")
                                                          : "HTTP/1.1 307 Elsewhere\r\nLocation: " + stranger.url("/there") + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        connection.close();
    });
    QVERIFY(!m_world->signIn(QString::fromLatin1(home.url(""))));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.headers = {{true, u"X-Custom"_s, value}, {true, u"X-Trace"_s, u"one"_s}};
    document.credential = ada;
    const auto before = home.requests().size();
    const RunResult result = sent(document);
    QCOMPARE(home.requests().size() > before, isSent);
    QCOMPARE(stranger.requests().size(), isSent ? 1 : 0);
    if (!isSent)
        QVERIFY2(result.error && result.errorField == "header:X-Custom"_L1, qPrintable(result.errorField));
    for (const QByteArray &seen : stranger.requests())
        QVERIFY2(!seen.contains("X-Custom") && !seen.contains("fake-") && seen.contains("X-Trace: one\r\n"), seen.constData());
}

void tst_SecretsAtHome::harmlessThingsCross()
{
    RequestDocument document;
    document.method = u"POST"_s;
    document.url = u"/a?page=2"_s;
    document.headers = {{true, u"X-Trace"_s, u"one"_s}};
    document.body.kind = RequestDocument::Body::Kind::Json;
    document.body.text = u"{\"name\": \"ada\"}"_s;
    const QByteArray seen = redirected(document);
    QVERIFY2(seen.startsWith("POST /a?page=2 HTTP/1.1\r\n"), seen.constData());
    QVERIFY2(seen.contains("X-Trace: one\r\n") && seen.endsWith("{\"name\": \"ada\"}"), seen.constData());
}

void tst_SecretsAtHome::clientCertificateStaysAtHome()
{
    const TestCertificate authority = TestCertificate::authority();
    const TestCertificate server = TestCertificate::make({}, &authority);
    TestCertificate::ServerOptions demanding;
    demanding.clientAuthority = &authority;
    RawServer home(RawServer::Options{server.serverContext(demanding), true, false}, api());
    const RawServer stranger(RawServer::Options{server.serverContext(demanding), true, false}, api());
    m_world->auth.setNetwork(u"home"_s, withCertificate(authority), {this, [](const Result<Done> &) { }});
    QVERIFY(!m_world->signIn(QString::fromLatin1(home.url(""))));

    RequestDocument document;
    document.credential = ada;
    document.url = u"{{baseUrl}}/data"_s;
    QVERIFY(!sent(document).error);
    document.url = QString::fromLatin1(stranger.url("/data"));
    const RunResult result = sent(document);
    QVERIFY(result.isWithheld);
    QVERIFY(result.error); // it asked for the certificate and got none
    QVERIFY(stranger.requests().isEmpty());
}

// A profile's step, or a discovery, may go to another server than the API's.
void tst_SecretsAtHome::clientCertificateStaysAtHomeInSignIns()
{
    const TestCertificate authority = TestCertificate::authority();
    const TestCertificate server = TestCertificate::make({}, &authority);
    TestCertificate::ServerOptions demanding;
    demanding.clientAuthority = &authority;
    RawServer home(RawServer::Options{server.serverContext(demanding), true, false}, api());
    const RawServer stranger(RawServer::Options{server.serverContext(demanding), true, false}, api());
    QFile file(m_home->folder.filePath(u"profiles/test-api.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray profile = testProfile();
    const QByteArray one = R"("request": { "method": "POST", "path": "/login", "json": { "username": "{{username}}", "password": "{{password}}" } })";
    QVERIFY(profile.contains(one));
    file.write(profile.replace(profile.indexOf(one), one.size(), R"("steps": [ { "request": { "method": "POST", "path": "/login", "text": "{{username}} {{password}}" } },
        { "request": { "method": "POST", "path": ")" + stranger.url("/login") + R"(", "text": "second" } } ])"));
    file.close();
    m_world = std::make_unique<AuthWorld>(*m_home);
    QVERIFY2(m_world->profiles.problems().isEmpty(), qPrintable(m_world->profiles.problems().value(0).message));
    QVERIFY(!m_world->load());
    m_world->auth.setNetwork(u"home"_s, withCertificate(authority), {this, [](const Result<Done> &) { }});

    QVERIFY(m_world->signIn(QString::fromLatin1(home.url(""))));
    QCOMPARE(home.requests().size(), 1);
    QVERIFY(stranger.requests().isEmpty());
}

void tst_SecretsAtHome::cookiesEndWithTheSignIn_data()
{
    QTest::addColumn<QString>("end");
    for (const auto *end : {"signed out", "forgotten", "signed in anew"})
        QTest::newRow(end) << QString::fromLatin1(end);
}

void tst_SecretsAtHome::cookiesEndWithTheSignIn()
{
    QFETCH(QString, end);
    RawServer server(api());
    const QString base = QString::fromLatin1(server.url(""));
    QVERIFY(!m_world->signIn(base));
    RequestDocument document;
    document.credential = ada;
    document.url = u"{{baseUrl}}/data"_s;
    QVERIFY(!sent(document).error);
    QVERIFY(!sent(document).error);
    QVERIFY(server.requests().last().contains("Cookie: sid=fake-session\r\n"));

    bool isEnded = end == u"signed in anew"_s;
    if (end == u"signed out"_s)
        m_world->auth.signOut(ada, {this, [&](const Result<SignOutOutcome> &) { isEnded = true; }});
    else if (!isEnded)
        m_world->auth.forget(ada, {this, [&](const Result<Done> &) { isEnded = true; }});
    QTRY_VERIFY(isEnded);
    QVERIFY(!m_world->signIn(base));
    QVERIFY(!sent(document).error);
    QVERIFY2(!server.requests().last().contains("fake-session"), server.requests().last().constData());
}

QTEST_GUILESS_MAIN(tst_SecretsAtHome)
#include "tst_SecretsAtHome.moc"
