#include "app/http/BodyStore.h"
#include "app/http/CookieJar.h"
#include "tests/support/Http2Server.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SentRun.h"
#include "tests/support/TestCertificates.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The pipeline of a request, from Send to the answer.
class tst_RequestRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void sendsAsACredential();
    void nobodyIsRefusedWhereWhoWasThereIsNot();
    void nobodyGoesTheWayOfWhoWasThere();
    void succeedsAcrossAnExpiry();
    void aThousandAtOnceNeedOneRefresh();
    void refreshesAndRepeatsAfterARefusal();
    void showsTheRefusalWhenTheRefreshFails();
    void stopsAfterOneRepeat();
    void repeatsWithoutARefreshWhenAnotherRequestHadOne();
    void followsARenameUnderWay_data();
    void followsARenameUnderWay();
    void neverRepeatsAfterANetworkError();
    void goesWithoutTheCredentialToStrangers();
    void cookiesStayWithWhoGotThem();
    void namesTheFieldOfABadInput_data();
    void namesTheFieldOfABadInput();
    void isCancelledInEveryPhase_data();
    void isCancelledInEveryPhase();
    void speaksTheVersionThatIsAskedFor_data();
    void speaksTheVersionThatIsAskedFor();
    void goesThroughItsProxy_data();
    void goesThroughItsProxy();
    void sendsEveryBody_data();
    void sendsEveryBody();

private:
    [[nodiscard]] RunResult sent(const RequestDocument &document) const { return sentRun(m_run->runner, document); }
    [[nodiscard]] RequestDocument asAda(const QString &path) const;

    std::unique_ptr<RunWorld> m_run;
};

void tst_RequestRunner::init()
{
    m_run = std::make_unique<RunWorld>();
}

void tst_RequestRunner::cleanup()
{
    m_run.reset();
}

RequestDocument tst_RequestRunner::asAda(const QString &path) const
{
    RequestDocument document;
    document.url = u"{{baseUrl}}"_s + path;
    document.credential = AuthWorld::ada;
    return document;
}

void tst_RequestRunner::sendsAsACredential()
{
    const RunResult result = sent(asAda(u"/data?user={{username}}"_s));
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QCOMPARE(result.attempts.size(), 1);
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(result.last()->body->read(0, 100), QByteArray(R"({"ok":true})"));
    QVERIFY(result.last()->last().requestHead.startsWith("GET /data?user=ada HTTP/1.1\r\n"));
}

void tst_RequestRunner::succeedsAcrossAnExpiry()
{
    m_run->world.clock.suspend(2h);
    const RunResult result = sent(asAda(u"/data"_s));
    QVERIFY(!result.error);
    QCOMPARE(result.attempts.size(), 1);
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(m_run->server.refreshes(), 1);
}

