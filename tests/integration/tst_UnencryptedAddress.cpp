#include "app/diagnosis/Diagnosis.h"
#include "app/http/CookieJar.h"
#include "app/run/RunWatch.h"
#include "tests/support/RawServer.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SentRun.h"

#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QTcpServer>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// An address on the network that begins with http://: nothing secret goes there before the person has allowed it for that
// account. The network is a proxy of the test's own, which sees every byte that would leave.
class tst_UnencryptedAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void signsInOnlyWhereAllowed_data();
    void signsInOnlyWhereAllowed();
    void reachesNoMachineOfTheNetwork();
    void holdsForRefreshesToo();
    void holdsForSigningOutToo();
    void keepsTheCredentialOutOfRequests();
    void isKeptWithTheAccount();
    void countsForTheAddressThatWasShown();
    void countsForNoOtherServerOfTheProfile();
    void endsWhenTheAddressChanges_data();
    void endsWhenTheAddressChanges();
    void encryptedAddressesNeedNoWord();
    void whatIsForThisComputerStaysOnIt_data();
    void whatIsForThisComputerStaysOnIt();
    void keepsTheCookiesOutOfRequests();

private:
    [[nodiscard]] std::optional<Error> signIn(const QString &baseUrl, bool allowsHttp);
    void allow(bool isAllowed);
    [[nodiscard]] AuthWorld &world() { return m_run->world; }

    static inline const CredentialId lan{u"test-api"_s, u"lan"_s, u"ada"_s};
    static inline const QString server = u"http://core.example.com"_s;

    std::unique_ptr<RawServer> m_network;
    std::unique_ptr<RunWorld> m_run;
};

void tst_UnencryptedAddress::init()
{
    m_network = std::make_unique<RawServer>([](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        if (request.isEmpty())
            return;
        const bool isSignIn = request.contains("/login HTTP") || request.contains("/refresh HTTP");
        const bool isSignedIn = isSignIn || request.contains("Authorization: Bearer fake-access");
        const QByteArray body = isSignIn ? R"({"access":"fake-access-canary","refresh":"fake-refresh-canary","expires_in":3600})" : "{}";
        connection.send("HTTP/1.1 " + QByteArray(isSignedIn ? "200 OK" : "401 Unauthorized") + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        connection.close();
    });
    m_run = std::make_unique<RunWorld>();
    NetworkSettings network;
    network.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, m_network->port(), {}, {}};
    std::optional<Result<Done>> kept;
    world().auth.setNetwork(lan.environment, network, {this, [&](const Result<Done> &done) { kept = done; }});
    QTRY_VERIFY(kept);
    QVERIFY(*kept);
}

void tst_UnencryptedAddress::cleanup()
{
    m_run.reset();
    m_network.reset();
}

std::optional<Error> tst_UnencryptedAddress::signIn(const QString &baseUrl, bool allowsHttp)
{
    SignInRequest request = AuthWorld::request(baseUrl, lan);
    request.allowsHttp = allowsHttp;
    std::optional<Result<SignInOutcome>> outcome;
    const std::unique_ptr<SignIn> attempt(world().auth.signIn(request, nullptr));
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { outcome = result; });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 20'000))
        return Error{ErrorKind::Timeout, u"the test waited in vain"_s, {}};
    return *outcome ? std::nullopt : std::optional(outcome->error());
}

void tst_UnencryptedAddress::allow(bool isAllowed)
{
    Credential changed = world().status(lan).credential;
    changed.allowsHttp = isAllowed;
    std::optional<Result<Done>> edited;
    world().auth.edit(lan, changed, {this, [&](const Result<Done> &done) { edited = done; }});
    QTRY_VERIFY(edited);
    QVERIFY(*edited);
}

void tst_UnencryptedAddress::signsInOnlyWhereAllowed_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::newRow("a name") << server;
    QTest::newRow("an address") << u"http://192.168.0.1:8080"_s;
    QTest::newRow("IPv6") << u"http://[2001:db8::1]:8080/api"_s;
    QTest::newRow("begins like this computer") << u"http://localhost.evil.example"_s;
    QTest::newRow("begins like its address") << u"http://127.0.0.1.nip.io"_s;
}

