#include "app/http/HttpExchange.h"
#include "tests/support/SignedInWorld.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QThread>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Mood = TokenServer::Mood;

class tst_AuthManager : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signsInAndPutsTheTokenIn();
    void knowsWhetherTheTokenWentIn_data();
    void knowsWhetherTheTokenWentIn();
    void quotesTheServerWhenItRefuses();
    void leavesTheOldSessionWhenSigningInAgainFails();
    void refreshesSilentlyBeforeTheEnd();
    void givesManyWaitersOneRefresh();
    void givesOneFailureToEveryWaiter();
    void answersCallersOfOtherThreads();
    void storesARotatedTokenBeforeItIsUsed();
    void asksForSignInWhenARotatingAnswerIsLost();
    void triesOnceMoreWhenTheRefreshTokenStays();
    void stopsWhenTheRefreshTokenIsRefused();
    void keepsTheTokensThroughTrouble();
    void waitsAsLongAsTheServerAsks();
    void pausesWhileOffline_data();
    void pausesWhileOffline();
    void comesBackAfterARestart();
    void neverSendsARotatingTokenTwice_data();
    void neverSendsARotatingTokenTwice();
    void sharesOneRefreshBetweenTwoProcesses();
    void sharesOneSessionForTheSameTokens();
    void withholdsFromOtherOrigins();
    void asksBeforeASecretLeavesForANewAddress();
    void doesNotLoopOnATokenThatArrivesExpired();
    void letsPublicRequestsGoAtOnce();
    void judgesAnswers();
    void signsOutDuringARefresh();
    void leavesNothingInTheKeychainAfterSignOut();
    void keepsTheNewTokenInMemoryWhenTheKeychainRefuses();
    void doesNotSpendARotatingTokenWithALockedKeychain();
    void survivesClockJumps();
    void followsTheServersClock();
    void sendsWhatIsOverThereAlone();
    void tellsTheRedactorEverySecret();
};

namespace {

QByteArray bearer(const Result<AuthorisedRequest> &authorised)
{
    return authorised ? authorised->request.headers.value("Authorization") : QByteArray("no request");
}

}

void tst_AuthManager::signsInAndPutsTheTokenIn()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(world.status().accountName, u"Ada"_s);
    QCOMPARE(*world.status().timeLeft(world.clock.now()), Milliseconds(3600s));
    QVERIFY(world.status().refreshesByItself);
    QVERIFY(world.status().nextRefresh);
    const auto authorised = world.authorise(server.url() + u"/data"_s);
    QCOMPARE(bearer(authorised), QByteArray("Bearer access-token-1"));
    QCOMPARE(authorised->additions.size(), 1);
    QVERIFY(authorised->request.secretHeaders.contains("Authorization"));
    QVERIFY(!home.entries->isEmpty());
    QVERIFY(!home.entries->first().contains(u"fake-password-canary"_s)); // not asked to remember it
}

void tst_AuthManager::knowsWhetherTheTokenWentIn_data()
{
    QTest::addColumn<QByteArray>("beside"); // what the profile adds to its header Authorization
    QTest::addColumn<QList<QByteArray>>("byHand");
    QTest::addColumn<bool>("isIn");
    const QByteArray header = R"(, "X-Access-Token": "{{access}}" })";
    QTest::newRow("in its header") << "}"_ba << QList<QByteArray>{} << true;
    QTest::newRow("another by hand") << "}"_ba << QList<QByteArray>{"Authorization"} << false;
    QTest::newRow("one of two headers by hand") << header << QList<QByteArray>{"Authorization"} << true;
    QTest::newRow("the other of two by hand") << header << QList<QByteArray>{"X-Access-Token"} << true;
    QTest::newRow("both by hand") << header << QList<QByteArray>{"Authorization", "X-Access-Token"} << false;
    QTest::newRow("in the query, too") << R"(}, "query": { "t": "{{access}}" })"_ba << QList<QByteArray>{"Authorization"} << true;
    QTest::newRow("in a cookie, too") << R"(}, "cookies": { "t": "{{access}}" })"_ba << QList<QByteArray>{"Authorization"} << true;
    QTest::newRow("something else beside it") << R"(, "X-User": "{{username}}" })"_ba << QList<QByteArray>{"Authorization"} << false;
}