// All the way to the server and back, not only to the door.
void tst_RequestRunner::aThousandAtOnceNeedOneRefresh()
{
    constexpr int many = 1000;
    m_run->world.clock.suspend(2h);
    int good = 0, ended = 0;
    QObject owner;
    for (int i = 0; i < many; ++i) {
        const RequestRun *run = m_run->runner.run(asAda(u"/data?n=%1"_s.arg(i)), &owner);
        connect(run, &RequestRun::finished, this, [&](const RunResult &result) {
            ++ended;
            good += !result.error && result.attempts.size() == 1 && result.last()->status() == 200;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(ended, many, 60'000);
    QCOMPARE(good, many);
    QCOMPARE(m_run->server.refreshes(), 1);
}

void tst_RequestRunner::refreshesAndRepeatsAfterARefusal()
{
    m_run->server.expireNow();
    const RunResult result = sent(asAda(u"/data"_s));
    QVERIFY(!result.error);
    QCOMPARE(result.attempts.size(), 2);
    QCOMPARE(result.attempts.first().exchange.status(), 401);
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(m_run->server.refreshes(), 1);
    QCOMPARE(result.notes, QStringList{u"Answered 401: refreshed the token and sent it again."_s});
}

void tst_RequestRunner::showsTheRefusalWhenTheRefreshFails()
{
    AuthWorld other(m_run->home);
    QVERIFY(!other.load());
    TokenServer &server = m_run->server;
    // The server forgets the token: signing in elsewhere makes a newer one.
    QVERIFY(!other.signIn(server.url(), {u"test-api"_s, u"home"_s, u"elsewhere"_s}));
    const RunResult result = sent(asAda(u"/data"_s));
    QVERIFY(!result.error);
    QCOMPARE(result.last()->status(), 401);
    QCOMPARE(server.refreshes(), 1); // its refresh token is dead by then: asked once, and it ends there
    QCOMPARE(result.notes.size(), 1);
}

void tst_RequestRunner::stopsAfterOneRepeat()
{
    RawServer server([](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const QByteArray body = R"({"access":"always-refused","refresh":"refresh-token","expires_in":3600})";
        if (request.startsWith("POST"))
            connection.send(RawServer::ok(body, "Connection: close\r\n"));
        else
            connection.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        connection.close();
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    const RunResult first = sent(asAda(u"/data"_s));
    QVERIFY(!first.error);
    QCOMPARE(first.attempts.size(), 2);
    QCOMPARE(first.last()->status(), 401);
    const auto before = server.requests().size();
    const RunResult second = sent(asAda(u"/data"_s));
    QCOMPARE(second.attempts.size(), 1); // this generation is known not to help
    QCOMPARE(server.requests().size(), before + 1);
}

void tst_RequestRunner::repeatsWithoutARefreshWhenAnotherRequestHadOne()
{
    int finished = 0, good = 0;
    std::vector<std::unique_ptr<RequestRun>> runs;
    QVERIFY(!m_run->world.refresh()); // generation 2 here and there
    AuthWorld other(m_run->home);
    QVERIFY(!other.load());
    QVERIFY(!other.refresh()); // and 3 at the server: ours is refused now, in all of them
    for (int i = 0; i < 20; ++i) {
        runs.emplace_back(m_run->runner.run(asAda(u"/data"_s), nullptr));
        connect(runs.back().get(), &RequestRun::finished, this, [&](const RunResult &result) {
            ++finished;
            good += !result.error && result.attempts.size() == 2 && result.last()->status() == 200;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished, 20, 20'000);
    QCOMPARE(good, 20);
    QCOMPARE(m_run->server.refreshes(), 2); // the keychain had the third already
}

void tst_RequestRunner::followsARenameUnderWay_data()
{
    QTest::addColumn<bool>("isRefreshedFirst"); // else after the answer
    QTest::newRow("while it waits for a refresh") << true;
    QTest::newRow("before a refusal") << false;
}

// It goes on as whom it is about, whatever she is called by then.
void tst_RequestRunner::followsARenameUnderWay()
{
    QFETCH(bool, isRefreshedFirst);
    auto &[home, server, world] = static_cast<SignedInWorld &>(*m_run);
    RawServer slow([](RawConnection &connection) {
        for (QByteArray request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
            connection.waitForRelease();
            connection.send(request.contains("access-token-1\r\n") ? "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"_ba : RawServer::ok("{}"));
        }
    });
    bool isBound = false;
    world.auth.bindOrigin(AuthWorld::ada, *Origin::of(QString::fromLatin1(slow.url(""))), {this, [&](const Result<Done> &done) { isBound = done.has_value(); }});
    QTRY_VERIFY(isBound);
    RequestDocument document = asAda({});
    document.url = QString::fromLatin1(slow.url("/data"));
    if (isRefreshedFirst) {
        server.setRefreshMood(TokenServer::Mood::HoldFirst);
        world.clock.advance(2h);
    }
    std::optional<RunResult> result;
    const std::unique_ptr<RequestRun> run(m_run->runner.run(document, nullptr));
    connect(run.get(), &RequestRun::finished, this, [&](const RunResult &finished) { result = finished; });
    if (isRefreshedFirst)
        QTRY_COMPARE(server.refreshes(), 1);
    else
        QTRY_COMPARE(slow.requests().size(), 1);
    Credential renamed = world.status().credential;
    renamed.id.account = u"grace"_s;
    bool isRenamed = false;
    world.auth.edit(AuthWorld::ada, renamed, {this, [&](const Result<Done> &done) { isRenamed = done.has_value(); }});
    if (!isRefreshedFirst)
        QTRY_VERIFY(isRenamed);
    server.release();
    slow.release();
    QTRY_VERIFY(result && isRenamed);
    QVERIFY2(!result->error, result->error ? qPrintable(result->error->message) : "");
    QCOMPARE(result->last()->status(), 200);
    QCOMPARE(result->attempts.size(), isRefreshedFirst ? 1 : 2);
    QCOMPARE(server.refreshes(), 1);
    QCOMPARE(result->credential, renamed.id);
    for (const RunResult::Attempt &attempt : result->attempts)
        QCOMPARE(attempt.credential, result->credential);
}

void tst_RequestRunner::neverRepeatsAfterANetworkError()
{
    RawServer server([](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        if (request.startsWith("POST /login"))
            connection.send(
                RawServer::ok(R"({"access":"a-token","refresh":"r-token","expires_in":3600})", "Connection: close\r\n"));
        connection.close();
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    RequestDocument document = asAda(u"/pay"_s);
    document.method = u"POST"_s;
    document.body.kind = RequestDocument::Body::Kind::Json;
    document.body.text = u"{\"amount\": 1}"_s;
    const RunResult result = sent(document);
    QVERIFY(result.error);
    QCOMPARE(result.error->kind, ErrorKind::Network);
    QCOMPARE(server.requests().size(), 2); // the sign-in, and the request once
}

void tst_RequestRunner::goesWithoutTheCredentialToStrangers()
{
    TokenServer stranger;
    RequestDocument document = asAda({});
    document.url = stranger.url() + u"/data"_s;
    const RunResult result = sent(document);
    QVERIFY(!result.error);
    QVERIFY(result.isWithheld);
    QCOMPARE(result.withheldOrigin, Origin::of(stranger.url())->toString());
    QVERIFY(!stranger.requests().first().contains("access-token"));
}

// To see the 401 it takes one click, and nothing of the credential goes along.
void tst_RequestRunner::nobodyIsRefusedWhereWhoWasThereIsNot()
{
    RequestDocument document = asAda(u"/data"_s);
    QCOMPARE(sent(document).last()->status(), 200);
    document.sendAs({});
    const RunResult refused = sent(document);
    QVERIFY2(!refused.error, qPrintable(refused.error ? refused.error->message : QString()));
    QCOMPARE(refused.last()->status(), 401);
    QVERIFY(!m_run->server.requests().constLast().contains("Authorization"));
    QVERIFY(!m_run->server.requests().constLast().contains("fake-access"));
    document.variablesOf.account = u"gone"_s;
    QCOMPARE(sent(document).error->kind, ErrorKind::Input);
}

// The same way to the same server, and without the certificate that says who one is.
void tst_RequestRunner::nobodyGoesTheWayOfWhoWasThere()
{
    const auto authority = TestCertificate::authority();
    const auto client = TestCertificate::make({.commonName = u"client"_s, .names = {}}, &authority);
    const auto context = TestCertificate::make({}, &authority).serverContext({.clientAuthority = &authority});
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr); // asks for one, and does without
    RawServer server({context}, [](RawConnection &connection) {
        while (!connection.readRequest().isEmpty())
            connection.send(RawServer::ok(SSL_get0_peer_certificate(connection.tls()) ? "known" : "unknown"));
    });
    QTemporaryFile ca, certificate, key;
    for (const auto &[file, pem] : {std::pair(&ca, authority.pem()), std::pair(&certificate, client.pem()), std::pair(&key, client.keyPem())}) {
        QVERIFY(file->open());
        file->write(pem);
        file->close();
    }
    NetworkSettings network;
    network.caFile = ca.fileName();
    network.clientCertificate = {certificate.fileName(), key.fileName(), {}};
    bool isSet = false;
    m_run->world.auth.setNetwork(AuthWorld::ada.environment, network, {this, [&](const Result<Done> &set) { isSet = set.has_value(); }});
    QTRY_VERIFY(isSet);
    bool isBound = false;
    m_run->world.auth.bindOrigin(AuthWorld::ada, Origin::of(server.url()).value(), {this, [&](const Result<Done> &done) { isBound = done.has_value(); }});
    QTRY_VERIFY(isBound);
    RequestDocument document = asAda({});
    document.url = QString::fromLatin1(server.url("/x"));
    const auto answer = [&] {
        const RunResult result = sent(document);
        return result.error ? result.error->message.toUtf8() : result.last()->body->read(0, 100);
    };
    QCOMPARE(answer(), "known"_ba);
    document.sendAs({});
    QCOMPARE(answer(), "unknown"_ba);
    QCOMPARE(sent(document).environment, AuthWorld::ada.environment); // where a certificate would be trusted
    QVERIFY(m_run->runner.network(document)->clientCertificate.certificateFile.isEmpty());
    document.variablesOf = {};
    QVERIFY(m_run->runner.network(document)->caFile.isEmpty()); // nobody, anywhere
}

// All of them ask one origin, which gives each a cookie of its own.
void tst_RequestRunner::cookiesStayWithWhoGotThem()
{
    RawServer server([](RawConnection &connection) {
        while (true) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            const QByteArray path = request.mid(request.indexOf(' ') + 1).split(' ').constFirst();
            const QByteArray number = QByteArray::number(connection.number());
            if (path == "/login")
                connection.send(RawServer::ok(R"({"access":"fake-access-)" + number + R"(","refresh":"fake-refresh-)" + number + R"(","expires_in":3600})"));
            else if (path.startsWith("/give/"))
                connection.send(RawServer::ok("{}", "Set-Cookie: who=" + path.mid(6) + "; Path=/\r\n"));
            else
                connection.send(RawServer::ok("{}"));
        }
    });
    const QString base = QString::fromLatin1(server.url(""));
    const auto someone = [](const QString &environment, const QString &account) { return CredentialId{u"test-api"_s, environment, account}; };
    const QList<CredentialId> identities{someone(u"home"_s, u"grace"_s), someone(u"home"_s, u"bob"_s), someone(u"staging"_s, u"grace"_s)};
    for (const CredentialId &id : identities)
        QVERIFY(!m_run->world.signIn(base, id));

    struct Sender {
        CredentialId id;
        QString environment; // of the window
        QByteArray name;
    };
    const QList<Sender> senders{{identities.at(0), u"home"_s, "grace"}, {identities.at(1), u"home"_s, "bob"}, {identities.at(2), u"home"_s, "grace-staging"},
        {{}, u"home"_s, "nobody-home"}, {{}, u"staging"_s, "nobody-staging"}, {{}, {}, "nobody"}};
    const auto send = [&](const Sender &sender, const QByteArray &path) {
        m_run->runner.setEnvironment(sender.environment);
        RequestDocument document;
        document.url = base + QString::fromLatin1(path);
        document.credential = sender.id;
        QCOMPARE(sent(document).last()->status(), 200);
    };
    for (const Sender &sender : senders) {
        send(sender, "/give/" + sender.name);
        QVERIFY2(!server.requests().constLast().contains("\r\nCookie:"), sender.name.constData()); // nobody's before
    }
    for (const Sender &sender : senders) {
        send(sender, "/see");
        QVERIFY2(server.requests().constLast().contains("\r\nCookie: who=" + sender.name + "\r\n"), sender.name.constData());
        QCOMPARE(m_run->runner.cookies(sender.id)->all().size(), 1); // what the window shows
    }
}

void tst_RequestRunner::namesTheFieldOfABadInput_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("field");
    QTest::newRow("no URL") << u"GET"_s << u""_s << u""_s << u""_s << u"url"_s;
    QTest::newRow("no host") << u"GET"_s << u"http://"_s << u""_s << u""_s << u"url"_s;
    QTest::newRow("no scheme") << u"GET"_s << u"127.0.0.1/x"_s << u""_s << u""_s << u"url"_s;
    QTest::newRow("unknown variable") << u"GET"_s << u"http://127.0.0.1/{{nothing}}"_s << u""_s << u""_s << u"url"_s;
    QTest::newRow("open brace") << u"GET"_s << u"http://127.0.0.1/{{nothing"_s << u""_s << u""_s << u"url"_s;
    QTest::newRow("a method with a space") << u"GE T"_s << u"http://127.0.0.1/"_s << u""_s << u""_s << u"method"_s;
    QTest::newRow("no method") << u""_s << u"http://127.0.0.1/"_s << u""_s << u""_s << u"method"_s;
    QTest::newRow("a header with a line feed")
        << u"GET"_s << u"http://127.0.0.1/"_s << u"X-A"_s << u"a\nb: c"_s << u"header:X-A"_s;
    QTest::newRow("a header name with a colon")
        << u"GET"_s << u"http://127.0.0.1/"_s << u"X:A"_s << u"a"_s << u"header:X:A"_s;
    QTest::newRow("a variable in a header")
        << u"GET"_s << u"http://127.0.0.1/"_s << u"X-A"_s << u"{{no}}"_s << u"header:X-A"_s;
}

void tst_RequestRunner::namesTheFieldOfABadInput()
{
    QFETCH(QString, method);
    QFETCH(QString, url);
    QFETCH(QString, header);
    QFETCH(QString, value);
    QFETCH(QString, field);
    RequestDocument document;
    document.method = method;
    document.url = url;
    document.headers = {{true, header, value}};
    const RunResult result = sent(document);
    QVERIFY(result.error);
    QCOMPARE(result.error->kind, ErrorKind::Input);
    QCOMPARE(result.errorField, field);
    QVERIFY(result.attempts.isEmpty());
}

void tst_RequestRunner::isCancelledInEveryPhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("at once") << 0;
    QTest::newRow("while waiting for a refresh") << 1;
    QTest::newRow("while waiting for an answer") << 2;
}

void tst_RequestRunner::isCancelledInEveryPhase()
{
    QFETCH(int, phase);
    RawServer silent([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    RequestDocument document = asAda(u"/data"_s);
    if (phase == 1) {
        m_run->server.setRefreshMood(TokenServer::Mood::Hold);
        m_run->world.clock.suspend(2h);
    } else if (phase == 2) {
        document = {};
        document.url = QString::fromLatin1(silent.url());
    }
    int finished = 0;
    ErrorKind kind{};
    const std::unique_ptr<RequestRun> run(m_run->runner.run(document, nullptr));
    connect(run.get(), &RequestRun::finished, this, [&](const RunResult &result) {
        ++finished;
        kind = result.error ? result.error->kind : ErrorKind::Input;
    });
    if (phase == 1)
        QTRY_COMPARE(m_run->server.refreshes(), 1);
    if (phase == 2)
        QTRY_COMPARE(silent.requests().size(), 1);
    QElapsedTimer time;
    time.start();
    run->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished, 1, 5'000);
    QVERIFY2(time.elapsed() <= 200, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(kind, ErrorKind::Cancelled);
    m_run->server.release();
}

void tst_RequestRunner::speaksTheVersionThatIsAskedFor_data()
{
    QTest::addColumn<HttpVersion>("wanted");
    QTest::addColumn<bool>("isServerNew");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("negotiated with a new server") << HttpVersion::Negotiated << true << "HTTP/2"_ba;
    QTest::newRow("negotiated with an old server") << HttpVersion::Negotiated << false << "HTTP/1.1"_ba;
    QTest::newRow("the old one") << HttpVersion::Http1_1 << false << "HTTP/1.1"_ba;
    QTest::newRow("the new one") << HttpVersion::Http2 << true << "HTTP/2"_ba;
}

// From the document to the wire, with the authority of the credential's environment.
void tst_RequestRunner::speaksTheVersionThatIsAskedFor()
{
    QFETCH(HttpVersion, wanted);
    QFETCH(bool, isServerNew);
    const auto authority = TestCertificate::authority();
    const auto certificate = TestCertificate::make({}, &authority);
    QTemporaryFile ca;
    QVERIFY(ca.open());
    ca.write(authority.pem());
    ca.close();
    NetworkSettings network;
    network.caFile = ca.fileName();
    bool isSet = false;
    m_run->world.auth.setNetwork(AuthWorld::ada.environment, network, {this, [&](const Result<Done> &set) { isSet = set.has_value(); }});
    QTRY_VERIFY(isSet);
    Http2Server modern([](const Http2Request &) { return Http2Response{{{":status", "200"}}, "hello", {}}; }, certificate.serverContext({.alpn = "h2"}));
    RawServer old({certificate.serverContext()}, RawServer::answering(RawServer::ok("hello")));
    RequestDocument document = asAda({});
    document.url = QString::fromLatin1(isServerNew ? modern.url("/x") : old.url("/x"));
    document.version = wanted;
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QTEST(result.last()->last().version, "version");
}

void tst_RequestRunner::goesThroughItsProxy_data()
{
    using Kind = RequestDocument::Proxy::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("isProxied");
    QTest::newRow("HTTP, of this request") << Kind::Http << true;
    QTest::newRow("SOCKS5, of this request") << Kind::Socks5 << true;
    QTest::newRow("as the environment says") << Kind::Environment << true;
    QTest::newRow("as the environment says: the system's") << Kind::Environment << true;
    QTest::newRow("none, whatever the environment says") << Kind::None << false;
}

void tst_RequestRunner::goesThroughItsProxy()
{
    using Kind = RequestDocument::Proxy::Kind;
    QFETCH(Kind, kind);
    QFETCH(bool, isProxied);
    RawServer web(RawServer::answering(RawServer::ok("through HTTP")));
    RawServer socks([](RawConnection &connection) {
        (void)connection.readSome();
        connection.send(QByteArray("\x05\x00", 2));
        (void)connection.readSome();
        connection.send(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10));
        (void)connection.readRequest();
        connection.send(RawServer::ok("through SOCKS"));
    });
    RawServer direct(RawServer::answering(RawServer::ok("direct")));
    NetworkSettings network;
    network.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, web.port(), {}, {}};
    const bool isSystems = QByteArray(QTest::currentDataTag()).endsWith("system's");
    if (isSystems) {
        network.proxy = {};
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(web.port()));
    }
    const auto restore = qScopeGuard([] { qunsetenv("http_proxy"); });
    bool isSet = false;
    m_run->world.auth.setNetwork(AuthWorld::ada.environment, network, {this, [&](const Result<Done> &set) { isSet = set.has_value(); }});
    QTRY_VERIFY(isSet);
    RequestDocument document = asAda({});
    document.url = isProxied ? u"http://only.the.proxy.knows/x"_s : QString::fromLatin1(direct.url("/x"));
    document.proxy.kind = kind;
    if (kind == Kind::Http || kind == Kind::Socks5) {
        document.proxy.host = u"127.0.0.1"_s;
        document.proxy.port = kind == Kind::Http ? web.port() : socks.port();
    }
    const RunResult result = sent(document);
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    const QByteArray body = result.last()->body->read(0, 100);
    QCOMPARE(body, kind == Kind::Socks5 ? "through SOCKS"_ba : kind == Kind::None ? "direct"_ba : "through HTTP"_ba);
    if (kind == Kind::Http || kind == Kind::Environment)
        QVERIFY(web.requests().constLast().startsWith("GET http://only.the.proxy.knows/x HTTP/1.1\r\n"));
}

void tst_RequestRunner::sendsEveryBody_data()
{
    using Kind = RequestDocument::Body::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("sentType");
    QTest::newRow("json") << int(Kind::Json) << QString() << QByteArray("{\"n\": 1.10, \"u\": \"ada\"}")
                          << QByteArray("application/json");
    QTest::newRow("text") << int(Kind::Text) << QString() << QByteArray("{\"n\": 1.10, \"u\": \"ada\"}")
                          << QByteArray("text/plain; charset=utf-8");
    QTest::newRow("a type of one's own") << int(Kind::Text) << u"application/xml"_s
                                         << QByteArray("{\"n\": 1.10, \"u\": \"ada\"}") << QByteArray("application/xml");
    QTest::newRow("form") << int(Kind::Form) << QString() << QByteArray("a%20b=ada%26%C3%A4")
                          << QByteArray("application/x-www-form-urlencoded");
}

void tst_RequestRunner::sendsEveryBody()
{
    QFETCH(int, kind);
    QFETCH(QString, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, sentType);
    RequestDocument document = asAda(u"/data"_s);
    document.method = u"PATCH"_s;
    document.body.kind = RequestDocument::Body::Kind(kind);
    document.body.text = u"{\"n\": 1.10, \"u\": \"{{username}}\"}"_s;
    document.body.form = {{true, u"a b"_s, u"{{username}}&ä"_s}, {false, u"off"_s, u"x"_s}};
    document.body.contentType = contentType;
    QVERIFY(!sent(document).error);
    const QByteArray request = m_run->server.requests().last();
    QVERIFY2(request.endsWith("\r\n\r\n" + body), request.constData());
    QVERIFY2(request.contains("\r\nContent-Type: " + sentType + "\r\n"), request.constData());
}

QTEST_GUILESS_MAIN(tst_RequestRunner)
#include "tst_RequestRunner.moc"
