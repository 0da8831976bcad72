#include "app/diagnosis/Diagnosis.h"
#include "app/run/RunWatch.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SampleToken.h"
#include "tests/support/SandboxClient.h"
#include "tests/support/SentRun.h"

#include <QtTest/QtTest>

#include <atomic>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = RefusalCause;

// What the program's own sandboxes refuse, and why: from a real request to the first cause that is told. PagFast wants one
// bearer token; MIC wants a bare one, an identity and an API key, and says 403 to nearly everything.
class tst_SandboxRefusals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isQuietWhereAllIsWell_data();
    void isQuietWhereAllIsWell();
    void namesTheCause_data();
    void namesTheCause();
    void knowsATokenThatIsOver_data();
    void knowsATokenThatIsOver();
    void knowsAServerWhoseClockIsAhead();
    void knowsATokenOfAnotherApi_data();
    void knowsATokenOfAnotherApi();
    void knowsWhatWasRecalled_data();
    void knowsWhatWasRecalled();

private:
    using Rows = QList<std::pair<QString, QString>>;

    [[nodiscard]] CredentialId signedIn(const Sandbox &sandbox, const QString &profile, const QString &account = u"ada"_s);
    [[nodiscard]] RunResult sent(const QString &url, const CredentialId &id, const Rows &headers = {});
    [[nodiscard]] QString filled(QString text, const CredentialId &id) const; // {access}, {refresh}, {identity}, {key}
    static QString path(const QString &profile) { return profile == mic ? u"/users/ada%40example.com"_s : u"/receivers"_s; }
    static QString causeOf(const RunResult &result);
    static QString bearer(const QString &profile) { return profile == mic ? QString() : u"Bearer "_s; }

    static inline const QString mic = u"telenor-mic"_s, pagFast = u"pagfast-partner"_s;

    std::unique_ptr<RunWorld> m_run;
    std::atomic<qint64> m_now = 0;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<RunWatch> m_watch;
};

void tst_SandboxRefusals::init()
{
    m_run = std::make_unique<RunWorld>();
    m_watch = std::make_unique<RunWatch>(m_run->world.auth, m_run->world.redactor, m_run->world.clock);
    m_run->runner.setWatch(m_watch.get());
    m_now = m_run->world.clock.now().time_since_epoch().count();
    m_sandbox = std::make_unique<Sandbox>(SandboxClient::onClock(m_now));
    QVERIFY(m_sandbox->start().isEmpty());
}

void tst_SandboxRefusals::cleanup()
{
    m_run->runner.setWatch(nullptr);
    m_watch.reset();
    m_run.reset();
    m_sandbox.reset();
}

CredentialId tst_SandboxRefusals::signedIn(const Sandbox &sandbox, const QString &profile, const QString &account)
{
    const SandboxApi api = *sandbox.api(profile);
    SignInRequest request;
    request.id = {profile, u"sandbox"_s, account};
    request.baseUrl = api.baseUrl;
    for (const auto &[name, value] : api.accounts.constFirst().fields)
        request.fields.insert(name, Secret(value));
    const std::unique_ptr<SignIn> attempt(m_run->world.auth.signIn(request, nullptr));
    std::optional<bool> isIn;
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { isIn = result.has_value(); });
    (void)QTest::qWaitFor([&] { return isIn.has_value(); }, 20'000);
    return isIn.value_or(false) ? request.id : CredentialId();
}

QString tst_SandboxRefusals::filled(QString text, const CredentialId &id) const
{
    const auto captures = m_run->world.auth.tokens(id).captures;
    return text.replace(u"{access}"_s, captures.value(u"access"_s).reveal())
        .replace(u"{refresh}"_s, captures.value(u"refresh"_s).reveal())
        .replace(u"{identity}"_s, captures.value(u"identityId"_s).reveal())
        .replace(u"{key}"_s, QString::fromLatin1(SandboxClient::apiKey));
}

RunResult tst_SandboxRefusals::sent(const QString &url, const CredentialId &id, const Rows &headers)
{
    RequestDocument document;
    document.url = url;
    document.credential = id;
    for (const auto &[name, value] : headers)
        document.headers += {true, name, value};
    return sentRun(m_run->runner, document);
}

