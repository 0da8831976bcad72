#include "app/auth/session/StoredCredential.h"
#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"
#include "app/run/BrokenAnswer.h"
#include "app/run/BrokenSeries.h"
#include "app/run/CookieJars.h"
#include "tests/support/AuthWorld.h"
#include "tests/support/SandboxClient.h"
#include "tests/support/TokenServer.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include <atomic>

using namespace tessera;
using namespace Qt::StringLiterals;
using Kind = BrokenVariant::Kind;

// Breaking requests on purpose, with real requests, tokens and sessions: what the server gets, and what stays untouched.
class tst_Breaker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void sendsEachVariant();
    void isRefusedByARealApi();
    void leavesOutEachPart_data();
    void leavesOutEachPart();
    void keepsToItsEnvironment();
    void waitsForKeptCookies();
    void mayBeEndedByWhoHearsIt();
    void leavesTheSessionAlone();
    void takesNoCookies();
    void goesNowhereElse();
    void saysWhatIsInTheWay();
    void needsConsentWhereSomethingMayChange();
    void cancels();

private:
    [[nodiscard]] RequestDocument asAda(const QString &url = u"{{baseUrl}}/data"_s) const;
    [[nodiscard]] QList<RunResult> sent(const RequestDocument &document, BrokenSeries::Consent consent = BrokenSeries::Consent::NotAsked);
    [[nodiscard]] RunResult sent(const RequestDocument &document, const BrokenVariant &variant);

    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<TokenServer> m_server;
    std::unique_ptr<AuthWorld> m_world;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<RequestRunner> m_runner;
    std::unique_ptr<Breaker> m_breaker;
};

void tst_Breaker::init()
{
    m_home = std::make_unique<AuthHome>();
    m_home->writeProfile();
    m_server = std::make_unique<TokenServer>();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_transport = std::make_unique<CurlTransport>(m_world->clock);
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    m_breaker = std::make_unique<Breaker>(m_world->auth, *m_transport, *m_runner);
    QVERIFY(!m_world->load());
    QVERIFY(!m_world->signIn(m_server->url()));
}

void tst_Breaker::cleanup()
{
    m_breaker.reset();
    m_runner.reset();
    m_transport.reset();
    m_world.reset();
    m_server.reset();
}

RequestDocument tst_Breaker::asAda(const QString &url) const
{
    RequestDocument document;
    document.url = url;
    document.credential = AuthWorld::ada;
    return document;
}

