#include "app/auth/flow/RequestBuilder.h"
#include "app/auth/profile/ProfileReader.h"
#include "app/auth/session/ExpiryReader.h"

#include "tests/support/ProfileFaults.h"
#include "tests/support/RecordedExchange.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(tessera::HttpHeaders)

namespace {

const QString datarhei = u"datarhei-core"_s, kent = u"kent-hack-enough"_s, pagFast = u"pagfast-partner"_s,
              mic = u"telenor-mic"_s;

// From the PagFast documentation, its payload broken as it stands there; expired in 2023.
const QByteArray pagFastSample
    = "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9."
      "eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWl"
      "uIl0sImFrIjoiNDU3NzFlYTEtYjAxMi00YjgwLThiYTQtNDk4OTFjNWQ4ZDQ3IiwicmVhbG0iOiJQYXJ0bmVyIiwiY2EiOiIwZWE3MDAwMS0wZjU4LTQ0"
      "YTItODBhZC05NTM2MzNmZ"
      "jJjYzciLCJjaWQiOiIyOTI2MzczOS0yY2Y4LTQ4M2QtYWYxNS02MTUxZGM4NDQ4YjQiLCJkb21haW4iOiIvcGFydG5lcnMtaW50IiwiaWF0IjoxNjkxMT"
      "UxMjU3LCJleHAiOjE2OTE"
      "xNTQ4NTd9.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU";

const QByteArray micSignIn
    = R"({"user":{"userName":"ann","roleName":"ReadWrite","firstName":"Ann","lastName":"Lee","email":"ann@example.org",
    "domainName":"root","domainPath":"/root"},"credentials":{"identityId":"eu-west-1:1b2c","token":"fake-token","refreshToken":"fake-refresh"},
    "permissions":{"objects":{}}})";

Template::Lookup lookup(const QMap<QString, QString> &values)
{
    return [values](const QString &name) { return std::optional(values.value(name)); };
}

QString isoText(const Expiry &expiry)
{
    if (expiry.kind != Expiry::Kind::At)
        return expiry.kind == Expiry::Kind::Never ? u"never"_s : u"unknown"_s;
    return (expiry.isEstimate ? u"about "_s : QString())
        + QDateTime::fromMSecsSinceEpoch(expiry.at.time_since_epoch().count()).toUTC().toString(Qt::ISODateWithMs);
}

// The path of a recorded request below its base URL.
QString below(const QString &profile, const QByteArray &target)
{
    const QString path = QString::fromUtf8(target);
    return profile == kent && path.startsWith("/v1.0"_L1) ? path.mid(5) : path;
}

QJsonDocument json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text);
}

}

class tst_BundledProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellHowToSignIn_data();
    void tellHowToSignIn();
    void captureRecordedTokens_data();
    void captureRecordedTokens();
    void sendWhatWasRecorded_data();
    void sendWhatWasRecorded();
    void repeatTheApisWords_data();
    void repeatTheApisWords();
    void refreshOnWhatMeansExpired_data();
    void refreshOnWhatMeansExpired();
    void knowWhatIsPublic_data();
    void knowWhatIsPublic();
    void publicIsWhatTheServerAnswered_data();
    void publicIsWhatTheServerAnswered();
    void explainAnswers_data();
    void explainAnswers();
    void captureMic();
    void micCarriesThreeThings();
    void micAsksForConsent();
    void micLooksUpItsAddress();
    void micSignsUpInTwoSteps();
    void pagFastTakesTheBodyItself_data();
    void pagFastTakesTheBodyItself();
    void datarheiSaysHowToSignIn_data();
    void datarheiSaysHowToSignIn();
    void maskEverySecret_data();
    void maskEverySecret();
    void examplesAreThere_data();
    void examplesAreThere();
    void markTheirFacts_data();
    void markTheirFacts();

private:
    [[nodiscard]] static AuthProfile profile(const QString &id)
    {
        return readProfile(profileFile(u"resources/profiles/%1.json"_s.arg(id)), id).value();
    }
};

#define READ_EXCHANGE(exchange, name)                                                                                       \
    const auto exchange = RecordedExchange::read(name);                                                                     \
    QVERIFY2(exchange, qPrintable(QString(name)))

