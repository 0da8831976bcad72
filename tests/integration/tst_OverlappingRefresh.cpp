#include "tests/support/SignedInWorld.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Mood = TokenServer::Mood;

// What happens to a credential while its refresh is under way: it is signed out, forgotten, signed in anew, edited, bound,
// or another process does so.
class tst_OverlappingRefresh : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forgets_data();
    void forgets();
    void forgetsWhileItIsWrittenDown();
    void signsInAnew();
    void signsInAnewAndTheOldAnswerIsLost();
    void signsInToThePairThatIsBeingSpent();
    void doesNotRefreshWhileSigningIn();
    void keepsAFailedSessionFailedWhenSigningInIsCancelled();
    void signsOut_data();
    void signsOut();
    void signsOutWhileItIsWrittenDown();
    void signsOutOneOfTwo();
    void signsOutWhoHasJustJoinedAnother();
    void isForgottenByWhoeverIsTold_data();
    void isForgottenByWhoeverIsTold();
    void bindsAnOrigin();
    void renames();
    void settlesARotatingRefresh();
    void settlesASignOut();
    void sharesThePairWithAnotherProcess();
    void findsThePairOfAnotherProcess();
    void takesANewerTokenWhateverTheClocksSay();
    void signsInWhileAnotherProcessRefreshes();
    void keepsRememberedSecretsFromANewAddress();
    void startsAnewAtAnotherServer();

private:
    void beginRefresh(AuthWorld &world, const CredentialId &id = AuthWorld::ada);
    std::unique_ptr<SignIn> beginSignIn(AuthWorld &world, const QString &baseUrl);
    std::optional<Error> signOut(AuthWorld &world, const CredentialId &id = AuthWorld::ada);
    template <typename T> void let(AuthWorld &world, const std::optional<T> &answer);

    std::optional<Result<Done>> m_refreshed;
    std::optional<Result<SignInOutcome>> m_signedIn;
};

namespace {

const CredentialId other{u"test-api"_s, u"home"_s, u"bob"_s};

QString entry(const AuthHome &home, const CredentialId &id = AuthWorld::ada)
{
    return home.entries->value(u"credential/"_s + id.toString());
}

}

void tst_OverlappingRefresh::beginRefresh(AuthWorld &world, const CredentialId &id)
{
    m_refreshed.reset();
    world.auth.refresh(id, CredentialEvent::Reason::User, {this, [this](const Result<Done> &result) { m_refreshed = result; }});
}

std::unique_ptr<SignIn> tst_OverlappingRefresh::beginSignIn(AuthWorld &world, const QString &baseUrl)
{
    m_signedIn.reset();
    std::unique_ptr<SignIn> attempt(world.auth.signIn(AuthWorld::request(baseUrl), nullptr));
    connect(attempt.get(), &SignIn::finished, this, [this](const Result<SignInOutcome> &result) { m_signedIn = result; });
    return attempt;
}

// Time goes on until there is an answer.
template <typename T> void tst_OverlappingRefresh::let(AuthWorld &world, const std::optional<T> &answer)
{
    QTRY_VERIFY2((world.clock.advance(50ms), answer.has_value()), "no answer");
}

