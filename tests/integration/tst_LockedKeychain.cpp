#include "app/secrets/SessionSecretStore.h"

#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"

#include <QtTest/QTest>

// Signing in and staying signed in while the keychain locks and unlocks: AuthManager and SessionSecretStore as the program
// puts them together, over a keychain that the test owns.

using namespace tessera;
using namespace Qt::StringLiterals;
using Mood = TokenServer::Mood;

namespace {

struct World {
    explicit World(const AuthHome &home)
        : keychain(home.entries)
        , profiles(home.folder.filePath(u"profiles"_s))
        , accounts(home.folder.path())
        , transport(clock)
        , auth({clock, profiles, accounts, secrets, transport, redactor, home.folder.filePath(u"locks"_s)})
    {
    }

    std::optional<Error> load()
    {
        std::optional<Result<Done>> answer;
        auth.load({&auth, [&](const Result<Done> &result) { answer = result; }});
        return errorOf(answer);
    }
    std::optional<Error> signIn(const QString &baseUrl)
    {
        SignInRequest request;
        request.id = AuthWorld::ada;
        request.baseUrl = baseUrl;
        request.fields = {{u"username"_s, Secret(u"ada"_s)}, {u"password"_s, Secret(u"fake-password"_s)}};
        std::optional<Result<SignInOutcome>> answer;
        const std::unique_ptr<SignIn> attempt(auth.signIn(request, nullptr));
        QObject::connect(attempt.get(), &SignIn::finished, &auth, [&](const Result<SignInOutcome> &result) { answer = result; });
        return errorOf(answer);
    }
    void beginRefresh()
    {
        refreshed.reset();
        auth.refresh(AuthWorld::ada, CredentialEvent::Reason::User, {&auth, [this](const Result<Done> &result) { refreshed = result; }});
    }
    std::optional<Error> refresh()
    {
        beginRefresh();
        return errorOf(refreshed);
    }
    template <typename T> static std::optional<Error> errorOf(const std::optional<Result<T>> &answer)
    {
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Error{ErrorKind::Timeout, u"the test waited in vain"_s, {}};
        return *answer ? std::nullopt : std::optional(answer->error());
    }
    [[nodiscard]] QString access() const { return auth.tokens(AuthWorld::ada).captures.value(u"access"_s).reveal(); }

    FakeClock clock;
    FakeSecretStore keychain;
    SessionSecretStore secrets{keychain};
    Redactor redactor;
    ProfileCatalog profiles;
    Accounts accounts;
    QnamTransport transport;
    AuthManager auth;
    std::optional<Result<Done>> refreshed;
};

}

class tst_LockedKeychain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signsInWithoutIt_data();
    void signsInWithoutIt();
    void movesASessionInWhenUnlocked();
    void doesNotSpendATokenThatIsNotNoted();
    void keepsANewTokenUntilUnlocked();
    void leavesAnEntryAloneThatItCannotRead();
    void readsAProxyPasswordWhenUnlocked();
};

void tst_LockedKeychain::signsInWithoutIt_data()
{
    QTest::addColumn<KeychainState>("state");
    QTest::newRow("absent") << KeychainState::Absent;
    QTest::newRow("locked") << KeychainState::Locked;
    QTest::newRow("refusing") << KeychainState::Refusing;
}

void tst_LockedKeychain::signsInWithoutIt()
{
    QFETCH(KeychainState, state);
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    World world(home);
    world.keychain.setState(state);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    QVERIFY(world.auth.status(AuthWorld::ada)->isInMemoryOnly);
    QVERIFY(!world.refresh()); // nothing on disk could be sent again
    QCOMPARE(world.access(), u"access-token-2"_s);
    QCOMPARE(server.reuses(), 0);
    QVERIFY(home.entries->isEmpty());
}

void tst_LockedKeychain::movesASessionInWhenUnlocked()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    {
        World world(home);
        world.keychain.setState(KeychainState::Locked);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
        QVERIFY(world.auth.status(AuthWorld::ada)->isInMemoryOnly);
        world.secrets.unlock();
        QTRY_VERIFY(world.secrets.isDurable());
        QCOMPARE(home.entries->size(), 1);
        QTRY_VERIFY(!world.auth.status(AuthWorld::ada)->isInMemoryOnly);
    }
    World again(home);
    QVERIFY(!again.load());
    QCOMPARE(again.access(), u"access-token-1"_s);
    QVERIFY(!again.refresh());
    QCOMPARE(server.reuses(), 0);
}

void tst_LockedKeychain::doesNotSpendATokenThatIsNotNoted()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    World world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    world.keychain.refuseWrites(1);
    world.keychain.setObserver([&](const QString &operation) {
        if (operation.startsWith(u"write"_s)) // locked at the moment when the refresh is written down
            QMetaObject::invokeMethod(&world.keychain, [&] { world.keychain.setState(KeychainState::Locked); }, Qt::QueuedConnection);
    });
    QVERIFY(world.refresh());
    world.keychain.setObserver({});
    QCOMPARE(server.refreshes(), 0);
    world.keychain.setState(KeychainState::Unlocked);
    QTRY_VERIFY(world.secrets.isDurable());
    QVERIFY(!world.refresh()); // nothing says that the token may be used up
    QCOMPARE(server.refreshes(), 1);
    World again(home);
    QVERIFY(!again.load());
    QCOMPARE(again.access(), u"access-token-2"_s);
}

