#include "app/auth/session/StoredCredential.h"
#include "app/http/CookieJar.h"
#include "app/http/CurlTransport.h"
#include "app/run/CookieJars.h"
#include "app/run/KeptCookies.h"
#include "app/run/RequestRunner.h"
#include "tests/support/AuthWorld.h"
#include "tests/support/RawServer.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Cookies across the end of the program: in the keychain, and only where the person wishes it.
class tst_KeptCookies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void areGoneWithoutTheWish();
    void comeBackWhereTheyAreWished();
    void sessionCookiesNeverDo();
    void endWithTheirReason_data();
    void endWithTheirReason();
    void followANewName();
    void lockedKeychainLeavesThemAlone();
    void refusedWritesAreToldAndTriedAgain();
    void refusedDeletionsAreToldAndTriedAgain();
    void whatCouldNotBeDeletedIsNobodys();
    void editsAreKept();
    void readsWhatItWrote();
    void brokenEntriesAreSaid_data();
    void brokenEntriesAreSaid();

private:
    void start();
    [[nodiscard]] RunResult sent();
    [[nodiscard]] std::optional<Error> wish(bool isKept, const CredentialId &id = AuthWorld::ada);
    [[nodiscard]] QString entry(const CredentialId &id = AuthWorld::ada) const { return m_home->entries->value(cookiesKey(id)); }
    [[nodiscard]] QByteArray lastRequest() const { return m_server->requests().last(); }

    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<AuthWorld> m_world;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<RequestRunner> m_runner;
};

void tst_KeptCookies::init()
{
    m_home = std::make_unique<AuthHome>();
    m_home->writeProfile();
    m_server = std::make_unique<RawServer>([](RawConnection &connection) {
        const bool isSignIn = connection.readRequest().startsWith("POST /login");
        connection.send(isSignIn ? RawServer::ok(R"({"access":"fake-access","refresh":"fake-refresh","expires_in":10000000,"other":"x"})", "Connection: close\r\n")
                                 : RawServer::ok("{}", "Set-Cookie: long=cookie-canary; Path=/; Max-Age=100000\r\nSet-Cookie: short=session-canary; Path=/\r\nConnection: close\r\n"));
        connection.close();
    });
    start();
    QVERIFY(!m_world->signIn(QString::fromLatin1(m_server->url(""))));
}

void tst_KeptCookies::cleanup()
{
    m_runner.reset();
    m_transport.reset();
    m_world.reset();
    m_server.reset();
}

// The program, anew.
void tst_KeptCookies::start()
{
    m_runner.reset();
    m_transport.reset();
    m_world = std::make_unique<AuthWorld>(*m_home);
    m_transport = std::make_unique<CurlTransport>(m_world->clock);
    m_runner = std::make_unique<RequestRunner>(m_world->auth, *m_transport, m_world->redactor);
    m_runner->cookieJars().setKeychain(&m_world->secrets);
    if (m_world->load())
        qFatal("it does not start");
}

