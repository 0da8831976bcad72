#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the command line does to the accounts while the window is open: two programs over one data folder and one keychain.
class tst_OtherPrograms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void hearsOfASignIn();
    void hearsOfASignInToWhatIsSignedOutHere();
    void hearsOfOneThatWasForgotten();
    void hearsOfANewName();
    void keepsItsOwnTokensWhenAFieldChanges();
    void isNotToldOfItsOwnDoing();
    void leavesABrokenFileAlone();
    void saysWhatCantBeLocked();

private:
    [[nodiscard]] bool knows(const CredentialId &id = AuthWorld::ada) const { return m_window->auth.credentials().contains(id); }
    [[nodiscard]] static bool isActive(const AuthWorld &world, const CredentialId &id = AuthWorld::ada)
    {
        const auto status = world.auth.status(id);
        return status && std::holds_alternative<Active>(status->state);
    }

    std::unique_ptr<AuthHome> m_home;
    std::unique_ptr<TokenServer> m_server;
    std::unique_ptr<AuthWorld> m_window, m_terminal;
};

void tst_OtherPrograms::init()
{
    m_home = std::make_unique<AuthHome>();
    m_home->writeProfile();
    m_server = std::make_unique<TokenServer>();
    m_window = std::make_unique<AuthWorld>(*m_home);
    m_terminal = std::make_unique<AuthWorld>(*m_home);
    QVERIFY(!m_window->load());
    QVERIFY(!m_terminal->load());
}

void tst_OtherPrograms::cleanup()
{
    m_terminal.reset();
    m_window.reset();
    m_server.reset();
}

void tst_OtherPrograms::hearsOfASignIn()
{
    QSignalSpy changed(&m_window->auth, &AuthManager::credentialsChanged);
    QVERIFY(!m_terminal->signIn(m_server->url()));
    QTRY_VERIFY(knows());
    QVERIFY(!changed.isEmpty());
    QTRY_VERIFY(isActive(*m_window));
    QCOMPARE(m_window->access(), m_terminal->access());
    QVERIFY(m_window->authorise(m_server->url() + u"/data"_s));
    QCOMPARE(m_server->reuses(), 0);
}

void tst_OtherPrograms::hearsOfASignInToWhatIsSignedOutHere()
{
    QVERIFY(!m_window->signIn(m_server->url()));
    bool isSignedOut = false;
    m_window->auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &) { isSignedOut = true; }});
    QTRY_VERIFY(isSignedOut);
    QVERIFY(!isActive(*m_window));
    m_terminal->clock.advance(1s);
    QVERIFY(!m_terminal->signIn(m_server->url()));
    QTRY_VERIFY(isActive(*m_window));
    QCOMPARE(m_window->access(), m_terminal->access());
}

void tst_OtherPrograms::hearsOfOneThatWasForgotten()
{
    QVERIFY(!m_terminal->signIn(m_server->url()));
    QTRY_VERIFY(isActive(*m_window));
    m_terminal->auth.forget(AuthWorld::ada, {});
    QTRY_VERIFY(!knows());
    QVERIFY(!m_window->auth.status(AuthWorld::ada));
}

void tst_OtherPrograms::hearsOfANewName()
{
    QVERIFY(!m_terminal->signIn(m_server->url()));
    QTRY_VERIFY(isActive(*m_window));
    Credential renamed = m_terminal->status().credential;
    renamed.id.account = u"grace"_s;
    m_terminal->auth.edit(AuthWorld::ada, renamed, {});
    QTRY_VERIFY(!knows());
    QTRY_VERIFY(isActive(*m_window, renamed.id));
}

void tst_OtherPrograms::keepsItsOwnTokensWhenAFieldChanges()
{
    QVERIFY(!m_window->signIn(m_server->url()));
    QTRY_VERIFY(m_terminal->auth.credentials().contains(AuthWorld::ada));
    const QString access = m_window->access();
    Credential changed = m_terminal->status().credential;
    changed.keepsCookies = true;
    m_terminal->auth.edit(AuthWorld::ada, changed, {});
    QTRY_VERIFY(m_window->status().credential.keepsCookies);
    QCOMPARE(m_window->access(), access);
    QVERIFY(isActive(*m_window));
}

void tst_OtherPrograms::isNotToldOfItsOwnDoing()
{
    QSignalSpy put(&m_window->accounts, &Accounts::putElsewhere), heard(&m_terminal->accounts, &Accounts::putElsewhere);
    QVERIFY(!m_window->signIn(m_server->url()));
    QTRY_COMPARE(heard.size(), 1);
    QCOMPARE(put.size(), 0);
}

void tst_OtherPrograms::leavesABrokenFileAlone()
{
    QVERIFY(!m_window->signIn(m_server->url()));
    QSignalSpy removed(&m_window->accounts, &Accounts::removedElsewhere);
    QFileSystemWatcher watcher({m_home->folder.path()});
    QSignalSpy written(&watcher, &QFileSystemWatcher::directoryChanged);
    QFile file(m_window->accounts.path());
    QVERIFY(file.remove()); // moved away
    QTRY_VERIFY(!written.isEmpty());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QVERIFY(!m_window->accounts.load());
    QTRY_VERIFY(written.size() > 1);
    QVERIFY(removed.isEmpty());
    QVERIFY(isActive(*m_window));
}

// Who has the turn can't be told then: nothing is sent, and the message is about what is wrong.
void tst_OtherPrograms::saysWhatCantBeLocked()
{
    QVERIFY(!m_window->signIn(m_server->url()));
    const QString path = m_home->folder.filePath(u"locks/entries.lock"_s);
    QFile::remove(path);
    QVERIFY(QDir().mkpath(path)); // it should be a file
    const auto refused = m_window->refresh();
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::Storage);
    QVERIFY2(refused->message.contains(path), qPrintable(refused->message));
    QVERIFY(!refused->detail.isEmpty());
    QCOMPARE(m_server->refreshes(), 0);
    QVERIFY(QDir().rmdir(path));
    const auto refreshed = m_window->refresh();
    QVERIFY2(!refreshed, qPrintable(refreshed ? refreshed->message : QString()));
    QCOMPARE(m_server->refreshes(), 1);
}

QTEST_GUILESS_MAIN(tst_OtherPrograms)
#include "tst_OtherPrograms.moc"
