#include "app/diagnosis/AlibiBook.h"
#include "app/diagnosis/AnswerRules.h"
#include "app/diagnosis/CauseBook.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/auth/profile/ProfileReader.h"
#include "app/token/Base64Url.h"
#include "tests/support/RecordedExchange.h"
#include "tests/support/SchemaCheck.h"

#include <QtCore/QFile>
#include <QtCore/QScopedValueRollback>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = RefusalCause;
using Change = std::function<void(DiagnosisFacts &)>;
Q_DECLARE_METATYPE(Change)

namespace {

const UtcTime now(1'795'322'500s);
constexpr qint64 nowSeconds = 1'795'322'500;

QByteArray jwt(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256","typ":"JWT"})")
{
    return Base64Url::encode(header) + '.' + Base64Url::encode(payload) + ".ZmFrZS1zaWduYXR1cmUtY2FuYXJ5";
}

QByteArray times(qint64 issued, qint64 ends) // seconds from now
{
    return "\"iat\":" + QByteArray::number(nowSeconds + issued) + ",\"exp\":" + QByteArray::number(nowSeconds + ends);
}

QByteArray coreToken(qint64 issued = -100, qint64 ends = 500, const QByteArray &use = "access", const QByteArray &issuer = "datarhei-core")
{
    return jwt(R"({"iss":")" + issuer + R"(","sub":"admin","usefor":")" + use + "\"," + times(issued, ends) + R"(,"exi":600})");
}

QByteArray partnerToken(qint64 issued = -100, qint64 ends = 3500)
{
    return jwt(R"({"uid":"u","ar":["Partner"],"realm":"Partner",)" + times(issued, ends) + '}', R"({"alg":"HS384","typ":"JWT"})");
}

QByteArray micToken(qint64 issued = -100, qint64 ends = 3500, const QByteArray &use = "id")
{
    return jwt(R"({"sub":"a","cognito:username":"ada","aud":"client","token_use":")" + use + "\"," + times(issued, ends) + '}');
}

QByteArray basic(const QByteArray &name, const QByteArray &password)
{
    return "Basic " + (name + ':' + password).toBase64();
}

// The sample of PagFast's documentation.
const QByteArray sample = "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWluIl0sImFrIjoiNDU3NzFlYTEtYjAxMi00YjgwLThiYTQtNDk4OTFjNWQ4ZDQ3IiwicmVhbG0iOiJQYXJ0bmVyIiwiY2EiOiIwZWE3MDAwMS0wZjU4LTQ0YTItODBhZC05NTM2MzNmZjJjYzciLCJjaWQiOiIyOTI2MzczOS0yY2Y4LTQ4M2QtYWYxNS02MTUxZGM4NDQ4YjQiLCJkb21haW4iOiIvcGFydG5lcnMtaW50IiwiaWF0IjoxNjkxMTUxMjU3LCJleHAiOjE2OTExNTQ4NTd9.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU";

const AuthProfile &profile(const QString &id)
{
    static QMap<QString, AuthProfile> profiles;
    if (!profiles.contains(id)) {
        QFile file(QStringLiteral(TESSERA_SOURCE_DIR "/resources/profiles/") + id + u".json"_s);
        (void)file.open(QIODevice::ReadOnly);
        profiles.insert(id, readProfile(file.readAll(), id).value_or(AuthProfile()));
    }
    return profiles[id];
}

// Somebody who is signed in and whose request went as it should; each situation changes a thing or two.
DiagnosisFacts signedIn(const QString &id, const QByteArray &base, const QByteArray &access, const QByteArray &refresh)
{
    DiagnosisFacts facts;
    facts.profile = &profile(id);
    facts.identity = {id, u"test"_s, u"ada"_s};
    facts.at = now;
    facts.status = 401;
    facts.generation = 3;
    CredentialStatus status;
    status.credential.id = facts.identity;
    status.credential.baseUrl = QString::fromLatin1(base);
    status.state = Active{};
    status.access = {Expiry::Kind::At, now + 500s};
    status.refresh = {Expiry::Kind::At, now + 20h};
    status.obtainedAt = now - 100s;
    status.generation = 3;
    status.refreshesByItself = true;
    status.events = {{CredentialEvent::Kind::SignedIn, CredentialEvent::Reason::User, now - 100s, u"Signed in."_s, {}, {}, {}, 0}};
    facts.session = status;
    facts.tokens.captures.insert(u"access"_s, Secret(access));
    if (!refresh.isEmpty())
        facts.tokens.captures.insert(u"refresh"_s, Secret(refresh));
    facts.tokens.generation = 3;
    return facts;
}

