#include "ui/shell/SandboxMenu.h"

#include "tests/support/SandboxClient.h"

#include <QtGui/QAction>
#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// Every switch of the sandbox, chosen in the menu and seen by a client from outside.
class tst_SandboxMenu : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysThatNothingRuns();
    void tokensEndOrAreRevoked();
    void answersAreDroppedOrRefused();
    void clockIsSet();
    void switchesOfAnApiAreThere();

private:
    void choose(const char *name, int index = -1); // an action, or one of a sub-menu
    [[nodiscard]] int ask(const QByteArray &token) const { return m_client->send(core, "GET", "/api/v3/process", {{"Authorization", "Bearer " + token}}).status; }
    [[nodiscard]] int refresh(const QByteArray &token) const { return m_client->send(core, "GET", "/api/login/refresh", {{"Authorization", "Bearer " + token}}).status; }

    const QString core = u"datarhei-core"_s;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<SandboxClient> m_client;
    std::unique_ptr<SandboxMenu> m_menu;
};

void tst_SandboxMenu::init()
{
    m_menu.reset();
    m_sandbox = std::make_unique<Sandbox>();
    QVERIFY(m_sandbox->start().isEmpty());
    m_client = std::make_unique<SandboxClient>(*m_sandbox);
    m_menu = std::make_unique<SandboxMenu>(*m_sandbox);
}

void tst_SandboxMenu::choose(const char *name, int index)
{
    auto *menu = m_menu->findChild<QMenu *>(u"sandboxMenu:"_s + core);
    QVERIFY(menu);
    if (index >= 0) {
        auto *sub = menu->findChild<QMenu *>(QString::fromLatin1(name));
        QVERIFY2(sub && index < sub->actions().size(), name);
        sub->actions().at(index)->trigger();
        QVERIFY(sub->actions().at(index)->isChecked());
        return;
    }
    auto *action = menu->findChild<QAction *>(QString::fromLatin1(name));
    QVERIFY2(action, name);
    QVERIFY(!action->toolTip().isEmpty());
    action->trigger();
}

void tst_SandboxMenu::saysThatNothingRuns()
{
    m_sandbox->stop();
    m_menu->take();
    QCOMPARE(m_menu->actions().size(), 1);
    QVERIFY(!m_menu->actions().constFirst()->isEnabled());
}

void tst_SandboxMenu::tokensEndOrAreRevoked()
{
    RawAnswer signedIn = m_client->signIn(core);
    const QByteArray access = SandboxClient::at(signedIn, "/access_token"), renewal = SandboxClient::at(signedIn, "/refresh_token");
    QCOMPARE(ask(access), 200);
    choose("expire");
    QCOMPARE(ask(access), 401);
    QCOMPARE(refresh(renewal), 200);
    choose("revoke");
    QVERIFY(refresh(renewal) >= 400);
}

void tst_SandboxMenu::answersAreDroppedOrRefused()
{
    const RawAnswer signedIn = m_client->signIn(core);
    const QByteArray renewal = SandboxClient::at(signedIn, "/refresh_token");
    choose("failRefresh");
    QCOMPARE(refresh(renewal), 503);
    QCOMPARE(refresh(renewal), 200);
    choose("dropRefresh");
    QCOMPARE(ask(SandboxClient::at(signedIn, "/access_token")), 200);
    QCOMPARE(refresh(renewal), 0);
    choose("drop");
    QCOMPARE(ask(SandboxClient::at(signedIn, "/access_token")), 0);
}

void tst_SandboxMenu::clockIsSet()
{
    const auto issuedAt = [this] { return qint64(SandboxClient::claimsOf(SandboxClient::at(m_client->signIn(core), "/access_token"))["iat"]); };
    const qint64 right = issuedAt();
    choose("clock", 1);
    QVERIFY(issuedAt() >= right + 120);
    choose("clock", 0);
    QVERIFY(issuedAt() < right + 60);
}

void tst_SandboxMenu::switchesOfAnApiAreThere()
{
    QCOMPARE(ask("nobody"), 401);
    choose("auth", 1); // off
    QCOMPARE(ask("nobody"), 200);
    const QList<SandboxApi> apis = m_sandbox->apis();
    QCOMPARE(m_menu->actions().size(), apis.size());
    for (const SandboxApi &api : apis) {
        for (const SandboxSwitch &each : api.switches)
            QVERIFY2(m_menu->findChild<QMenu *>(u"sandboxMenu:"_s + api.profileId)->findChild<QMenu *>(each.name), qPrintable(each.name));
    }
}

QTEST_MAIN(tst_SandboxMenu)
#include "tst_SandboxMenu.moc"