void tst_BundledProfiles::tellHowToSignIn_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("requests");
    QTest::addColumn<bool>("givesTokens");
    QTest::addColumn<bool>("isRepeatable");
    const QStringList session{u"apiKey"_s, u"tokenPrefix"_s};
    QTest::newRow("datarhei password") << datarhei << u"password"_s << QStringList{u"username"_s, u"password"_s}
                                       << u"POST /api/login"_s << true << true;
    QTest::newRow("datarhei Auth0") << datarhei << u"auth0"_s << QStringList{u"auth0Token"_s} << u"POST /api/login"_s << true
                                    << false;
    QTest::newRow("Kent password") << kent << u"password"_s << QStringList{u"client"_s, u"email"_s, u"password"_s}
                                   << u"POST /users/token"_s << true << true;
    QTest::newRow("Kent sign-up") << kent << u"sign-up"_s << QStringList{u"client"_s, u"email"_s, u"password"_s}
                                  << u"POST /users"_s << true << false;
    QTest::newRow("Kent reset") << kent << u"reset"_s << QStringList{u"email"_s} << u"POST /users/reset"_s << false << false;
    QTest::newRow("PagFast") << pagFast << u"key"_s << QStringList{u"accessKey"_s, u"secret"_s} << u"POST /login"_s << true
                             << true;
    QTest::newRow("MIC password") << mic << u"password"_s << QStringList{u"userName"_s, u"password"_s} + session
                                  << u"POST /auth/login"_s << true << true;
    QTest::newRow("MIC confirm") << mic << u"confirm-sign-up"_s
                                 << QStringList{u"userName"_s, u"apiKey"_s, u"confirmationToken"_s, u"confirmationCode"_s}
                                 << u"POST /auth/confirm-sign-up"_s << false << false;
    QTest::newRow("MIC resend") << mic << u"resend-confirmation-code"_s << QStringList{u"userName"_s, u"apiKey"_s}
                                << u"POST /auth/resend-confirmation-code"_s << false << false;
    QTest::newRow("MIC forgotten") << mic << u"forgot-password"_s << QStringList{u"userName"_s, u"apiKey"_s}
                                   << u"POST /auth/forgot-password, POST /auth/set-password"_s << false << false;
    QTest::newRow("MIC set password") << mic << u"set-password"_s
                                      << QStringList{u"userName"_s, u"apiKey"_s, u"resetToken"_s, u"resetCode"_s,
                                             u"newPassword"_s}
                                      << u"POST /auth/set-password"_s << false << false;
}

void tst_BundledProfiles::tellHowToSignIn()
{
    QFETCH(QString, id);
    QFETCH(QString, way);
    const AuthProfile read = profile(id);
    const Way *found = read.way(way);
    QVERIFY(found);
    QStringList fields, requests;
    for (const Field &field : read.fieldsOf(*found))
        fields += field.name;
    for (const Step &step : found->steps)
        requests += step.request.method + u' ' + step.request.path.text();
    QTEST(fields, "fields");
    QTEST(requests.join(", "_L1), "requests");
    QTEST(found->gives == Way::Gives::Tokens, "givesTokens");
    QTEST(found->isRepeatable, "isRepeatable");
}

void tst_BundledProfiles::captureRecordedTokens_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("captured"); // what the answer holds
    QTest::addColumn<QString>("access");
    QTest::addColumn<QString>("refresh");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("role");
    const QStringList all{u"access"_s, u"expires"_s, u"key"_s, u"refresh"_s};
    const auto kentRow = [&](const char *file, const QString &end, const QString &role = u"attendee"_s) {
        QTest::newRow(file) << kent << QString::fromLatin1(file) << all << end << u"unknown"_s << QString() << role;
    };
    kentRow("01-signup-ok", u"2026-12-22T04:44:14.443Z"_s);
    kentRow("10-login-ok", u"2026-12-22T04:44:15.373Z"_s);
    kentRow("11-login-again-same-client", u"2026-12-22T04:44:15.609Z"_s);
    kentRow("12-login-other-client", u"2026-12-22T04:44:15.831Z"_s);
    kentRow("30-refresh-ok", u"2026-12-22T04:44:16.846Z"_s);
    kentRow("50-login-admin", u"2026-12-22T04:44:17.431Z"_s, u"admin"_s);
    kentRow("57-refresh-after-expiry", u"2026-12-22T04:44:17.806Z"_s);
    QTest::newRow("03-login-ok") << datarhei << u"03-login-ok"_s << QStringList{u"access"_s, u"refresh"_s}
                                 << u"2026-11-22T04:46:46.000Z"_s << u"2026-11-23T04:36:46.000Z"_s << u"admin"_s
                                 << QString();
    QTest::newRow("12-refresh-ok") << datarhei << u"12-refresh-ok"_s << QStringList{u"access"_s}
                                   << u"2026-11-22T04:47:12.000Z"_s << u"unknown"_s << u"admin"_s << QString();
}

void tst_BundledProfiles::captureRecordedTokens()
{
    QFETCH(QString, id);
    QFETCH(QString, file);
    READ_EXCHANGE(exchange, id + u'/' + file);
    const AuthProfile read = profile(id);
    const TokenAnswerView answer{exchange->status, exchange->headers, exchange->body};
    QMap<QString, Secret> captures;
    for (auto token = read.tokens.begin(); token != read.tokens.end(); ++token) {
        if (const auto value = token.value().from(answer))
            captures.insert(token.key(), Secret(*value));
    }
    QTEST(captures.keys(), "captured");
    const UtcTime received{Milliseconds(1795322206000)};
    QTEST(isoText(readExpiry(read.expiry.value(u"access"_s), captures, received)), "access");
    QTEST(isoText(readExpiry(read.expiry.value(u"refresh"_s), captures, received)), "refresh");
    QString name;
    if (read.account.name)
        name = read.account.name->fromJwt(captures.value(read.account.name->jwtName()).reveal()).value_or(QString());
    QTEST(name, "name");
    QTEST((read.account.role ? read.account.role->from(answer).value_or(QString()) : QString()), "role");
}