void tst_AuthManager::knowsWhetherTheTokenWentIn()
{
    QFETCH(QByteArray, beside);
    const QByteArray written = testProfile(), own = R"("Authorization": "Bearer {{access}}")";
    const auto at = written.indexOf(own), end = written.indexOf('}', at + own.size());
    QVERIFY(at > 0 && end > at);
    AuthHome home;
    home.write(written.left(at + own.size()) + beside + written.mid(end + 1));
    TokenServer server;
    AuthWorld world(home);
    QVERIFY(!world.load());
    const auto error = world.signIn(server.url());
    QVERIFY2(!error, error ? qPrintable(error->message) : "");
    HttpRequest request;
    request.url = (server.url() + u"/data"_s).toUtf8();
    QFETCH(QList<QByteArray>, byHand);
    for (const QByteArray &name : byHand)
        request.headers.append(name, "by hand");
    const auto authorised = world.auth.preview(request, AuthWorld::ada);
    QVERIFY(authorised);
    QFETCH(bool, isIn);
    QCOMPARE(authorised->generation != 0, isIn);
    QCOMPARE(world.auth.judge(*authorised, 401, {}) == AnswerVerdict::RefreshAndRepeat, isIn); // a fresh one helps, or doesn't
}

void tst_AuthManager::quotesTheServerWhenItRefuses()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    AuthWorld world(home);
    QVERIFY(!world.load());
    const auto error = world.signIn(server.url(), AuthWorld::ada, false, u"wrong"_s);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::AuthRejected);
    QVERIFY2(error->message.contains(u"Wrong password"_s), qPrintable(error->message));
    QVERIFY(world.auth.credentials().isEmpty());
    QVERIFY(home.entries->isEmpty());
}

void tst_AuthManager::leavesTheOldSessionWhenSigningInAgainFails()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QVERIFY(world.signIn(server.url(), AuthWorld::ada, false, u"wrong"_s));
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(world.access(), u"access-token-1"_s);
}

void tst_AuthManager::refreshesSilentlyBeforeTheEnd()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    world.clock.advance(50min); // 10 % and the spread of 5 % before the hour is over
    QCOMPARE(server.refreshes(), 0);
    world.clock.advance(5min);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(server.refreshes(), 1);
    const auto events = world.status().events;
    QCOMPARE(events.first().kind, CredentialEvent::Kind::Refreshed);
    QCOMPARE(events.first().reason, CredentialEvent::Reason::Timer);
    world.clock.advance(55min);
    QTRY_COMPARE(world.access(), u"access-token-3"_s);
}

void tst_AuthManager::givesManyWaitersOneRefresh()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    world.auth.setOnline(true);
    server.setRefreshMood(Mood::Hold);
    world.clock.suspend(2h); // its time ran out while the machine slept
    int good = 0, bad = 0;
    HttpRequest request;
    request.url = (server.url() + u"/data"_s).toUtf8();
    for (int i = 0; i < 1000; ++i)
        world.auth.authorise(request, AuthWorld::ada, {this, [&](const Result<AuthorisedRequest> &authorised) {
                                                           bearer(authorised) == "Bearer access-token-2" ? ++good : ++bad;
                                                       }});
    QTRY_COMPARE(server.refreshes(), 1);
    server.release();
    QTRY_COMPARE_WITH_TIMEOUT(good + bad, 1000, 20'000);
    QCOMPARE(bad, 0);
    QCOMPARE(server.refreshes(), 1);
}

