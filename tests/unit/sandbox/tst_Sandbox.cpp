#include "app/json/JsonReader.h"
#include "app/sandbox/Sandbox.h"
#include "app/sandbox/SandboxJwt.h"
#include "tests/support/RawHttp.h"

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
using Headers = QList<std::pair<QByteArray, QByteArray>>;

namespace {

const QString core = u"datarhei-core"_s;
const QString hack = u"kent-hack-enough"_s;
const QString mic = u"telenor-mic"_s;
const QString pagfast = u"pagfast-partner"_s;

const QByteArray apiKey = "sandboxApiKey0123456789abcdefghijklmnop";

QByteArray bearer(const QByteArray &token)
{
    return "Bearer " + token;
}

QByteArray basic(const QByteArray &user, const QByteArray &password)
{
    return "Basic " + (user + ':' + password).toBase64();
}

Json jsonOf(const RawAnswer &answer)
{
    const auto json = parseJson(answer.body, u"answer"_s);
    return json ? *json : Json();
}

QByteArray at(const RawAnswer &answer, const char *pointer)
{
    const Json json = jsonOf(answer);
    const Json::json_pointer place(pointer);
    if (!json.contains(place))
        return {};
    const Json value = json.at(place);
    return QByteArray::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
}

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

Json claimsOf(const QByteArray &token)
{
    const auto payload = QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    const auto json = parseJson(payload, u"claims"_s);
    return json ? *json : Json();
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

    void coreTokensAreReallySigned();
    void coreTakesAForeignTokenOfItsKey();
    void coreExpiredLooksLikeNone();
    void coreAuth0Way();
    void coreAuthSwitch();
    void coreServesADocument();
    void coreMetadataByKey();

    void hackSameClientSamePair();
    void hackRotates();
    void hackColdCacheForgetsAtOnce();
    void hackHtmlErrors();
    void hackHeadIsGet();

    void micGatewayErrors_data();
    void micGatewayErrors();
    void micIdentityAsHeaderOrQuery();
    void micExpiredWords();
    void micErrorShapes_data();
    void micErrorShapes();
    void micSignUpToSignIn();
    void micConsent();
    void micForgottenPassword();
    void micRefreshKeepsOrRotates();
    void micOpaqueToken();
    void micDiscovery();
    void micRoles();

    void pagfastRawToken();
    void pagfastErrors_data();
    void pagfastErrors();
    void pagfastBrokenToken();
    void pagfastOrdersAreCounted();

private:
    RawAnswer send(const QString &id, const QByteArray &method, const QByteArray &path, const Headers &headers = {},
        const QByteArray &json = {}) const;
    RawAnswer signIn(const QString &id) const; // with the default account
    RawAnswer micSend(const QByteArray &method, const QByteArray &path, const RawAnswer &signedIn, const QByteArray &json = {}) const;

    std::atomic<qint64> m_now = 0; // ms; 0: the machine's clock
    std::unique_ptr<Sandbox> m_sandbox;
};

void tst_Sandbox::init()
{
    m_sandbox.reset();
    m_now = 0;
    SandboxOptions options;
    options.now = [this] {
        const qint64 now = m_now;
        return UtcTime(Milliseconds(now ? now : QDateTime::currentMSecsSinceEpoch()));
    };
    m_sandbox = std::make_unique<Sandbox>(options);
    const auto errors = m_sandbox->start();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
}

RawAnswer tst_Sandbox::send(const QString &id, const QByteArray &method, const QByteArray &path, const Headers &headers, const QByteArray &json) const
{
    const QUrl base(m_sandbox->api(id)->baseUrl);
    Headers all = headers;
    if (!json.isEmpty())
        all.emplaceBack("Content-Type", "application/json");
    return sendRaw(base.port(), rawRequest(method, base.path().toUtf8() + path, all, json));
}

RawAnswer tst_Sandbox::signIn(const QString &id) const
{
    Json body = Json::object();
    const auto fields = m_sandbox->api(id)->accounts.first().fields;
    for (const auto &[name, value] : fields) {
        if (name != "apiKey"_L1)
            body[name.toStdString()] = value.toStdString();
    }
    const QMap<QString, QByteArray> paths{{core, "/api/login"}, {hack, "/users/token"}, {mic, "/auth/login"}, {pagfast, "/login"}};
    return send(id, "POST", paths.value(id), id == mic ? Headers{{"x-api-key", apiKey}} : Headers{}, QByteArray::fromStdString(body.dump()));
}

RawAnswer tst_Sandbox::micSend(const QByteArray &method, const QByteArray &path, const RawAnswer &signedIn, const QByteArray &json) const
{
    return send(mic, method, path,
        {{"x-api-key", apiKey}, {"Authorization", at(signedIn, "/credentials/token")},
            {"identityId", at(signedIn, "/credentials/identityId")}},
        json);
}

void tst_Sandbox::everyApiNamesFieldsThatSignIn()
{
    QStringList ids;
    const auto apis = m_sandbox->apis();
    for (const SandboxApi &api : apis) {
        ids += api.profileId;
        QVERIFY(api.baseUrl.startsWith("http://127.0.0.1:"_L1));
        QVERIFY(!api.baseUrl.endsWith(u'/'));
        const auto answer = signIn(api.profileId);
        QVERIFY2(answer.status == 200 || answer.status == 201, answer.body.constData());
    }
    ids.sort();
    QCOMPARE(ids, QStringList({core, hack, pagfast, mic}));
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
    const auto admin = send(hack, "POST", "/users/token", {}, R"({"client":"mocha","email":"admin@example.com","password":"sandbox-admin"})");
    const auto micTokens = signIn(mic);
    const QMap<QString, Headers> credentials{
        {core, {{"Authorization", bearer(at(signIn(core), "/access_token"))}}},
        {hack, {{"Authorization", basic(at(admin, "/key"), at(admin, "/token"))}}},
        {mic, {{"x-api-key", apiKey}, {"Authorization", at(micTokens, "/credentials/token")}, {"identityId", at(micTokens, "/credentials/identityId")}}},
        {pagfast, {{"Authorization", bearer(signIn(pagfast).body)}}},
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
            const auto answer = send(api.profileId, QByteArray::fromStdString(example["method"].get<std::string>()), path,
                isOpen ? Headers{{"x-api-key", apiKey}} : credentials.value(api.profileId), json);
            QVERIFY2(answer.status == 200 || answer.status == 201, qPrintable(api.profileId + u' ' + QString::fromUtf8(path + ' ' + answer.body)));
        }
    }
}

