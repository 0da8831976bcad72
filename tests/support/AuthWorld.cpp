#include "tests/support/AuthWorld.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr char profileText[] = R"({ "schema": 1, "id": "test-api", "name": "Test API",
  "fields": [ { "name": "username", "label": "User name" }, { "name": "password", "label": "Password", "secret": true } ],
  "signIn": [ { "way": "password", "label": "User name and password",
    "request": { "method": "POST", "path": "/login", "json": { "username": "{{username}}", "password": "{{password}}" } } },
    { "way": "code", "label": "With a code", "steps": [
      { "request": { "method": "POST", "path": "/login", "json": { "username": "{{username}}", "password": "{{password}}" } } },
      { "title": "The code", "fields": [ { "name": "code", "label": "Code", "remembered": false } ],
        "actions": [ { "label": "Send it again", "request": { "method": "POST", "path": "/again" } } ],
        "request": { "method": "POST", "path": "/login", "json": { "username": "{{username}}", "code": "{{code}}" } } } ] } ],
  "tokens": { "access": "$response.body#/access", "refresh": "$response.body#/refresh", "life": "$response.body#/expires_in" },
  "account": { "name": "$response.body#/user" },
  "expiry": { "access": [ { "capture": "life", "as": "seconds" } ] },
  "apply": { "headers": { "Authorization": "Bearer {{access}}" } },
  "refresh": { "rotates": @ROTATES@, "request": { "method": "POST", "path": "/refresh", "json": { "refresh": "{{refresh}}" } } },
  @SIGN_OUT@
  "public": [ "POST /login", "GET /open" ],
  "errors": [ "$response.body#/message" ] })";

// Waits for the one answer of a completion.
template <typename T> Result<T> awaited(const std::optional<Result<T>> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
        return failure(ErrorKind::Timeout, u"the test waited in vain"_s);
    return *answer;
}

template <typename T> std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

}

const CredentialId AuthWorld::ada{u"test-api"_s, u"home"_s, u"ada"_s};

QByteArray testProfile(const char *rotates, bool tellsServer)
{
    return QByteArray(profileText)
        .replace("@ROTATES@", rotates)
        .replace("@SIGN_OUT@",
            tellsServer ? R"("signOut": { "request": { "method": "DELETE", "path": "/login", "signedIn": true } },)" : "");
}

void AuthHome::writeProfile(const char *rotates, bool tellsServer) const
{
    write(testProfile(rotates, tellsServer));
}

void AuthHome::write(const QByteArray &profile) const
{
    QDir(folder.path()).mkpath(u"profiles"_s);
    QFile file(folder.filePath(u"profiles/test-api.json"_s));
    const bool isOpen = file.open(QIODevice::WriteOnly);
    Q_ASSERT(isOpen);
    file.write(profile);
}

AuthWorld::AuthWorld(const AuthHome &home)
    : secrets(home.entries)
    , profiles(home.folder.filePath(u"profiles"_s))
    , accounts(home.folder.path())
    , transport(clock)
    , auth({clock, profiles, accounts, secrets, transport, redactor, home.folder.filePath(u"locks"_s)})
{
}

std::optional<Error> AuthWorld::load()
{
    std::optional<Result<Done>> answer;
    auth.load({&auth, [&](const Result<Done> &result) { answer = result; }});
    return errorOf(awaited(answer));
}

SignInRequest AuthWorld::request(const QString &baseUrl, const CredentialId &id, const QString &password)
{
    SignInRequest request;
    request.id = id;
    request.baseUrl = baseUrl;
    request.fields = {{u"username"_s, Secret(u"ada"_s)}, {u"password"_s, Secret(password)}};
    return request;
}

std::optional<Error> AuthWorld::signIn(const QString &baseUrl, const CredentialId &id, bool remember, const QString &password)
{
    SignInRequest request = AuthWorld::request(baseUrl, id, password);
    request.rememberSecrets = remember;
    std::optional<Result<SignInOutcome>> answer;
    const std::unique_ptr<SignIn> attempt(auth.signIn(request, nullptr));
    QObject::connect(attempt.get(), &SignIn::finished, &auth, [&](const Result<SignInOutcome> &result) { answer = result; });
    return errorOf(awaited(answer));
}

Result<AuthorisedRequest> AuthWorld::authorise(const QString &url, const CredentialId &id, const QByteArray &method)
{
    HttpRequest request;
    request.method = method;
    request.url = url.toUtf8();
    std::optional<Result<AuthorisedRequest>> answer;
    auth.authorise(request, id, {&auth, [&](const Result<AuthorisedRequest> &result) { answer = result; }});
    return awaited(answer);
}

std::optional<Error> AuthWorld::refresh(CredentialEvent::Reason reason, const CredentialId &id)
{
    std::optional<Result<Done>> answer;
    auth.refresh(id, reason, {&auth, [&](const Result<Done> &result) { answer = result; }});
    return errorOf(awaited(answer));
}

}