void tst_AuthManager::givesOneFailureToEveryWaiter()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Refuse);
    int refused = 0;
    HttpRequest request;
    request.url = (server.url() + u"/data"_s).toUtf8();
    world.clock.suspend(2h);
    for (int i = 0; i < 50; ++i)
        world.auth.authorise(
            request, AuthWorld::ada, {this, [&](const Result<AuthorisedRequest> &authorised) {
                                          if (!authorised && authorised.error().kind == ErrorKind::SignInNeeded)
                                              ++refused;
                                      }});
    QTRY_COMPARE(refused, 50);
    QCOMPARE(server.refreshes(), 1);
    QVERIFY(std::holds_alternative<Failed>(world.status().state));
}

void tst_AuthManager::answersCallersOfOtherThreads()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    world.clock.suspend(2h);
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    std::atomic<int> good = 0;
    QMetaObject::invokeMethod(&context, [&] {
        HttpRequest request;
        request.url = (server.url() + u"/data"_s).toUtf8();
        for (int i = 0; i < 20; ++i)
            world.auth.authorise(request, AuthWorld::ada,
                {&context, [&](const Result<AuthorisedRequest> &authorised) {
                     if (QThread::currentThread() == &thread && bearer(authorised) == "Bearer access-token-2")
                         ++good;
                 }});
    });
    QTRY_COMPARE(good.load(), 20);
    QCOMPARE(server.refreshes(), 1);
    thread.quit();
    thread.wait();
}

void tst_AuthManager::storesARotatedTokenBeforeItIsUsed()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QList<int> refreshesAtWrite;
    QStringList accessAtWrite;
    world.secrets.setObserver([&](const QString &operation) {
        if (!operation.startsWith("write"_L1))
            return;
        refreshesAtWrite += server.refreshes();
        accessAtWrite += world.access();
    });
    QVERIFY(!world.refresh());
    // Written down before it leaves, stored before anyone can use it.
    QCOMPARE(refreshesAtWrite, QList<int>({0, 1}));
    QCOMPARE(accessAtWrite, QStringList({u"access-token-1"_s, u"access-token-1"_s}));
    QVERIFY(home.entries->first().contains(u"refresh-token-2"_s));
    QVERIFY(!home.entries->first().contains(u"refresh-token-1"_s));
}

void tst_AuthManager::asksForSignInWhenARotatingAnswerIsLost()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QSignalSpy needed(&world.auth, &AuthManager::userNeeded);
    server.setRefreshMood(Mood::Drop);
    const auto error = world.refresh();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::SignInNeeded);
    QCOMPARE(server.refreshes(), 1);
    QCOMPARE(needed.size(), 1);
    // The access token lives on, and is used until it ends; the refresh token is never sent again.
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QVERIFY(!world.status().refreshesByItself);
    QCOMPARE(bearer(world.authorise(server.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
    server.setRefreshMood(Mood::Well);
    world.clock.advance(3h);
    QTRY_VERIFY(std::holds_alternative<Failed>(world.status().state));
    QVERIFY(!world.authorise(server.url() + u"/data"_s));
    AuthWorld again(home);
    QVERIFY(!again.load());
    again.clock.setNow(world.clock.now());
    QVERIFY(again.refresh());
    QCOMPARE(server.refreshes(), 1);
}

void tst_AuthManager::triesOnceMoreWhenTheRefreshTokenStays()
{
    SignedInWorld begun("false");
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Drop);
    const auto error = world.refresh();
    QVERIFY(error);
    QCOMPARE(server.refreshes(), 2);
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    server.setRefreshMood(Mood::Well);
    world.clock.advance(5s); // the back-off is over
    QTRY_COMPARE(world.access(), u"access-token-4"_s); // the server made two that were lost
    QCOMPARE(world.auth.tokens(AuthWorld::ada).captures.value(u"refresh"_s).reveal(), u"refresh-token-1"_s);
}

void tst_AuthManager::stopsWhenTheRefreshTokenIsRefused()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Refuse);
    const auto error = world.refresh(CredentialEvent::Reason::Answer401);
    QVERIFY(error);
    QVERIFY2(error->message.contains(u"Invalid refresh token"_s), qPrintable(error->message));
    QVERIFY(std::holds_alternative<Failed>(world.status().state));
    server.setRefreshMood(Mood::Well);
    world.clock.advance(24h);
    QVERIFY(world.refresh());
    QCOMPARE(server.refreshes(), 1);
    QVERIFY(!world.signIn(server.url())); // the way out
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QVERIFY(!world.refresh());
}

