#include "app/sandbox/Sandbox.h"
#include "app/sandbox/SandboxJwt.h"
#include "tests/support/SandboxClient.h"

#include <QtTest/QTest>

#include <atomic>

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
const auto jsonOf = SandboxClient::jsonOf;
const auto claimsOf = SandboxClient::claimsOf;
const auto at = SandboxClient::at;
const QByteArray &apiKey = SandboxClient::apiKey;

}

class tst_SandboxPlay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

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
    std::atomic<qint64> m_now = 0; // ms; 0: the machine's clock
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<SandboxClient> m_client;
};

void tst_SandboxPlay::init()
{
    m_client.reset();
    m_sandbox.reset();
    m_now = 0;
    m_sandbox = std::make_unique<Sandbox>(SandboxClient::onClock(m_now));
    m_client = std::make_unique<SandboxClient>(*m_sandbox);
    const auto errors = m_sandbox->start();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).message));
}

void tst_SandboxPlay::coreTokensAreReallySigned()
{
    const QByteArray token = at(m_client->signIn(core), "/access_token");
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
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(tampered)}}).status, 401);
}

void tst_SandboxPlay::coreTakesAForeignTokenOfItsKey()
{
    m_now = 1'800'000'000'000;
    const auto status = [this](const char *algorithm, const char *key, const Json &claims) {
        const auto token = QByteArray::fromStdString(SandboxJwt::make(algorithm, key, claims));
        return m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(token)}}).status;
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

void tst_SandboxPlay::coreExpiredLooksLikeNone()
{
    m_now = 1'800'000'000'000;
    const auto access = bearer(at(m_client->signIn(core), "/access_token"));
    QVERIFY(jsonOf(m_client->send(core, "GET", "/api", {{"Authorization", access}})).contains("id"));
    m_now += 60'000;
    const auto few = m_client->send(core, "GET", "/api", {{"Authorization", access}});
    QCOMPARE(few.status, 200);
    QVERIFY(!jsonOf(few).contains("id"));
    QCOMPARE(few.body, m_client->send(core, "GET", "/api").body);
}

void tst_SandboxPlay::coreAuth0Way()
{
    const auto token = m_sandbox->api(core)->accounts.at(1).fields.first();
    QCOMPARE(token.first, u"auth0Token"_s);
    const auto tokens = m_client->send(core, "POST", "/api/login", {{"Authorization", bearer(token.second.toUtf8())}});
    QCOMPARE(tokens.status, 200);
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process", {{"Authorization", bearer(at(tokens, "/access_token"))}}).status,
        200);
    QCOMPARE(m_client->send(core, "POST", "/api/login", {{"Authorization", "Bearer wrong"}}).status, 401);
    const QByteArray good = R"({"username":"admin","password":"datarhei"})";
    QCOMPARE(m_client->send(core, "POST", "/api/login", {{"Authorization", "Bearer wrong"}}, good).status, 401);
}

void tst_SandboxPlay::coreAuthSwitch()
{
    QVERIFY(m_sandbox->setSwitch(core, u"auth"_s, u"off"_s));
    QCOMPARE(at(m_client->send(core, "GET", "/api"), "/auths"), QByteArray("[]"));
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process").status, 200);
    QCOMPARE(m_client->signIn(core).status, 404);
    QCOMPARE(m_client->send(core, "GET", "/api/login/refresh").status, 404);
    QVERIFY(m_sandbox->setSwitch(core, u"auth"_s, u"not-for-localhost"_s));
    QVERIFY(jsonOf(m_client->send(core, "GET", "/api")).contains("id"));
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process").status, 200);
    const auto refused = m_client->send(core, "GET", "/api/login/refresh");
    QCOMPARE(refused.status, 403);
    QCOMPARE(at(refused, "/details/0"), QByteArray("Invalid token"));
}

void tst_SandboxPlay::coreServesADocument()
{
    const auto answer = m_client->send(core, "GET", "/api/swagger/doc.json");
    QCOMPARE(answer.status, 200);
    QCOMPARE(at(answer, "/swagger"), QByteArray("2.0"));
    QVERIFY(jsonOf(answer)["paths"].contains("/api/v3/process/{id}"));
    QCOMPARE(m_client->send(core, "GET", "/api/swagger/index.html").header("Content-Type"),
        QByteArray("text/html; charset=utf-8"));
}

