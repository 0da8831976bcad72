#include "app/sandbox/Sandbox.h"
#include "tests/support/SandboxClient.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QUrl>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace tessera;
using namespace Qt::StringLiterals;
using Headers = SandboxClient::Headers;

namespace {

const QString core = u"datarhei-core"_s;
const QString hack = u"kent-hack-enough"_s;
const QString mic = u"telenor-mic"_s;
const QString pagfast = u"pagfast-partner"_s;

const auto bearer = SandboxClient::bearer;
const auto basic = SandboxClient::basic;
const auto claimsOf = SandboxClient::claimsOf;
const auto at = SandboxClient::at;
const QByteArray &apiKey = SandboxClient::apiKey;

Json profileOf(const QString &id)
{
    QFile file(u":/resources/profiles/%1.json"_s.arg(id));
    const auto json = file.open(QIODevice::ReadOnly) ? parseJson(file.readAll(), id) : failure(ErrorKind::Storage, id);
    return json ? *json : Json();
}

// The names of every field that the profile asks for, wherever it does.
void addFieldNames(const Json &json, QStringList &names)
{
    for (const auto &[key, value] : json.items()) {
        if (key == "fields" && value.is_array()) {
            for (const Json &field : value)
                names += toQString(field["name"].get<std::string>());
        }
        if (value.is_structured())
            addFieldNames(value, names);
    }
}

}

class tst_Sandbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void everyApiNamesFieldsThatSignIn();
    void everyFieldIsOneOfTheProfile();
    void everyExampleOfTheProfileIsPlayed();
    void livesAreShortAndCanBeReal();
    void virtualTimeEndsTokens();
    void expiresOnRequest();
    void revokesOnRequest();
    void dropsTheNextAnswerAfterServingIt();
    void failsTheNextRequests();
    void skewsTheClock();
    void slowFailuresDelayOnlyThem();
    void holdsAnswers();
    void countsCalls();
    void tellsWhatItServed();
    void restartsAfresh();
    void unknownNamesDoNothing();
    void manyAtOnceGetTheirOwn();

private:
    std::atomic<qint64> m_now = 0; // ms; 0: the machine's clock
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<SandboxClient> m_client;
};

void tst_Sandbox::init()
{
    m_client.reset();
    m_sandbox.reset();
    m_now = 0;
    m_sandbox = std::make_unique<Sandbox>(SandboxClient::onClock(m_now));
    m_client = std::make_unique<SandboxClient>(*m_sandbox);
    const auto errors = m_sandbox->start();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
}

void tst_Sandbox::everyApiNamesFieldsThatSignIn()
{
    QStringList ids;
    const auto apis = m_sandbox->apis();
    for (const SandboxApi &api : apis) {
        ids += api.profileId;
        QVERIFY(api.baseUrl.startsWith("http://127.0.0.1:"_L1));
        QVERIFY(!api.baseUrl.endsWith(u'/'));
        const auto answer = m_client->signIn(api.profileId);
        QVERIFY2(answer.status == 200 || answer.status == 201, answer.body.constData());
    }
    ids.sort();
    QCOMPARE(ids, QStringList({core, hack, pagfast, mic}));
    QCOMPARE(Sandbox().known(), ids); // nothing has to run for that
}

void tst_Sandbox::everyFieldIsOneOfTheProfile()
{
    const auto apis = m_sandbox->apis();
    for (const SandboxApi &api : apis) {
        const Json profile = profileOf(api.profileId);
        QVERIFY2(profile.is_object(), qPrintable(api.profileId));
        QStringList names, ways;
        addFieldNames(profile, names);
        for (const Json &way : profile["signIn"])
            ways += toQString(way["way"].get<std::string>());
        for (const SandboxAccount &account : api.accounts) {
            QVERIFY2(account.way.isEmpty() || ways.contains(account.way), qPrintable(account.way));
            for (const auto &[name, value] : account.fields)
                QVERIFY2(names.contains(name), qPrintable(api.profileId + u": "_s + name));
        }
    }
}