void tst_AuthManager::keepsTheTokensThroughTrouble()
{
    SignedInWorld begun("false");
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Trouble);
    QVERIFY(world.refresh());
    QCOMPARE(world.status().failures, 1);
    QVERIFY(world.status().trouble);
    QCOMPARE(bearer(world.authorise(server.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
    // 1, 2, 4 ... 60 s apart: a dead server is not stormed.
    for (int minute = 0; minute < 30; ++minute) {
        for (int second = 0; second < 60; second += 5) {
            world.clock.advance(5s);
            QTRY_VERIFY(!std::holds_alternative<Refreshing>(world.status().state));
        }
    }
    QVERIFY2(server.refreshes() <= 37, qPrintable(QString::number(server.refreshes())));
    QVERIFY2(server.refreshes() >= 20, qPrintable(QString::number(server.refreshes())));
    server.setRefreshMood(Mood::Well);
    world.clock.advance(61s);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
    QCOMPARE(world.status().failures, 0);
}

void tst_AuthManager::waitsAsLongAsTheServerAsks()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Busy); // 503, Retry-After: 120
    QVERIFY(world.refresh());
    server.setRefreshMood(Mood::Well);
    world.clock.advance(119s);
    QCOMPARE(server.refreshes(), 1);
    const auto error = world.refresh(CredentialEvent::Reason::Answer401);
    QVERIFY(error);
    QCOMPARE(server.refreshes(), 1);
    world.clock.advance(2s);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
    QCOMPARE(server.reuses(), 0);
}

void tst_AuthManager::pausesWhileOffline_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("pauses");
    QTest::newRow("this machine") << u"http://127.0.0.1:1"_s << false; // reached without a network, too
    QTest::newRow("another one") << u"https://192.0.2.1:1"_s << true; // nobody's (RFC 5737)
}

void tst_AuthManager::pausesWhileOffline()
{
    QFETCH(QString, address);
    QFETCH(bool, pauses);
    AuthHome home;
    home.writeProfile();
    AuthWorld world(home);
    TokenServer server;
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    Credential moved = world.status().credential;
    moved.baseUrl = address;
    world.auth.edit(AuthWorld::ada, moved, {});
    world.auth.bindOrigin(AuthWorld::ada, *Origin::of(address), {});
    QTRY_VERIFY(home.entries->first().contains(address));
    int begun = 0;
    connect(&world.auth, &AuthManager::stateChanged, this,
        [&] { begun += std::holds_alternative<Refreshing>(world.status().state); });
    world.auth.setOnline(false);
    world.clock.advance(2h);
    QCOMPARE(begun == 0, pauses);
    QVERIFY(std::holds_alternative<Expired>(world.status().state) || !pauses);
    world.auth.setOnline(true);
    world.clock.advance(1s);
    QVERIFY(begun > 0);
}

void tst_AuthManager::comesBackAfterARestart()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    UtcTime then;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        then = world.clock.now();
    }
    AuthWorld world(home);
    world.clock.setNow(then + 10min);
    QVERIFY(!world.load());
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(*world.status().timeLeft(world.clock.now()), Milliseconds(50min));
    QCOMPARE(world.status().accountName, u"Ada"_s);
    QCOMPARE(bearer(world.authorise(server.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
    world.clock.advance(45min);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
    AuthWorld later(home);
    later.clock.setNow(then + 48h);
    QVERIFY(!later.load());
    // Its time is over; it comes back by itself.
    later.clock.advance(1s);
    QTRY_COMPARE(later.access(), u"access-token-3"_s);
}

void tst_AuthManager::neverSendsARotatingTokenTwice_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 0; steps < 40; ++steps)
        QTest::addRow("killed after %d events", steps) << steps;
}