void tst_SandboxPlay::coreMetadataByKey()
{
    const Headers credential{{"Authorization", bearer(at(m_client->signIn(core), "/access_token"))}};
    QCOMPARE(m_client
                 ->send(core, "POST", "/api/v3/process", credential,
                     R"({"id":"p","input":[{"address":"a"}],"output":[{"address":"-"}]})")
                 .status,
        200);
    QCOMPARE(
        m_client->send(core, "POST", "/api/v3/process", credential, R"({"id":"p","input":[],"output":[]})").status, 400);
    QCOMPARE(m_client->send(core, "PUT", "/api/v3/process/p/metadata/n%2Fote", credential, "[1,2]").status, 200);
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process/p/metadata/n%2Fote", credential).body, QByteArray("[1,2]\n"));
    QCOMPARE(m_client->send(core, "GET", "/api/v3/process/p/metadata/other", credential).status, 404);
    QCOMPARE(m_client->send(core, "PUT", "/api/v3/process/p/command", credential, R"({"command":"start"})").body,
        QByteArray("\"OK\"\n"));
    QCOMPARE(at(m_client->send(core, "GET", "/api/v3/process/p", credential), "/state/order"), QByteArray("start"));
    QCOMPARE(m_client->send(core, "PUT", "/api/v3/process/p/command", credential, R"({"command":"fly"})").status, 400);
    QCOMPARE(at(m_client->send(core, "GET", "/api/v3/process", credential), "/0/id"), QByteArray("p"));
}

void tst_SandboxPlay::hackSameClientSamePair()
{
    m_now = 1'800'000'000'000;
    const auto first = m_client->signIn(hack);
    m_now += 5000;
    const auto second = m_client->signIn(hack);
    QCOMPARE(at(second, "/token"), at(first, "/token"));
    QCOMPARE(at(second, "/refresh"), at(first, "/refresh"));
    QCOMPARE(at(first, "/expires"), QByteArray("2027-01-15T08:01:00.000Z"));
    QCOMPARE(at(second, "/expires"), QByteArray("2027-01-15T08:01:05.000Z"));
    const auto other = m_client->send(
        hack, "POST", "/users/token", {}, R"({"client":"abc123","email":"ADA@example.com","password":"sandbox-ada"})");
    QCOMPARE(at(other, "/key"), at(first, "/key"));
    QVERIFY(at(other, "/token") != at(first, "/token"));
}