QString tst_SandboxRefusals::causeOf(const RunResult &result)
{
    return result.diagnosis.isEmpty() ? QString() : causeName(result.diagnosis.first()->cause);
}

void tst_SandboxRefusals::isQuietWhereAllIsWell_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("PagFast") << pagFast;
    QTest::newRow("MIC") << mic;
}

void tst_SandboxRefusals::isQuietWhereAllIsWell()
{
    QFETCH(QString, profile);
    const CredentialId id = signedIn(*m_sandbox, profile);
    const RunResult result = sent(u"{{baseUrl}}"_s + path(profile), id);
    QVERIFY(result.last());
    QCOMPARE(result.last()->status(), 200);
    QVERIFY(result.diagnosis.isEmpty());
}

void tst_SandboxRefusals::namesTheCause_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("asSomebody"); // else as nobody, with what is typed
    QTest::addColumn<QString>("path");
    QTest::addColumn<Rows>("headers");
    QTest::addColumn<Cause>("cause");
    const QString auth = u"Authorization"_s, identity = u"identityId"_s, key = u"x-api-key"_s;
    const auto asNobody = [](const char *name, const QString &profile, const Rows &headers, Cause cause) {
        QTest::newRow(name) << profile << false << path(profile) << headers << cause;
    };
    const auto asSomebody = [](const char *name, const QString &profile, const QString &where, const Rows &headers, Cause cause) {
        QTest::newRow(name) << profile << true << where << headers << cause;
    };
    asNobody("PagFast, nothing", pagFast, {}, Cause::NothingSent);
    asNobody("PagFast, no word before it", pagFast, {{auth, u"{access}"_s}}, Cause::MissingScheme);
    asNobody("PagFast, another word", pagFast, {{auth, u"Token {access}"_s}}, Cause::WrongScheme);
    asNobody("PagFast, a character less", pagFast, {{auth, u"Bearer x{access}"_s}}, Cause::TokenMalformed);
    asSomebody("PagFast, a token written by hand", pagFast, path(pagFast), {{auth, u"Bearer fake-by-hand"_s}}, Cause::WrittenByHand);

    asNobody("MIC, nothing", mic, {}, Cause::ApiKeyMissing); // the gateway looks at it first
    asNobody("MIC, nothing but the key", mic, {{key, u"{key}"_s}}, Cause::NothingSent);
    asNobody("MIC, no key", mic, {{auth, u"{access}"_s}, {identity, u"{identity}"_s}}, Cause::ApiKeyMissing);
    asNobody("MIC, no identity", mic, {{auth, u"{access}"_s}, {key, u"{key}"_s}}, Cause::IdentityMissing);
    asNobody("MIC, a word before it", mic, {{auth, u"Bearer {access}"_s}, {identity, u"{identity}"_s}, {key, u"{key}"_s}}, Cause::UnwantedScheme);
    asSomebody("MIC, a path that is not there", mic, u"/user"_s, {}, Cause::WrongPath);
    asSomebody("MIC, another key", mic, path(mic), {{key, u"fake-key-0123456789"_s}}, Cause::ApiKeyWrong);
    asSomebody("MIC, the refresh token", mic, path(mic), {{auth, u"{refresh}"_s}}, Cause::WrongToken);
    asSomebody("MIC, a token written by hand", mic, path(mic), {{auth, u"fake-by-hand"_s}}, Cause::WrittenByHand);
}

void tst_SandboxRefusals::namesTheCause()
{
    QFETCH(QString, profile);
    QFETCH(bool, asSomebody);
    QFETCH(QString, path);
    QFETCH(Rows, headers);
    QFETCH(Cause, cause);
    const CredentialId id = signedIn(*m_sandbox, profile);
    QVERIFY(!id.isEmpty());
    for (auto &[name, value] : headers)
        value = filled(value, id);
    const RunResult result = sent(m_sandbox->api(profile)->baseUrl + path, asSomebody ? id : CredentialId(), headers);
    QVERIFY2(result.last(), qPrintable(result.error ? result.error->message : QString()));
    QVERIFY(result.last()->status() == 401 || result.last()->status() == 403);
    QCOMPARE(causeOf(result), causeName(cause));
    for (const Evidence &evidence : result.diagnosis.first()->evidence)
        QVERIFY(!evidence.text.contains(filled(u"{access}"_s, id)));
}