QList<RunResult> tst_Breaker::sent(const RequestDocument &document, BrokenSeries::Consent consent)
{
    const auto plan = m_breaker->plan(document);
    BrokenSeries series(*m_breaker, document, plan ? plan->variants : QList<BrokenVariant>(), consent);
    QList<RunResult> results;
    connect(&series, &BrokenSeries::answered, this, [&](int index, const RunResult &result) {
        QCOMPARE(index, int(results.size()));
        results += result;
    });
    QSignalSpy finished(&series, &BrokenSeries::finished);
    series.start();
    (void)finished.wait(20'000);
    return results;
}

RunResult tst_Breaker::sent(const RequestDocument &document, const BrokenVariant &variant)
{
    const std::unique_ptr<RequestRun> run(m_breaker->run(document, variant, nullptr));
    RunResult result;
    QSignalSpy finished(run.get(), &RequestRun::finished);
    connect(run.get(), &RequestRun::finished, this, [&](const RunResult &finishedWith) { result = finishedWith; });
    (void)finished.wait(20'000);
    return result;
}

void tst_Breaker::sendsEachVariant()
{
    const CredentialId grace{u"test-api"_s, u"home"_s, u"grace"_s};
    QVERIFY(!m_world->signIn(m_server->url(), grace)); // the newer token is the one that the server takes
    const auto plan = m_breaker->plan(asAda());
    QVERIFY(plan);
    QVERIFY(plan->isSafe() && !plan->isPublic);
    QList<Kind> kinds;
    for (const BrokenVariant &variant : plan->variants)
        kinds += variant.kind;
    QCOMPARE(kinds, (QList<Kind>{Kind::Whole, Kind::NoToken, Kind::Tampered, Kind::OtherIdentity}));
    const auto before = m_server->requests().size();
    const QList<RunResult> results = sent(asAda());
    const QList<QByteArray> requests = m_server->requests().mid(before);
    QCOMPARE(requests.size(), 4);
    QVERIFY(requests.at(0).contains("\r\nAuthorization: Bearer access-token-1\r\n"));
    QVERIFY(!requests.at(1).contains("Authorization"));
    QVERIFY(requests.at(2).contains("\r\nAuthorization: Bearer ") && !requests.at(2).contains("access-token-1"));
    QVERIFY(requests.at(3).contains("\r\nAuthorization: Bearer access-token-2\r\n"));
    QList<int> statuses;
    for (const RunResult &result : results)
        statuses += result.last()->status();
    QCOMPARE(statuses, (QList<int>{401, 401, 401, 200}));
}

// Each spoiled token on the wire, to an API that signs its tokens: the bytes it gets, and that it takes none of them.
void tst_Breaker::isRefusedByARealApi()
{
    const QString core = u"datarhei-core"_s;
    std::atomic<qint64> now = m_world->clock.now().time_since_epoch().count();
    Sandbox sandbox(SandboxClient::onClock(now));
    QVERIFY(sandbox.start().isEmpty());
    const SandboxApi api = *sandbox.api(core);
    SignInRequest signIn;
    signIn.id = {core, u"home"_s, u"admin"_s};
    signIn.baseUrl = api.baseUrl;
    for (const auto &[name, value] : api.accounts.constFirst().fields)
        signIn.fields.insert(name, Secret(value));
    const std::unique_ptr<SignIn> attempt(m_world->auth.signIn(signIn, nullptr));
    std::optional<bool> isIn;
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { isIn = result.has_value(); });
    QTRY_VERIFY(isIn);
    QVERIFY(*isIn);
    RequestDocument document;
    document.url = u"{{baseUrl}}/api/v3/process"_s;
    document.credential = signIn.id;
    const auto plan = m_breaker->plan(document);
    QVERIFY(plan);
    QList<Kind> kinds;
    for (const BrokenVariant &variant : plan->variants)
        kinds += variant.kind;
    QCOMPARE(kinds, (QList<Kind>{Kind::Whole, Kind::NoToken, Kind::Expired, Kind::Tampered, Kind::Unsigned}));
    const QList<RunResult> results = sent(document);
    QCOMPARE(results.size(), kinds.size());
    const QList<QByteArray> whole = m_world->access(signIn.id).toLatin1().split('.');
    for (qsizetype i = 0; i < results.size(); ++i) {
        QVERIFY(!results.at(i).error);
        QCOMPARE(results.at(i).last()->status(), i == 0 ? 200 : 401);
        const BrokenAnswer answer = BrokenAnswer::of(plan->variants.at(i), {results.at(i), {}}, i == 0 ? nullptr : &results.first(), plan->isPublic,
            m_breaker->profileOf(signIn.id), m_world->redactor);
        QCOMPARE(answer.verdict, i == 0 ? BrokenAnswer::Verdict::Whole : BrokenAnswer::Verdict::Refused);
        const QByteArray head = results.at(i).last()->last().requestHead; // as it went
        const qsizetype at = head.indexOf("Authorization: Bearer ");
        QCOMPARE(at < 0, kinds.at(i) == Kind::NoToken);
        if (at < 0)
            continue;
        const QByteArray token = head.mid(at).split('\r').constFirst().split(' ').constLast();
        const QList<QByteArray> parts = token.split('.');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(0) == whole.at(0), kinds.at(i) != Kind::Unsigned);
        QCOMPARE(parts.at(1) == whole.at(1), kinds.at(i) != Kind::Expired);
        QCOMPARE(parts.at(2) == whole.at(2), kinds.at(i) == Kind::Whole || kinds.at(i) == Kind::Expired);
        QCOMPARE(parts.at(2).isEmpty(), kinds.at(i) == Kind::Unsigned);
        if (kinds.at(i) == Kind::Expired)
            QVERIFY(SandboxClient::claimsOf(token).at("exp").get<double>() * 1000 < double(now));
    }
}