void tst_BundledProfiles::sendWhatWasRecorded_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("part"); // way, "refresh" or "signOut"
    QTest::addColumn<QString>("values");
    QTest::newRow("Kent sign-up") << kent << u"01-signup-ok"_s << u"sign-up"_s
                                  << u"client=mocha email=u1795322654@test.com password=pass"_s;
    QTest::newRow("Kent sign-in") << kent << u"10-login-ok"_s << u"password"_s
                                  << u"client=mocha email=u1795322654@test.com password=pass"_s;
    QTest::newRow("Kent refresh")
        << kent << u"30-refresh-ok"_s << u"refresh"_s
        << u"client=mocha key=6b02731e2516a52bd7b67189 refresh=271cf286-59ac-4a56-bf0d-20fdf363d4a7"_s;
    QTest::newRow("Kent sign-out")
        << kent << u"40-logout-abc123"_s << u"signOut"_s
        << u"client=abc123 key=6b02731e2516a52bd7b67189 access=511bb567-32d0-4d78-9470-945d01cceadf"_s;
    QTest::newRow("Kent reset") << kent << u"53-reset-unknown"_s << u"reset"_s << u"email=nobody@test.com"_s;
    QTest::newRow("datarhei sign-in") << datarhei << u"03-login-ok"_s << u"password"_s
                                      << u"username=admin password=datarhei"_s;
    QTest::newRow("datarhei refresh") << datarhei << u"12-refresh-ok"_s << u"refresh"_s << u"refresh=from-the-recording"_s;
}

void tst_BundledProfiles::sendWhatWasRecorded()
{
    QFETCH(QString, id);
    QFETCH(QString, file);
    QFETCH(QString, part);
    QFETCH(QString, values);
    READ_EXCHANGE(exchange, id + u'/' + file);
    QMap<QString, QString> known;
    for (const QString &pair : values.split(u' '))
        known.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    const QByteArray authorization = exchange->requestHeaders.value("Authorization");
    if (known.value(u"refresh"_s) == "from-the-recording"_L1)
        known.insert(u"refresh"_s, QString::fromLatin1(authorization.mid(7)));

    const AuthProfile read = profile(id);
    const QList<Step> &steps = part == "refresh"_L1 ? read.refresh.steps
        : part == "signOut"_L1                      ? read.signOut
                                                    : read.way(part)->steps;
    const QString base = u"http://localhost"_s + (id == kent ? u"/v1.0"_s : QString());
    const auto built = RequestBuilder::build(steps.first().request, {read, base, {}, lookup(known)});
    QVERIFY2(built.has_value(), qPrintable(built ? QString() : built.error().message));
    QCOMPARE(built->method, exchange->method);
    QCOMPARE(built->url, "http://localhost" + exchange->target);
    QCOMPARE(json(built->body.bytes()), json(exchange->requestBody));
    QCOMPARE(built->headers.value("Authorization"), authorization);
    if (built->hasBody)
        QCOMPARE(built->headers.value("Content-Type"), "application/json");
}