void tst_Sandbox::livesAreShortAndCanBeReal()
{
    const auto life = [this] {
        const Json claims = claimsOf(at(signIn(core), "/access_token"));
        return claims["exp"].get<qint64>() - claims["iat"].get<qint64>();
    };
    QCOMPARE(life(), 60);
    m_sandbox->setAccessLife(core, std::chrono::milliseconds(1500)); // a JWT counts whole seconds
    QCOMPARE(life(), 2);
    m_sandbox->setAccessLife(core, std::nullopt);
    QCOMPARE(life(), 600);
    m_sandbox->setAccessLife(hack, std::nullopt);
    const auto expires = QDateTime::fromString(QString::fromUtf8(at(signIn(hack), "/expires")), Qt::ISODateWithMs);
    QCOMPARE(QDateTime::currentDateTimeUtc().daysTo(expires), 30);
}

void tst_Sandbox::virtualTimeEndsTokens()
{
    m_now = 1'800'000'000'000;
    const auto tokens = signIn(core);
    const auto access = bearer(at(tokens, "/access_token"));
    const auto refresh = bearer(at(tokens, "/refresh_token"));
    QCOMPARE(claimsOf(at(tokens, "/access_token"))["iat"].get<qint64>(), 1'800'000'000);
    m_now += 59'999;
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", access}}).status, 200);
    m_now += 1; // no leeway
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", access}}).status, 401);
    QCOMPARE(send(core, "GET", "/api/login/refresh", {{"Authorization", refresh}}).status, 200);
    m_now += 86'400'000;
    QCOMPARE(send(core, "GET", "/api/login/refresh", {{"Authorization", refresh}}).status, 401);
    QCOMPARE(send(core, "GET", "/api").header("Date"), QByteArray("Sat, 16 Jan 2027 08:01:00 GMT"));
}

void tst_Sandbox::expiresOnRequest()
{
    const auto coreTokens = signIn(core);
    const auto hackTokens = signIn(hack);
    m_sandbox->expireNow(core);
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(coreTokens, "/access_token"))}}).status, 401);
    const auto renewed = send(core, "GET", "/api/login/refresh", {{"Authorization", bearer(at(coreTokens, "/refresh_token"))}});
    QCOMPARE(renewed.status, 200);
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(renewed, "/access_token"))}}).status, 200);
    // The other APIs go on.
    const auto credential = basic(at(hackTokens, "/key"), at(hackTokens, "/token"));
    QCOMPARE(send(hack, "PATCH", "/users", {{"Authorization", credential}}, "{}").status, 200);
    m_sandbox->expireNow(hack);
    QCOMPARE(send(hack, "PATCH", "/users", {{"Authorization", credential}}, "{}").status, 401);
}

void tst_Sandbox::revokesOnRequest()
{
    for (const QString &id : {core, hack}) {
        const auto tokens = signIn(id);
        m_sandbox->revoke(id);
        if (id == core) {
            QCOMPARE(send(id, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}}).status, 401);
            QCOMPARE(send(id, "GET", "/api/login/refresh", {{"Authorization", bearer(at(tokens, "/refresh_token"))}}).status, 401);
        } else {
            QCOMPARE(send(id, "PATCH", "/users", {{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}}, "{}").status, 401);
            const auto refresh = send(id, "POST", "/users/token/refresh", {},
                R"({"client":"mocha","key":")" + at(tokens, "/key") + R"(","refresh":")" + at(tokens, "/refresh") + "\"}");
            QCOMPARE(refresh.status, 400);
        }
        QVERIFY(signIn(id).status < 300);
    }
}