RunResult tst_KeptCookies::sent()
{
    RequestDocument document;
    document.credential = AuthWorld::ada;
    document.url = u"{{baseUrl}}/data"_s;
    std::optional<RunResult> result;
    const std::unique_ptr<RequestRun> run(m_runner->run(document, nullptr));
    connect(run.get(), &RequestRun::finished, this, [&](const RunResult &finished) { result = finished; });
    if (QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
        return *result;
    RunResult none;
    none.error = Error{ErrorKind::Timeout, u"the test waited in vain"_s, {}};
    return none;
}

std::optional<Error> tst_KeptCookies::wish(bool isKept, const CredentialId &id)
{
    std::optional<Result<Done>> done;
    m_runner->cookieJars().setKept(id, isKept, {this, [&](const Result<Done> &edited) { done = edited; }});
    if (!QTest::qWaitFor([&] { return done.has_value(); }))
        return Error{ErrorKind::Timeout, u"the test waited in vain"_s, {}};
    return *done ? std::nullopt : std::optional(done->error());
}

void tst_KeptCookies::areGoneWithoutTheWish()
{
    QVERIFY(!sent().error);
    QVERIFY(!sent().error);
    QVERIFY(lastRequest().contains("Cookie: long=cookie-canary; short=session-canary\r\n"));
    QVERIFY(entry().isEmpty());
    start();
    QVERIFY(!m_runner->cookieJars().isKept(AuthWorld::ada));
    QVERIFY(!sent().error);
    QVERIFY(!lastRequest().contains("canary"));
}

void tst_KeptCookies::comeBackWhereTheyAreWished()
{
    QVERIFY(!sent().error);
    QVERIFY(!wish(true));
    QTRY_VERIFY(entry().contains(u"cookie-canary"_s));
    start();
    QVERIFY(m_runner->cookieJars().isKept(AuthWorld::ada));
    QVERIFY(!sent().error); // the first one waits for the keychain
    QVERIFY2(lastRequest().contains("Cookie: long=cookie-canary\r\n"), lastRequest().constData());
    QFile accounts(m_world->accounts.path());
    QVERIFY(accounts.open(QIODevice::ReadOnly));
    QVERIFY(!accounts.readAll().contains("canary"));
    m_world->clock.advance(100'000s);
    start();
    m_world->clock.advance(100'001s);
    QVERIFY(!sent().error);
    QVERIFY(!lastRequest().contains("cookie-canary")); // its time is over
}

void tst_KeptCookies::sessionCookiesNeverDo()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    QVERIFY(!entry().contains(u"session-canary"_s));
}

void tst_KeptCookies::endWithTheirReason_data()
{
    QTest::addColumn<QString>("end");
    for (const auto *end : {"signed out", "forgotten", "signed in anew", "wish taken back", "deleted one by one"})
        QTest::newRow(end) << QString::fromLatin1(end);
}

void tst_KeptCookies::endWithTheirReason()
{
    QFETCH(QString, end);
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    start(); // nobody has asked for the jar yet
    if (end == u"signed out"_s)
        m_world->auth.signOut(AuthWorld::ada, {});
    else if (end == u"forgotten"_s)
        m_world->auth.forget(AuthWorld::ada, {});
    else if (end == u"signed in anew"_s)
        QVERIFY(!m_world->signIn(QString::fromLatin1(m_server->url(""))));
    else if (end == u"wish taken back"_s)
        QVERIFY(!wish(false));
    else {
        const auto jar = m_runner->cookies(AuthWorld::ada);
        QTRY_VERIFY(!jar->all().isEmpty());
        jar->clear();
        m_runner->cookieJars().keep(AuthWorld::ada);
    }
    QTRY_VERIFY2(entry().isEmpty(), qPrintable(entry()));
    if (end == u"signed in anew"_s)
        QVERIFY(m_runner->cookieJars().isKept(AuthWorld::ada)); // the wish stays
}

void tst_KeptCookies::followANewName()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    Credential renamed = m_world->status().credential;
    renamed.id.account = u"grace"_s;
    bool isRenamed = false;
    m_world->auth.edit(AuthWorld::ada, renamed, {this, [&](const Result<Done> &done) { isRenamed = done.has_value(); }});
    QTRY_VERIFY(isRenamed);
    QTRY_VERIFY(entry(renamed.id).contains(u"cookie-canary"_s));
    QTRY_VERIFY(entry().isEmpty());
    const auto jar = m_runner->cookies(renamed.id);
    QTRY_COMPARE(jar->all().size(), 2); // the one that has no end, too: the jar is the same
}

void tst_KeptCookies::lockedKeychainLeavesThemAlone()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    const QString before = entry();
    start();
    m_world->secrets.setState(KeychainState::Locked);
    const RunResult result = sent();
    QVERIFY(!result.error);
    QVERIFY(result.notes.join(u' ').contains(u"without the cookies"_s));
    QVERIFY(!lastRequest().contains("cookie-canary"));
    QCOMPARE(entry(), before);
    m_world->secrets.setState(KeychainState::Unlocked);
    QVERIFY(!sent().error);
    QTRY_COMPARE(m_runner->cookies(AuthWorld::ada)->all().size(), 2);
}