void tst_SandboxPlay::hackRotates()
{
    const auto first = m_client->signIn(hack);
    const auto refresh = [&](const RawAnswer &tokens) {
        return m_client->send(hack, "POST", "/users/token/refresh", {},
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
    const auto third = m_client->signIn(hack);
    m_sandbox->expireNow(hack);
    QCOMPARE(refresh(third).status, 200);
}

void tst_SandboxPlay::hackColdCacheForgetsAtOnce()
{
    for (const QString &cache : {u"warm"_s, u"cold"_s}) {
        QVERIFY(m_sandbox->setSwitch(hack, u"cache"_s, cache));
        const auto tokens = m_client->signIn(hack);
        const Headers credential{{"Authorization", basic(at(tokens, "/key"), at(tokens, "/token"))}};
        QCOMPARE(m_client->send(hack, "DELETE", "/users/token", credential).body, QByteArray("{}"));
        QCOMPARE(m_client->send(hack, "PATCH", "/users", credential, "{}").status, 200); // no body: nothing was removed
        QCOMPARE(m_client->send(hack, "DELETE", "/users/token", credential, R"({"client":"mocha"})").status, 200);
        QCOMPARE(m_client->send(hack, "PATCH", "/users", credential, "{}").status, cache == "warm"_L1 ? 200 : 401);
        QVERIFY(at(m_client->signIn(hack), "/token") != at(tokens, "/token"));
    }
}

void tst_SandboxPlay::hackHtmlErrors()
{
    const auto malformed = m_client->send(hack, "POST", "/users/token", {}, "{\"client\":");
    QCOMPARE(malformed.status, 400);
    QVERIFY(malformed.header("Content-Type").startsWith("text/html"));
    const auto unknown = m_client->send(hack, "GET", "/<script>alert(1)</script>");
    QCOMPARE(unknown.status, 404);
    QVERIFY(unknown.body.contains("Cannot GET /v1.0/&lt;script&gt;"));
    QVERIFY(!unknown.body.contains("<script>"));
}

void tst_SandboxPlay::hackHeadIsGet()
{
    const auto head = m_client->send(hack, "HEAD", "/events");
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
}

void tst_SandboxPlay::micGatewayErrors_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<QByteArray>("token"); // "good": the one that was given out
    QTest::addColumn<bool>("hasIdentity");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("all there") << QByteArray("/users/ada%40example.com") << true << QByteArray("good") << true << 200
                               << QByteArray();
    QTest::newRow("no key") << QByteArray("/users/ada%40example.com") << false << QByteArray("good") << true << 403
                            << QByteArray("Forbidden");
    QTest::newRow("no token") << QByteArray("/users/ada%40example.com") << true << QByteArray() << true << 403
                              << QByteArray("Unauthorized");
    QTest::newRow("with a scheme") << QByteArray("/users/ada%40example.com") << true << QByteArray("Bearer good") << true
                                   << 403 << QByteArray("Unauthorized");
    QTest::newRow("no identity") << QByteArray("/users/ada%40example.com") << true << QByteArray("good") << false << 403
                                 << QByteArray("Not authorized");
    QTest::newRow("wrong path") << QByteArray("/nope") << true << QByteArray("good") << true << 403
                                << QByteArray("Missing Authentication Token");
    QTest::newRow("wrong method") << QByteArray("/auth/login") << true << QByteArray() << false << 403
                                  << QByteArray("Missing Authentication Token");
    QTest::newRow("unknown user") << QByteArray("/users/nobody") << true << QByteArray("good") << true << 404
                                  << QByteArray("The user was not found");
    QTest::newRow("manifest without key") << QByteArray("/metadata/manifest") << false << QByteArray() << false << 200
                                          << QByteArray();
    QTest::newRow("manifest with key") << QByteArray("/metadata/manifest") << true << QByteArray() << false << 200
                                       << QByteArray();
    QTest::newRow("credential on a public path")
        << QByteArray("/auth/get-consent-document") << true << QByteArray("good") << true << 403
        << QByteArray(
               "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.");
}

void tst_SandboxPlay::micGatewayErrors()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, hasKey);
    QFETCH(QByteArray, token);
    QFETCH(bool, hasIdentity);
    QFETCH(int, status);
    QFETCH(QByteArray, message);
    const auto signedIn = m_client->signIn(mic);
    Headers headers;
    if (hasKey)
        headers.emplaceBack("X-Api-Key", apiKey);
    if (!token.isEmpty())
        headers.emplaceBack("Authorization", token.replace("good", at(signedIn, "/credentials/token")));
    if (hasIdentity)
        headers.emplaceBack("identityId", at(signedIn, "/credentials/identityId"));
    const auto answer = m_client->send(mic, "GET", path, headers);
    QCOMPARE(answer.status, status);
    QCOMPARE(at(answer, "/message"), message);
}

void tst_SandboxPlay::micIdentityAsHeaderOrQuery()
{
    const auto signedIn = m_client->signIn(mic);
    const auto identity = at(signedIn, "/credentials/identityId");
    QVERIFY(identity.startsWith("eu-west-1:"));
    const Headers headers{{"x-api-key", apiKey}, {"Authorization", at(signedIn, "/credentials/token")}};
    QCOMPARE(m_client->send(mic, "GET", "/things?identityId=" + identity.toPercentEncoding(), headers).status, 200);
    QCOMPARE(m_client->send(mic, "GET", "/things?identityId=" + identity, headers).status, 200);
    QCOMPARE(m_client->send(mic, "GET", "/things?identityId=another", headers).status, 403);
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", signedIn).status, 200);
}

void tst_SandboxPlay::micExpiredWords()
{
    const auto signedIn = m_client->signIn(mic);
    m_sandbox->expireNow(mic);
    auto answer = m_client->sendWithIdentity(mic, "GET", "/things", signedIn);
    QCOMPARE(answer.status, 403);
    QCOMPARE(at(answer, "/message"), QByteArray("The incoming token has expired"));
    QVERIFY(m_sandbox->setSwitch(mic, u"tokenStatus"_s, u"401"_s));
    answer = m_client->sendWithIdentity(mic, "GET", "/things", signedIn);
    QCOMPARE(answer.status, 401);
    QCOMPARE(at(answer, "/message"), QByteArray("The incoming token has expired"));
}

void tst_SandboxPlay::micErrorShapes_data()
{
    QTest::addColumn<QString>("shape");
    for (const char *shape : {"top", "object", "text"})
        QTest::newRow(shape) << QString::fromLatin1(shape);
}