void tst_Sandbox::dropsTheNextAnswerAfterServingIt()
{
    const auto tokens = signIn(hack);
    const QByteArray refresh = R"({"client":"mocha","key":")" + at(tokens, "/key") + R"(","refresh":")" + at(tokens, "/refresh") + "\"}";
    m_sandbox->dropNext(hack, SandboxCall::Refresh);
    QCOMPARE(send(hack, "GET", "/events").status, 200); // not a refresh
    QCOMPARE(send(hack, "POST", "/users/token/refresh", {}, refresh).status, 0);
    // The server did rotate: the token that was sent is dead now.
    const auto again = send(hack, "POST", "/users/token/refresh", {}, refresh);
    QCOMPARE(again.status, 400);
    QCOMPARE(at(again, "/errors/0"), QByteArray("Invalid refresh token"));
    QCOMPARE(m_sandbox->counters(hack).deadRefreshTokens, 1);
}

void tst_Sandbox::failsTheNextRequests()
{
    m_sandbox->failNext(core, 503, SandboxCall::Any, 2, std::chrono::seconds(7));
    for (int i = 0; i < 2; ++i) {
        const auto answer = send(core, "GET", "/ping");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.header("Retry-After"), QByteArray("7"));
        QCOMPARE(at(answer, "/code"), QByteArray("503"));
        QCOMPARE(at(answer, "/message"), QByteArray("Service Unavailable"));
    }
    QCOMPARE(send(core, "GET", "/ping").status, 200);
    for (const QString &id : {hack, mic, pagfast}) {
        m_sandbox->failNext(id, 429, SandboxCall::SignIn);
        QCOMPARE(signIn(id).status, 429);
        QVERIFY(signIn(id).status < 300);
    }
}

void tst_Sandbox::skewsTheClock()
{
    m_now = 1'800'000'000'000;
    m_sandbox->setSkew(core, std::chrono::hours(-2));
    const auto tokens = signIn(core);
    QCOMPARE(tokens.header("Date"), QByteArray("Fri, 15 Jan 2027 06:00:00 GMT"));
    const Json claims = claimsOf(at(tokens, "/access_token"));
    QCOMPARE(claims["iat"].get<qint64>(), 1'800'000'000 - 7200);
    QCOMPARE(claims["exp"].get<qint64>(), 1'800'000'000 - 7200 + 60);
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}}).status, 200);
}

void tst_Sandbox::slowFailuresDelayOnlyThem()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray wrong = R"({"username":"admin","password":"no"})";
    QCOMPARE(send(core, "POST", "/api/login", {}, wrong).status, 401);
    QVERIFY(timer.elapsed() < 4000);
    m_sandbox->setSlowFailures(core, true);
    QCOMPARE(signIn(core).status, 200);
    QVERIFY(timer.elapsed() < 4000);
    timer.start();
    QCOMPARE(send(core, "POST", "/api/login", {}, wrong).status, 401);
    QVERIFY(timer.elapsed() >= 4900);
}

void tst_Sandbox::holdsAnswers()
{
    m_sandbox->setDelay(core, std::chrono::milliseconds(300), SandboxCall::SignIn);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(send(core, "GET", "/ping").status, 200);
    QVERIFY(timer.elapsed() < 290);
    timer.start();
    QCOMPARE(signIn(core).status, 200);
    QVERIFY(timer.elapsed() >= 290);
}

void tst_Sandbox::countsCalls()
{
    const auto tokens = signIn(core);
    send(core, "POST", "/api/login", {}, R"({"username":"admin","password":"no"})");
    m_sandbox->setDelay(core, std::chrono::milliseconds(400), SandboxCall::Refresh);
    std::vector<std::thread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([this, &tokens] {
            (void)send(core, "GET", "/api/login/refresh", {{"Authorization", bearer(at(tokens, "/refresh_token"))}});
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

    const auto hackTokens = signIn(hack);
    send(hack, "DELETE", "/users/token", {{"Authorization", basic(at(hackTokens, "/key"), at(hackTokens, "/token"))}}, R"({"client":"mocha"})");
    QCOMPARE(m_sandbox->counters(hack).signOuts, 1);
}

void tst_Sandbox::tellsWhatItServed()
{
    QSignalSpy spy(m_sandbox.get(), &Sandbox::requestServed);
    send(core, "GET", "/api/v3/process?token=secret", {{"Authorization", "Bearer secret"}});
    m_sandbox->dropNext(core);
    send(core, "GET", "/ping");
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
    QCOMPARE(send(hack, "POST", "/users", {}, newcomer).status, 201);
    QCOMPARE(send(hack, "POST", "/users/token", {}, newcomer).status, 201);
    m_sandbox->stop();
    QVERIFY(!m_sandbox->isRunning());
    QVERIFY(m_sandbox->apis().isEmpty());
    QVERIFY(m_sandbox->start().isEmpty());
    QVERIFY(m_sandbox->start().isEmpty()); // twice is once
    QCOMPARE(m_sandbox->apis().size(), 4);
    QCOMPARE(send(hack, "POST", "/users/token", {}, newcomer).status, 400);
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
    QCOMPARE(send(core, "GET", "/ping").status, 200);
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
                const auto tokens = send(hack, "POST", "/users", {}, body);
                const auto me = send(hack, "PATCH", "/users", {{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}}, "{}");
                good += at(me, "/email") == email;
            }
        });
    }
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(good.load(), 16 * 25);
}