void tst_BundledProfiles::repeatTheApisWords_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("file"); // empty: the body
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto recorded = [](const QString &id, const char *file, const QString &words) {
        QTest::newRow(file) << id << QString::fromLatin1(file) << QByteArray() << words;
    };
    const auto told = [](const char *name, const QString &id, const QByteArray &body, const QString &words) {
        QTest::newRow(name) << id << QString() << body << words;
    };
    recorded(kent, "02-signup-duplicate", u"That email is already in use"_s);
    recorded(kent, "03-signup-short-password", u"Missing or not valid: password"_s);
    recorded(kent, "04-signup-empty-object", u"Missing or not valid: email, password, client"_s);
    recorded(kent, "13-login-wrong-password", u"Email or password incorrect"_s);
    recorded(kent, "15-login-invalid-client", u"Invalid client ID"_s);
    recorded(kent, "21-patch-users-noauth", u"You must be logged in to access this area"_s);
    recorded(kent, "33-refresh-with-old-refresh", u"Invalid refresh token"_s);
    recorded(kent, "37-refresh-bad-key-format", u"An internal error has occurred."_s);
    recorded(kent, "52-404", QString()); // HTML
    recorded(kent, "60-refresh-unknown-key", QString()); // no answer at all
    recorded(datarhei, "05-login-wrong-password",
        u"Unauthorized: Invalid authorization credentials: invalid username or password"_s);
    recorded(datarhei, "06-login-malformed-json", u"Bad Request: Missing authorization credentials"_s);
    recorded(datarhei, "14-refresh-with-access-token", u"Unauthorized: Missing or invalid JWT token"_s);
    recorded(datarhei, "31-v3-process-404", u"Unknown process ID: unknown process"_s);
    recorded(
        datarhei, "39-v3-bad-json", u"Invalid JSON: syntax error at line 1, character 6: unexpected end of JSON input"_s);
    recorded(datarhei, "40-404-outside-api", u"File not found: /nope"_s);

    told("MIC at the top", mic,
        R"({"message":"Wrong","messageKey":"INVALID_LOGIN","messageParams":{},"property":"password"})",
        u"Wrong (INVALID_LOGIN: password)"_s);
    told("MIC without property", mic, R"({"message":"Wrong","messageKey":"INVALID_LOGIN"})", u"Wrong (INVALID_LOGIN)"_s);
    told("MIC as an object", mic,
        R"({"errorMessage":{"message":"Needed","messageKey":"PROPERTY_REQUIRED","property":"userName"}})",
        u"Needed (PROPERTY_REQUIRED: userName)"_s);
    told("MIC as JSON in a text", mic, R"({"errorMessage":"{\"message\":\"No\",\"messageKey\":\"NOT_AUTHORIZED\"}"})",
        u"No (NOT_AUTHORIZED)"_s);
    told("MIC key alone", mic, R"({"messageKey":"USER_NOT_FOUND"})", u"USER_NOT_FOUND"_s);
    told("MIC plain text", mic, R"({"errorMessage":"Task timed out"})", u"Task timed out"_s);
    told("MIC gateway", mic, R"({"message":"Forbidden"})", u"Forbidden"_s);
    told("PagFast reason", pagFast,
        R"({"statusCode":"Error","error":{"name":"UnauthorizedError","message":"Access denied","code":401,"details":{"reason":"AccessKeyUnauthorized"}}})",
        u"Access denied (AccessKeyUnauthorized)"_s);
    told("PagFast list", pagFast,
        R"({"statusCode":"Error","error":{"name":"InvalidRequestFormatError","message":"Invalid request","code":400,"details":[{"path":"","code":"required","message":"must have required property 'secret'","info":{"missingProperty":"secret"}}]}})",
        u"Invalid request: must have required property 'secret'"_s);
    told("PagFast list without words", pagFast,
        R"({"error":{"message":"Invalid request","details":[{"info":{"missingProperty":"secret"}}]}})",
        u"Invalid request: secret is missing"_s);
    told("PagFast bare", pagFast, R"({"statusCode":"Error","error":{"name":"Oops"}})", u"Oops"_s);
}

void tst_BundledProfiles::repeatTheApisWords()
{
    QFETCH(QString, id);
    QFETCH(QString, file);
    QFETCH(QByteArray, body);
    if (!file.isEmpty()) {
        READ_EXCHANGE(exchange, id + u'/' + file);
        body = exchange->body;
    }
    QTEST(profile(id).errorText({400, {}, body}), "words");
}

void tst_BundledProfiles::refreshOnWhatMeansExpired_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<bool>("expected");
    const QByteArray jwt = R"({"code":401,"message":"Unauthorized","details":["Missing or invalid JWT token"]})";
    QTest::newRow("datarhei 401") << datarhei << 401 << jwt << false << true;
    QTest::newRow("datarhei 403") << datarhei << 403 << QByteArray(R"({"code":403})") << true << false;
    QTest::newRow("datarhei 200 with an expired token")
        << datarhei << 200 << QByteArray(R"({"app":"datarhei-core"})") << true << false;
    QTest::newRow("Kent 401") << kent << 401 << QByteArray(R"({"errors":["You must be logged in to access this area"]})")
                              << false << true;
    QTest::newRow("Kent 400") << kent << 400 << QByteArray(R"({"errors":["Invalid refresh token"]})") << true << false;
    QTest::newRow("PagFast invalid token")
        << pagFast << 401 << QByteArray(R"({"error":{"details":{"reason":"AuthenticationTokenInvalid"}}})") << false << true;
    QTest::newRow("PagFast invalid token in words")
        << pagFast << 401 << QByteArray(R"({"error":{"message":"The authorization token is invalid"}})") << false << true;
    QTest::newRow("PagFast refused key") << pagFast << 401
                                         << QByteArray(R"({"error":{"details":{"reason":"AccessKeyUnauthorized"}}})")
                                         << false << false;
    QTest::newRow("PagFast 401 after its time") << pagFast << 401 << QByteArray("denied") << true << true;
    QTest::newRow("PagFast 500") << pagFast << 500 << QByteArray() << true << false;
    QTest::newRow("MIC 401") << mic << 401 << QByteArray(R"({"message":"Unauthorized"})") << false << true;
    QTest::newRow("MIC 401 expired") << mic << 401 << QByteArray(R"({"message":"The incoming token has expired"})") << false
                                     << true;
    QTest::newRow("MIC 403 for the key") << mic << 403 << QByteArray(R"({"message":"Forbidden"})") << false << false;
    QTest::newRow("MIC 403 for the path") << mic << 403 << QByteArray(R"({"message":"Missing Authentication Token"})")
                                          << false << false;
    QTest::newRow("MIC 403 after its time") << mic << 403 << QByteArray(R"({"message":"Forbidden"})") << true << true;
    QTest::newRow("MIC 403 that says expired")
        << mic << 403 << QByteArray(R"({"message":"The security token included in the request is expired"})") << false
        << true;
    QTest::newRow("MIC 429") << mic << 429 << QByteArray() << true << false;
}