std::optional<Error> tst_OverlappingRefresh::signOut(AuthWorld &world, const CredentialId &id)
{
    std::optional<Result<SignOutOutcome>> outcome;
    world.auth.signOut(id, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    let(world, outcome);
    return outcome && *outcome ? std::nullopt : std::optional(Error());
}

void tst_OverlappingRefresh::forgets_data()
{
    QTest::addColumn<QByteArray>("rotates");
    for (const char *rotates : {"true", "false", "\"maybe\""})
        QTest::newRow(rotates) << QByteArray(rotates);
}

void tst_OverlappingRefresh::forgets()
{
    QFETCH(QByteArray, rotates);
    SignedInWorld begun(rotates, true);
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    std::optional<Result<Done>> forgotten;
    world.auth.forget(AuthWorld::ada, {this, [&](const Result<Done> &result) { forgotten = result; }});
    QTRY_VERIFY(forgotten && *forgotten);
    QTRY_VERIFY(m_refreshed);
    QVERIFY(!*m_refreshed);
    QVERIFY(world.auth.credentials().isEmpty());
    server.release();
    world.clock.advance(60s);
    QTest::qWait(20);
    QVERIFY(home.entries->isEmpty());
}

void tst_OverlappingRefresh::forgetsWhileItIsWrittenDown()
{
    SignedInWorld begun("true", true);
    auto &[home, server, world] = begun;
    world.secrets.hold(); // a prompt, say
    beginRefresh(world);
    QTRY_VERIFY(world.secrets.held() > 0);
    std::optional<Result<Done>> forgotten;
    world.auth.forget(AuthWorld::ada, {this, [&](const Result<Done> &result) { forgotten = result; }});
    QTRY_VERIFY(m_refreshed);
    world.secrets.release();
    QTRY_VERIFY(forgotten && *forgotten);
    QTest::qWait(20);
    QVERIFY(home.entries->isEmpty());
    QCOMPARE(server.refreshes(), 0);
}

void tst_OverlappingRefresh::signsInAnew()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world); // makes pair 2, which is held back
    QTRY_COMPARE(server.refreshes(), 1);
    QVERIFY(!world.signIn(server.url()));
    QCOMPARE(world.access(), u"access-token-3"_s);
    QTRY_VERIFY(m_refreshed && *m_refreshed); // whoever waited has a fresh token now
    server.release();
    QTest::qWait(50);
    QCOMPARE(world.access(), u"access-token-3"_s);
    QVERIFY(entry(home).contains(u"refresh-token-3"_s));
    QVERIFY(!world.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::signsInAnewAndTheOldAnswerIsLost()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    QVERIFY(!world.signIn(server.url()));
    world.clock.advance(60s); // the time-out of the old refresh
    QTRY_VERIFY(m_refreshed);
    QTest::qWait(20);
    QCOMPARE(world.access(), u"access-token-3"_s);
    QVERIFY(world.status().refreshesByItself);
    QVERIFY(!entry(home).contains(u"\"refreshDead\":true"_s));
    QVERIFY(entry(home).contains(u"refresh-token-3"_s));
}

// A server that gives the same pair again, while the refresh that spends it is on its way.
void tst_OverlappingRefresh::signsInToThePairThatIsBeingSpent()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setSameTokens(true);
    server.setRefreshMood(Mood::HoldFirst);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    const auto attempt = beginSignIn(world, server.url());
    QTRY_COMPARE(server.signIns(), 2); // gave pair 1 again
    QTest::qWait(50);
    server.release();
    QTRY_VERIFY(m_signedIn && *m_signedIn);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
    QVERIFY(entry(home).contains(u"refresh-token-2"_s));
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QVERIFY(!world.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::doesNotRefreshWhileSigningIn()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setSameTokens(true);
    SignInRequest request = AuthWorld::request(server.url());
    request.way = u"code"_s;
    bool isAsked = false;
    std::unique_ptr<SignIn> attempt(world.auth.signIn(request, nullptr));
    connect(attempt.get(), &SignIn::asked, this, [&] { isAsked = true; });
    QTRY_VERIFY(isAsked);
    QVERIFY(std::holds_alternative<SigningIn>(world.status().state));
    world.clock.advance(2h); // a refresh is due, and over-due
    QTest::qWait(50);
    QCOMPARE(server.refreshes(), 0);
    QVERIFY(std::holds_alternative<SigningIn>(world.status().state));
    const auto refused = world.refresh();
    QVERIFY(refused);
    QCOMPARE(server.refreshes(), 0);
    attempt->cancel();
    attempt.reset();
    world.clock.advance(1s);
    QTRY_COMPARE(server.refreshes(), 1); // made good at once
    QTRY_VERIFY(std::holds_alternative<Active>(world.status().state));
}