void tst_SandboxRefusals::knowsATokenThatIsOver_data()
{
    isQuietWhereAllIsWell_data();
}

void tst_SandboxRefusals::knowsATokenThatIsOver()
{
    QFETCH(QString, profile);
    const CredentialId id = signedIn(*m_sandbox, profile);
    Rows headers{{u"Authorization"_s, bearer(profile) + u"{access}"_s}};
    if (profile == mic)
        headers += {{u"identityId"_s, u"{identity}"_s}, {u"x-api-key"_s, u"{key}"_s}};
    for (auto &[name, value] : headers)
        value = filled(value, id);
    m_now += std::chrono::milliseconds(2h).count();
    m_run->world.clock.suspend(2h);
    const RunResult result = sent(m_sandbox->api(profile)->baseUrl + path(profile), {}, headers);
    QVERIFY(result.last());
    QCOMPARE(causeOf(result), causeName(Cause::Expired));
}

// Key and secret are not remembered, so nothing can refresh the token that ends too early.
void tst_SandboxRefusals::knowsAServerWhoseClockIsAhead()
{
    const CredentialId id = signedIn(*m_sandbox, pagFast);
    m_now += std::chrono::milliseconds(2h).count();
    const RunResult result = sent(u"{{baseUrl}}"_s + path(pagFast), id);
    QVERIFY(result.last());
    QCOMPARE(result.last()->status(), 401);
    QCOMPARE(causeOf(result), causeName(Cause::ClockSkew));
    // And an ordinary answer has told the engine, which refreshes by that clock from now on.
    const auto status = m_run->world.auth.status(id);
    QVERIFY(status && status->serverClock);
    QVERIFY(std::chrono::abs(status->serverClock->offset - 2h) < 5s);
}

// Each holds its own, and the other's stands in the header.
void tst_SandboxRefusals::knowsATokenOfAnotherApi_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("owner");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("PagFast, MIC's") << pagFast << mic << Cause::WrittenByHand;
    QTest::newRow("MIC, PagFast's") << mic << pagFast << Cause::WrittenByHand;
    QTest::newRow("MIC, another audience") << mic << QString() << Cause::WrongAudience;
}

void tst_SandboxRefusals::knowsATokenOfAnotherApi()
{
    QFETCH(QString, profile);
    QFETCH(QString, owner);
    QFETCH(Cause, cause);
    const CredentialId id = signedIn(*m_sandbox, profile);
    QString token;
    if (owner.isEmpty()) {
        Json claims = SandboxClient::claimsOf(m_run->world.auth.tokens(id).captures.value(u"access"_s).revealUtf8());
        claims["aud"] = "anotherclient";
        token = SampleToken::of(QByteArray::fromStdString(claims.dump()));
    } else {
        token = filled(u"{access}"_s, signedIn(*m_sandbox, owner));
    }
    const RunResult result = sent(m_sandbox->api(profile)->baseUrl + path(profile), id, {{u"Authorization"_s, bearer(profile) + token}});
    QVERIFY(result.last());
    QCOMPARE(causeOf(result), causeName(cause));
}

void tst_SandboxRefusals::knowsWhatWasRecalled_data()
{
    isQuietWhereAllIsWell_data();
}

// Its time is not over, and nothing is wrong with it from here.
void tst_SandboxRefusals::knowsWhatWasRecalled()
{
    QFETCH(QString, profile);
    const CredentialId id = signedIn(*m_sandbox, profile);
    m_sandbox->revoke(profile);
    const RunResult result = sent(u"{{baseUrl}}"_s + path(profile), id);
    QVERIFY(result.last());
    QVERIFY(result.last()->status() == 401 || result.last()->status() == 403);
    QCOMPARE(causeOf(result), causeName(Cause::TokenRefused));
}

QTEST_GUILESS_MAIN(tst_SandboxRefusals)
#include "tst_SandboxRefusals.moc"