DiagnosisFacts core()
{
    DiagnosisFacts facts = signedIn(u"datarhei-core"_s, "http://127.0.0.1:8080", coreToken(), coreToken(-100, 80'000, "refresh"));
    facts.url = "http://127.0.0.1:8080/api/v3/process";
    facts.sent = {{"Authorization", "Bearer " + coreToken()}};
    facts.body = R"({"code":401,"message":"Unauthorized","details":["Missing or invalid JWT token"]})";
    return facts;
}

DiagnosisFacts kent()
{
    DiagnosisFacts facts = signedIn(u"kent-hack-enough"_s, "http://127.0.0.1:3000/v1.0", "562f62e9-3393-4a04-83ad-bef550c57a3a", "271cf286-59ac-4a56-bf0d-20fdf363d4a7");
    facts.method = "PATCH";
    facts.url = "http://127.0.0.1:3000/v1.0/users";
    facts.sent = {{"Authorization", basic("6b02731e2516a52bd7b67189", "562f62e9-3393-4a04-83ad-bef550c57a3a")}};
    facts.body = "{\n  \"errors\": [\n    \"You must be logged in to access this area\"\n  ]\n}";
    facts.session->role = u"attendee"_s;
    facts.session->access.at = now + 720h;
    facts.session->refresh = {};
    facts.tokens.captures.insert(u"key"_s, Secret(u"6b02731e2516a52bd7b67189"_s));
    return facts;
}

DiagnosisFacts partner()
{
    DiagnosisFacts facts = signedIn(u"pagfast-partner"_s, "http://127.0.0.1:4000/partner", partnerToken(), {});
    facts.url = "http://127.0.0.1:4000/partner/receivers?dataset.limit=10";
    facts.sent = {{"Authorization", "Bearer " + partnerToken()}};
    facts.body = R"({"statusCode":"Error","error":{"name":"AuthenticationError","message":"The authorization token is invalid","code":"X","details":{"reason":"AuthenticationTokenInvalid"}}})";
    return facts;
}

DiagnosisFacts mic()
{
    DiagnosisFacts facts = signedIn(u"telenor-mic"_s, "http://127.0.0.1:5000/prod", micToken(), "fake-refresh-canary");
    facts.url = "http://127.0.0.1:5000/prod/users/ada";
    facts.sent = {{"Authorization", micToken()}, {"identityId", "eu-west-1:aaaa"}, {"x-api-key", "fake-api-key-canary"}};
    facts.body = R"({"message":"Unauthorized"})";
    facts.tokens.captures.insert(u"identityId"_s, Secret(u"eu-west-1:aaaa"_s));
    return facts;
}

void authorisation(DiagnosisFacts &facts, const QByteArray &value)
{
    facts.sent.set("Authorization", value);
}

// The session's own token is another one from here on, and it went along.
void own(DiagnosisFacts &facts, const QByteArray &token, const QByteArray &scheme = "Bearer ")
{
    facts.tokens.captures.insert(u"access"_s, Secret(token));
    authorisation(facts, scheme + token);
    facts.session->access = {};
}

void over(DiagnosisFacts &facts)
{
    facts.session->access = {Expiry::Kind::At, now - 25s};
}

void lived(DiagnosisFacts &facts, CredentialEvent::Kind kind, CredentialEvent::Reason reason = CredentialEvent::Reason::Answer401)
{
    facts.session->events.prepend({kind, reason, now - 2s, u"The server says: “no”"_s, {}, {}, {}, 0});
}

void nothingLeft(DiagnosisFacts &facts, ErrorKind kind, const SessionState &state)
{
    facts.status = 0;
    facts.body.clear();
    facts.error = Error{kind, u"ada can't be used now."_s, {}};
    facts.session->state = state;
    if (std::holds_alternative<SignedOut>(state))
        facts.tokens = {};
}

void withheld(DiagnosisFacts &facts)
{
    facts.isWithheld = true;
    facts.url = "http://other.example/api";
    facts.sent.remove("Authorization");
}

void redirected(DiagnosisFacts &facts)
{
    facts.droppedOnRedirect = {u"Authorization"_s};
    facts.url = "http://other.example/api";
    facts.sent = {};
}

void ahead(DiagnosisFacts &facts) // the server's clock, by ten minutes
{
    facts.serverClock = ServerClock{10min, 500ms};
}

DiagnosisFacts::Other other(const QByteArray &access)
{
    return {{u"x"_s, u"test"_s, u"grace"_s}, u"admin"_s, {u"write"_s}, {}, Secret(access), true};
}

void noProfile(DiagnosisFacts &facts)
{
    facts.profile = nullptr;
    facts.session.reset();
    facts.tokens = {};
    facts.identity = {};
    facts.body = "{}";
}

// By one of the kinds that answer or sign anew each time: what is kept is in the request nowhere.
void computed(DiagnosisFacts &facts, const QString &id, const QByteArray &value)
{
    facts = signedIn(id, "http://127.0.0.1:6000", "fake-password-canary", {});
    facts.url = "http://127.0.0.1:6000/x";
    facts.sent = {{"Authorization", value}};
    facts.session->refreshesByItself = false;
    facts.session->access = {};
}

void apiKey(DiagnosisFacts &facts, const QString &place)
{
    computed(facts, u"standard-api-key"_s, {});
    facts.session->credential.fields.insert(u"keyName"_s, u"X-My-Key"_s);
    facts.session->credential.choices = {{u"place"_s, place}};
    facts.sent = {};
    if (place == u"header"_s)
        facts.sent.set("X-My-Key", "fake-password-canary");
    else if (place == u"cookie"_s)
        facts.sent.set("Cookie", "a=1; X-My-Key=fake-password-canary");
    else
        facts.url += "?X-My-Key=fake-password-canary";
}

void challenge(DiagnosisFacts &facts, const QByteArray &value)
{
    facts.answer.set("WWW-Authenticate", value);
}

}

class tst_Diagnosis : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesTheRightCauseFirst_data();
    void namesTheRightCauseFirst();
    void enoughSituationsOfEachApi();
    void explainsRecordedRefusals_data();
    void explainsRecordedRefusals();
    void offersWhatHelps_data();
    void offersWhatHelps();
    void tellsByHowMuch();
    void rulesOut_data();
    void rulesOut();
    void saysWhichScopeIsMissing();
    void saysWhatSignInIsWanted();
    void offersNoCertificateWhereDpopIsWanted();
    void namesTheForgeryHeader_data();
    void namesTheForgeryHeader();
    void saysWhereTheTokenSaysOtherwise();
    void namesThePlaceOfWhatIsMissing();
    void saysEachEvidenceOnce();
    void claimsNoMoreThanCanBeTold_data();
    void claimsNoMoreThanCanBeTold();
    void bindsNothingWhereItWouldNotHelp();
    void isQuietWhereThereIsNothingToExplain();
    void readsChallenges_data();
    void readsChallenges();
    void dataFollowsItsSchemas();
    void dataRefusesNonsense_data();
    void dataRefusesNonsense();

private:
    void addRows();
    void core_rows();
    void kent_rows();
    void partner_rows();
    void mic_rows();
    void any_rows();
    void row(const char *name, Cause cause, const Change &change);
    QByteArray m_api;
    QMap<QByteArray, int> m_counted;
    bool m_isCounting = false; // no row is made
};

void tst_Diagnosis::row(const char *name, Cause cause, const Change &change)
{
    ++m_counted[m_api];
    if (m_isCounting)
        return;
    QTest::addRow("%s: %s", m_api.constData(), name) << m_api << causeName(cause) << change;
}