void tst_BundledProfiles::refreshOnWhatMeansExpired()
{
    QFETCH(QString, id);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isExpired);
    const AuthProfile read = profile(id);
    const bool refreshes = std::any_of(read.refreshOn.begin(), read.refreshOn.end(),
        [&](const AnswerMatch &match) { return match.matches(status, body, isExpired); });
    QTEST(refreshes, "expected");
}

void tst_BundledProfiles::knowWhatIsPublic_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &id, const char *method, const char *path, const char *expected) {
        QTest::newRow(qPrintable(u"%1 %2 %3"_s.arg(id, QString::fromLatin1(method), QString::fromLatin1(path))))
            << id << QByteArray(method) << QString::fromLatin1(path) << QString::fromLatin1(expected);
    };
    row(datarhei, "GET", "/api", "along");
    row(datarhei, "GET", "/api/", "no");
    row(datarhei, "POST", "/api/login", "never");
    row(datarhei, "GET", "/api/login", "no");
    row(datarhei, "GET", "/api/login/refresh", "never");
    row(datarhei, "GET", "/ping", "along");
    row(datarhei, "GET", "/api/swagger/doc.json", "along");
    row(datarhei, "GET", "/api/v3/process", "no");
    row(kent, "POST", "/users", "never");
    row(kent, "PATCH", "/users", "no");
    row(kent, "GET", "/users", "no");
    row(kent, "POST", "/users/token", "never");
    row(kent, "DELETE", "/users/token", "no");
    row(kent, "POST", "/users/token/refresh", "never");
    row(kent, "POST", "/users/reset", "never");
    row(kent, "GET", "/events", "along");
    row(kent, "GET", "/messages/1", "along");
    row(kent, "POST", "/messages", "no");
    row(kent, "GET", "/about", "along");
    row(pagFast, "POST", "/login", "never");
    row(pagFast, "GET", "/receivers", "no");
    row(mic, "POST", "/auth/login", "never");
    row(mic, "GET", "/auth/get-consent-document", "never");
    row(mic, "GET", "/metadata/manifest", "along");
    row(mic, "GET", "/metadata", "along");
    row(mic, "GET", "/users/ann", "no");
    row(mic, "GET", "/auth/..%2fusers/ann", "no");
}

void tst_BundledProfiles::knowWhatIsPublic()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const AuthProfile read = profile(id);
    const PublicRule *rule = read.publicRule(method, path);
    QTEST((!rule ? u"no"_s : rule->neverCarries ? u"never"_s : u"along"_s), "expected");
}

void tst_BundledProfiles::publicIsWhatTheServerAnswered_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("datarhei") << datarhei;
    QTest::newRow("Kent") << kent;
}

// Every recorded request without a credential: where the server let it pass, the profile says that it is public.
void tst_BundledProfiles::publicIsWhatTheServerAnswered()
{
    QFETCH(QString, id);
    const QDir folder(RecordedExchange::folder() + u'/' + id);
    const AuthProfile read = profile(id);
    int looked = 0;
    for (const QString &file : folder.entryList({u"*.txt"_s})) {
        const auto exchange = RecordedExchange::read(id + u'/' + file.chopped(4));
        if (exchange->method.isEmpty() || exchange->method == "OPTIONS" || exchange->status == 0
            || exchange->requestHeaders.contains("Authorization"))
            continue;
        const PublicRule *rule = read.publicRule(exchange->method, below(id, exchange->target));
        if (exchange->status < 300)
            QVERIFY2(rule, qPrintable(file));
        else if (exchange->status == 401 && exchange->method != "POST")
            QVERIFY2(!rule || rule->neverCarries, qPrintable(file));
        ++looked;
    }
    QVERIFY(looked >= 8);
}

void tst_BundledProfiles::explainAnswers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &id, const char *method, const char *path, int status,
                         const QByteArray &body, const char *words) {
        QTest::newRow(name) << id << QByteArray(method) << QString::fromLatin1(path) << status << body
                            << QString::fromLatin1(words);
    };
    row("datarhei without auth", datarhei, "POST", "/api/login", 404, R"({"code":404})", "switched off");
    row("datarhei refresh on its own machine", datarhei, "GET", "/api/login/refresh", 403, R"({"code":403})",
        "can't refresh");
    row("datarhei slash", datarhei, "GET", "/api/", 404, R"({"code":404})", "ask for /api");
    row("datarhei token", datarhei, "GET", "/api/v3/process", 401, R"({"details":["Missing or invalid JWT token"]})",
        "Bearer");
    row("Kent role", kent, "GET", "/users", 401, R"({"errors":["You must be logged in to access this area"]})", "role");
    row("Kent reset", kent, "POST", "/users/reset", 500, R"({"errors":["An internal error has occurred."]})", "no account");
    row("Kent HTML", kent, "GET", "/nope", 404, "<pre>Cannot GET /v1.0/nope</pre>", "/v1.0");
    row("PagFast key", pagFast, "POST", "/login", 401, R"({"error":{"details":{"reason":"AccessKeyUnauthorized"}}})",
        "pending");
    row("MIC path", mic, "GET", "/nope", 403, R"({"message":"Missing Authentication Token"})", "wrong path or method");
    row("MIC key", mic, "GET", "/users/ann", 403, R"({"message":"Forbidden"})", "API key");
    row("MIC token", mic, "GET", "/users/ann", 401, R"({"message":"Unauthorized"})", "without a word before it");
    row("MIC sign-in", mic, "POST", "/auth/login", 400, R"({"messageKey":"INVALID_LOGIN"})", "User name or password");
    row("MIC refresh", mic, "POST", "/auth/refresh", 400, R"({"messageKey":"INVALID_LOGIN"})", "refresh token");
    row("MIC throttled", mic, "GET", "/users/ann", 429, R"({"message":"Too Many Requests"})", "throttling");
}