void tst_Breaker::leavesOutEachPart_data()
{
    QTest::addColumn<QString>("identity"); // how it goes along
    QTest::newRow("as a header") << u"header"_s;
    QTest::newRow("in the query") << u"query"_s;
}

// An API that wants three things at once: each is left out in its turn, and it is that one that is missed.
void tst_Breaker::leavesOutEachPart()
{
    QFETCH(QString, identity);
    const QString mic = u"telenor-mic"_s;
    std::atomic<qint64> now = m_world->clock.now().time_since_epoch().count();
    Sandbox sandbox(SandboxClient::onClock(now));
    QVERIFY(sandbox.start().isEmpty());
    const SandboxApi api = *sandbox.api(mic);
    SignInRequest signIn;
    signIn.id = {mic, u"home"_s, u"reader"_s};
    signIn.baseUrl = api.baseUrl;
    signIn.choices.insert(u"identity"_s, identity);
    for (const auto &[name, value] : api.accounts.constFirst().fields)
        signIn.fields.insert(name, Secret(value));
    const std::unique_ptr<SignIn> attempt(m_world->auth.signIn(signIn, nullptr));
    std::optional<bool> isIn;
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { isIn = result.has_value(); });
    QTRY_VERIFY(isIn);
    QVERIFY(*isIn);
    RequestDocument document;
    document.url = u"{{baseUrl}}/users/{{userName}}"_s;
    document.credential = signIn.id;
    const auto plan = m_breaker->plan(document);
    QVERIFY(plan);
    const QList<RunResult> results = sent(document);
    QCOMPARE(results.size(), plan->variants.size());
    QCOMPARE(results.constFirst().last()->status(), 200);
    QStringList without;
    for (qsizetype i = 0; i < results.size(); ++i) {
        const BrokenVariant &variant = plan->variants.at(i);
        if (variant.kind != Kind::WithoutPart)
            continue;
        without += variant.part.name;
        const HttpHop &hop = results.at(i).last()->last();
        const auto carries = [&](const QByteArray &name) {
            const QByteArray head = hop.requestHead.toLower();
            return head.contains('\n' + name.toLower() + ':') || head.left(head.indexOf('\n')).contains(name.toLower() + '=');
        };
        for (const QByteArray part : {"Authorization", "x-api-key", "identityId"})
            QCOMPARE(carries(part), QString::fromLatin1(part) != variant.part.name);
        QVERIFY2(hop.status == 401 || hop.status == 403, qPrintable(variant.title + QString::number(hop.status)));
    }
    without.sort();
    QCOMPARE(without, (QStringList{u"identityId"_s, u"x-api-key"_s}));
}

void tst_Breaker::keepsToItsEnvironment()
{
    const CredentialId elsewhere{u"test-api"_s, u"work"_s, u"grace"_s};
    QVERIFY(!m_world->signIn(m_server->url(), elsewhere)); // bound to the same origin
    const auto plan = m_breaker->plan(asAda());
    QVERIFY(plan);
    for (const BrokenVariant &variant : plan->variants)
        QVERIFY(variant.kind != Kind::OtherIdentity);
}

void tst_Breaker::waitsForKeptCookies()
{
    m_runner->cookieJars().setKeychain(&m_world->secrets);
    std::optional<bool> isKept;
    m_runner->cookieJars().setKept(AuthWorld::ada, true, {this, [&](const Result<Done> &edited) { isKept = edited.has_value(); }});
    QTRY_VERIFY(isKept);
    QVERIFY(m_runner->cookies(AuthWorld::ada)->take("sid=kept; Path=/; Max-Age=100000", m_server->url().toLatin1() + "/data", m_world->clock.now()));
    m_runner->cookieJars().keep(AuthWorld::ada);
    QTRY_VERIFY(m_home->entries->value(cookiesKey(AuthWorld::ada)).contains(u"kept"_s));
    // As after a start: nobody has asked for them yet, and the keychain takes its time.
    m_breaker.reset();
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    m_runner->cookieJars().setKeychain(&m_world->secrets);
    m_breaker = std::make_unique<Breaker>(m_world->auth, *m_transport, *m_runner);
    m_world->secrets.hold();
    const auto before = m_server->requests().size();
    const auto plan = m_breaker->plan(asAda());
    BrokenSeries stopped(*m_breaker, asAda(), plan->variants, BrokenSeries::Consent::NotAsked), series(*m_breaker, asAda(), plan->variants, BrokenSeries::Consent::NotAsked);
    QSignalSpy begun(&series, &BrokenSeries::began), finished(&series, &BrokenSeries::finished), over(&stopped, &BrokenSeries::finished);
    stopped.start();
    series.start();
    QTRY_COMPARE(begun.size(), 1);
    stopped.cancel(); // does not wait for it
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(m_server->requests().size(), before);
    m_world->secrets.release();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(over.size(), 1);
    const QList<QByteArray> requests = m_server->requests().mid(before);
    QCOMPARE(requests.size(), 3);
    QVERIFY(requests.at(0).contains("Cookie: sid=kept"));
    QVERIFY(!requests.at(1).contains("Cookie") && !requests.at(2).contains("Cookie"));
}