void tst_Sandbox::everyExampleOfTheProfileIsPlayed()
{
    const auto admin = m_client->send(
        hack, "POST", "/users/token", {}, R"({"client":"mocha","email":"admin@example.com","password":"sandbox-admin"})");
    const auto micTokens = m_client->signIn(mic);
    const QMap<QString, Headers> credentials{
        {core, {{"Authorization", bearer(at(m_client->signIn(core), "/access_token"))}}},
        {hack, {{"Authorization", basic(at(admin, "/key"), at(admin, "/token"))}}},
        {mic,
            {{"x-api-key", apiKey}, {"Authorization", at(micTokens, "/credentials/token")},
                {"identityId", at(micTokens, "/credentials/identityId")}}},
        {pagfast, {{"Authorization", bearer(m_client->signIn(pagfast).body)}}},
    };
    const auto apis = m_sandbox->apis();
    for (const SandboxApi &api : apis) {
        const Json profile = profileOf(api.profileId);
        QVERIFY(!profile["examples"].empty());
        for (const Json &example : profile["examples"]) {
            QByteArray path = QByteArray::fromStdString(example["path"].get<std::string>());
            path.replace("{{userName | percent}}", "ada%40example.com");
            QByteArray json = example.contains("json") ? QByteArray::fromStdString(example["json"].dump()) : QByteArray();
            json.replace("{{email}}", "admin@example.com");
            const bool isOpen = path.startsWith("/auth/"); // a credential does harm there
            const auto answer
                = m_client->send(api.profileId, QByteArray::fromStdString(example["method"].get<std::string>()), path,
                    isOpen ? Headers{{"x-api-key", apiKey}} : credentials.value(api.profileId), json);
            QVERIFY2(answer.status == 200 || answer.status == 201,
                qPrintable(api.profileId + u' ' + QString::fromUtf8(path + ' ' + answer.body)));
        }
    }
}

void tst_Sandbox::livesAreShortAndCanBeReal()
{
    const auto life = [this] {
        const Json claims = claimsOf(at(m_client->signIn(core), "/access_token"));
        return claims["exp"].get<qint64>() - claims["iat"].get<qint64>();
    };
    QCOMPARE(life(), 60);
    m_sandbox->setAccessLife(core, std::chrono::milliseconds(1500)); // a JWT counts whole seconds
    QCOMPARE(life(), 2);
    m_sandbox->setAccessLife(core, std::nullopt);
    QCOMPARE(life(), 600);
    m_sandbox->setAccessLife(hack, std::nullopt);
    const auto expires = QDateTime::fromString(QString::fromUtf8(at(m_client->signIn(hack), "/expires")), Qt::ISODateWithMs);
    QCOMPARE(QDateTime::currentDateTimeUtc().daysTo(expires), 30);
}

void tst_Sandbox::virtualTimeEndsTokens()
{
    m_now = 1'800'000'000'000;
    const auto tokens = m_client->signIn(core);
    const auto access = bearer(at(tokens, "/access_token"));
    const auto refresh = bearer(at(tokens, "/refresh_token"));
    QCOMPARE(claimsOf(at(tokens, "/access_token"))["iat"].get<qint64>(), 1'800'000'000);
    m_now += 59'999;
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process", {{"Authorization", access}}).status, 200);
    m_now += 1; // no leeway
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process", {{"Authorization", access}}).status, 401);
    QCOMPARE(m_client->send(core, "GET", "/api/login/refresh", {{"Authorization", refresh}}).status, 200);
    m_now += 86'400'000;
    QCOMPARE(m_client->send(core, "GET", "/api/login/refresh", {{"Authorization", refresh}}).status, 401);
    QCOMPARE(m_client->send(core, "GET", "/api").header("Date"), QByteArray("Sat, 16 Jan 2027 08:01:00 GMT"));
}

void tst_Sandbox::expiresOnRequest()
{
    const auto coreTokens = m_client->signIn(core);
    const auto hackTokens = m_client->signIn(hack);
    m_sandbox->expireNow(core);
    QCOMPARE(
        m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(coreTokens, "/access_token"))}}).status,
        401);
    const auto renewed
        = m_client->send(core, "GET", "/api/login/refresh", {{"Authorization", bearer(at(coreTokens, "/refresh_token"))}});
    QCOMPARE(renewed.status, 200);
    QCOMPARE(
        m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(renewed, "/access_token"))}}).status,
        200);
    // The other APIs go on.
    const auto credential = basic(at(hackTokens, "/key"), at(hackTokens, "/token"));
    QCOMPARE(m_client->send(hack, "PATCH", "/users", {{"Authorization", credential}}, "{}").status, 200);
    m_sandbox->expireNow(hack);
    QCOMPARE(m_client->send(hack, "PATCH", "/users", {{"Authorization", credential}}, "{}").status, 401);
}