void tst_UnencryptedAddress::signsInOnlyWhereAllowed()
{
    QFETCH(QString, baseUrl);
    const auto refused = signIn(baseUrl, false);
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::Input);
    QVERIFY2(refused->message.contains(Origin::of(baseUrl)->toString()), qPrintable(refused->message));
    QVERIFY(!refused->detail.isEmpty());
    QVERIFY(!world().auth.status(lan));
    QCOMPARE(m_network->connections(), 0);

    const auto allowed = signIn(baseUrl, true);
    QVERIFY2(!allowed, qPrintable(allowed ? allowed->message : QString()));
    QCOMPARE(m_network->requests().size(), 1);
    QVERIFY(world().status(lan).credential.allowsHttp);
}

// Without any proxy in between.
void tst_UnencryptedAddress::reachesNoMachineOfTheNetwork()
{
    const auto addresses = QNetworkInterface::allAddresses();
    const auto own = std::find_if(addresses.cbegin(), addresses.cend(),
        [](const QHostAddress &address) { return !address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol; });
    if (own == addresses.cend())
        QSKIP("this machine has no address but its own");
    QTcpServer listener;
    QVERIFY(listener.listen(*own));
    std::optional<Result<Done>> kept;
    world().auth.setNetwork(lan.environment, {}, {this, [&](const Result<Done> &done) { kept = done; }});
    QTRY_VERIFY(kept);
    const auto refused = signIn(u"http://%1:%2"_s.arg(own->toString()).arg(listener.serverPort()), false);
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::Input);
    QVERIFY(!listener.hasPendingConnections());
}

void tst_UnencryptedAddress::holdsForRefreshesToo()
{
    QVERIFY(!signIn(server, true));
    QVERIFY(!world().refresh(CredentialEvent::Reason::User, lan));
    QCOMPARE(m_network->requests().size(), 2);
    allow(false);
    const auto status = world().status(lan);
    QVERIFY(!status.refreshesByItself);
    QVERIFY(!status.nextRefresh);
    QCOMPARE(status.trouble.value_or(Error{}).message, u"This account may not use http://."_s);
    const auto writes = world().secrets.log().filter(u"write"_s);
    const auto refused = world().refresh(CredentialEvent::Reason::User, lan);
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::SignInNeeded);
    QVERIFY2(refused->detail.contains(u"https://"_s), qPrintable(refused->detail));
    world().clock.advance(2h); // the timer asks nobody
    QTRY_VERIFY(std::holds_alternative<Failed>(world().status(lan).state)); // and is told
    QVERIFY(world().status(lan).trouble->message.contains(u"http://"_s));
    QCOMPARE(m_network->requests().size(), 2);
    QCOMPARE(world().secrets.log().filter(u"write"_s), writes); // that a refresh token is being spent is not noted either
    allow(true);
    const auto again = world().refresh(CredentialEvent::Reason::User, lan); // the refresh token was not spent
    QVERIFY2(!again, qPrintable(again ? again->message : QString()));
    QCOMPARE(m_network->requests().size(), 3);
}

void tst_UnencryptedAddress::holdsForSigningOutToo()
{
    QVERIFY(!signIn(server, true));
    allow(false);
    std::optional<Result<SignOutOutcome>> out;
    world().auth.signOut(lan, {this, [&](const Result<SignOutOutcome> &outcome) { out = outcome; }});
    QTRY_VERIFY(out);
    QVERIFY((*out)->note.contains(server));
    QVERIFY(world().auth.tokens(lan).isEmpty()); // here it is
    QCOMPARE(m_network->requests().size(), 1);
}