void tst_SandboxPlay::micErrorShapes()
{
    QFETCH(QString, shape);
    QVERIFY(m_sandbox->setSwitch(mic, u"errors"_s, shape));
    const auto answer = m_client->send(
        mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"ada@example.com","password":"wrong"})");
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
    const auto missing
        = m_client->send(mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"ada@example.com"})");
    QCOMPARE(missing.status, 400);
    QVERIFY(missing.body.contains("PROPERTY_REQUIRED"));
}

void tst_SandboxPlay::micSignUpToSignIn()
{
    const Headers key{{"x-api-key", apiKey}};
    const QByteArray newcomer
        = R"({"userName":"new@example.com","password":"Secret-1","email":"new@example.com","firstName":"N","consent":true})";
    const auto made = m_client->send(mic, "POST", "/auth/sign-up", key, newcomer);
    QCOMPARE(made.status, 200);
    QCOMPARE(at(made, "/userName"), QByteArray("new@example.com"));
    QVERIFY(!jsonOf(made).contains("credentials"));
    QVERIFY(!jsonOf(made).contains("phone")); // not given, not there
    QVERIFY(!made.body.contains("Secret-1"));
    QCOMPARE(
        at(m_client->send(mic, "POST", "/auth/sign-up", key, newcomer), "/messageKey"), QByteArray("USER_USERNAME_EXISTS"));
    const QByteArray login = R"({"userName":"new@example.com","password":"Secret-1"})";
    QCOMPARE(m_client->send(mic, "POST", "/auth/login", key, login).status, 401);
    QCOMPARE(m_client->send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"000000"})")
                 .status,
        401);
    QCOMPARE(
        m_client->send(mic, "POST", "/auth/resend-confirmation-code", key, R"({"userName":"new@example.com"})").status, 200);
    QCOMPARE(m_client->send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"123456"})")
                 .status,
        200);
    QCOMPARE(m_client->send(mic, "POST", "/auth/confirm-sign-up", key, R"({"userName":"new@example.com","code":"123456"})")
                 .status,
        401); // once
    QCOMPARE(m_client->send(mic, "POST", "/auth/login", key, login).status, 200);
    const auto refused = m_client->send(mic, "POST", "/auth/sign-up", key, R"({"userName":"x","password":"y","email":"z"})");
    QCOMPARE(at(refused, "/messageKey"), QByteArray("USER_CONSENT_REQUIRED"));
}

void tst_SandboxPlay::micConsent()
{
    const Headers key{{"x-api-key", apiKey}};
    const QByteArray carl = R"({"userName":"carl@example.com","password":"Sandbox-3"})";
    const auto refused = m_client->send(mic, "POST", "/auth/login", key, carl);
    QCOMPARE(refused.status, 403);
    QCOMPARE(at(refused, "/messageKey"), QByteArray("USER_CONSENT_REQUIRED"));
    const QByteArray url = at(m_client->send(mic, "GET", "/auth/get-consent-document", key), "/url");
    QVERIFY(url.startsWith(m_sandbox->api(mic)->baseUrl.toUtf8()));
    QCOMPARE(m_client->send(mic, "GET", "/metadata/consent.txt").status, 200);
    QCOMPARE(
        m_client->send(mic, "POST", "/auth/consent", key, R"({"userName":"carl@example.com","password":"no"})").status, 401);
    QCOMPARE(m_client->send(mic, "POST", "/auth/consent", key, carl).body, QByteArray("{}"));
    QCOMPARE(m_client->send(mic, "POST", "/auth/login", key, carl).status, 200);
}

void tst_SandboxPlay::micForgottenPassword()
{
    const Headers key{{"x-api-key", apiKey}};
    QCOMPARE(at(m_client->send(mic, "POST", "/auth/forgot-password", key, R"({"userName":"nobody"})"), "/messageKey"),
        QByteArray("USER_NOT_FOUND"));
    QCOMPARE(m_client
                 ->send(mic, "POST", "/auth/set-password", key,
                     R"({"userName":"ada@example.com","code":"123456","password":"New-1"})")
                 .status,
        401);
    QCOMPARE(m_client->send(mic, "POST", "/auth/forgot-password", key, R"({"userName":"ada@example.com"})").status, 200);
    QCOMPARE(m_client->signIn(mic).status, 200); // the old one goes on until then
    QCOMPARE(
        m_client->send(mic, "POST", "/auth/set-password", key, R"({"token":"123456-ada@example.com","password":"New-1"})")
            .status,
        200);
    QCOMPARE(m_client->signIn(mic).status, 401);
    QCOMPARE(
        m_client->send(mic, "POST", "/auth/login", key, R"({"userName":"ada@example.com","password":"New-1"})").status, 200);
}