void tst_Sandbox::revokesOnRequest()
{
    for (const QString &id : {core, hack}) {
        const auto tokens = m_client->signIn(id);
        m_sandbox->revoke(id);
        if (id == core) {
            QCOMPARE(m_client->send(id, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}})
                         .status,
                401);
            QCOMPARE(
                m_client->send(id, "GET", "/api/login/refresh", {{"Authorization", bearer(at(tokens, "/refresh_token"))}})
                    .status,
                401);
        } else {
            QCOMPARE(
                m_client
                    ->send(id, "PATCH", "/users", {{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}}, "{}")
                    .status,
                401);
            const auto refresh = m_client->send(id, "POST", "/users/token/refresh", {},
                R"({"client":"mocha","key":")" + at(tokens, "/key") + R"(","refresh":")" + at(tokens, "/refresh") + "\"}");
            QCOMPARE(refresh.status, 400);
        }
        QVERIFY(m_client->signIn(id).status < 300);
    }
}

void tst_Sandbox::dropsTheNextAnswerAfterServingIt()
{
    const auto tokens = m_client->signIn(hack);
    const QByteArray refresh
        = R"({"client":"mocha","key":")" + at(tokens, "/key") + R"(","refresh":")" + at(tokens, "/refresh") + "\"}";
    m_sandbox->dropNext(hack, SandboxCall::Refresh);
    QCOMPARE(m_client->send(hack, "GET", "/events").status, 200); // not a refresh
    QCOMPARE(m_client->send(hack, "POST", "/users/token/refresh", {}, refresh).status, 0);
    // The server did rotate: the token that was sent is dead now.
    const auto again = m_client->send(hack, "POST", "/users/token/refresh", {}, refresh);
    QCOMPARE(again.status, 400);
    QCOMPARE(at(again, "/errors/0"), QByteArray("Invalid refresh token"));
    QCOMPARE(m_sandbox->counters(hack).deadRefreshTokens, 1);
}

void tst_Sandbox::failsTheNextRequests()
{
    m_sandbox->failNext(core, 503, SandboxCall::Any, 2, std::chrono::seconds(7));
    for (int i = 0; i < 2; ++i) {
        const auto answer = m_client->send(core, "GET", "/ping");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.header("Retry-After"), QByteArray("7"));
        QCOMPARE(at(answer, "/code"), QByteArray("503"));
        QCOMPARE(at(answer, "/message"), QByteArray("Service Unavailable"));
    }
    QCOMPARE(m_client->send(core, "GET", "/ping").status, 200);
    for (const QString &id : {hack, mic, pagfast}) {
        m_sandbox->failNext(id, 429, SandboxCall::SignIn);
        QCOMPARE(m_client->signIn(id).status, 429);
        QVERIFY(m_client->signIn(id).status < 300);
    }
}

void tst_Sandbox::skewsTheClock()
{
    m_now = 1'800'000'000'000;
    m_sandbox->setSkew(core, std::chrono::hours(-2));
    const auto tokens = m_client->signIn(core);
    QCOMPARE(tokens.header("Date"), QByteArray("Fri, 15 Jan 2027 06:00:00 GMT"));
    const Json claims = claimsOf(at(tokens, "/access_token"));
    QCOMPARE(claims["iat"].get<qint64>(), 1'800'000'000 - 7200);
    QCOMPARE(claims["exp"].get<qint64>(), 1'800'000'000 - 7200 + 60);
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}}).status,
        200);
}

void tst_Sandbox::slowFailuresDelayOnlyThem()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray wrong = R"({"username":"admin","password":"no"})";
    QCOMPARE(m_client->send(core, "POST", "/api/login", {}, wrong).status, 401);
    QVERIFY(timer.elapsed() < 4000);
    m_sandbox->setSlowFailures(core, true);
    QCOMPARE(m_client->signIn(core).status, 200);
    QVERIFY(timer.elapsed() < 4000);
    timer.start();
    QCOMPARE(m_client->send(core, "POST", "/api/login", {}, wrong).status, 401);
    QVERIFY(timer.elapsed() >= 4900);
}

void tst_Sandbox::holdsAnswers()
{
    m_sandbox->setDelay(core, std::chrono::milliseconds(300), SandboxCall::SignIn);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_client->send(core, "GET", "/ping").status, 200);
    QVERIFY(timer.elapsed() < 290);
    timer.start();
    QCOMPARE(m_client->signIn(core).status, 200);
    QVERIFY(timer.elapsed() >= 290);
}