void tst_Breaker::mayBeEndedByWhoHearsIt()
{
    for (const bool isAtOnce : {true, false}) {
        const auto before = m_server->requests().size();
        auto *series = new BrokenSeries(*m_breaker, asAda(), m_breaker->plan(asAda())->variants, BrokenSeries::Consent::NotAsked);
        const QPointer<BrokenSeries> alive(series);
        if (isAtOnce)
            connect(series, &BrokenSeries::began, this, [series] { delete series; });
        else
            connect(series, &BrokenSeries::answered, this, [series] { delete series; });
        series->start();
        QTRY_VERIFY(!alive);
        QCOMPARE(m_server->requests().size(), before + (isAtOnce ? 0 : 1));
    }
}

void tst_Breaker::leavesTheSessionAlone()
{
    const CredentialStatus before = m_world->status();
    const TokenSet tokens = m_world->auth.tokens(AuthWorld::ada);
    const auto entries = *m_home->entries;
    QSignalSpy changed(&m_world->auth, &AuthManager::stateChanged);
    QSignalSpy events(&m_world->auth, &AuthManager::eventHappened);
    m_server->expireNow(); // 401 to everything: the usual way would refresh
    QCOMPARE(sent(asAda()).size(), 3);
    QCOMPARE(m_server->refreshes(), 0);
    QCOMPARE(changed.size() + events.size(), 0);
    QCOMPARE(m_world->auth.tokens(AuthWorld::ada), tokens);
    QCOMPARE(m_world->status().events, before.events);
    QVERIFY(*m_home->entries == entries);
    // And nothing of it is left: the usual way refreshes once and is answered.
    const std::unique_ptr<RequestRun> run(m_runner->run(asAda(), nullptr));
    QSignalSpy finished(run.get(), &RequestRun::finished);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_server->refreshes(), 1);
}

void tst_Breaker::takesNoCookies()
{
    RawServer server([](RawConnection &connection) {
        const QByteArray body = connection.readRequest().startsWith("POST /login")
            ? QByteArray(R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})")
            : QByteArray("{}");
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: sid=new\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\nConnection: close\r\n\r\n" + body);
        connection.close();
    });
    QVERIFY(!m_world->signIn(QString::fromLatin1(server.url(""))));
    const auto jar = m_runner->cookies(AuthWorld::ada);
    QVERIFY(jar->take("sid=mine", server.url("/data"), m_world->clock.now()));
    const auto before = jar->revision();
    QCOMPARE(sent(asAda()).size(), 3);
    QCOMPARE(jar->revision(), before);
    const QList<QByteArray> requests = server.requests().mid(1);
    QCOMPARE(requests.size(), 3);
    QVERIFY(requests.at(0).contains("Cookie: sid=mine")); // as it is
    QVERIFY(!requests.at(1).contains("Cookie")); // or it would tell who asks in the token's place
    QVERIFY(!requests.at(2).contains("Cookie"));
}