void tst_BundledProfiles::explainAnswers()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    const QString hint = profile(id).hint(method, path, status, body, false);
    QVERIFY2(hint.contains(words), qPrintable(hint));
    QVERIFY(hint.endsWith(u'.'));
}

void tst_BundledProfiles::captureMic()
{
    const AuthProfile read = profile(mic);
    const TokenAnswerView answer{200, {}, micSignIn};
    QCOMPARE(read.tokens.value(u"access"_s).from(answer), u"fake-token"_s);
    QCOMPARE(read.tokens.value(u"refresh"_s).from(answer), u"fake-refresh"_s);
    QCOMPARE(read.tokens.value(u"identityId"_s).from(answer), u"eu-west-1:1b2c"_s);
    QCOMPARE(read.account.name->from(answer), u"ann"_s);
    QCOMPARE(read.account.role->from(answer), u"ReadWrite"_s);
    const UtcTime received{Milliseconds(1795322206000)};
    const QMap<QString, Secret> opaque{{u"access"_s, Secret(u"eyJz93a...k4laUWw"_s)}};
    QCOMPARE(isoText(readExpiry(read.expiry.value(u"access"_s), opaque, received)), u"about 2026-11-22T05:36:46.000Z"_s);
    QCOMPARE(isoText(readExpiry(read.expiry.value(u"refresh"_s), opaque, received)), u"about 2026-12-22T04:36:46.000Z"_s);
    QCOMPARE(read.refresh.rotates, RefreshRule::Rotates::Maybe);
}

void tst_BundledProfiles::micCarriesThreeThings()
{
    const AuthProfile read = profile(mic);
    QMap<QString, QString> values{{u"access"_s, u"t"_s}, {u"refresh"_s, u"r"_s}, {u"identityId"_s, u"eu-west-1:1b2c"_s},
        {u"apiKey"_s, u"k"_s}, {u"userName"_s, u"ann/lee"_s}};
    RequestTemplate request = read.signOut.isEmpty() ? RequestTemplate() : read.signOut.first().request;
    request.method = u"GET"_s;
    request.path = Template::parse(read.examples.first().path).value();
    request.isSignedIn = true;
    const QString base = u"https://x.example.org/prod"_s;
    const auto asHeader = RequestBuilder::build(request, {read, base, {}, lookup(values)});
    QVERIFY(asHeader.has_value());
    QCOMPARE(asHeader->url, "https://x.example.org/prod/users/ann%2Flee");
    QCOMPARE(asHeader->headers.value("Authorization"), "t");
    QCOMPARE(asHeader->headers.value("identityId"), "eu-west-1:1b2c");
    QCOMPARE(asHeader->headers.value("x-api-key"), "k");
    const auto asQuery = RequestBuilder::build(request, {read, base, {{u"identity"_s, u"query"_s}}, lookup(values)});
    QCOMPARE(asQuery->url, "https://x.example.org/prod/users/ann%2Flee?identityId=eu-west-1%3A1b2c");
    QVERIFY(!asQuery->headers.contains("identityId"));
    values.insert(u"tokenPrefix"_s, u"Bearer"_s);
    QCOMPARE(RequestBuilder::build(request, {read, base, {}, lookup(values)})->headers.value("Authorization"), "Bearer t");

    const auto refresh = RequestBuilder::build(read.refresh.steps.first().request, {read, base, {}, lookup(values)});
    QCOMPARE(refresh->url, "https://x.example.org/prod/auth/refresh");
    QCOMPARE(json(refresh->body.bytes()), json(R"({"refreshToken":"r"})"));
    QCOMPARE(refresh->headers.value("x-api-key"), "k");
    QVERIFY(!refresh->headers.contains("Authorization") && !refresh->headers.contains("identityId"));
}