void tst_AuthManager::neverSendsARotatingTokenTwice()
{
    QFETCH(int, steps);
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    {
        AuthWorld world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        QObject nobody;
        world.auth.refresh(AuthWorld::ada, CredentialEvent::Reason::User, {&nobody, [](const Result<Done> &) {}});
        for (int i = 0; i < steps; ++i) {
            // One step of the event loop at a time; the network needs a moment now and then.
            if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
                QTest::qWait(1);
        }
    }
    AuthWorld world(home);
    QVERIFY(!world.load());
    const auto error = world.refresh();
    if (error)
        QCOMPARE(error->kind, ErrorKind::SignInNeeded);
    else
        QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(server.reuses(), 0);
}

void tst_AuthManager::sharesOneRefreshBetweenTwoProcesses()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    AuthWorld one(home);
    QVERIFY(!one.load());
    QVERIFY(!one.signIn(server.url()));
    AuthWorld two(home);
    QVERIFY(!two.load());
    server.setRefreshMood(Mood::Hold);
    int done = 0;
    for (AuthWorld *world : {&one, &two})
        world->auth.refresh(AuthWorld::ada, CredentialEvent::Reason::User,
            {this, [&](const Result<Done> &result) { done += result ? 1 : 100; }});
    QTRY_COMPARE(server.refreshes(), 1);
    server.release();
    // Whoever has to wait for the lock tries again when its clock goes on.
    QTRY_VERIFY2((one.clock.advance(50ms), two.clock.advance(50ms), done == 2), qPrintable(QString::number(done)));
    QCOMPARE(server.refreshes(), 1);
    QCOMPARE(server.reuses(), 0);
    QCOMPARE(one.access(), u"access-token-2"_s);
    QCOMPARE(two.access(), u"access-token-2"_s);
}

void tst_AuthManager::sharesOneSessionForTheSameTokens()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    server.setSameTokens(true);
    AuthWorld world(home);
    QVERIFY(!world.load());
    const CredentialId other{u"test-api"_s, u"home"_s, u"ada again"_s};
    QVERIFY(!world.signIn(server.url()));
    QVERIFY(!world.signIn(server.url(), other));
    QCOMPARE(world.status().sharedWith, QList<CredentialId>{other});
    QVERIFY(!world.refresh());
    QCOMPARE(world.access(other), u"access-token-2"_s);
    QCOMPARE(home.entries->size(), 2);
    for (const QString &entry : std::as_const(*home.entries))
        QVERIFY(entry.contains(u"refresh-token-2"_s));
    world.clock.advance(55min);
    QTRY_COMPARE(world.access(), u"access-token-3"_s);
    QCOMPARE(server.refreshes(), 2);
    QCOMPARE(server.reuses(), 0);
    // After a restart they find each other again.
    AuthWorld again(home);
    again.clock.setNow(world.clock.now());
    QVERIFY(!again.load());
    QCOMPARE(again.status(other).sharedWith, QList<CredentialId>{AuthWorld::ada});
    // One leaves; the other goes on, and the server was not told.
    std::optional<Result<SignOutOutcome>> outcome;
    again.auth.signOut(other, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    QTRY_VERIFY(outcome);
    QVERIFY(!(*outcome)->note.isEmpty());
    QVERIFY(std::holds_alternative<SignedOut>(again.status(other).state));
    QVERIFY(std::holds_alternative<Active>(again.status().state));
    QCOMPARE(home.entries->size(), 1);
}