void tst_Breaker::goesNowhereElse()
{
    RawServer stranger(RawServer::answering(RawServer::ok("{}")));
    const RequestDocument elsewhere = asAda(QString::fromLatin1(stranger.url("/data")));
    const auto plan = m_breaker->plan(elsewhere);
    QVERIFY(plan);
    QVERIFY(plan->variants.isEmpty());
    QVERIFY(plan->notes.constFirst().contains(u"not an address it is bound to"_s));
    for (const Kind kind : {Kind::Whole, Kind::Tampered, Kind::OtherIdentity}) {
        const RunResult result = sent(elsewhere, {kind, AuthWorld::ada, {}, {}, {}});
        QCOMPARE(result.error->kind, ErrorKind::OriginNotBound);
    }
    QVERIFY(stranger.requests().isEmpty());
    // Nor by a redirect.
    RawServer away([&](RawConnection &connection) {
        const bool isLogin = connection.readRequest().startsWith("POST /login");
        const QByteArray body = isLogin ? QByteArray(R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})") : QByteArray();
        connection.send(QByteArray(isLogin ? "HTTP/1.1 200 OK\r\nContent-Type: application/json" : "HTTP/1.1 302 Found\r\nLocation: " + stranger.url("/caught"))
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        connection.close();
    });
    QVERIFY(!m_world->signIn(QString::fromLatin1(away.url(""))));
    QCOMPARE(sent(asAda()).size(), 3);
    QCOMPARE(stranger.requests().size(), 3);
    const auto caught = stranger.requests();
    for (const QByteArray &request : caught)
        QVERIFY2(!request.contains("Authorization") && !request.contains("canary"), request.constData());
}

void tst_Breaker::saysWhatIsInTheWay()
{
    QString field;
    const auto unknown = m_breaker->plan(asAda(u"{{nobody}}/x"_s), &field);
    QCOMPARE(unknown.error().kind, ErrorKind::Input);
    QCOMPARE(field, u"url"_s);
    RequestDocument nobody;
    nobody.url = m_server->url() + u"/data"_s;
    const auto plan = m_breaker->plan(nobody);
    QVERIFY(plan && plan->variants.isEmpty() && !plan->notes.isEmpty());
    std::optional<bool> isOut;
    m_world->auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &out) { isOut = out.has_value(); }});
    QTRY_VERIFY(isOut);
    QCOMPARE(m_breaker->plan(asAda()).error().kind, ErrorKind::SignInNeeded);
    QCOMPARE(sent(asAda(), BrokenVariant{}).error->kind, ErrorKind::SignInNeeded);
}

void tst_Breaker::needsConsentWhereSomethingMayChange()
{
    RequestDocument document = asAda();
    document.method = u"DELETE"_s;
    QVERIFY(!m_breaker->plan(document)->isSafe());
    const auto before = m_server->requests().size();
    QCOMPARE(sent(document).size(), 0);
    QCOMPARE(m_server->requests().size(), before);
    QCOMPARE(sent(document, BrokenSeries::Consent::Given).size(), 3);
    QCOMPARE(m_server->requests().size(), before + 3);
}

void tst_Breaker::cancels()
{
    RawServer silent([](RawConnection &connection) {
        if (connection.readRequest().startsWith("POST /login")) {
            connection.send(RawServer::ok(R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})", "Content-Type: application/json\r\nConnection: close\r\n"));
            return connection.close();
        }
        connection.waitForClose();
    });
    QVERIFY(!m_world->signIn(QString::fromLatin1(silent.url(""))));
    BrokenSeries series(*m_breaker, asAda(), m_breaker->plan(asAda())->variants, BrokenSeries::Consent::NotAsked);
    QSignalSpy answered(&series, &BrokenSeries::answered), finished(&series, &BrokenSeries::finished);
    series.start();
    QTRY_COMPARE(silent.requests().size(), 2);
    series.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(silent.requests().size(), 2); // the rest was not sent
    QTRY_COMPARE(silent.closedByClient(), 1);
    // Nor anything where it is cancelled by who hears that it begins.
    BrokenSeries atOnce(*m_breaker, asAda(), m_breaker->plan(asAda())->variants, BrokenSeries::Consent::NotAsked);
    QSignalSpy over(&atOnce, &BrokenSeries::finished);
    connect(&atOnce, &BrokenSeries::began, this, [&] { atOnce.cancel(); });
    atOnce.start();
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(silent.requests().size(), 2);
}

QTEST_GUILESS_MAIN(tst_Breaker)
#include "tst_Breaker.moc"