void tst_UnencryptedAddress::keepsTheCredentialOutOfRequests()
{
    RunWatch watch(world().auth, world().redactor, world().clock);
    m_run->runner.setWatch(&watch);
    QVERIFY(!signIn(server, true));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = lan;
    QCOMPARE(sentRun(m_run->runner, document).last()->status(), 200);
    QVERIFY(m_network->requests().constLast().contains("Authorization: Bearer fake-access-canary"));

    allow(false);
    const RunResult result = sentRun(m_run->runner, document);
    QCOMPARE(result.last()->status(), 401);
    QVERIFY(!m_network->requests().constLast().contains("canary"));
    QVERIFY(result.isWithheld);
    QVERIFY(result.withheldOrigin.isEmpty()); // binding it there is not what it takes
    QVERIFY2(result.notes.constFirst().contains(u"not encrypted"_s), qPrintable(result.notes.join(u' ')));
    QVERIFY(world().status(lan).events.constFirst().text.endsWith("which is not encrypted."_L1)); // as the timeline has it
    QCOMPARE(result.diagnosis.first()->cause, RefusalCause::Unencrypted);
    QCOMPARE(result.attempts.size(), 1); // nothing is refreshed for it
    QCOMPARE(m_network->requests().size(), 3);
    m_run->runner.setWatch(nullptr);
}

void tst_UnencryptedAddress::isKeptWithTheAccount()
{
    QVERIFY(!signIn(server, true));
    AuthWorld next(m_run->home);
    QVERIFY(!next.load());
    QVERIFY(next.status(lan).credential.allowsHttp);
    QVERIFY(!next.status().credential.allowsHttp); // of this account alone
}

void tst_UnencryptedAddress::countsForTheAddressThatWasShown()
{
    QVERIFY(!signIn(server, true));
    std::optional<Result<Done>> bound;
    world().auth.bindOrigin(lan, *Origin::of(u"http://other.example.com"_s), {this, [&](const Result<Done> &done) { bound = done; }});
    QTRY_VERIFY(bound);
    QVERIFY(*bound);
    RequestDocument document;
    document.url = u"http://other.example.com/data"_s;
    document.credential = lan;
    const RunResult result = sentRun(m_run->runner, document);
    QVERIFY(result.isWithheld);
    QVERIFY(!m_network->requests().constLast().contains("canary"));
    document.url = server + u":8080/data"_s; // of the same machine it is said, once that is bound
    world().auth.bindOrigin(lan, *Origin::of(server + u":8080"_s), {});
    QTRY_VERIFY(world().status(lan).origins.contains(server + u":8080"_s));
    QVERIFY(!sentRun(m_run->runner, document).isWithheld);
}