void tst_LockedKeychain::keepsANewTokenUntilUnlocked()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    World world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(server.url()));
    server.setRefreshMood(Mood::Hold);
    world.beginRefresh();
    QTRY_COMPARE(server.refreshes(), 1);
    world.keychain.setState(KeychainState::Locked);
    server.release();
    QVERIFY(!World::errorOf(world.refreshed));
    QCOMPARE(world.access(), u"access-token-2"_s);
    QVERIFY(world.auth.status(AuthWorld::ada)->isInMemoryOnly);
    {
        World early(home); // as if this one had been killed
        QVERIFY(!early.load());
        QVERIFY(early.refresh());
        QCOMPARE(server.reuses(), 0);
    }
    world.secrets.unlock();
    QTRY_VERIFY(world.secrets.isDurable());
    server.setRefreshMood(Mood::Well);
    World again(home);
    QVERIFY(!again.load());
    QCOMPARE(again.access(), u"access-token-2"_s);
    QVERIFY(!again.refresh());
    QCOMPARE(server.reuses(), 0);
}

// Locked when the program starts: what the entry holds is not known, so nothing is written over it and nothing left behind.
void tst_LockedKeychain::leavesAnEntryAloneThatItCannotRead()
{
    AuthHome home;
    home.writeProfile();
    TokenServer server;
    {
        World world(home);
        QVERIFY(!world.load());
        QVERIFY(!world.signIn(server.url()));
    }
    const FakeSecretStore::Entries before = *home.entries;
    World world(home);
    world.keychain.setState(KeychainState::Locked);
    QVERIFY(world.load());
    const auto refused = [&](const std::function<void(ResultCompletion<Done>)> &call) {
        std::optional<Result<Done>> answer;
        call({&world.auth, [&](const Result<Done> &result) { answer = result; }});
        const auto error = World::errorOf(answer);
        return error && error->kind == ErrorKind::Keychain;
    };
    QVERIFY(refused([&](const auto &completion) {
        world.auth.bindOrigin(AuthWorld::ada, *Origin::of(u"https://stranger.test"_s), completion);
    }));
    QVERIFY(!world.auth.status(AuthWorld::ada)->origins.contains(u"https://stranger.test"_s));
    Credential changed = world.auth.status(AuthWorld::ada)->credential;
    changed.id.account = u"bob"_s;
    QVERIFY(refused([&](const auto &completion) { world.auth.edit(AuthWorld::ada, changed, completion); }));
    QVERIFY(refused([&](const auto &completion) { world.auth.forget(AuthWorld::ada, completion); }));
    QCOMPARE(world.auth.credentials(), QList<CredentialId>{AuthWorld::ada});
    world.secrets.unlock();
    QTRY_COMPARE(world.access(), u"access-token-1"_s);
    QVERIFY(world.secrets.isDurable());
    QCOMPARE(*home.entries, before);
    QVERIFY(!world.refresh());
}

void tst_LockedKeychain::readsAProxyPasswordWhenUnlocked()
{
    AuthHome home;
    home.writeProfile();
    NetworkSettings settings;
    settings.proxy = {ProxySettings::Kind::Http, u"proxy.test"_s, 3128, u"ada"_s, Secret(u"fake-proxy-canary"_s)};
    const auto set = [](World &world, const NetworkSettings &now) {
        std::optional<Result<Done>> answer;
        world.auth.setNetwork(u"home"_s, now, {&world.auth, [&](const Result<Done> &result) { answer = result; }});
        return World::errorOf(answer);
    };
    {
        World world(home);
        QVERIFY(!world.load());
        QVERIFY(!set(world, settings));
    }
    World world(home);
    world.keychain.setState(KeychainState::Locked);
    (void)world.load();
    QVERIFY(world.auth.network(AuthWorld::ada).proxy.password.isEmpty());
    settings.proxy.port = 3129;
    settings.proxy.password = {}; // what a dialog shows that could not read it
    QVERIFY(!set(world, settings));
    world.secrets.unlock();
    QTRY_COMPARE(world.auth.network(AuthWorld::ada).proxy.password, Secret(u"fake-proxy-canary"_s));
    QCOMPARE(world.auth.network(AuthWorld::ada).proxy.port, quint16(3129));
    QVERIFY(home.entries->value(u"environment/home"_s).contains(u"fake-proxy-canary"_s));
    QVERIFY(!world.redactor.text(u"x fake-proxy-canary y"_s).contains(u"canary"_s));
}

QTEST_GUILESS_MAIN(tst_LockedKeychain)
#include "tst_LockedKeychain.moc"