void tst_SandboxPlay::micRefreshKeepsOrRotates()
{
    const Headers key{{"x-api-key", apiKey}};
    const auto signedIn = m_client->signIn(mic);
    const QByteArray body = R"({"refreshToken":")" + at(signedIn, "/credentials/refreshToken") + "\"}";
    m_sandbox->expireNow(mic);
    const auto refreshed = m_client->send(mic, "POST", "/auth/refresh", key, body);
    QCOMPARE(refreshed.status, 200);
    QVERIFY(!jsonOf(refreshed)["credentials"].contains("refreshToken"));
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", refreshed).status, 200);
    QVERIFY(m_sandbox->setSwitch(mic, u"refreshToken"_s, u"rotates"_s));
    const auto rotated = m_client->send(mic, "POST", "/auth/refresh", key, body);
    QVERIFY(!at(rotated, "/credentials/refreshToken").isEmpty());
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", rotated).status, 200);
    const auto dead = m_client->send(mic, "POST", "/auth/refresh", key, body);
    QCOMPARE(dead.status, 401);
    QCOMPARE(at(dead, "/messageKey"), QByteArray("INVALID_LOGIN"));
    QCOMPARE(
        m_client->send(mic, "POST", "/auth/refresh", {{"x-api-key", apiKey}, {"Authorization", "x"}}, body).status, 403);
    QCOMPARE(m_sandbox->counters(mic).deadRefreshTokens, 1);
}

void tst_SandboxPlay::micOpaqueToken()
{
    QVERIFY(m_sandbox->setSwitch(mic, u"token"_s, u"opaque"_s));
    const auto signedIn = m_client->signIn(mic);
    QVERIFY(!at(signedIn, "/credentials/token").contains('.'));
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", signedIn).status, 200);
    m_sandbox->expireNow(mic);
    QCOMPARE(at(m_client->sendWithIdentity(mic, "GET", "/things", signedIn), "/message"),
        QByteArray("The incoming token has expired"));
    const auto refreshed = m_client->send(mic, "POST", "/auth/refresh", {{"x-api-key", apiKey}},
        R"({"refreshToken":")" + at(signedIn, "/credentials/refreshToken") + "\"}");
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", refreshed).status, 200);
}

void tst_SandboxPlay::micDiscovery()
{
    const auto found = m_client->send(mic, "GET", "/manifest?hostname=demo.example.com");
    QCOMPARE(at(found, "/ApiGatewayRootUrl") + '/' + at(found, "/StackName"), m_sandbox->api(mic)->baseUrl.toUtf8());
    const auto fields = m_sandbox->api(mic)->accounts.last().fields;
    QVERIFY(fields.contains({u"manifestUrl"_s, m_sandbox->api(mic)->baseUrl + "/manifest/"_L1}));
    QCOMPARE(m_client->send(mic, "GET", "/manifest/?hostname=x").body, found.body);
    QCOMPARE(at(m_client->send(mic, "GET", "/metadata/manifest"), "/ApiKey"), apiKey);
}

void tst_SandboxPlay::micRoles()
{
    const QByteArray thing = R"({"thingType":"102","label":"New one"})";
    QCOMPARE(m_client->sendWithIdentity(mic, "POST", "/things", m_client->signIn(mic), thing).status, 200);
    const auto reader = m_client->send(
        mic, "POST", "/auth/login", {{"x-api-key", apiKey}}, R"({"userName":"grace@example.com","password":"Sandbox-2"})");
    QCOMPARE(at(reader, "/user/roleName"), QByteArray("Read"));
    QCOMPARE(
        at(m_client->sendWithIdentity(mic, "POST", "/things", reader, thing), "/messageKey"), QByteArray("NOT_AUTHORIZED"));
    QCOMPARE(m_client->sendWithIdentity(mic, "GET", "/things", reader).status, 200);
}