// A step of the way may go anywhere: what was shown is the base URL.
void tst_UnencryptedAddress::countsForNoOtherServerOfTheProfile()
{
    AuthHome home;
    home.write(testProfile().replace(R"("path": "/login", "json": { "username": "{{username}}", "password")",
        R"("path": "http://elsewhere.example.com/login", "json": { "username": "{{username}}", "password")"));
    AuthWorld astray(home);
    QVERIFY2(astray.profiles.problems().isEmpty(), qPrintable(astray.profiles.problems().value(0).message));
    QVERIFY(!astray.load());
    NetworkSettings network;
    network.proxy = {ProxySettings::Kind::Http, u"127.0.0.1"_s, m_network->port(), {}, {}};
    astray.auth.setNetwork(lan.environment, network, {});
    SignInRequest request = AuthWorld::request(server, lan);
    request.allowsHttp = true;
    std::optional<Result<SignInOutcome>> outcome;
    const std::unique_ptr<SignIn> attempt(astray.auth.signIn(request, nullptr));
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY(!*outcome);
    QCOMPARE(outcome->error().kind, ErrorKind::Input);
    QVERIFY2(outcome->error().message.contains(u"http://elsewhere.example.com"_s), qPrintable(outcome->error().message));
    QCOMPARE(m_network->connections(), 0);
}

void tst_UnencryptedAddress::endsWhenTheAddressChanges_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("account");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("another path") << server + u"/api"_s << lan.account << true;
    QTest::newRow("another server") << u"http://other.example.com"_s << lan.account << false;
    QTest::newRow("another port") << server + u":8080"_s << lan.account << false;
    QTest::newRow("another name as well") << u"http://other.example.com"_s << u"grace"_s << false;
    QTest::newRow("https") << u"https://core.example.com"_s << lan.account << true;
}

void tst_UnencryptedAddress::endsWhenTheAddressChanges()
{
    QFETCH(QString, baseUrl);
    QFETCH(QString, account);
    QFETCH(bool, isAllowed);
    QVERIFY(!signIn(server, true));
    Credential changed = world().status(lan).credential;
    changed.baseUrl = baseUrl;
    changed.id.account = account;
    std::optional<Result<Done>> edited;
    world().auth.edit(lan, changed, {this, [&](const Result<Done> &done) { edited = done; }});
    QTRY_VERIFY(edited);
    QVERIFY(*edited);
    QCOMPARE(world().status(changed.id).credential.allowsHttp, isAllowed);
    QCOMPARE(world().accounts.find(changed.id)->allowsHttp, isAllowed);
}

void tst_UnencryptedAddress::encryptedAddressesNeedNoWord()
{
    const auto refused = signIn(u"https://core.example.com"_s, false); // by CONNECT, which this proxy does not know
    QVERIFY(refused);
    QVERIFY(refused->kind != ErrorKind::Input);
    QVERIFY(m_network->requests().constFirst().startsWith("CONNECT core.example.com:443 "));
}

// Without a word about encryption the password goes to it, but to no proxy on the way.
void tst_UnencryptedAddress::whatIsForThisComputerStaysOnIt_data()
{
    QTest::addColumn<ProxySettings::Kind>("kind");
    QTest::addColumn<QString>("host");
    for (const auto &host : {u"127.0.0.1"_s, u"localhost"_s, u"api.localhost"_s}) {
        QTest::addRow("HTTP, %s", qPrintable(host)) << ProxySettings::Kind::Http << host;
        QTest::addRow("SOCKS 5, %s", qPrintable(host)) << ProxySettings::Kind::Socks5 << host;
    }
}

void tst_UnencryptedAddress::whatIsForThisComputerStaysOnIt()
{
    QFETCH(ProxySettings::Kind, kind);
    QFETCH(QString, host);
    RawServer here(RawServer::answering(RawServer::ok(R"({"access":"fake-access-canary","refresh":"fake-refresh-canary","expires_in":3600})")));
    NetworkSettings network;
    network.proxy = {kind, u"127.0.0.1"_s, m_network->port(), {}, {}};
    std::optional<Result<Done>> kept;
    world().auth.setNetwork(lan.environment, network, {this, [&](const Result<Done> &done) { kept = done; }});
    QTRY_VERIFY(kept);
    const QString base = u"http://%1:%2"_s.arg(host).arg(here.port());
    const auto refused = signIn(base, false);
    QVERIFY2(!refused, qPrintable(refused ? refused->message : QString()));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = lan;
    QCOMPARE(sentRun(m_run->runner, document).last()->status(), 200);
    QCOMPARE(here.requests().size(), 2);
    for (const QByteArray &request : here.requests())
        QVERIFY2(request.contains("\r\nHost: " + QUrl(base).authority().toLatin1() + "\r\n"), request);
    QVERIFY(here.requests().constLast().contains("fake-access-canary"));
    QCOMPARE(m_network->connections(), 0);
}

void tst_UnencryptedAddress::keepsTheCookiesOutOfRequests()
{
    QVERIFY(!signIn(server, true));
    const auto jar = m_run->runner.cookies(lan);
    QVERIFY(jar->take("sid=fake-cookie-canary; Path=/", server.toLatin1() + '/', world().clock.now()));
    RequestDocument document;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = lan;
    QVERIFY(!sentRun(m_run->runner, document).isWithheld);
    QVERIFY(m_network->requests().constLast().contains("fake-cookie-canary"));

    allow(false);
    const auto preview = m_run->runner.preview(document);
    QVERIFY(preview && !preview->head.contains("canary"));
    QVERIFY(sentRun(m_run->runner, document).isWithheld);
    QVERIFY2(!m_network->requests().constLast().contains("canary"), m_network->requests().constLast());
    QCOMPARE(jar->all().size(), 1); // it is kept
}

QTEST_GUILESS_MAIN(tst_UnencryptedAddress)
#include "tst_UnencryptedAddress.moc"