void tst_Sandbox::coreTokensAreReallySigned()
{
    const QByteArray token = at(signIn(core), "/access_token");
    const auto claims = SandboxJwt::check("HS256", "sandbox-secret-that-protects-nothing", token.toStdString());
    QVERIFY(claims);
    QCOMPARE((*claims)["exi"].get<int>(), 60);
    QCOMPARE((*claims)["usefor"], Json("access"));
    QStringList names;
    for (const auto &[name, value] : claims->items())
        names += toQString(name);
    QCOMPARE(names, QStringList({u"exi"_s, u"exp"_s, u"iat"_s, u"iss"_s, u"jti"_s, u"sub"_s, u"usefor"_s}));
    QByteArray tampered = token;
    tampered[tampered.indexOf('.') + 5] = tampered[tampered.indexOf('.') + 5] == 'A' ? 'B' : 'A';
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", bearer(tampered)}}).status, 401);
}

void tst_Sandbox::coreTakesAForeignTokenOfItsKey()
{
    m_now = 1'800'000'000'000;
    const auto status = [this](const char *algorithm, const char *key, const Json &claims) {
        const auto token = QByteArray::fromStdString(SandboxJwt::make(algorithm, key, claims));
        return send(core, "GET", "/api/v3/process", {{"Authorization", bearer(token)}}).status;
    };
    const char *key = "sandbox-secret-that-protects-nothing";
    Json claims{{"exp", 1'800'000'100}, {"iat", 1'800'000'050}, {"sub", "admin"}, {"usefor", "access"}};
    QCOMPARE(status("HS256", key, claims), 200); // issued in the future: the real server doesn't mind
    QCOMPARE(status("HS256", "other", claims), 401);
    QCOMPARE(status("HS384", key, claims), 401);
    claims["usefor"] = "refresh";
    QCOMPARE(status("HS256", key, claims), 401);
    claims["usefor"] = "access";
    claims["exp"] = 1'800'000'000;
    QCOMPARE(status("HS256", key, claims), 401);
    claims["exp"] = "later";
    QCOMPARE(status("HS256", key, claims), 401);
}

void tst_Sandbox::coreExpiredLooksLikeNone()
{
    m_now = 1'800'000'000'000;
    const auto access = bearer(at(signIn(core), "/access_token"));
    QVERIFY(jsonOf(send(core, "GET", "/api", {{"Authorization", access}})).contains("id"));
    m_now += 60'000;
    const auto few = send(core, "GET", "/api", {{"Authorization", access}});
    QCOMPARE(few.status, 200);
    QVERIFY(!jsonOf(few).contains("id"));
    QCOMPARE(few.body, send(core, "GET", "/api").body);
}

void tst_Sandbox::coreAuth0Way()
{
    const auto token = m_sandbox->api(core)->accounts.at(1).fields.first();
    QCOMPARE(token.first, u"auth0Token"_s);
    const auto tokens = send(core, "POST", "/api/login", {{"Authorization", bearer(token.second.toUtf8())}});
    QCOMPARE(tokens.status, 200);
    QCOMPARE(send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}}).status, 200);
    QCOMPARE(send(core, "POST", "/api/login", {{"Authorization", "Bearer wrong"}}).status, 401);
}

void tst_Sandbox::coreAuthSwitch()
{
    QVERIFY(m_sandbox->setSwitch(core, u"auth"_s, u"off"_s));
    QCOMPARE(at(send(core, "GET", "/api"), "/auths"), QByteArray("[]"));
    QCOMPARE(send(core, "GET", "/api/v3/process").status, 200);
    QCOMPARE(signIn(core).status, 404);
    QCOMPARE(send(core, "GET", "/api/login/refresh").status, 404);
    QVERIFY(m_sandbox->setSwitch(core, u"auth"_s, u"not-for-localhost"_s));
    QVERIFY(jsonOf(send(core, "GET", "/api")).contains("id"));
    QCOMPARE(send(core, "GET", "/api/v3/process").status, 200);
    const auto refused = send(core, "GET", "/api/login/refresh");
    QCOMPARE(refused.status, 403);
    QCOMPARE(at(refused, "/details/0"), QByteArray("Invalid token"));
}

void tst_Sandbox::coreServesADocument()
{
    const auto answer = send(core, "GET", "/api/swagger/doc.json");
    QCOMPARE(answer.status, 200);
    QCOMPARE(at(answer, "/swagger"), QByteArray("2.0"));
    QVERIFY(jsonOf(answer)["paths"].contains("/api/v3/process/{id}"));
    QCOMPARE(send(core, "GET", "/api/swagger/index.html").header("Content-Type"), QByteArray("text/html; charset=utf-8"));
}

void tst_Sandbox::coreMetadataByKey()
{
    const Headers credential{{"Authorization", bearer(at(signIn(core), "/access_token"))}};
    QCOMPARE(send(core, "POST", "/api/v3/process", credential, R"({"id":"p","input":[{"address":"a"}],"output":[{"address":"-"}]})").status, 200);
    QCOMPARE(send(core, "POST", "/api/v3/process", credential, R"({"id":"p","input":[],"output":[]})").status, 400);
    QCOMPARE(send(core, "PUT", "/api/v3/process/p/metadata/n%2Fote", credential, "[1,2]").status, 200);
    QCOMPARE(send(core, "GET", "/api/v3/process/p/metadata/n%2Fote", credential).body, QByteArray("[1,2]\n"));
    QCOMPARE(send(core, "GET", "/api/v3/process/p/metadata/other", credential).status, 404);
    QCOMPARE(send(core, "PUT", "/api/v3/process/p/command", credential, R"({"command":"start"})").body, QByteArray("\"OK\"\n"));
    QCOMPARE(at(send(core, "GET", "/api/v3/process/p", credential), "/state/order"), QByteArray("start"));
    QCOMPARE(send(core, "PUT", "/api/v3/process/p/command", credential, R"({"command":"fly"})").status, 400);
    QCOMPARE(at(send(core, "GET", "/api/v3/process", credential), "/0/id"), QByteArray("p"));
}