void tst_Diagnosis::core_rows()
{
    m_api = "core";
    row("nothing went along", Cause::NothingSent, [](auto &f) { f.sent = {}; });
    row("an unknown path, and nothing went along", Cause::NothingSent, [](auto &f) { f.sent = {}; f.url = "http://127.0.0.1:8080/api/nope"; });
    row("over for 25 s", Cause::Expired, [](auto &f) { own(f, coreToken(-625, -25)); });
    row("over, and lives on by exi only", Cause::Expired, [](auto &f) { own(f, jwt(R"({"iat":1795321000,"exi":600})")); });
    row("no Bearer before it", Cause::MissingScheme, [](auto &f) { authorisation(f, coreToken()); });
    row("Basic in its place", Cause::WrongScheme, [](auto &f) { authorisation(f, basic("admin", "datarhei")); });
    row("the refresh token in its place", Cause::WrongToken, [](auto &f) { authorisation(f, "Bearer " + coreToken(-100, 80'000, "refresh")); });
    row("written by hand, and empty", Cause::WrittenByHand, [](auto &f) { authorisation(f, " "); });
    row("changed by hand", Cause::WrittenByHand, [](auto &f) { authorisation(f, "Bearer " + coreToken().replace("ZmFr", "ZmFx")); });
    row("of another Core", Cause::WrongIssuer, [](auto &f) { authorisation(f, "Bearer " + coreToken(-100, 500, "access", "other-core")); });
    row("its secret has changed", Cause::TokenRefused, [](auto &f) { f.isRepeat = true; });
    row("a slash at the end", Cause::WrongPath, [](auto &f) { f.sent = {}; f.url = "http://127.0.0.1:8080/api/"; });
    row("POST to refresh", Cause::WrongPath, [](auto &f) { f.method = "POST"; f.url = "http://127.0.0.1:8080/api/login/refresh"; authorisation(f, "Bearer " + coreToken(-100, 80'000, "refresh")); });
    row("refresh with the access token", Cause::WrongToken, [](auto &f) { f.url = "http://127.0.0.1:8080/api/login/refresh"; });
    row("refresh with a dead token", Cause::Expired, [](auto &f) { f.url = "http://127.0.0.1:8080/api/login/refresh"; authorisation(f, "Bearer " + coreToken(-90'000, -3'600, "refresh")); });
    row("wrong password", Cause::SignInRefused, [](auto &f) { f.method = "POST"; f.url = "http://127.0.0.1:8080/api/login"; f.sent = {}; f.body = R"({"code":401,"message":"Unauthorized","details":["Invalid authorization credentials"]})"; });
    row("malformed sign-in", Cause::SignInRefused, [](auto &f) { f.status = 400; f.method = "POST"; f.url = "http://127.0.0.1:8080/api/login"; f.sent = {}; f.body = R"({"code":400,"message":"Bad Request","details":["Missing authorization credentials"]})"; });
    row("auth is off for localhost", Cause::NoSignInHere, [](auto &f) { f.status = 403; f.url = "http://127.0.0.1:8080/api/login/refresh"; authorisation(f, "Bearer " + coreToken(-100, 80'000, "refresh")); f.body = R"({"code":403,"message":"Forbidden","details":["Invalid token"]})"; });
    row("sign-in is off", Cause::NoSignInHere, [](auto &f) { f.status = 404; f.method = "POST"; f.url = "http://127.0.0.1:8080/api/login"; f.sent = {}; f.body = R"({"code":404,"message":"Not Found","details":["Not Found"]})"; });
    row("both tokens are over", Cause::RefreshDead, [](auto &f) { own(f, coreToken(-90'000, -80'000)); f.session->refresh = {Expiry::Kind::At, now - 1h}; });
    row("over by the server's clock only", Cause::ClockSkew, [](auto &f) { own(f, coreToken()); ahead(f); });
    row("not signed", Cause::TokenUnsigned, [](auto &f) { authorisation(f, "Bearer " + Base64Url::encode(R"({"alg":"none"})") + '.' + Base64Url::encode("{" + times(-9, 500) + "}") + '.'); });
    row("kept back", Cause::Withheld, [](auto &f) { withheld(f); });
    row("lost on a redirect", Cause::WithheldOnRedirect, [](auto &f) { redirected(f); });
    row("not encrypted", Cause::Unencrypted, [](auto &f) { withheld(f); f.isUnencrypted = true; });
    row("signed out", Cause::SignedOut, [](auto &f) { nothingLeft(f, ErrorKind::SignInNeeded, SignedOut{}); });
    row("shortened", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer eyJhbGciOi...kVNFk"); });
    row("replaced by another Tessera meanwhile", Cause::ReplacedElsewhere, [](auto &f) {
        authorisation(f, "Bearer " + coreToken(-400, 200));
        f.session->generation = 4;
        lived(f, CredentialEvent::Kind::Refreshed, CredentialEvent::Reason::OtherProcess);
    });
}

void tst_Diagnosis::kent_rows()
{
    m_api = "kent";
    row("nothing went along", Cause::NothingSent, [](auto &f) { f.sent = {}; });
    row("sign-out without a credential", Cause::NothingSent, [](auto &f) { f.method = "DELETE"; f.url = "http://127.0.0.1:3000/v1.0/users/token"; f.sent = {}; });
    row("over", Cause::Expired, [](auto &f) { over(f); });
    row("an attendee asks for all users, right after a refresh", Cause::MissingRole, [](auto &f) { f.method = "GET"; f.isRepeat = true; });
    row("an attendee asks for all users, the token was good before", Cause::MissingRole, [](auto &f) { f.method = "GET"; f.takenAt = now - 30s; });
    row("a wrong token by hand", Cause::WrittenByHand, [](auto &f) { authorisation(f, basic("6b02731e2516a52bd7b67189", "00000000-0000-4000-8000-000000000000")); });
    row("a wrong key by hand", Cause::WrittenByHand, [](auto &f) { authorisation(f, basic("notakey", "00000000-0000-4000-8000-000000000000")); });
    row("the token alone", Cause::WrongScheme, [](auto &f) { authorisation(f, "562f62e9-3393-4a04-83ad-bef550c57a3a"); });
    row("the token as Bearer", Cause::WrongScheme, [](auto &f) { authorisation(f, "Bearer 562f62e9-3393-4a04-83ad-bef550c57a3a"); });
    row("Basic without a colon", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Basic NTYyZjYyZTk="); });
    row("the refresh token in its place", Cause::WrongToken, [](auto &f) { authorisation(f, basic("6b02731e2516a52bd7b67189", "271cf286-59ac-4a56-bf0d-20fdf363d4a7")); });
    row("grace's token", Cause::WrongIdentity, [](auto &f) { f.others = {other("31c6198c-e732-4e8e-89b9-43792ccdab47")}; authorisation(f, basic("6b02731a2516a52bd7b67187", "31c6198c-e732-4e8e-89b9-43792ccdab47")); });
    row("wrong password", Cause::SignInRefused, [](auto &f) { f.status = 400; f.method = "POST"; f.url += "/token"; f.sent = {}; f.body = R"({"errors":["Email or password incorrect"]})"; });
    row("unknown client", Cause::SignInRefused, [](auto &f) { f.status = 400; f.method = "POST"; f.url += "/token"; f.sent = {}; f.body = R"({"errors":["Invalid client ID"]})"; });
    row("a refresh token that was used", Cause::RefreshDead, [](auto &f) { f.status = 400; f.method = "POST"; f.url += "/token/refresh"; f.sent = {}; f.body = R"({"errors":["Invalid refresh token"]})"; });
    row("rotated by another program", Cause::ReplacedElsewhere, [](auto &f) { lived(f, CredentialEvent::Kind::RefreshRefused); });
    row("over, and the refresh refused", Cause::RefreshDead, [](auto &f) { over(f); lived(f, CredentialEvent::Kind::RefreshRefused); });
    row("over, and the server is down for refreshes", Cause::RefreshFailing, [](auto &f) { over(f); lived(f, CredentialEvent::Kind::RefreshFailed); });
    row("kept back", Cause::Withheld, [](auto &f) { withheld(f); });
    row("signed out", Cause::SignedOut, [](auto &f) { nothingLeft(f, ErrorKind::SignInNeeded, SignedOut{}); });
    row("refused by the refresh before it could leave", Cause::RefreshDead, [](auto &f) { nothingLeft(f, ErrorKind::SignInNeeded, Failed{}); });
    row("a variable was not filled in", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Basic {{token}}"); });
}

void tst_Diagnosis::partner_rows()
{
    m_api = "partner";
    row("nothing went along", Cause::NothingSent, [](auto &f) { f.sent = {}; });
    row("over", Cause::Expired, [](auto &f) { own(f, partnerToken(-4000, -400)); });
    row("the documentation's sample", Cause::Expired, [](auto &f) { own(f, sample); });
    row("a corrupt payload", Cause::TokenMalformed, [](auto &f) { own(f, jwt("{ uid\":\"x\"," + times(-9, 500) + '}')); });
    row("no Bearer before it", Cause::MissingScheme, [](auto &f) { authorisation(f, partnerToken()); });
    row("key and secret as Basic", Cause::WrongScheme, [](auto &f) { authorisation(f, basic("fake-key", "fake-secret-canary")); });
    row("in quotes, as the answer had it", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer \"" + partnerToken() + '"'); });
    row("Bearer twice", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer Bearer " + partnerToken()); });
    row("a script's undefined", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer undefined"); });
    row("Bearer and nothing", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer"); });
    row("cut off", Cause::TokenMalformed, [](auto &f) { authorisation(f, "Bearer " + partnerToken().left(partnerToken().lastIndexOf('.'))); });
    row("wrong access key", Cause::SignInRefused, [](auto &f) { f.method = "POST"; f.url = "http://127.0.0.1:4000/partner/login"; f.sent = {}; f.body = R"({"statusCode":"Error","error":{"name":"AuthenticationError","message":"The access key is not authorized","details":{"reason":"AccessKeyUnauthorized"}}})"; });
    row("a partner asks for what is an admin's", Cause::MissingRole, [](auto &f) { f.status = 403; f.takenAt = now - 9s; f.body = R"({"statusCode":"Error","error":{"name":"AuthorizationError","message":"Insufficient privileges"}})"; });
    row("refused right after a new sign-in", Cause::TokenRefused, [](auto &f) { f.isRepeat = true; });
    row("grace's token", Cause::WrongIdentity, [](auto &f) { f.others = {other(partnerToken(-50, 3550))}; authorisation(f, "Bearer " + partnerToken(-50, 3550)); });
    row("another token by hand", Cause::WrittenByHand, [](auto &f) { authorisation(f, "Bearer " + partnerToken(-7, 3593)); f.body = "{}"; });
    row("over by the server's clock only", Cause::ClockSkew, [](auto &f) { own(f, partnerToken(-3500, 100)); ahead(f); });
    row("the base path is missing", Cause::WrongPath, [](auto &f) { f.status = 403; f.url = "http://127.0.0.1:4000/receivers"; f.body = "<html>Forbidden</html>"; });
    row("kept back", Cause::Withheld, [](auto &f) { withheld(f); });
    row("the secret is not remembered", Cause::RefreshDead, [](auto &f) { nothingLeft(f, ErrorKind::SignInNeeded, Failed{}); });
    row("over, and the sign-in server is down", Cause::RefreshFailing, [](auto &f) { own(f, partnerToken(-4000, -400)); lived(f, CredentialEvent::Kind::RefreshFailed); });
}

void tst_Diagnosis::mic_rows()
{
    m_api = "mic";
    const QByteArray forbidden = R"({"message":"Forbidden"})";
    row("no API key", Cause::ApiKeyMissing, [=](auto &f) { f.status = 403; f.body = forbidden; f.sent.remove("x-api-key"); });
    row("nothing at all", Cause::ApiKeyMissing, [=](auto &f) { f.status = 403; f.body = forbidden; f.sent = {}; });
    row("a wrong API key", Cause::ApiKeyWrong, [=](auto &f) { f.status = 403; f.body = forbidden; });
    row("a wrong path", Cause::WrongPath, [](auto &f) { f.status = 403; f.url = "http://127.0.0.1:5000/prod/nope"; f.body = R"({"message":"Missing Authentication Token"})"; });
    row("a wrong path, and nothing went along", Cause::WrongPath, [](auto &f) { f.status = 403; f.sent = {{"x-api-key", "fake"}}; f.body = R"({"message":"Missing Authentication Token"})"; });
    row("the stage is missing", Cause::WrongPath, [=](auto &f) { f.status = 403; f.url = "http://127.0.0.1:5000/users/ada"; f.body = forbidden; });
    row("a path that takes signed requests only", Cause::WrongPath, [](auto &f) { f.status = 403; f.body = R"({"message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter."})"; });
    row("Bearer before it", Cause::UnwantedScheme, [](auto &f) { authorisation(f, "Bearer " + micToken()); });
    row("Bearer before it, answered 403", Cause::UnwantedScheme, [](auto &f) { f.status = 403; authorisation(f, "Bearer " + micToken()); });
    row("no identity", Cause::IdentityMissing, [](auto &f) { f.status = 403; f.sent.remove("identityId"); f.body = R"({"message":"Not authorized","messageKey":"NOT_AUTHORIZED","messageParams":{},"property":"identityId"})"; });
    row("may look but not touch", Cause::MissingRole, [](auto &f) { f.status = 403; f.method = "POST"; f.body = R"({"message":"Not authorized","messageKey":"NOT_AUTHORIZED","messageParams":{},"property":""})"; });
    row("the same, as a text in errorMessage", Cause::MissingRole, [](auto &f) { f.status = 403; f.body = R"({"errorMessage":"{\"message\":\"Not authorized\",\"messageKey\":\"NOT_AUTHORIZED\"}"})"; });
    row("a policy's no", Cause::MissingRole, [](auto &f) { f.status = 403; f.body = R"({"Message":"User is not authorized to access this resource with an explicit deny"})"; });
    row("over, in the gateway's words", Cause::Expired, [](auto &f) { own(f, micToken(-4000, -400), {}); f.body = R"({"message":"The incoming token has expired"})"; });
    row("over, answered 403 without a word on it", Cause::Expired, [](auto &f) { f.status = 403; own(f, micToken(-4000, -400), {}); });
    row("an opaque token, over by the hour", Cause::Expired, [](auto &f) { own(f, "fake-opaque-token-canary", {}); f.session->access = {Expiry::Kind::At, now - 5min, true}; });
    row("no token", Cause::NothingSent, [](auto &f) { f.sent.remove("Authorization"); });
    row("the access token in place of the ID token", Cause::WrongToken, [](auto &f) { authorisation(f, micToken(-100, 3500, "access")); });
    row("wrong password", Cause::SignInRefused, [](auto &f) { f.method = "POST"; f.url = "http://127.0.0.1:5000/prod/auth/login"; f.sent = {{"x-api-key", "fake"}}; f.body = R"({"message":"Invalid user name or password","messageKey":"INVALID_LOGIN"})"; });
    row("a dead refresh token", Cause::RefreshDead, [](auto &f) { f.method = "POST"; f.url = "http://127.0.0.1:5000/prod/auth/refresh"; f.sent = {{"x-api-key", "fake"}}; f.body = R"({"message":"Invalid refresh token","messageKey":"INVALID_LOGIN"})"; });
    row("consent is missing", Cause::ConsentNeeded, [](auto &f) { f.status = 403; f.method = "POST"; f.url = "http://127.0.0.1:5000/prod/auth/login"; f.sent = {{"x-api-key", "fake"}}; f.body = R"({"message":"Consent is required","messageKey":"USER_CONSENT_REQUIRED"})"; });
    row("taken back", Cause::TokenRefused, [](auto &) { });
    row("kept back", Cause::Withheld, [](auto &f) { withheld(f); });
}

void tst_Diagnosis::any_rows()
{
    m_api = "any";
    row("RFC 6750: a scope is missing", Cause::MissingScope, [](auto &f) { noProfile(f); f.status = 403; challenge(f, R"(Bearer realm="x", error="insufficient_scope", scope="read write")"); });
    row("RFC 6750: over", Cause::Expired, [](auto &f) { noProfile(f); challenge(f, R"(Bearer error="invalid_token", error_description="The access token expired")"); });
    row("RFC 6750: audience", Cause::WrongAudience, [](auto &f) { noProfile(f); challenge(f, R"(Bearer error="invalid_token", error_description="The audience is invalid")"); });
    row("RFC 9470: a second factor", Cause::StrongerSignIn, [](auto &f) { noProfile(f); challenge(f, R"(Bearer error="insufficient_user_authentication", acr_values="mfa")"); });
    row("DPoP is wanted", Cause::BoundToken, [](auto &f) { noProfile(f); challenge(f, R"(DPoP algs="ES256")"); });
    row("Basic is wanted", Cause::WrongScheme, [](auto &f) { noProfile(f); challenge(f, R"(Basic realm="x")"); });
    row("Bearer is wanted", Cause::MissingScheme, [](auto &f) { noProfile(f); authorisation(f, coreToken()); challenge(f, "Bearer"); });
    row("the profile sends it raw, the server wants Bearer", Cause::MissingScheme, [](auto &f) { static AuthProfile raw; raw.apply.headers = {{u"Authorization"_s, *Template::parse(u"{{access}}"_s), false, {}}}; f.profile = &raw; authorisation(f, coreToken()); challenge(f, "Bearer"); });
    row("nothing went along", Cause::NothingSent, [](auto &f) { noProfile(f); f.sent = {}; challenge(f, "Bearer"); });
    row("for another host", Cause::WrongAudience, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + jwt(R"({"aud":"https://api.other.example/",)" + times(-9, 500) + '}')); });
    row("not yet", Cause::NotYetValid, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + jwt(R"({"nbf":1795323000,"exp":1795329000})")); });
    row("not yet by the server's clock", Cause::ClockSkew, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + jwt(R"({"nbf":1795322400,"exp":1795329000})")); f.serverClock = ServerClock{-10min, 500ms}; });
    row("over, and Basic is wanted", Cause::WrongScheme, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + coreToken(-625, -25)); challenge(f, R"(Basic realm="x")"); });
    row("over, and CSRF", Cause::ForgeryCheck, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + coreToken(-625, -25)); f.status = 403; f.body = "CSRF token missing"; });
    row("over, and the wrong address", Cause::Blocked, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + coreToken(-625, -25)); f.status = 403; f.body = "Your IP 192.0.2.1 is not allowed here"; });
    row("over, and changed", Cause::TokenRefused, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + coreToken(-625, -25)); challenge(f, R"(Bearer error="invalid_token", error_description="bad signature")"); });
    row("an empty header", Cause::NothingSent, [](auto &f) { noProfile(f); authorisation(f, ""); challenge(f, "Bearer"); });
    row("an API key", Cause::TokenRefused, [](auto &f) { apiKey(f, u"header"_s); });
    row("an API key with a word of its own", Cause::TokenRefused, [](auto &f) {
        apiKey(f, u"header"_s);
        f.tokens.captures.insert(u"access"_s, Secret(QByteArray("ApiKey fake-password-canary")));
        f.session->credential.fields.insert(u"keyName"_s, u"Authorization"_s);
        f.sent = {{"Authorization", "ApiKey fake-password-canary"}};
    });
    row("a page that only knows of CSRF", Cause::MissingRole, [](auto &f) { noProfile(f); f.status = 403; f.body = R"(<meta name="csrf-token" content="x"><p>You are not allowed, nor is your iPhone.)"; });
    row("over in the year 1", Cause::TokenRefused, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + jwt(R"({"exp":-1e20})")); });
    row("a certificate that stayed behind", Cause::NothingSent, [](auto &f) { computed(f, u"standard-client-certificate"_s, ""); f.sent = {}; f.hasLeftItsOrigin = true; });
    row("an API key in the query", Cause::TokenRefused, [](auto &f) { apiKey(f, u"query"_s); });
    row("an API key in a cookie", Cause::TokenRefused, [](auto &f) { apiKey(f, u"cookie"_s); });
    row("an API key, and Bearer is wanted", Cause::WrongScheme, [](auto &f) { apiKey(f, u"header"_s); challenge(f, "Bearer"); });
    row("an API key that stayed behind", Cause::NothingSent, [](auto &f) { apiKey(f, u"header"_s); f.sent = {}; });
    row("a client certificate", Cause::TokenRefused, [](auto &f) { computed(f, u"standard-client-certificate"_s, ""); f.sent = {}; });
    row("a client certificate that is not one for this", Cause::MissingRole, [](auto &f) { computed(f, u"standard-client-certificate"_s, ""); f.sent = {}; f.status = 403; });
    row("signed for AWS in the query", Cause::TokenRefused, [](auto &f) { computed(f, u"standard-aws-sigv4"_s, ""); f.session->credential.choices = {{u"signature"_s, u"query"_s}}; f.sent = {}; f.url += "?X-Amz-Signature=00ff"; });
    row("accepted elsewhere, and another realm here", Cause::TokenRefused, [](auto &f) { computed(f, u"standard-basic"_s, basic("ada", "fake-password-canary")); challenge(f, R"(Basic realm="Staff only")"); f.takenAt = now - 9s; });
    row("CSRF", Cause::ForgeryCheck, [](auto &f) { noProfile(f); f.status = 403; f.body = "CSRF verification failed."; });
    row("a firewall", Cause::Blocked, [](auto &f) { noProfile(f); f.status = 403; f.body = "<html>Attention Required! | Cloudflare</html>"; });
    row("a wrong API key", Cause::ApiKeyWrong, [](auto &f) { noProfile(f); f.body = R"({"error":"Invalid API key"})"; });
    row("jsonwebtoken's words", Cause::Expired, [](auto &f) { noProfile(f); f.body = R"({"error":"jwt expired"})"; });
    row("locked", Cause::AccountBlocked, [](auto &f) { noProfile(f); f.status = 403; f.body = R"({"error":"Your account is locked"})"; });
    row("bound to a certificate", Cause::BoundToken, [](auto &f) { noProfile(f); authorisation(f, "Bearer " + jwt(R"({"cnf":{"x5t#S256":"x"},)" + times(-9, 500) + '}')); });
}

void tst_Diagnosis::namesTheRightCauseFirst_data()
{
    QTest::addColumn<QByteArray>("api");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<Change>("change");
    addRows();
}

void tst_Diagnosis::addRows()
{
    core_rows();
    kent_rows();
    partner_rows();
    mic_rows();
    any_rows();
}

void tst_Diagnosis::namesTheRightCauseFirst()
{
    QFETCH(QByteArray, api);
    QFETCH(QString, cause);
    QFETCH(Change, change);
    DiagnosisFacts facts = api == "kent" ? kent() : api == "partner" ? partner() : api == "mic" ? mic() : core();
    change(facts);
    const Diagnosis diagnosis = Diagnosis::of(facts);
    QVERIFY(diagnosis.first());
    QString all;
    for (const Finding &finding : diagnosis.findings)
        all += u"%1 %2: %3\n"_s.arg(finding.score).arg(causeName(finding.cause), finding.text);
    QVERIFY2(causeName(diagnosis.first()->cause) == cause, qPrintable(all));
    QCOMPARE(Diagnosis::of(facts), diagnosis);
    for (const Finding &finding : diagnosis.findings) {
        QVERIFY(!finding.title.isEmpty() && !finding.evidence.isEmpty());
        QVERIFY2(!finding.text.contains(u"{{"_s), qPrintable(finding.text));
        QString said = finding.text + finding.title + finding.hint;
        for (const Evidence &evidence : finding.evidence)
            said += evidence.text + evidence.what;
        for (const NextStep &step : finding.steps)
            said += step.argument;
        for (const QByteArray &secret : {QByteArray("canary"), QByteArray("ZmFr"), facts.tokens.captures.value(u"access"_s).revealUtf8()})
            QVERIFY2(secret.isEmpty() || !said.toUtf8().contains(secret), qPrintable(said));
    }
}

void tst_Diagnosis::enoughSituationsOfEachApi()
{
    m_counted.clear(); // whatever ran before it
    const QScopedValueRollback counting(m_isCounting, true);
    addRows();
    for (const char *api : {"core", "kent", "partner", "mic"})
        QVERIFY2(m_counted.value(api) >= 15, api);
}

void tst_Diagnosis::explainsRecordedRefusals_data()
{
    QTest::addColumn<QString>("cause");
    const auto recorded = [](const char *name, Cause cause) { QTest::newRow(name) << causeName(cause); };
    recorded("datarhei-core/20-v3-process-unauth", Cause::NothingSent);
    recorded("datarhei-core/42-404-in-api-unauth", Cause::NothingSent);
    recorded("datarhei-core/02-api-slash-unauth", Cause::WrongPath);
    recorded("datarhei-core/05-login-wrong-password", Cause::SignInRefused);
    recorded("datarhei-core/06-login-malformed-json", Cause::SignInRefused);
    recorded("datarhei-core/14-refresh-with-access-token", Cause::WrongToken);
    recorded("datarhei-core/15-refresh-no-token", Cause::NothingSent);
    recorded("datarhei-core/16-refresh-post", Cause::WrongPath);
    recorded("datarhei-core/21-v3-with-refresh-token", Cause::WrongToken);
    recorded("datarhei-core/23-v3-expired", Cause::Expired);
    recorded("datarhei-core/27-v3-raw-token-no-scheme", Cause::MissingScheme);
    recorded("datarhei-core/28-v3-basic", Cause::WrongScheme);
    recorded("kent-hack-enough/13-login-wrong-password", Cause::SignInRefused);
    recorded("kent-hack-enough/15-login-invalid-client", Cause::SignInRefused);
    recorded("kent-hack-enough/21-patch-users-noauth", Cause::NothingSent);
    recorded("kent-hack-enough/22-patch-users-bad-token", Cause::WrittenByHand);
    recorded("kent-hack-enough/33-refresh-with-old-refresh", Cause::RefreshDead);
    recorded("kent-hack-enough/44-logout-noauth", Cause::NothingSent);
}

void tst_Diagnosis::explainsRecordedRefusals()
{
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto exchange = RecordedExchange::read(name);
    QVERIFY2(exchange, "not recorded");
    DiagnosisFacts facts = name.startsWith(u"kent"_s) ? kent() : core();
    const QByteArray origin = facts.url.left(facts.url.indexOf('/', 8));
    facts.method = exchange->method;
    facts.url = origin + exchange->target;
    facts.sent = exchange->requestHeaders;
    facts.status = exchange->status;
    facts.answer = exchange->headers;
    facts.body = exchange->body;
    facts.at = UtcTime(1'795'322'232s); // 2026-11-22 04:37:12, when they were recorded
    const Diagnosis diagnosis = Diagnosis::of(facts);
    QVERIFY(diagnosis.first());
    QFETCH(QString, cause);
    QCOMPARE(causeName(diagnosis.first()->cause), cause);
}

void tst_Diagnosis::offersWhatHelps_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("action"); // the first
    QTest::addColumn<QString>("argument");
    const auto offer = [](const char *name, const char *action, const QString &argument, const Change &change) {
        QTest::newRow(name) << change << QString::fromLatin1(action) << argument;
    };
    offer("over, and can be refreshed", "refresh", {}, [](auto &f) { own(f, coreToken(-625, -25)); });
    offer("over, and can't", "sign-in", {}, [](auto &f) { own(f, coreToken(-625, -25)); f.session->refreshesByItself = false; });
    offer("kept back", "fix-request", {}, [](auto &f) { withheld(f); });
    offer("nothing went along", "choose-identity", {}, [](auto &f) { f.sent = {}; });
    offer("written by hand", "remove-header", u"Authorization"_s, [](auto &f) { authorisation(f, "Bearer " + coreToken(-7, 593)); });
    offer("no scheme", "remove-header", u"Authorization"_s, [](auto &f) { authorisation(f, coreToken()); });
    offer("refresh dead", "sign-in", {}, [](auto &f) { own(f, coreToken(-90'000, -80'000)); lived(f, CredentialEvent::Kind::RefreshRefused); });
    offer("somebody else may", "switch-identity", u"datarhei-core/test/grace"_s, [](auto &f) { f.status = 403; f.takenAt = now; auto grace = other("x"); grace.id.profile = u"datarhei-core"_s; f.others = {grace}; });
    offer("nobody else may", "ask-owner", {}, [](auto &f) { f.status = 403; f.takenAt = now; });
}

void tst_Diagnosis::offersWhatHelps()
{
    QFETCH(Change, change);
    DiagnosisFacts facts = core();
    change(facts);
    const Diagnosis diagnosis = Diagnosis::of(facts);
    QVERIFY(!diagnosis.first()->steps.isEmpty());
    QTEST(actionName(diagnosis.first()->steps.first().action), "action");
    QTEST(diagnosis.first()->steps.first().argument, "argument");
    QVERIFY(!diagnosis.first()->steps.first().label.isEmpty());
}

void tst_Diagnosis::tellsByHowMuch()
{
    DiagnosisFacts facts = core();
    own(facts, coreToken(-625, -25));
    QVERIFY(Diagnosis::of(facts).first()->text.contains(u"25 s"_s));
    QCOMPARE(Diagnosis::of(facts).first()->certainty, Certainty::Certain);
    QCOMPARE(Diagnosis::of(facts).first()->evidence.first().what, u"exp"_s);
    facts = core();
    own(facts, coreToken());
    ahead(facts);
    const QString text = Diagnosis::of(facts).first()->text;
    QVERIFY2(text.contains(u"10 min ahead"_s) && text.contains(u"1 min 40 s"_s), qPrintable(text));
}

void tst_Diagnosis::saysWhichScopeIsMissing()
{
    DiagnosisFacts facts = core();
    noProfile(facts);
    facts.status = 403;
    facts.others = {other("x")};
    authorisation(facts, "Bearer " + jwt(R"({"scope":"read",)" + times(-9, 500) + '}'));
    challenge(facts, R"(Bearer error="insufficient_scope", scope="read write")");
    const Finding finding = *Diagnosis::of(facts).first();
    QVERIFY2(finding.text.contains(u"scope write;"_s) && finding.text.contains(u"has read"_s), qPrintable(finding.text));
    QCOMPARE(finding.steps.first().argument, u"x/test/grace"_s);
}

void tst_Diagnosis::saysWhatSignInIsWanted()
{
    DiagnosisFacts facts = core();
    challenge(facts, R"(Bearer error="insufficient_user_authentication", acr_values="silver gold", max_age="5")");
    const Finding finding = *Diagnosis::of(facts).first();
    QCOMPARE(causeName(finding.cause), causeName(Cause::StrongerSignIn));
    QVERIFY2(finding.text.contains(u"of the kind silver or gold, not older than 5 s"_s), qPrintable(finding.text));
}

void tst_Diagnosis::offersNoCertificateWhereDpopIsWanted()
{
    const auto isOffered = [](const QByteArray &words) {
        DiagnosisFacts facts = core();
        challenge(facts, words);
        const Finding finding = *Diagnosis::of(facts).first();
        return finding.cause == Cause::BoundToken
            && std::any_of(finding.steps.begin(), finding.steps.end(), [](const NextStep &step) { return step.action == NextStep::Action::EditCredential; });
    };
    QVERIFY(!isOffered(R"(DPoP error="use_dpop_nonce")"));
    DiagnosisFacts bound = core();
    own(bound, jwt(R"({"cnf":{"x5t#S256":"x"},)" + times(-9, 500) + '}'));
    QCOMPARE(Diagnosis::of(bound).first()->cause, Cause::BoundToken);
    QCOMPARE(Diagnosis::of(bound).first()->steps.first().action, NextStep::Action::EditCredential);
}

void tst_Diagnosis::namesTheForgeryHeader_data()
{
    QTest::addColumn<QByteArray>("name"); // of a header of the answer
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("header"); // that is offered; empty: none
    QTest::newRow("not told") << QByteArray("X-Other") << QByteArray("1") << QString();
    QTest::newRow("a header of the answer") << QByteArray("X-CSRF-Token") << QByteArray("required") << u"X-CSRF-Token"_s;
    QTest::newRow("Angular's cookie") << QByteArray("Set-Cookie") << QByteArray("XSRF-TOKEN=fake; Path=/") << u"X-XSRF-TOKEN"_s;
    QTest::newRow("Django's cookie") << QByteArray("Set-Cookie") << QByteArray("csrftoken=fake") << u"X-CSRFToken"_s;
}

void tst_Diagnosis::namesTheForgeryHeader()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, header);
    DiagnosisFacts facts = core();
    facts.status = 403;
    facts.body = "CSRF token missing";
    facts.answer.set(name, value);
    const Finding finding = *Diagnosis::of(facts).first();
    QCOMPARE(causeName(finding.cause), causeName(Cause::ForgeryCheck));
    QVERIFY(!finding.text.contains(u"Authorization"_s));
    QCOMPARE(finding.text.contains(header), true);
    const NextStep step = finding.steps.first();
    QCOMPARE(step.action, header.isEmpty() ? NextStep::Action::FixRequest : NextStep::Action::AddHeader);
    QCOMPARE(step.argument, header);
}

// The server's word against the token's: both are said.
void tst_Diagnosis::saysWhereTheTokenSaysOtherwise()
{
    const auto isContradicted = [](int end) {
        DiagnosisFacts facts = core();
        own(facts, coreToken(-100, end));
        challenge(facts, R"(Bearer error="invalid_token", error_description="The access token expired")");
        const Finding finding = *Diagnosis::of(facts).first();
        return finding.cause == Cause::Expired
            && std::any_of(finding.evidence.begin(), finding.evidence.end(), [](const Evidence &each) { return each.text.contains(u"says otherwise: it ends in 8 min"_s); });
    };
    QVERIFY(isContradicted(500));
    QVERIFY(!isContradicted(-50));
}

void tst_Diagnosis::namesThePlaceOfWhatIsMissing()
{
    DiagnosisFacts facts = core();
    apiKey(facts, u"query"_s);
    facts.url = "http://127.0.0.1:6000/x";
    QCOMPARE(Diagnosis::of(facts).first()->evidence.first().text, u"The URL has no query item X-My-Key."_s);
    computed(facts, u"standard-client-certificate"_s, "");
    facts.sent = {};
    challenge(facts, "Bearer");
    const Finding finding = *Diagnosis::of(facts).first();
    QVERIFY2(finding.evidence.first().text.contains(u"a client certificate was shown"_s), qPrintable(finding.evidence.first().text));
}

// The same words may fit two rules.
void tst_Diagnosis::saysEachEvidenceOnce()
{
    DiagnosisFacts facts = core();
    challenge(facts, R"(Bearer error="invalid_token", error_description="bad signature")");
    const Finding finding = *Diagnosis::of(facts).first();
    for (const Evidence &evidence : finding.evidence)
        QCOMPARE(finding.evidence.count(evidence), 1);
}

// A token that can't be read does not "look good".
void tst_Diagnosis::claimsNoMoreThanCanBeTold_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("begins"); // the sentence
    const auto row = [](const char *name, const Change &change, const QString &begins) { QTest::newRow(name) << change << begins; };
    row("a token that can be read", [](auto &f) { own(f, coreToken()); f.isRepeat = true; }, u"The token looks good from here"_s);
    row("one that is over besides", [](auto &f) { own(f, coreToken(-625, -25)); challenge(f, R"(Bearer error="invalid_token", error_description="bad signature")"); }, u"The server refuses the token. Its time is over besides"_s);
    row("one's own that can't", [](auto &f) { own(f, "opaque-token"); }, u"It went as it is kept"_s);
    row("a name and a password, of nobody", [](auto &f) { noProfile(f); authorisation(f, basic("ada", "wrong")); }, u"A user name and a password went along"_s);
    const QByteArray header = Base64Url::encode(R"({"alg":"RSA-OAEP","enc":"A256GCM"})");
    row("an encrypted one", [header](auto &f) { own(f, header + ".ZmFrZQ.ZmFrZQ.ZmFrZQ.ZmFrZQ"); }, u"It went as it is kept"_s);
    row("an encrypted one, of nobody", [header](auto &f) { noProfile(f); authorisation(f, "Bearer " + header + ".ZmFrZQ.ZmFrZQ.ZmFrZQ.ZmFrZQ"); }, u"What stands in Authorization can't be read"_s);
    const QByteArray digest = R"(Digest username="ada", realm="api", nonce="n", uri="/x", qop=auth, nc=00000001, cnonce="c", response="00ff")";
    const QByteArray aws = "AWS4-HMAC-SHA256 Credential=AKIDFAKE/20261122/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=00ff";
    row("Digest", [digest](auto &f) { computed(f, u"standard-digest"_s, digest); challenge(f, R"(Digest realm="api", nonce="n")"); }, u"A user name and a password went along"_s);
    row("Digest, by hand in its place", [digest](auto &f) { computed(f, u"standard-digest"_s, digest); f.generation = 0; }, u"A user name and a password went along"_s);
    row("Digest, of nobody", [digest](auto &f) { noProfile(f); authorisation(f, digest); }, u"A user name and a password went along"_s);
    row("NTLM", [](auto &f) { computed(f, u"standard-ntlm"_s, "NTLM TlRMTVNTUAADAAAA"); challenge(f, "NTLM"); }, u"A user name and a password went along"_s);
    row("signed for AWS", [aws](auto &f) { computed(f, u"standard-aws-sigv4"_s, aws); }, u"The request is signed with an access key"_s);
    row("an API key", [](auto &f) { apiKey(f, u"header"_s); }, u"The key went along in X-My-Key, and the server refuses it"_s);
    row("a client certificate", [](auto &f) { computed(f, u"standard-client-certificate"_s, ""); f.sent = {}; }, u"A client certificate was shown"_s);
    row("Basic", [](auto &f) { computed(f, u"standard-basic"_s, basic("ada", "fake-password-canary")); challenge(f, R"(Basic realm="x")"); }, u"A user name and a password went along"_s);
    row("nonsense, of nobody", [](auto &f) { noProfile(f); authorisation(f, "Bearer nonsense"); }, u"What stands in Authorization can't be read"_s);
}

void tst_Diagnosis::claimsNoMoreThanCanBeTold()
{
    QFETCH(Change, change);
    QFETCH(QString, begins);
    DiagnosisFacts facts = core();
    change(facts);
    const Diagnosis diagnosis = Diagnosis::of(facts);
    QVERIFY(diagnosis.first());
    QCOMPARE(causeName(diagnosis.first()->cause), causeName(Cause::TokenRefused));
    QVERIFY2(diagnosis.first()->text.startsWith(begins), qPrintable(diagnosis.first()->text));
}

// A stranger that asks for a password gets no token offered.
void tst_Diagnosis::bindsNothingWhereItWouldNotHelp()
{
    DiagnosisFacts facts = core();
    withheld(facts);
    const auto binds = [](const Finding &finding) {
        return std::any_of(finding.steps.begin(), finding.steps.end(), [](const NextStep &step) { return step.action == NextStep::Action::BindOrigin; });
    };
    QVERIFY(binds(*Diagnosis::of(facts).first()));
    challenge(facts, R"(Bearer realm="x")");
    QVERIFY(binds(*Diagnosis::of(facts).first()));
    challenge(facts, R"(Basic realm="x")");
    const Finding finding = *Diagnosis::of(facts).first();
    QCOMPARE(causeName(finding.cause), causeName(Cause::Withheld));
    QVERIFY(!binds(finding));
    QVERIFY(std::any_of(finding.evidence.begin(), finding.evidence.end(),
        [](const Evidence &evidence) { return evidence.text.contains(u"a sign-in by Basic"_s); }));
}

void tst_Diagnosis::isQuietWhereThereIsNothingToExplain()
{
    for (const int status : {200, 302, 400, 404, 422, 429, 500}) {
        DiagnosisFacts facts = core();
        facts.status = status;
        facts.body = "{}";
        QVERIFY2(Diagnosis::of(facts).isEmpty(), qPrintable(QString::number(status)));
    }
    DiagnosisFacts facts = core();
    facts.status = 0;
    facts.error = Error{ErrorKind::Tls, u"x"_s, {}};
    QVERIFY(Diagnosis::of(facts).isEmpty());
    // A refusal that nothing explains is said to be one.
    noProfile(facts = core());
    facts.sent = {{"X-Auth-Token", "fake"}};
    facts.status = 403;
    QVERIFY(!Diagnosis::of(facts).isEmpty());
}

void tst_Diagnosis::readsChallenges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("read");
    QTest::newRow("scheme alone") << QByteArray("Bearer") << u"Bearer"_s;
    QTest::newRow("parameters") << QByteArray(R"(Bearer realm="a, b", error=invalid_token)") << u"Bearer error=invalid_token realm=a, b"_s;
    QTest::newRow("two in one") << QByteArray(R"(Basic realm="x", Bearer scope = "a b")") << u"Basic realm=x|Bearer scope=a b"_s;
    QTest::newRow("escaped") << QByteArray(R"(Basic realm="a\"b")") << u"Basic realm=a\"b"_s;
    QTest::newRow("not closed") << QByteArray(R"(Basic realm="a)") << u"Basic realm=a"_s;
    QTest::newRow("nothing after =") << QByteArray("Basic realm=") << u"Basic realm="_s;
    QTest::newRow("nonsense") << QByteArray("=,\"\x01") << QString();
}

void tst_Diagnosis::readsChallenges()
{
    QFETCH(QByteArray, header);
    QStringList read;
    for (const Challenge &challenge : Challenge::in({{"WWW-Authenticate", header}})) {
        QString text = challenge.scheme;
        for (auto it = challenge.parameters.begin(); it != challenge.parameters.end(); ++it)
            text += u' ' + it.key() + u'=' + it.value();
        read += text;
    }
    QTEST(read.join(u'|'), "read");
}

void tst_Diagnosis::rulesOut_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("why"); // empty: it is not ruled out
    const auto row = [](const char *name, const Change &change, Cause cause, const QString &why) { QTest::newRow(name) << change << causeName(cause) << why; };
    const auto clock = [](DiagnosisFacts &facts, Milliseconds offset) { facts.serverClock = ServerClock{offset, 600ms}; };
    row("a token that goes on", [=](auto &f) { own(f, coreToken()); clock(f, 0s); }, Cause::Expired, u"It ends in 8 min 20 s, and the clocks agree within 0.6 s."_s);
    row("no clock to compare", [](auto &f) { own(f, coreToken()); }, Cause::Expired, u"It ends in 8 min 20 s by the server's clock."_s);
    row("by the server's clock", [=](auto &f) { own(f, coreToken()); clock(f, -100s); }, Cause::Expired, u"It ends in 10 min by the server's clock."_s);
    row("refreshed for it", [](auto &f) { own(f, coreToken()); f.isRepeat = true; }, Cause::Expired, u"ada was refreshed for this very request."_s);
    row("over", [](auto &f) { own(f, coreToken(-625, -25)); }, Cause::Expired, {});
    row("no token", [](auto &f) { f.sent = {}; }, Cause::Expired, {});
    row("sent", [](auto &f) { own(f, coreToken()); }, Cause::NothingSent, u"Authorization went along."_s);
    row("not sent", [](auto &f) { f.sent = {}; }, Cause::NothingSent, {});
    row("scheme as the profile says", [](auto &f) { own(f, coreToken()); }, Cause::WrongScheme, u"“Bearer” stands before it, as the profile says."_s);
    row("no scheme", [](auto &f) { authorisation(f, coreToken()); }, Cause::WrongScheme, {});
    row("raw, as the profile says", [](auto &f) { f = mic(); f.sent.remove("identityId"); }, Cause::WrongScheme, u"Authorization holds it alone, as the profile says."_s);
    row("the key signed in", [](auto &f) { f = mic(); f.sent.remove("identityId"); }, Cause::ApiKeyWrong, u"The same key signed in 1 min 40 s ago."_s);
    row("the key is there", [](auto &f) { f = mic(); f.sent.remove("identityId"); }, Cause::ApiKeyMissing, u"x-api-key went along."_s);
    row("an API without a key", [](auto &f) { own(f, coreToken()); }, Cause::ApiKeyMissing, {});
    row("the identity is there", [](auto &f) { f = mic(); }, Cause::IdentityMissing, u"identityId went along."_s);
    row("the identity is not there", [](auto &f) { f = mic(); f.sent.remove("identityId"); }, Cause::IdentityMissing, {});
    row("its own token", [](auto &f) { own(f, coreToken()); }, Cause::WrittenByHand, u"It is the one that ada holds."_s);
    row("clocks that agree", [=](auto &f) { own(f, coreToken()); clock(f, 1200ms); }, Cause::ClockSkew, u"They agree within 1.2 s."_s);
    row("clocks that differ", [=](auto &f) { own(f, coreToken()); clock(f, 20s); }, Cause::ClockSkew, {});
    row("for this server", [](auto &f) { own(f, jwt(R"({"aud":"http://127.0.0.1:8080/api",)" + times(-9, 500) + '}')); }, Cause::WrongAudience, u"“aud” names 127.0.0.1, where the request went."_s);
    row("was accepted", [](auto &f) { own(f, coreToken()); f.status = 403; f.takenAt = now - 22min; }, Cause::TokenRefused, u"The same token was accepted 22 min ago."_s);
    row("scopes", [](auto &f) { own(f, jwt(R"({"scope":"read write",)" + times(-9, 500) + '}')); challenge(f, R"(Bearer scope="read")"); }, Cause::MissingScope, u"The token has what the server asks for: read."_s);
    row("nothing left", [](auto &f) { f.status = 0; f.error = Error{ErrorKind::SignInNeeded, u"x"_s, {}}; }, Cause::NothingSent, {});
}

void tst_Diagnosis::rulesOut()
{
    QFETCH(Change, change);
    QFETCH(QString, cause);
    DiagnosisFacts facts = core();
    facts.session->origins = {u"http://127.0.0.1:8080"_s};
    change(facts);
    const Diagnosis diagnosis = Diagnosis::of(facts);
    QString why;
    for (const RuledOut &each : diagnosis.ruledOut) {
        QVERIFY(!each.title.isEmpty() && each.why.endsWith(u'.'));
        // Nothing is suspected and ruled out at the same time.
        for (const Finding &finding : diagnosis.findings)
            QVERIFY2(finding.cause != each.cause, qPrintable(causeName(each.cause)));
        if (causeName(each.cause) == cause)
            why = each.why;
    }
    QTEST(why, "why");
}

static QByteArray dataFile(const char *name)
{
    QFile file(QStringLiteral(TESSERA_SOURCE_DIR "/resources/diagnosis/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_Diagnosis::dataFollowsItsSchemas()
{
    QCOMPARE(schemaComplaint(u"resources/schemas/causes.schema.json"_s, dataFile("causes.json")), QString());
    QCOMPARE(schemaComplaint(u"resources/schemas/rules.schema.json"_s, dataFile("rules.json")), QString());
    const auto causes = CauseBook::read(dataFile("causes.json"), u"x"_s);
    QVERIFY2(causes.has_value(), causes ? "" : qPrintable(causes.error().message));
    const auto rules = AnswerRules::read(dataFile("rules.json"), u"x"_s);
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().message));
    QVERIFY(rules->size() >= 35);
    QCOMPARE(schemaComplaint(u"resources/schemas/alibis.schema.json"_s, dataFile("alibis.json")), QString());
    const auto alibis = AlibiBook::read(dataFile("alibis.json"), u"x"_s);
    QVERIFY2(alibis.has_value(), alibis ? "" : qPrintable(alibis.error().message));
}

void tst_Diagnosis::dataRefusesNonsense_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("no cause") << QByteArray(R"({"sure":"likely","words":["x"]})");
    QTest::newRow("unknown cause") << QByteArray(R"({"cause":"x","sure":"likely","words":["x"]})");
    QTest::newRow("not sure") << QByteArray(R"({"cause":"expired","words":["x"]})");
    QTest::newRow("about everything") << QByteArray(R"({"cause":"expired","sure":"likely"})");
    QTest::newRow("no words") << QByteArray(R"({"cause":"expired","sure":"likely","words":[]})");
    QTest::newRow("empty word") << QByteArray(R"({"cause":"expired","sure":"likely","words":[""]})");
    QTest::newRow("good status") << QByteArray(R"({"cause":"expired","sure":"likely","words":["x"],"status":200})");
    QTest::newRow("unknown key") << QByteArray(R"({"cause":"expired","sure":"likely","words":["x"],"y":1})");
    QTest::newRow("header without words") << QByteArray(R"({"cause":"expired","sure":"likely","header":{"name":"x"}})");
    QTest::newRow("challenge without error") << QByteArray(R"({"cause":"expired","sure":"likely","challenge":{"words":["x"]}})");
}

void tst_Diagnosis::dataRefusesNonsense()
{
    QFETCH(QByteArray, rule);
    const QByteArray file = R"({"schema":1,"rules":[)" + rule + "]}";
    QVERIFY(!AnswerRules::read(file, u"x"_s));
    QVERIFY(!schemaComplaint(u"resources/schemas/rules.schema.json"_s, file).isEmpty());
    // An alibi that mentions nothing would clear its cause whatever happened.
    for (const char *alibi : {R"({"cause":"expired","suspicion":"x","texts":["y"]})", R"({"cause":"expired","suspicion":"x","texts":[]})",
             R"({"cause":"x","suspicion":"x","texts":["{{y}}"]})", R"({"cause":"expired","texts":["{{y}}"]})"}) {
        const QByteArray book = R"({"schema":1,"alibis":[)" + QByteArray(alibi) + "]}";
        QVERIFY2(!AlibiBook::read(book, u"x"_s), alibi);
        QVERIFY2(!schemaComplaint(u"resources/schemas/alibis.schema.json"_s, book).isEmpty(), alibi);
    }
    QVERIFY(!CauseBook::read(R"({"schema":1,"causes":[]})", u"x"_s)); // each cause has to be there
}

QTEST_APPLESS_MAIN(tst_Diagnosis)
#include "tst_Diagnosis.moc"