void tst_SandboxPlay::pagfastRawToken()
{
    const auto answer = m_client->signIn(pagfast);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body.count('.'), 2);
    QVERIFY(SandboxJwt::check("HS384", "sandbox-partner-key-that-protects-nothing", answer.body.toStdString()));
    QStringList names;
    const Json claims = claimsOf(answer.body);
    for (const auto &[name, value] : claims.items())
        names += toQString(name);
    QCOMPARE(
        names, QStringList({u"uid"_s, u"ar"_s, u"ak"_s, u"realm"_s, u"ca"_s, u"cid"_s, u"domain"_s, u"iat"_s, u"exp"_s}));
    QCOMPARE(m_client->send(pagfast, "GET", "/receivers?receiverStatus=Approved", {{"Authorization", bearer(answer.body)}})
                 .status,
        200);
    QVERIFY(m_sandbox->setSwitch(pagfast, u"answer"_s, u"quoted"_s));
    QVERIFY(m_client->signIn(pagfast).body.startsWith('"'));
    m_sandbox->setAccessLife(pagfast, std::nullopt);
    QVERIFY(m_sandbox->setSwitch(pagfast, u"answer"_s, u"text-as-json"_s));
    const Json real = claimsOf(m_client->signIn(pagfast).body);
    QCOMPARE(real["exp"].get<qint64>() - real["iat"].get<qint64>(), 3600);
}

void tst_SandboxPlay::pagfastErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("wrong secret") << QByteArray(R"({"accessKey":"45771ea1-b012-4b80-8ba4-49891c5d8d47","secret":"no"})")
                                  << 401 << QByteArray("UnauthorizedError") << QByteArray("/error/details/reason")
                                  << QByteArray("AccessKeyUnauthorized");
    QTest::newRow("pending") << QByteArray(
        R"({"accessKey":"9f0b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d","secret":"pending/sandbox"})")
                             << 401 << QByteArray("UnauthorizedError") << QByteArray("/error/details/reason")
                             << QByteArray("AccessKeyUnauthorized");
    QTest::newRow("no secret") << QByteArray(R"({"accessKey":"x"})") << 400 << QByteArray("InvalidRequestFormatError")
                               << QByteArray("/error/details/0/info/missingProperty") << QByteArray("secret");
    QTest::newRow("malformed") << QByteArray("{") << 400 << QByteArray("InvalidRequestFormatError")
                               << QByteArray("/error/details/0/path") << QByteArray("/body");
}

void tst_SandboxPlay::pagfastErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, detail);
    QFETCH(QByteArray, value);
    const auto answer = m_client->send(pagfast, "POST", "/login", {}, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(at(answer, "/statusCode"), QByteArray("Error"));
    QCOMPARE(at(answer, "/error/name"), name);
    QCOMPARE(at(answer, detail.constData()), value);
    const auto elsewhere = m_client->send(pagfast, "GET", "/receivers");
    QCOMPARE(elsewhere.status, 401);
    QCOMPARE(at(elsewhere, "/error/message"), QByteArray("The authorization token is invalid"));
    QCOMPARE(at(elsewhere, "/error/details/reason"), QByteArray("AuthenticationTokenInvalid"));
}

void tst_SandboxPlay::pagfastBrokenToken()
{
    const auto fields = m_sandbox->api(pagfast)->accounts.last().fields;
    const auto answer = m_client->send(pagfast, "POST", "/login", {},
        R"({"accessKey":")" + fields.at(0).second.toUtf8() + R"(","secret":")" + fields.at(1).second.toUtf8() + "\"}");
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.body.startsWith("eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQi"));
    QVERIFY(claimsOf(answer.body).is_null());
    QCOMPARE(m_client->send(pagfast, "GET", "/receivers", {{"Authorization", bearer(answer.body)}}).status, 401);
}

void tst_SandboxPlay::pagfastOrdersAreCounted()
{
    const Headers credential{{"Authorization", bearer(m_client->signIn(pagfast).body)}};
    m_sandbox->dropNext(pagfast, SandboxCall::Other);
    QCOMPARE(m_client->send(pagfast, "POST", "/orders", credential, R"({"amount":1250})").status, 0);
    QCOMPARE(m_client->send(pagfast, "POST", "/orders", credential, R"({"description":"x"})").status, 400);
    const auto orders = m_client->send(pagfast, "GET", "/orders", credential);
    QCOMPARE(jsonOf(orders)["data"].size(), std::size_t(1));
    QCOMPARE(at(orders, "/data/0/amount"), QByteArray("1250"));
}

QTEST_GUILESS_MAIN(tst_SandboxPlay)
#include "tst_SandboxPlay.moc"