void tst_Sandbox::hackSameClientSamePair()
{
    m_now = 1'800'000'000'000;
    const auto first = signIn(hack);
    m_now += 5000;
    const auto second = signIn(hack);
    QCOMPARE(at(second, "/token"), at(first, "/token"));
    QCOMPARE(at(second, "/refresh"), at(first, "/refresh"));
    QCOMPARE(at(first, "/expires"), QByteArray("2027-01-15T08:01:00.000Z"));
    QCOMPARE(at(second, "/expires"), QByteArray("2027-01-15T08:01:05.000Z"));
    const auto other = send(hack, "POST", "/users/token", {}, R"({"client":"abc123","email":"ADA@example.com","password":"sandbox-ada"})");
    QCOMPARE(at(other, "/key"), at(first, "/key"));
    QVERIFY(at(other, "/token") != at(first, "/token"));
}

void tst_Sandbox::hackRotates()
{
    const auto first = signIn(hack);
    const auto refresh = [&](const RawAnswer &tokens) {
        return send(hack, "POST", "/users/token/refresh", {},
            R"({"client":"mocha","key":")" + at(tokens, "/key") + R"(","refresh":")" + at(tokens, "/refresh") + "\"}");
    };
    const auto second = refresh(first);
    QCOMPARE(second.status, 200);
    QVERIFY(at(second, "/token") != at(first, "/token"));
    QVERIFY(at(second, "/refresh") != at(first, "/refresh"));
    QCOMPARE(refresh(first).status, 400);
    QCOMPARE(m_sandbox->counters(hack).deadRefreshTokens, 1);
    QCOMPARE(refresh(second).status, 200);
    // The refresh works after the access token is over, and signing in again now gives the newest pair.
    m_sandbox->expireNow(hack);
    const auto third = signIn(hack);
    m_sandbox->expireNow(hack);
    QCOMPARE(refresh(third).status, 200);
}

void tst_Sandbox::hackColdCacheForgetsAtOnce()
{
    for (const QString &cache : {u"warm"_s, u"cold"_s}) {
        QVERIFY(m_sandbox->setSwitch(hack, u"cache"_s, cache));
        const auto tokens = signIn(hack);
        const Headers credential{{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}};
        QCOMPARE(send(hack, "DELETE", "/users/token", credential).body, QByteArray("{}"));
        QCOMPARE(send(hack, "PATCH", "/users", credential, "{}").status, 200); // no body: nothing was removed
        QCOMPARE(send(hack, "DELETE", "/users/token", credential, R"({"client":"mocha"})").status, 200);
        QCOMPARE(send(hack, "PATCH", "/users", credential, "{}").status, cache == "warm"_L1 ? 200 : 401);
        QVERIFY(at(signIn(hack), "/token") != at(tokens, "/token"));
    }
}

void tst_Sandbox::hackHtmlErrors()
{
    const auto malformed = send(hack, "POST", "/users/token", {}, "{\"client\":");
    QCOMPARE(malformed.status, 400);
    QVERIFY(malformed.header("Content-Type").startsWith("text/html"));
    const auto unknown = send(hack, "GET", "/<script>alert(1)</script>");
    QCOMPARE(unknown.status, 404);
    QVERIFY(unknown.body.contains("Cannot GET /v1.0/&lt;script&gt;"));
    QVERIFY(!unknown.body.contains("<script>"));
}

void tst_Sandbox::hackHeadIsGet()
{
    const auto head = send(hack, "HEAD", "/events");
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
}

void tst_Sandbox::micGatewayErrors_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<QByteArray>("token"); // "good": the one that was given out
    QTest::addColumn<bool>("hasIdentity");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("all there") << QByteArray("/users/ada%40example.com") << true << QByteArray("good") << true << 200 << QByteArray();
    QTest::newRow("no key") << QByteArray("/users/ada%40example.com") << false << QByteArray("good") << true << 403 << QByteArray("Forbidden");
    QTest::newRow("no token") << QByteArray("/users/ada%40example.com") << true << QByteArray() << true << 403 << QByteArray("Unauthorized");
    QTest::newRow("with a scheme") << QByteArray("/users/ada%40example.com") << true << QByteArray("Bearer good") << true << 403 << QByteArray("Unauthorized");
    QTest::newRow("no identity") << QByteArray("/users/ada%40example.com") << true << QByteArray("good") << false << 403 << QByteArray("Not authorized");
    QTest::newRow("wrong path") << QByteArray("/nope") << true << QByteArray("good") << true << 403 << QByteArray("Missing Authentication Token");
    QTest::newRow("wrong method") << QByteArray("/auth/login") << true << QByteArray() << false << 403 << QByteArray("Missing Authentication Token");
    QTest::newRow("unknown user") << QByteArray("/users/nobody") << true << QByteArray("good") << true << 404 << QByteArray("The user was not found");
    QTest::newRow("manifest without key") << QByteArray("/metadata/manifest") << false << QByteArray() << false << 200 << QByteArray();
    QTest::newRow("manifest with key") << QByteArray("/metadata/manifest") << true << QByteArray() << false << 200 << QByteArray();
    QTest::newRow("credential on a public path") << QByteArray("/auth/get-consent-document") << true << QByteArray("good") << true << 403
                                                 << QByteArray("Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.");
}