void tst_OverlappingRefresh::keepsAFailedSessionFailedWhenSigningInIsCancelled()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Refuse);
    QVERIFY(world.refresh(CredentialEvent::Reason::Answer401));
    QVERIFY(std::holds_alternative<Failed>(world.status().state));
    QVERIFY(world.signIn(server.url(), AuthWorld::ada, false, u"wrong"_s));
    QVERIFY(std::holds_alternative<Failed>(world.status().state));
}

void tst_OverlappingRefresh::signsOut_data()
{
    QTest::addColumn<QByteArray>("rotates");
    QTest::addColumn<bool>("tellsServer");
    for (const char *rotates : {"true", "false", "\"maybe\""}) {
        QTest::addRow("rotates: %s", rotates) << QByteArray(rotates) << false;
        QTest::addRow("rotates: %s, the server is told", rotates) << QByteArray(rotates) << true;
    }
}

void tst_OverlappingRefresh::signsOut()
{
    QFETCH(QByteArray, rotates);
    QFETCH(bool, tellsServer);
    AuthHome home;
    home.writeProfile(rotates, tellsServer);
    TokenServer server(rotates != "false");
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    QSignalSpy needed(&world.auth, &AuthManager::userNeeded);
    QVERIFY(!signOut(world));
    QTRY_VERIFY(m_refreshed);
    QVERIFY(!*m_refreshed);
    server.release();
    world.clock.advance(60s);
    QTest::qWait(50);
    QVERIFY(std::holds_alternative<SignedOut>(world.status().state));
    QVERIFY(world.auth.tokens(AuthWorld::ada).isEmpty());
    QVERIFY(!world.authorise(server.url() + u"/data"_s));
    QVERIFY(home.entries->isEmpty());
    QCOMPARE(needed.size(), 0); // nobody needs to be called for what he did himself
}

void tst_OverlappingRefresh::signsOutWhileItIsWrittenDown()
{
    AuthHome home;
    home.writeProfile("true", false);
    TokenServer server;
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    world.secrets.setObserver([&](const QString &operation) {
        if (operation.startsWith("read"_L1))
            world.secrets.hold(); // the next one, which writes
    });
    beginRefresh(world);
    QTRY_VERIFY(world.secrets.held() > 0);
    world.secrets.setObserver({});
    std::optional<Result<SignOutOutcome>> outcome;
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    world.clock.advance(4s);
    QTRY_VERIFY(m_refreshed);
    world.secrets.release();
    QTRY_VERIFY(outcome);
    QTest::qWait(50);
    QCOMPARE(server.refreshes(), 0);
    QVERIFY(world.auth.tokens(AuthWorld::ada).isEmpty());
    QVERIFY(home.entries->isEmpty());
    QVERIFY(std::holds_alternative<SignedOut>(world.status().state));
}

void tst_OverlappingRefresh::signsOutOneOfTwo()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setSameTokens(true);
    QVERIFY(!world.signIn(server.url(), other));
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    QVERIFY(!signOut(world, other));
    QVERIFY(world.auth.tokens(other).isEmpty());
    server.release();
    QTRY_VERIFY(m_refreshed && *m_refreshed);
    QCOMPARE(world.access(), u"access-token-2"_s);
    QTest::qWait(20);
    QVERIFY(entry(home, other).isEmpty());
    AuthWorld again(home);
    QVERIFY(!again.load());
    QVERIFY(again.auth.tokens(other).isEmpty());
    QCOMPARE(again.access(), u"access-token-2"_s);
}