void tst_AuthManager::withholdsFromOtherOrigins()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server, stranger;
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    const auto authorised = world.authorise(stranger.url() + u"/data"_s);
    QVERIFY(authorised);
    QVERIFY(authorised->isWithheld);
    QVERIFY(authorised->request.headers.isEmpty());
    QVERIFY(authorised->whyWithheld.contains("not an address it is bound to"_L1));
    QVERIFY(authorised->notes.isEmpty());
    QVERIFY(authorised->credential.isEmpty());
    // One deliberate yes.
    std::optional<Result<Done>> bound;
    world.auth.bindOrigin(
        AuthWorld::ada, *Origin::of(stranger.url()), {this, [&](const Result<Done> &result) { bound = result; }});
    QTRY_VERIFY(bound);
    QCOMPARE(bearer(world.authorise(stranger.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
}

void tst_AuthManager::asksBeforeASecretLeavesForANewAddress()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server, stranger;
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    QSignalSpy needed(&world.auth, &AuthManager::userNeeded);
    Credential changed = world.status().credential;
    changed.baseUrl = stranger.url();
    std::optional<Result<Done>> edited;
    world.auth.edit(AuthWorld::ada, changed, {this, [&](const Result<Done> &result) { edited = result; }});
    QTRY_VERIFY(edited && *edited);
    world.clock.advance(55min); // the timer is due
    QTRY_COMPARE(needed.size(), 1);
    QCOMPARE(stranger.refreshes(), 0);
    QVERIFY(stranger.requests().isEmpty());
    QCOMPARE(*world.status().addressToConfirm, Origin::of(stranger.url())->toString());
    QVERIFY(world.authorise(stranger.url() + u"/data"_s)->isWithheld);
    world.clock.advance(2h);
    QVERIFY(stranger.requests().isEmpty());
    std::optional<Result<Done>> bound;
    world.auth.bindOrigin(
        AuthWorld::ada, *Origin::of(stranger.url()), {this, [&](const Result<Done> &result) { bound = result; }});
    QTRY_VERIFY(bound);
    world.clock.advance(1s);
    QTRY_VERIFY(stranger.refreshes() >= 1); // now it may
}

void tst_AuthManager::doesNotLoopOnATokenThatArrivesExpired()
{
    AuthHome home;
    home.writeProfile("false");
    TokenServer server(false);
    server.setLife(0);
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    QVERIFY(std::holds_alternative<Expired>(world.status().state));
    world.clock.advance(24h);
    QCOMPARE(server.refreshes(), 0);
    QCOMPARE(bearer(world.authorise(server.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
    QCOMPARE(server.refreshes(), 0);
}

void tst_AuthManager::letsPublicRequestsGoAtOnce()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QCOMPARE(
        bearer(world.authorise(server.url() + u"/open"_s)), QByteArray("Bearer access-token-1")); // an active one goes along
    server.setRefreshMood(Mood::Hold);
    QObject nobody;
    world.auth.refresh(AuthWorld::ada, CredentialEvent::Reason::User, {&nobody, [](const Result<Done> &) {}});
    QTRY_COMPARE(server.refreshes(), 1);
    const auto authorised = world.authorise(server.url() + u"/open"_s);
    QVERIFY(authorised);
    QVERIFY(authorised->request.headers.isEmpty());
    QVERIFY(authorised->isPublic);
    server.release();
    QTRY_VERIFY(std::holds_alternative<Active>(world.status().state));
    std::optional<Result<SignOutOutcome>> outcome;
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    QTRY_VERIFY(outcome);
    QVERIFY(world.authorise(server.url() + u"/open"_s)); // signed out, and no matter
    const auto closed = world.authorise(server.url() + u"/data"_s);
    QVERIFY(!closed);
    QCOMPARE(closed.error().kind, ErrorKind::SignInNeeded);
}

void tst_AuthManager::judgesAnswers()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    const auto old = world.authorise(server.url() + u"/data"_s);
    QCOMPARE(world.auth.judge(*old, 200, "{}"), AnswerVerdict::Keep);
    QCOMPARE(world.auth.judge(*old, 403, "{}"), AnswerVerdict::Keep);
    QCOMPARE(world.auth.judge(*old, 500, "{}"), AnswerVerdict::Keep);
    QCOMPARE(world.auth.judge(*old, 401, "{}"), AnswerVerdict::RefreshAndRepeat);
    QVERIFY(!world.refresh(CredentialEvent::Reason::Answer401));
    QCOMPARE(world.auth.judge(*old, 401, "{}"), AnswerVerdict::Repeat); // it went with the old token
    const auto fresh = world.authorise(server.url() + u"/data"_s);
    world.auth.noteRefusedAfterRefresh(*fresh);
    QCOMPARE(world.auth.judge(*fresh, 401, "{}"), AnswerVerdict::Keep); // a role too small, say: it ends here
    const auto open = world.authorise(server.url() + u"/open"_s);
    QCOMPARE(world.auth.judge(*open, 401, "{}"), AnswerVerdict::Keep);
    AuthorisedRequest nobody;
    QCOMPARE(world.auth.judge(nobody, 401, "{}"), AnswerVerdict::Keep);
}

void tst_AuthManager::signsOutDuringARefresh()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    std::optional<Result<Done>> refreshed;
    std::optional<Result<SignOutOutcome>> outcome;
    world.auth.refresh(
        AuthWorld::ada, CredentialEvent::Reason::User, {this, [&](const Result<Done> &result) { refreshed = result; }});
    QTRY_COMPARE(server.refreshes(), 1);
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    world.clock.advance(4s); // it waits three seconds for the refresh, then goes on without
    QTRY_VERIFY(refreshed && outcome);
    QVERIFY(!*refreshed);
    QVERIFY(std::holds_alternative<SignedOut>(world.status().state));
    QTRY_VERIFY(home.entries->isEmpty());
    server.release();
    QTest::qWait(20);
    QVERIFY(home.entries->isEmpty());
}

void tst_AuthManager::leavesNothingInTheKeychainAfterSignOut()
{
    SignedInWorld begun("true", true);
    auto &[home, server, world] = begun;
    QVERIFY(home.entries->first().contains(u"fake-password-canary"_s)); // the user let it be remembered
    std::optional<Result<SignOutOutcome>> outcome;
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    QTRY_VERIFY(outcome);
    QVERIFY((*outcome)->note.isEmpty());
    QVERIFY(server.requests().last().startsWith("DELETE /login"));
    QVERIFY(server.requests().last().contains("Bearer access-token-1"));
    QVERIFY(!home.entries->first().contains(u"access-token"_s));
    std::optional<Result<Done>> forgotten;
    world.auth.forget(AuthWorld::ada, {this, [&](const Result<Done> &result) { forgotten = result; }});
    QTRY_VERIFY(forgotten);
    QVERIFY(home.entries->isEmpty());
    QVERIFY(world.auth.credentials().isEmpty());
    QVERIFY(!world.signIn(server.url()));
    outcome.reset();
    world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &result) { outcome = result; }});
    QTRY_VERIFY(outcome);
    QVERIFY(home.entries->isEmpty()); // nothing was to be remembered
}