void tst_Sandbox::micGatewayErrors()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, hasKey);
    QFETCH(QByteArray, token);
    QFETCH(bool, hasIdentity);
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    const auto signedIn = signIn(mic);
    Headers headers;
    if (hasKey)
        headers.emplaceBack("X-Api-Key", apiKey);
    if (!token.isEmpty())
        headers.emplaceBack("Authorization", token.replace("good", at(signedIn, "/credentials/token")));
    if (hasIdentity)
        headers.emplaceBack("identityId", at(signedIn, "/credentials/identityId"));
    const auto answer = send(mic, "GET", path, headers);
    QCOMPARE(answer.status, status);
    QCOMPARE(at(answer, "/message"), message);
}

void tst_Sandbox::micIdentityAsHeaderOrQuery()
{
    const auto signedIn = signIn(mic);
    const auto identity = at(signedIn, "/credentials/identityId");
    QVERIFY(identity.startsWith("eu-west-1:"));
    const Headers headers{{"x-api-key", apiKey}, {"Authorization", at(signedIn, "/credentials/token")}};
    QCOMPARE(send(mic, "GET", "/things?identityId=" + identity.toPercentEncoding(), headers).status, 200);
    QCOMPARE(send(mic, "GET", "/things?identityId=" + identity, headers).status, 200);
    QCOMPARE(send(mic, "GET", "/things?identityId=another", headers).status, 403);
    QCOMPARE(micSend("GET", "/things", signedIn).status, 200);
}

void tst_Sandbox::micExpiredWords()
{
    const auto signedIn = signIn(mic);
    m_sandbox->expireNow(mic);
    auto answer = micSend("GET", "/things", signedIn);
    QCOMPARE(answer.status, 403);
    QCOMPARE(at(answer, "/message"), QByteArray("The incoming token has expired"));
    QVERIFY(m_sandbox->setSwitch(mic, u"tokenStatus"_s, u"401"_s));
    answer = micSend("GET", "/things", signedIn);
    QCOMPARE(answer.status, 401);
    QCOMPARE(at(answer, "/message"), QByteArray("The incoming token has expired"));
}

void tst_Sandbox::micErrorShapes_data()
{
    QTest::addColumn<QString>("shape");
    for (const char *shape : {"top", "object", "text"})
        QTest::newRow(shape) << QString::fromLatin1(shape);
}

void tst_Sandbox::micErrorShapes()
{
    QFETCH(QString, shape);
    QVERIFY(m_sandbox->setSwitch(mic, u"errors"_s, shape));
    const auto answer = send(mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"ada@example.com","password":"wrong"})");
    QCOMPARE(answer.status, 401);
    Json error = jsonOf(answer);
    if (shape != "top"_L1)
        error = error["errorMessage"];
    if (shape == "text"_L1) {
        QVERIFY(error.is_string());
        error = Json::parse(error.get<std::string>());
    }
    QCOMPARE(error["messageKey"], Json("INVALID_LOGIN"));
    QVERIFY(error.contains("message") && error.contains("messageParams") && error.contains("property"));
    const auto missing = send(mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"ada@example.com"})");
    QCOMPARE(missing.status, 400);
    QVERIFY(missing.body.contains("PROPERTY_REQUIRED"));
}

void tst_Sandbox::micSignUpToSignIn()
{
    const Headers key{{"x-api-key", apiKey}};
    const QByteArray newcomer = R"({"userName":"new@example.com","password":"Secret-1","email":"new@example.com","firstName":"N","consent":true})";
    const auto made = send(mic, "POST", "/auth/sign-up", key, newcomer);
    QCOMPARE(made.status, 200);
    QCOMPARE(at(made, "/userName"), QByteArray("new@example.com"));
    QVERIFY(!jsonOf(made).contains("credentials"));
    QVERIFY(!jsonOf(made).contains("phone")); // not given, not there
    QVERIFY(!made.body.contains("Secret-1"));
    QCOMPARE(at(send(mic, "POST", "/auth/sign-up", key, newcomer), "/messageKey"), QByteArray("USER_USERNAME_EXISTS"));
    const QByteArray login = R"({"userName":"new@example.com","password":"Secret-1"})";
    QCOMPARE(send(mic, "POST", "/auth/login", key, login).status, 401);
    QCOMPARE(send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"000000"})").status, 401);
    QCOMPARE(send(mic, "POST", "/auth/resend-confirmation-code", key, R"({"userName":"new@example.com"})").status, 200);
    QCOMPARE(send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"123456"})").status, 200);
    QCOMPARE(send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"123456"})").status, 401); // once
    QCOMPARE(send(mic, "POST", "/auth/login", key, login).status, 200);
    const auto refused = send(mic, "POST", "/auth/sign-up", key, R"({"userName":"x","password":"y","email":"z"})");
    QCOMPARE(at(refused, "/messageKey"), QByteArray("USER_CONSENT_REQUIRED"));
}