void tst_KeptCookies::refusedWritesAreToldAndTriedAgain()
{
    CookieJars &jars = m_runner->cookieJars();
    QSignalSpy troubled(&jars, &CookieJars::troubled);
    QVERIFY(!sent().error);
    m_world->secrets.refuseWrites(1);
    const auto refused = wish(true);
    QVERIFY(refused);
    QVERIFY2(refused->message.startsWith(u"The cookies of ada could not be kept."_s), qPrintable(refused->message));
    QCOMPARE(troubled.size(), 0); // who asked has been told
    QVERIFY(jars.isKept(AuthWorld::ada) && entry().isEmpty());
    jars.keep(AuthWorld::ada);
    QTRY_VERIFY(entry().contains(u"cookie-canary"_s));

    m_world->secrets.refuseWrites(2);
    const auto jar = m_runner->cookies(AuthWorld::ada);
    const Cookie old = jar->all().constFirst();
    Cookie edited = old;
    edited.value = "by-hand";
    jar->replace(old, edited);
    jars.keep(AuthWorld::ada);
    QTRY_COMPARE(troubled.size(), 1);
    QCOMPARE(troubled.at(0).at(0).value<CredentialId>(), AuthWorld::ada);
    m_world->secrets.clearLog();
    jars.keep(AuthWorld::ada);
    jars.keep(AuthWorld::ada); // one at a time
    QTest::qWait(0);
    QVERIFY(!entry().contains(u"by-hand"_s));
    QTRY_VERIFY((jars.keep(AuthWorld::ada), entry().contains(u"by-hand"_s)));
    QCOMPARE(troubled.size(), 1); // once is enough
}

void tst_KeptCookies::refusedDeletionsAreToldAndTriedAgain()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    QSignalSpy troubled(&m_runner->cookieJars(), &CookieJars::troubled);
    m_world->secrets.setState(KeychainState::Refusing);
    const auto refused = wish(false);
    QVERIFY(refused);
    QVERIFY2(refused->message.startsWith(u"The kept cookies of ada could not be deleted."_s), qPrintable(refused->message));
    QVERIFY(!m_runner->cookieJars().isKept(AuthWorld::ada));
    QCOMPARE(troubled.size(), 0);
    QVERIFY(!entry().isEmpty());
    m_world->secrets.setState(KeychainState::Unlocked);
    QTRY_VERIFY(entry().isEmpty());
}

// The keychain holds the cookies of a session that has ended: the next one must not begin with them.
void tst_KeptCookies::whatCouldNotBeDeletedIsNobodys()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    QTRY_VERIFY(!entry().isEmpty());
    const QString before = entry();
    QSignalSpy troubled(&m_runner->cookieJars(), &CookieJars::troubled);
    m_world->secrets.setState(KeychainState::Refusing);
    m_world->auth.signOut(AuthWorld::ada, {});
    QTRY_COMPARE(troubled.size(), 1);
    QCOMPARE(entry(), before);
    QVERIFY(m_runner->cookieJars().isReady(AuthWorld::ada)); // nothing is read
    QVERIFY(m_runner->cookies(AuthWorld::ada)->all().isEmpty());
    m_world->secrets.setState(KeychainState::Unlocked);
    QTRY_VERIFY(entry().isEmpty());
    QVERIFY(m_runner->cookies(AuthWorld::ada)->all().isEmpty());
}

void tst_KeptCookies::editsAreKept()
{
    QVERIFY(!wish(true));
    QVERIFY(!sent().error);
    const auto jar = m_runner->cookies(AuthWorld::ada);
    Cookie edited = jar->all().constFirst();
    const Cookie old = edited;
    edited.value = "by-hand";
    jar->replace(old, edited);
    m_runner->cookieJars().keep(AuthWorld::ada);
    QTRY_VERIFY(entry().contains(u"by-hand"_s));
}

void tst_KeptCookies::readsWhatItWrote()
{
    auto cookie = Cookie::parse("n\xe4me=\x80\xff\"x\"; Path=/p; Max-Age=60; Secure; HttpOnly; SameSite=Lax", "https://h.example:8443/p/x", UtcTime(1s));
    QVERIFY(cookie);
    const auto read = KeptCookies::parse(KeptCookies::serialised({*cookie}));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(*read, QList<Cookie>{*cookie});
    QVERIFY(KeptCookies::serialised({}).isEmpty());
}

void tst_KeptCookies::brokenEntriesAreSaid_data()
{
    QTest::addColumn<QString>("entry");
    QTest::newRow("no JSON") << u"{"_s;
    QTest::newRow("newer") << uR"({"v":2,"cookies":[]})"_s;
    QTest::newRow("no place") << uR"({"v":1,"cookies":[{"name":"a","value":"b"}]})"_s;
    QTest::newRow("no address") << uR"({"v":1,"cookies":[{"name":"a","value":"b","domain":"h","origin":"ftp://h"}]})"_s;
}

void tst_KeptCookies::brokenEntriesAreSaid()
{
    QFETCH(QString, entry);
    const auto read = KeptCookies::parse(Secret(entry));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Keychain);
    QVERIFY(!read.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(tst_KeptCookies)
#include "tst_KeptCookies.moc"