// A sign-in that is being written gives one account the tokens of another, while a sign-out of it waits for its turn.
void tst_OverlappingRefresh::signsOutWhoHasJustJoinedAnother()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setSameTokens(true);
    QVERIFY(!world.signIn(server.url(), other));
    const auto deletions = [&] {
        const auto requests = begun.server.requests();
        return std::count_if(requests.cbegin(), requests.cend(), [](const QByteArray &request) { return request.startsWith("DELETE"); });
    };
    world.secrets.setObserver([&](const QString &operation) {
        if (operation.startsWith("write"_L1))
            begun.world.secrets.hold(); // the next one: the entry of the other, in the same turn
    });
    const auto attempt = beginSignIn(world, server.url());
    QTRY_VERIFY(world.secrets.held() > 0);
    world.secrets.setObserver({});
    std::optional<Result<SignOutOutcome>> signedOut;
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { signedOut = result; }});
    QTest::qWait(20); // it waits for its turn
    QVERIFY(!signedOut);
    const QString access = world.access(other);
    world.secrets.release();
    let(world, m_signedIn);
    let(world, signedOut);
    QVERIFY(world.auth.tokens(AuthWorld::ada).isEmpty());
    QCOMPARE(world.access(other), access);
    QVERIFY(std::holds_alternative<Active>(world.status(other).state));
    QVERIFY((*signedOut)->note.contains(u"same tokens"_s));
    QCOMPARE(deletions(), 0);
    QVERIFY(entry(home, AuthWorld::ada).isEmpty());
    QVERIFY(!entry(home, other).isEmpty());
}

// Whoever is told of a step may take the account out of the program at once.
void tst_OverlappingRefresh::isForgottenByWhoeverIsTold_data()
{
    QTest::addColumn<CredentialEvent::Kind>("at");
    QTest::addColumn<QString>("doing");
    QTest::newRow("signing out") << CredentialEvent::Kind::SignedOut << u"signOut"_s;
    QTest::newRow("a refresh") << CredentialEvent::Kind::Refreshed << u"refresh"_s;
    QTest::newRow("a refused refresh") << CredentialEvent::Kind::RefreshRefused << u"refused"_s;
    QTest::newRow("its end") << CredentialEvent::Kind::Expired << u"expire"_s;
}

void tst_OverlappingRefresh::isForgottenByWhoeverIsTold()
{
    QFETCH(CredentialEvent::Kind, at);
    QFETCH(QString, doing);
    AuthHome home;
    home.writeProfile("true", false);
    TokenServer server;
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url(), other));
    QVERIFY(!world.signIn(server.url())); // the newest, which the server refreshes
    connect(&world.auth, &AuthManager::eventHappened, this, [&](const CredentialId &id, const CredentialEvent &event) {
        if (id == AuthWorld::ada && event.kind == at)
            Q_EMIT world.accounts.removedElsewhere(id);
    });
    if (doing != "refresh"_L1)
        server.setRefreshMood(Mood::Refuse);
    if (doing == "signOut"_L1) {
        QVERIFY(!signOut(world));
    } else {
        beginRefresh(world);
        QTRY_VERIFY(m_refreshed);
    }
    if (doing == "expire"_L1)
        world.clock.advance(2h);
    QTRY_VERIFY(!world.auth.status(AuthWorld::ada));
    QVERIFY(world.auth.tokens(AuthWorld::ada).isEmpty());
    world.auth.setOnline(true);
    world.clock.advance(1s);
    QVERIFY(world.auth.status(other));
}

void tst_OverlappingRefresh::bindsAnOrigin()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    TokenServer stranger;
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    QVERIFY(!entry(home).contains(u"\"pendingRefresh\":\"\""_s));
    std::optional<Result<Done>> bound;
    world.auth.bindOrigin(
        AuthWorld::ada, *Origin::of(stranger.url()), {this, [&](const Result<Done> &result) { bound = result; }});
    QTest::qWait(20);
    QVERIFY(!entry(home).contains(u"\"pendingRefresh\":\"\""_s)); // killed now, the token must count as used
    QVERIFY(world.status().origins.contains(stranger.url()));
    server.release();
    QTRY_VERIFY(bound && *bound && m_refreshed && *m_refreshed);
    QVERIFY(world.status().origins.contains(stranger.url()));
    QVERIFY(entry(home).contains(stranger.url()));
    QVERIFY(entry(home).contains(u"refresh-token-2"_s));
    AuthWorld again(home);
    QVERIFY(!again.load());
    QVERIFY(again.authorise(stranger.url() + u"/data"_s)->request.headers.contains("Authorization"));
}