void tst_Sandbox::micConsent()
{
    const Headers key{{"x-api-key", apiKey}};
    const QByteArray carl = R"({"userName":"carl@example.com","password":"Sandbox-3"})";
    const auto refused = send(mic, "POST", "/auth/login", key, carl);
    QCOMPARE(refused.status, 403);
    QCOMPARE(at(refused, "/messageKey"), QByteArray("USER_CONSENT_REQUIRED"));
    const QByteArray url = at(send(mic, "GET", "/auth/get-consent-document", key), "/url");
    QVERIFY(url.startsWith(m_sandbox->api(mic)->baseUrl.toUtf8()));
    QCOMPARE(send(mic, "GET", "/metadata/consent.txt").status, 200);
    QCOMPARE(send(mic, "POST", "/auth/consent", key, R"({"userName":"carl@example.com","password":"no"})").status, 401);
    QCOMPARE(send(mic, "POST", "/auth/consent", key, carl).body, QByteArray("{}"));
    QCOMPARE(send(mic, "POST", "/auth/login", key, carl).status, 200);
}

void tst_Sandbox::micForgottenPassword()
{
    const Headers key{{"x-api-key", apiKey}};
    QCOMPARE(at(send(mic, "POST", "/auth/forgot-password", key, R"({"userName":"nobody"})"), "/messageKey"), QByteArray("USER_NOT_FOUND"));
    QCOMPARE(send(mic, "POST", "/auth/set-password", key, R"({"userName":"ada@example.com","code":"123456","password":"New-1"})").status, 401);
    QCOMPARE(send(mic, "POST", "/auth/forgot-password", key, R"({"userName":"ada@example.com"})").status, 200);
    QCOMPARE(signIn(mic).status, 200); // the old one goes on until then
    QCOMPARE(send(mic, "POST", "/auth/set-password", key, R"({"token":"123456-ada@example.com","password":"New-1"})").status, 200);
    QCOMPARE(signIn(mic).status, 401);
    QCOMPARE(send(mic, "POST", "/auth/login", key, R"({"userName":"ada@example.com","password":"New-1"})").status, 200);
}

void tst_Sandbox::micRefreshKeepsOrRotates()
{
    const Headers key{{"x-api-key", apiKey}};
    const auto signedIn = signIn(mic);
    const QByteArray body = R"({"refreshToken":")" + at(signedIn, "/credentials/refreshToken") + "\"}";
    m_sandbox->expireNow(mic);
    const auto refreshed = send(mic, "POST", "/auth/refresh", key, body);
    QCOMPARE(refreshed.status, 200);
    QVERIFY(!jsonOf(refreshed)["credentials"].contains("refreshToken"));
    QCOMPARE(micSend("GET", "/things", refreshed).status, 200);
    QVERIFY(m_sandbox->setSwitch(mic, u"refreshToken"_s, u"rotates"_s));
    const auto rotated = send(mic, "POST", "/auth/refresh", key, body);
    QVERIFY(!at(rotated, "/credentials/refreshToken").isEmpty());
    QCOMPARE(micSend("GET", "/things", rotated).status, 200);
    const auto dead = send(mic, "POST", "/auth/refresh", key, body);
    QCOMPARE(dead.status, 401);
    QCOMPARE(at(dead, "/messageKey"), QByteArray("INVALID_LOGIN"));
    QCOMPARE(send(mic, "POST", "/auth/refresh", {{"x-api-key", apiKey}, {"Authorization", "x"}}, body).status, 403);
    QCOMPARE(m_sandbox->counters(mic).deadRefreshTokens, 1);
}

void tst_Sandbox::micOpaqueToken()
{
    QVERIFY(m_sandbox->setSwitch(mic, u"token"_s, u"opaque"_s));
    const auto signedIn = signIn(mic);
    QVERIFY(!at(signedIn, "/credentials/token").contains('.'));
    QCOMPARE(micSend("GET", "/things", signedIn).status, 200);
    m_sandbox->expireNow(mic);
    QCOMPARE(at(micSend("GET", "/things", signedIn), "/message"), QByteArray("The incoming token has expired"));
    const auto refreshed = send(mic, "POST", "/auth/refresh", {{"x-api-key", apiKey}},
        R"({"refreshToken":")" + at(signedIn, "/credentials/refreshToken") + "\"}");
    QCOMPARE(micSend("GET", "/things", refreshed).status, 200);
}

void tst_Sandbox::micDiscovery()
{
    const auto found = send(mic, "GET", "/manifest?hostname=demo.example.com");
    QCOMPARE(at(found, "/ApiGatewayRootUrl") + '/' + at(found, "/StackName"), m_sandbox->api(mic)->baseUrl.toUtf8());
    const auto fields = m_sandbox->api(mic)->accounts.last().fields;
    QVERIFY(fields.contains({u"manifestUrl"_s, m_sandbox->api(mic)->baseUrl + "/manifest/"_L1}));
    QCOMPARE(send(mic, "GET", "/manifest/?hostname=x").body, found.body);
    QCOMPARE(at(send(mic, "GET", "/metadata/manifest"), "/ApiKey"), apiKey);
}