void tst_AuthManager::keepsTheNewTokenInMemoryWhenTheKeychainRefuses()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    server.setRefreshMood(Mood::Hold);
    std::optional<Result<Done>> refreshed;
    world.auth.refresh(
        AuthWorld::ada, CredentialEvent::Reason::User, {this, [&](const Result<Done> &result) { refreshed = result; }});
    QTRY_COMPARE(server.refreshes(), 1); // it is written down by now that the token left
    world.secrets.refuseWrites(1);
    server.release();
    QTRY_VERIFY(refreshed && *refreshed);
    QCOMPARE(world.access(), u"access-token-2"_s);
    QVERIFY(world.status().isInMemoryOnly);
    QVERIFY(world.status().trouble);
    // The old one in the keychain counts as used.
    AuthWorld again(home);
    QVERIFY(!again.load());
    QVERIFY(again.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_AuthManager::doesNotSpendARotatingTokenWithALockedKeychain()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    world.secrets.setDurable(false);
    const auto error = world.refresh();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Keychain);
    QCOMPARE(server.refreshes(), 0);
    world.secrets.setDurable(true);
    QVERIFY(!world.refresh());
}

void tst_AuthManager::survivesClockJumps()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    for (const auto jump : {24h, -48h, 24h}) {
        world.clock.jumpWallClock(jump);
        QCOMPARE(*world.status().timeLeft(world.clock.now()), Milliseconds(3600s));
        QVERIFY(std::holds_alternative<Active>(world.status().state));
    }
    QCOMPARE(server.refreshes(), 0);
    world.clock.advance(55min);
    QTRY_COMPARE(server.refreshes(), 1);
}