void tst_BundledProfiles::micAsksForConsent()
{
    const AuthProfile read = profile(mic);
    const Recovery &recovery = read.way(u"password"_s)->steps.first().recoveries.first();
    QVERIFY(recovery.match.matches(400, R"({"messageKey":"USER_CONSENT_REQUIRED"})", false));
    QVERIFY(recovery.match.matches(403, R"({"errorMessage":"{\"messageKey\":\"USER_CONSENT_REQUIRED\"}"})", false));
    QVERIFY(!recovery.match.matches(400, R"({"messageKey":"INVALID_LOGIN"})", false));
    QCOMPARE(recovery.document->path.text(), u"/auth/get-consent-document"_s);
    QCOMPARE(recovery.documentText->from({200, {}, R"({"url":"https://files.example.org/terms"})"}),
        u"https://files.example.org/terms"_s);
    QCOMPARE(recovery.request->path.text(), u"/auth/consent"_s);
    QVERIFY(recovery.fields.first().isConfirmation && recovery.fields.first().isRequired);
    QCOMPARE(recovery.then, Recovery::Then::Repeat);
}

void tst_BundledProfiles::micLooksUpItsAddress()
{
    const AuthProfile read = profile(mic);
    const Discovery &host = read.discoveries.at(0);
    const QMap<QString, QString> values{{u"host"_s, u"startiot.mic.example.org"_s},
        {u"manifestUrl"_s, host.fields.at(1).defaultValue}, {u"apiKey"_s, u"k"_s}};
    const auto built = RequestBuilder::build(host.request, {read, u"https://x.example.org/prod"_s, {}, lookup(values)});
    QVERIFY2(built.has_value(), qPrintable(built ? QString() : built.error().message));
    QVERIFY(built->url.endsWith("/prod/manifest/?hostname=startiot.mic.example.org"));
    QVERIFY(!built->headers.contains("x-api-key"));
    const QByteArray manifest
        = R"({"ApiGatewayRootUrl":"https://abc.execute-api.eu-west-1.amazonaws.com","StackName":"prod","Rev":"2.33"})";
    QMap<QString, QString> found;
    for (auto capture = host.captures.begin(); capture != host.captures.end(); ++capture)
        found.insert(capture.key(), capture.value().from({200, {}, manifest}).value_or(QString()));
    QCOMPARE(host.fills.value(u"baseUrl"_s).render(lookup(found)).value(),
        u"https://abc.execute-api.eu-west-1.amazonaws.com/prod"_s);
    QCOMPARE(read.discoveries.at(1).request.path.text(), u"/metadata/manifest"_s);
    QCOMPARE(read.discoveries.at(1).captures.first().from({200, {}, R"({"ApiKey":"fake-key"})"}), u"fake-key"_s);
    QVERIFY(read.discoveries.at(1).fills.contains(u"apiKey"_s));
}

void tst_BundledProfiles::micSignsUpInTwoSteps()
{
    const AuthProfile read = profile(mic);
    const Way &way = *read.way(u"sign-up"_s);
    QCOMPARE(way.gives, Way::Gives::Account);
    QCOMPARE(way.nextWay, u"password"_s);
    QCOMPARE(way.steps.size(), 2);
    const QMap<QString, QString> values{{u"userName"_s, u"ann"_s}, {u"password"_s, u"fake"_s},
        {u"email"_s, u"a@example.org"_s}, {u"consent"_s, u"true"_s}, {u"apiKey"_s, u"k"_s}};
    const auto built
        = RequestBuilder::build(way.steps.first().request, {read, u"https://x.example.org/prod"_s, {}, lookup(values)});
    QCOMPARE(json(built->body.bytes()), json(R"({"userName":"ann","password":"fake","email":"a@example.org","consent":true})"));
    QCOMPARE(way.steps.at(1).request.path.text(), u"/auth/confirm-sign-up"_s);
    QCOMPARE(way.steps.at(1).actions.first().request.path.text(), u"/auth/resend-confirmation-code"_s);
}

void tst_BundledProfiles::pagFastTakesTheBodyItself_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("role");
    const QByteArray good = "e30."
        + QByteArray(R"({"uid":"65d0","ar":["Partner","PartnerAdmin"],"iat":1795322206,"exp":1795325806})")
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        + ".c2ln";
    QTest::newRow("text") << good << u"2026-11-22T05:36:46.000Z"_s << u"65d0"_s << u"Partner, PartnerAdmin"_s;
    QTest::newRow("text with a line break") << good + "\r\n"
                                            << u"2026-11-22T05:36:46.000Z"_s << u"65d0"_s << u"Partner, PartnerAdmin"_s;
    QTest::newRow("quoted") << '"' + good + '"' << u"2026-11-22T05:36:46.000Z"_s << u"65d0"_s << u"Partner, PartnerAdmin"_s;
    QTest::newRow("the documentation's sample") << pagFastSample << u"2023-08-04T13:14:17.000Z"_s << QString() << QString();
    QTest::newRow("placeholder") << QByteArray("eyJz93a...k4laUWw") << u"unknown"_s << QString() << QString();
}

void tst_BundledProfiles::pagFastTakesTheBodyItself()
{
    QFETCH(QByteArray, body);
    const AuthProfile read = profile(pagFast);
    const auto token = read.tokens.value(u"access"_s).from({201, {}, body});
    QVERIFY(token.has_value());
    const UtcTime received{Milliseconds(1795322206000)};
    QTEST(isoText(readExpiry(read.expiry.value(u"access"_s), {{u"access"_s, Secret(*token)}}, received)), "end");
    QTEST(read.account.name->fromJwt(*token).value_or(QString()), "name");
    QTEST(read.account.role->fromJwt(*token).value_or(QString()), "role");
    QVERIFY(!read.tokens.value(u"access"_s).from({201, {}, R"({"statusCode":"Error"})"}));
    QCOMPARE(read.refresh.kind, RefreshRule::Kind::SignIn);
}

void tst_BundledProfiles::datarheiSaysHowToSignIn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("methods");
    QTest::newRow("user and password") << QByteArray(
        R"({"app":"datarhei-core","auths":["localjwt"],"version":{"number":"16.0.0"}})")
                                       << u"localjwt"_s;
    QTest::newRow("Auth0 too") << QByteArray(R"({"auths":["localjwt","auth0 domain=d audience=a clientid=c"]})")
                               << u"localjwt, auth0 domain=d audience=a clientid=c"_s;
    QTest::newRow("off") << QByteArray(R"({"auths":[]})")
                         << u"None: sign-in is switched off on this server. Send requests without a credential."_s;
}

void tst_BundledProfiles::datarheiSaysHowToSignIn()
{
    QFETCH(QByteArray, body);
    const AuthProfile read = profile(datarhei);
    const Discovery::Note &note = read.discoveries.first().notes.first();
    QTEST(note.value.from({200, {}, body}).value_or(note.otherwise), "methods");
}

void tst_BundledProfiles::maskEverySecret_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("datarhei") << datarhei
                              << QStringList{
                                     u"password"_s, u"secret"_s, u"access_token"_s, u"refresh_token"_s, u"Authorization"_s};
    QTest::newRow("Kent") << kent << QStringList{u"password"_s, u"token"_s, u"refresh"_s, u"key"_s, u"Authorization"_s};
    QTest::newRow("PagFast") << pagFast << QStringList{u"accessKey"_s, u"secret"_s, u"Authorization"_s};
    QTest::newRow("MIC") << mic
                         << QStringList{u"password"_s, u"token"_s, u"refreshToken"_s, u"identityId"_s, u"x-api-key"_s,
                                u"ApiKey"_s, u"Authorization"_s};
}