void tst_Sandbox::micRoles()
{
    const QByteArray thing = R"({"thingType":"102","label":"New one"})";
    QCOMPARE(micSend("POST", "/things", signIn(mic), thing).status, 200);
    const auto reader = send(mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"grace@example.com","password":"Sandbox-2"})");
    QCOMPARE(at(reader, "/user/roleName"), QByteArray("Read"));
    QCOMPARE(at(micSend("POST", "/things", reader, thing), "/messageKey"), QByteArray("NOT_AUTHORIZED"));
    QCOMPARE(micSend("GET", "/things", reader).status, 200);
}

void tst_Sandbox::pagfastRawToken()
{
    const auto answer = signIn(pagfast);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body.count('.'), 2);
    QVERIFY(SandboxJwt::check("HS384", "sandbox-partner-key-that-protects-nothing", answer.body.toStdString()));
    QStringList names;
    const Json claims = claimsOf(answer.body);
    for (const auto &[name, value] : claims.items())
        names += toQString(name);
    QCOMPARE(names, QStringList({u"uid"_s, u"ar"_s, u"ak"_s, u"realm"_s, u"ca"_s, u"cid"_s, u"domain"_s, u"iat"_s, u"exp"_s}));
    QCOMPARE(send(pagfast, "GET", "/receivers?receiverStatus=Approved", {{"Authorization", bearer(answer.body)}}).status, 200);
    QVERIFY(m_sandbox->setSwitch(pagfast, u"answer"_s, u"quoted"_s));
    QVERIFY(signIn(pagfast).body.startsWith('"'));
    m_sandbox->setAccessLife(pagfast, std::nullopt);
    QVERIFY(m_sandbox->setSwitch(pagfast, u"answer"_s, u"text-as-json"_s));
    const Json real = claimsOf(signIn(pagfast).body);
    QCOMPARE(real["exp"].get<qint64>() - real["iat"].get<qint64>(), 3600);
}

void tst_Sandbox::pagfastErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("wrong secret") << QByteArray(R"({"accessKey":"45771ea1-b012-4b80-8ba4-49891c5d8d47","secret":"no"})") << 401
                                  << QByteArray("UnauthorizedError") << QByteArray("/error/details/reason") << QByteArray("AccessKeyUnauthorized");
    QTest::newRow("pending") << QByteArray(R"({"accessKey":"9f0b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d","secret":"pending/sandbox"})") << 401
                             << QByteArray("UnauthorizedError") << QByteArray("/error/details/reason") << QByteArray("AccessKeyUnauthorized");
    QTest::newRow("no secret") << QByteArray(R"({"accessKey":"x"})") << 400 << QByteArray("InvalidRequestFormatError")
                               << QByteArray("/error/details/0/info/missingProperty") << QByteArray("secret");
    QTest::newRow("malformed") << QByteArray("{") << 400 << QByteArray("InvalidRequestFormatError") << QByteArray("/error/details/0/path")
                               << QByteArray("/body");
}

void tst_Sandbox::pagfastErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, detail);
    QFETCH(QByteArray, value);
    const auto answer = send(pagfast, "POST", "/login", {}, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(at(answer, "/statusCode"), QByteArray("Error"));
    QCOMPARE(at(answer, "/error/name"), name);
    QCOMPARE(at(answer, detail.constData()), value);
    const auto elsewhere = send(pagfast, "GET", "/receivers");
    QCOMPARE(elsewhere.status, 401);
    QCOMPARE(at(elsewhere, "/error/message"), QByteArray("The authorization token is invalid"));
    QCOMPARE(at(elsewhere, "/error/details/reason"), QByteArray("AuthenticationTokenInvalid"));
}

void tst_Sandbox::pagfastBrokenToken()
{
    const auto fields = m_sandbox->api(pagfast)->accounts.last().fields;
    const auto answer = send(pagfast, "POST", "/login", {},
        R"({"accessKey":")" + fields.at(0).second.toUtf8() + R"(","secret":")" + fields.at(1).second.toUtf8() + "\"}");
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.body.startsWith("eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQi"));
    QVERIFY(claimsOf(answer.body).is_null());
    QCOMPARE(send(pagfast, "GET", "/receivers", {{"Authorization", bearer(answer.body)}}).status, 401);
}

void tst_Sandbox::pagfastOrdersAreCounted()
{
    const Headers credential{{"Authorization", bearer(signIn(pagfast).body)}};
    m_sandbox->dropNext(pagfast, SandboxCall::Other);
    QCOMPARE(send(pagfast, "POST", "/orders", credential, R"({"amount":1250})").status, 0);
    QCOMPARE(send(pagfast, "POST", "/orders", credential, R"({"description":"x"})").status, 400);
    const auto orders = send(pagfast, "GET", "/orders", credential);
    QCOMPARE(jsonOf(orders)["data"].size(), std::size_t(1));
    QCOMPARE(at(orders, "/data/0/amount"), QByteArray("1250"));
}

QTEST_GUILESS_MAIN(tst_Sandbox)
#include "tst_Sandbox.moc"