void tst_Sandbox::countsCalls()
{
    const auto tokens = m_client->signIn(core);
    m_client->send(core, "POST", "/api/login", {}, R"({"username":"admin","password":"no"})");
    m_sandbox->setDelay(core, std::chrono::milliseconds(400), SandboxCall::Refresh);
    std::vector<std::thread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([this, &tokens] {
            (void)m_client->send(
                core, "GET", "/api/login/refresh", {{"Authorization", bearer(at(tokens, "/refresh_token"))}});
        });
    }
    for (std::thread &client : clients)
        client.join();
    SandboxCounters counters = m_sandbox->counters(core);
    QCOMPARE(counters.signIns, 2);
    QCOMPARE(counters.refreshes, 3);
    QCOMPARE(counters.requests, 5);
    QVERIFY(counters.mostTokenCallsInFlight >= 2);
    QCOMPARE(counters.inFlight, 0);
    QCOMPARE(counters.tokenCallsInFlight, 0);
    QCOMPARE(m_sandbox->counters(hack).requests, 0);
    m_sandbox->resetCounters(core);
    QCOMPARE(m_sandbox->counters(core).requests, 0);

    const auto hackTokens = m_client->signIn(hack);
    m_client->send(hack, "DELETE", "/users/token",
        {{"Authorization", basic(at(hackTokens, "/key"), at(hackTokens, "/token"))}}, R"({"client":"mocha"})");
    QCOMPARE(m_sandbox->counters(hack).signOuts, 1);
}

void tst_Sandbox::tellsWhatItServed()
{
    QSignalSpy spy(m_sandbox.get(), &Sandbox::requestServed);
    m_client->send(core, "GET", "/api/v3/process?token=secret", {{"Authorization", "Bearer secret"}});
    m_sandbox->dropNext(core);
    m_client->send(core, "GET", "/ping");
    QTRY_COMPARE(spy.size(), 2);
    const auto first = spy.at(0).first().value<SandboxRequest>();
    QCOMPARE(first.profileId, core);
    QCOMPARE(first.method, u"GET"_s);
    QCOMPARE(first.path, u"/api/v3/process"_s);
    QCOMPARE(first.status, 401);
    QVERIFY(first.headers.contains("Authorization"_L1));
    QVERIFY(!first.headers.contains("LOCAL_PORT"_L1));
    QCOMPARE(spy.at(1).first().value<SandboxRequest>().status, 0);
}

void tst_Sandbox::restartsAfresh()
{
    const QByteArray newcomer = R"({"client":"mocha","email":"new@example.com","password":"pass"})";
    QCOMPARE(m_client->send(hack, "POST", "/users", {}, newcomer).status, 201);
    QCOMPARE(m_client->send(hack, "POST", "/users/token", {}, newcomer).status, 201);
    m_sandbox->stop();
    QVERIFY(!m_sandbox->isRunning());
    QVERIFY(m_sandbox->apis().isEmpty());
    QVERIFY(m_sandbox->start().isEmpty());
    QVERIFY(m_sandbox->start().isEmpty()); // twice is once
    QCOMPARE(m_sandbox->apis().size(), 4);
    QCOMPARE(m_client->send(hack, "POST", "/users/token", {}, newcomer).status, 400);
}

void tst_Sandbox::unknownNamesDoNothing()
{
    m_sandbox->expireNow(u"nobody"_s);
    m_sandbox->dropNext(u"nobody"_s);
    QVERIFY(!m_sandbox->api(u"nobody"_s));
    QCOMPARE(m_sandbox->counters(u"nobody"_s).requests, 0);
    QVERIFY(!m_sandbox->setSwitch(u"nobody"_s, u"auth"_s, u"off"_s));
    QVERIFY(!m_sandbox->setSwitch(core, u"auth"_s, u"sometimes"_s));
    QVERIFY(!m_sandbox->setSwitch(core, u"weather"_s, u"off"_s));
    QVERIFY(m_sandbox->setSwitch(core, u"auth"_s, u"off"_s));
    m_sandbox->failNext(core, 99);
    m_sandbox->failNext(core, 500, SandboxCall::Any, 0);
    QCOMPARE(m_client->send(core, "GET", "/ping").status, 200);
}

void tst_Sandbox::manyAtOnceGetTheirOwn()
{
    std::atomic<int> good = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 16; ++i) {
        clients.emplace_back([this, i, &good] {
            for (int j = 0; j < 25; ++j) {
                const QByteArray email = QByteArray::number(i * 1000 + j) + "@example.com";
                const QByteArray body = R"({"client":"mocha","email":")" + email + R"(","password":"pass"})";
                const auto tokens = m_client->send(hack, "POST", "/users", {}, body);
                const auto me = m_client->send(
                    hack, "PATCH", "/users", {{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}}, "{}");
                good += at(me, "/email") == email;
            }
        });
    }
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(good.load(), 16 * 25);
}

QTEST_GUILESS_MAIN(tst_Sandbox)
#include "tst_Sandbox.moc"