void tst_BundledProfiles::maskEverySecret()
{
    QFETCH(QString, id);
    QFETCH(QStringList, names);
    const QStringList masked = profile(id).secretNames();
    for (const QString &name : names)
        QVERIFY2(masked.contains(name), qPrintable(name));
}

void tst_BundledProfiles::examplesAreThere_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("requests");
    QTest::newRow("datarhei") << datarhei
                              << QStringList{u"GET /api"_s, u"GET /api/v3/process"_s, u"POST /api/v3/process"_s,
                                     u"GET /api/v3/process/demo"_s, u"DELETE /api/v3/process/demo"_s,
                                     u"GET /api/v3/skills"_s, u"GET /api/swagger/doc.json"_s, u"GET /api/v3/config"_s};
    QTest::newRow("Kent") << kent << QStringList{u"PATCH /users"_s, u"GET /events"_s};
    QTest::newRow("PagFast") << pagFast
                             << QStringList{u"GET /receivers?dataset.limit=10&dataset.offset=0&receiverStatus=Approved"_s};
    QTest::newRow("MIC") << mic << QStringList{u"GET /users/{{userName | percent}}"_s, u"GET /metadata/manifest"_s};
}

void tst_BundledProfiles::examplesAreThere()
{
    QFETCH(QString, id);
    QFETCH(QStringList, requests);
    const AuthProfile read = profile(id);
    QStringList there;
    for (const Example &example : read.examples) {
        there += example.method + u' ' + example.path;
        QVERIFY2(example.help.endsWith(u'.'), qPrintable(example.name));
    }
    for (const QString &request : requests)
        QVERIFY2(there.contains(request), qPrintable(request));
}

void tst_BundledProfiles::markTheirFacts_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : {datarhei, kent, pagFast, mic})
        QTest::newRow(qPrintable(id)) << id;
}

// Help in plain sentences; every field and way that is not plain from its label has some.
void tst_BundledProfiles::markTheirFacts()
{
    QFETCH(QString, id);
    const AuthProfile read = profile(id);
    QVERIFY(!read.description.isEmpty() && !read.baseUrlHelp.isEmpty() && !read.signOutNote.isEmpty());
    for (const Way &way : read.ways)
        QVERIFY2(way.help.endsWith(u'.'), qPrintable(way.id));
    const QByteArray file = profileFile(u"resources/profiles/%1.json"_s.arg(id));
    QVERIFY(file.contains("[S]"));
    QVERIFY(file.count("\"comment\"") >= 8);
}

QTEST_GUILESS_MAIN(tst_BundledProfiles)
#include "tst_BundledProfiles.moc"