void tst_OverlappingRefresh::renames()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    beginRefresh(world);
    QTRY_COMPARE(server.refreshes(), 1);
    Credential changed = world.status().credential;
    changed.id = other;
    std::optional<Result<Done>> edited;
    world.auth.edit(AuthWorld::ada, changed, {this, [&](const Result<Done> &result) { edited = result; }});
    beginRefresh(world); // asks to share the one under way
    server.release();
    QTRY_VERIFY(edited && *edited && m_refreshed && *m_refreshed);
    QCOMPARE(world.access(other), u"access-token-2"_s);
    QVERIFY(entry(home).isEmpty());
    QVERIFY(entry(home, other).contains(u"refresh-token-2"_s));
    QVERIFY(!world.refresh(CredentialEvent::Reason::User, other));
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::settlesARotatingRefresh()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        server.setRefreshMood(Mood::Hold);
        beginRefresh(world);
        QTRY_COMPARE(server.refreshes(), 1);
        bool isSettled = false;
        world.auth.settle({this, [&](Done) { isSettled = true; }});
        world.clock.advance(10s); // slow, but not lost
        QTest::qWait(20);
        QVERIFY(!isSettled);
        server.release();
        QTRY_VERIFY(isSettled);
    }
    AuthWorld again(home);
    QVERIFY(!again.load());
    QCOMPARE(again.access(), u"access-token-2"_s);
    QVERIFY(!again.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::settlesASignOut()
{
    AuthHome home;
    home.writeProfile("true", false);
    TokenServer server;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        world.secrets.hold(); // what a keychain is slow to do
        world.auth.signOut(AuthWorld::ada, {});
        bool isSettled = false;
        world.auth.settle({this, [&](Done) { isSettled = true; }});
        world.clock.advance(5s);
        QTest::qWait(20);
        QVERIFY(!isSettled);
        world.secrets.release();
        QTRY_VERIFY(isSettled);
        QVERIFY(home.entries->isEmpty());
        // A keychain that never answers does not keep the program either.
        QVERIFY(!world.signIn(server.url()));
        world.secrets.hold();
        world.auth.signOut(AuthWorld::ada, {});
        isSettled = false;
        world.auth.settle({this, [&](Done) { isSettled = true; }});
        world.clock.advance(2min);
        QTRY_VERIFY(isSettled);
    }
}

// `ada` here and `bob` there hold one pair; each process has heard of one of them only.
void tst_OverlappingRefresh::sharesThePairWithAnotherProcess()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    server.setSameTokens(true);
    AuthWorld window(home);
    QVERIFY(!window.load());
    QVERIFY(!window.signIn(server.url()));
    AuthWorld terminal(home);
    QVERIFY(!terminal.load());
    QVERIFY(!terminal.signIn(server.url(), other));
    QVERIFY(!window.refresh());
    QVERIFY(entry(home).contains(u"refresh-token-2"_s));
    QVERIFY(entry(home, other).contains(u"refresh-token-2"_s));
    QVERIFY(!terminal.refresh(CredentialEvent::Reason::User, other));
    QCOMPARE(terminal.access(other), u"access-token-2"_s);
    QCOMPARE(server.refreshes(), 1);
    // Both at once.
    server.setRefreshMood(Mood::Hold);
    beginRefresh(window);
    std::optional<Result<Done>> refreshed;
    terminal.auth.refresh(
        other, CredentialEvent::Reason::User, {this, [&](const Result<Done> &result) { refreshed = result; }});
    QTRY_COMPARE(server.refreshes(), 2);
    server.release();
    QTRY_VERIFY((window.clock.advance(50ms), terminal.clock.advance(50ms), refreshed && m_refreshed));
    QVERIFY(*refreshed && *m_refreshed);
    QCOMPARE(server.refreshes(), 2);
    QCOMPARE(server.mostRefreshesAtOnce(), 1);
    QCOMPARE(server.reuses(), 0);
    QCOMPARE(terminal.access(other), window.access());
}