// Any answer tells how the server's clock goes by now; when the token came it may have gone otherwise.
void tst_AuthManager::followsTheServersClock()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    const auto answer = [&](const QString &url, Milliseconds ahead) {
        HttpHop hop;
        hop.url = url.toUtf8();
        hop.status = 200;
        hop.startedAt = world.clock.now();
        const QDateTime date = QDateTime::fromMSecsSinceEpoch((hop.startedAt + ahead).time_since_epoch().count(), Qt::UTC);
        hop.headers = {{"Date", QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()}};
        world.auth.noteAnswer(hop);
    };
    const Milliseconds before = *world.status().timeLeft(world.clock.now());
    const UtcTime planned = *world.status().nextRefresh;
    answer(u"https://elsewhere.example/"_s, 2min); // another server's clock is nothing to it
    QVERIFY(!world.status().serverClock);
    QCOMPARE(*world.status().timeLeft(world.clock.now()), before);
    QSignalSpy told(&world.auth, &AuthManager::stateChanged);
    answer(server.url() + u"/data"_s, 10min);
    QVERIFY(told.size() > 0);
    QVERIFY(world.status().clockOffset() >= 599s && world.status().clockOffset() <= 601s);
    const Milliseconds lost = before - *world.status().timeLeft(world.clock.now());
    QVERIFY2(lost >= 599s && lost <= 601s, qPrintable(QString::number(lost.count())));
    QVERIFY(*world.status().nextRefresh < planned - 6min); // a part of the plan is chance
    world.clock.advance(46min);
    QTRY_COMPARE(world.access(), u"access-token-2"_s);
}

// Nobody can refresh it, and the server's clock is ahead: it is sent for as long as this computer's says that it may be good.
void tst_AuthManager::sendsWhatIsOverThereAlone()
{
    AuthHome home;
    home.writeProfile();
    QFile file(home.folder.filePath(u"profiles/test-api.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject profile = QJsonDocument::fromJson(file.readAll()).object();
    profile.remove(u"refresh"_s);
    home.write(QJsonDocument(profile).toJson());
    TokenServer server;
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    HttpHop hop;
    hop.url = server.url().toUtf8();
    hop.status = 200;
    hop.startedAt = world.clock.now();
    const QDateTime ahead = QDateTime::fromMSecsSinceEpoch((hop.startedAt + 10min).time_since_epoch().count(), Qt::UTC);
    hop.headers = {{"Date", QLocale::c().toString(ahead, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()}};
    world.auth.noteAnswer(hop);
    QSignalSpy told(&world.auth, &AuthManager::userNeeded);
    world.clock.advance(55min);
    QVERIFY(std::holds_alternative<Expired>(world.status().state));
    QCOMPARE(bearer(world.authorise(server.url() + u"/data"_s)), QByteArray("Bearer access-token-1"));
    QCOMPARE(told.size(), 0);
    world.clock.advance(10min); // by both clocks
    QVERIFY(std::holds_alternative<Failed>(world.status().state));
    QCOMPARE(told.size(), 1);
    QVERIFY(!world.authorise(server.url() + u"/data"_s));
    QVERIFY(world.status().trouble && world.status().trouble->message.contains(u"no refresh"_s));
}

void tst_AuthManager::tellsTheRedactorEverySecret()
{
    SignedInWorld begun;
    auto &[home, server, world] = begun;
    QVERIFY(!world.redactor.text(u"x access-token-1 y"_s).contains(u"access-token-1"_s));
    QVERIFY(!world.refresh());
    QVERIFY(!world.redactor.text(u"x refresh-token-2 y"_s).contains(u"refresh-token-2"_s));
}

QTEST_GUILESS_MAIN(tst_AuthManager)
#include "tst_AuthManager.moc"