void tst_OverlappingRefresh::findsThePairOfAnotherProcess()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    server.setSameTokens(true);
    AuthWorld window(home), terminal(home);
    QVERIFY(!window.load());
    QVERIFY(!terminal.load()); // before there was anything
    QVERIFY(!window.signIn(server.url()));
    QVERIFY(!terminal.signIn(server.url(), other));
    QVERIFY(!terminal.refresh(CredentialEvent::Reason::User, other));
    QVERIFY(entry(home).contains(u"refresh-token-2"_s));
    QVERIFY(!window.refresh());
    QCOMPARE(window.access(), u"access-token-2"_s);
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::takesANewerTokenWhateverTheClocksSay()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    AuthWorld one(home);
    QVERIFY(!one.load());
    QVERIFY(!one.signIn(server.url()));
    AuthWorld two(home);
    two.clock.setNow(one.clock.now() - 20min); // somebody set it back
    QVERIFY(!two.load());
    QVERIFY(!two.refresh());
    QVERIFY(!one.refresh());
    QCOMPARE(one.access(), u"access-token-2"_s);
    QCOMPARE(server.refreshes(), 1);
    QCOMPARE(server.reuses(), 0);
}

void tst_OverlappingRefresh::signsInWhileAnotherProcessRefreshes()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    AuthWorld window(home);
    QVERIFY(!window.load());
    QVERIFY(!window.signIn(server.url()));
    AuthWorld terminal(home);
    QVERIFY(!terminal.load());
    server.setRefreshMood(Mood::Hold);
    beginRefresh(window); // pair 2
    QTRY_COMPARE(server.refreshes(), 1);
    const auto attempt = beginSignIn(terminal, server.url());
    QTRY_COMPARE(server.signIns(), 2);
    QTest::qWait(50);
    server.release();
    QTRY_VERIFY((terminal.clock.advance(50ms), m_signedIn && m_refreshed));
    QVERIFY(*m_signedIn && *m_refreshed);
    QVERIFY(entry(home).contains(u"refresh-token-3"_s));
    QVERIFY(!window.refresh());
    QCOMPARE(window.access(), u"access-token-3"_s);
    QCOMPARE(server.reuses(), 0);
}

// A profile that was pulled sends the sign-in elsewhere: what was remembered does not go along unasked.
void tst_OverlappingRefresh::keepsRememberedSecretsFromANewAddress()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server, stranger;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url(), AuthWorld::ada, true));
    }
    home.write(testProfile().replace(
        R"("path": "/login", "json": { "username": "{{username}}", "password")",
        "\"path\": \"" + stranger.url().toUtf8() + R"(/login", "json": { "username": "{{username}}", "password")"));
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(world.profiles.problems().isEmpty());
    const auto error = world.signIn(server.url(), AuthWorld::ada, true, {}); // the remembered one stands in
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::OriginNotBound);
    QVERIFY(stranger.requests().isEmpty());
    QCOMPARE(world.access(), u"access-token-1"_s);
    QVERIFY(!world.signIn(server.url(), AuthWorld::ada, true)); // typed for this very sign-in
    QCOMPARE(stranger.signIns(), 1);
}

// The account moves to a server whose tokens happen to be called the same.
void tst_OverlappingRefresh::startsAnewAtAnotherServer()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    TokenServer next;
    QVERIFY(!world.refresh());
    QVERIFY(!world.signIn(next.url()));
    QCOMPARE(world.access(), u"access-token-1"_s);
    QVERIFY(!world.refresh());
    QCOMPARE(next.reuses(), 0);
}

QTEST_GUILESS_MAIN(tst_OverlappingRefresh)
#include "tst_OverlappingRefresh.moc"
