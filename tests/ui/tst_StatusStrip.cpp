#include "tests/support/AuthWorld.h"
#include "tests/support/TokenServer.h"
#include "ui/shell/StatusStrip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Popover.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The keychain's six states as a person meets them: in the status bar, with what to do behind a click; and what comes next.
class tst_StatusStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKeychainStateIsSaidWithWhatToDo_data();
    void eachKeychainStateIsSaidWithWhatToDo();
    void theNextRefreshIsSaidAfterSigningInAgain();
    void followsTheTextSize();
};

void tst_StatusStrip::eachKeychainStateIsSaidWithWhatToDo_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("advice"); // in the sentence
    QTest::addColumn<QString>("action"); // on its button; empty: there is nothing to do
    const auto row = [](const char *name, KeychainState state, const char *title, const char *advice, const char *action) {
        QTest::newRow(name) << int(state) << QString::fromLatin1(title) << QString::fromLatin1(advice) << QString::fromLatin1(action);
    };
    row("found", KeychainState::Unlocked, "Keychain unlocked", "are kept in the keychain of this desktop", "");
    row("locked", KeychainState::Locked, "Keychain locked", "enter the password of your keyring", "Unlock");
    row("absent", KeychainState::Absent, "No keychain", "Install and start a keychain", "Try again");
    row("refusing", KeychainState::Refusing, "Keychain refuses", "allow Tessera", "Try again");
    row("hanging", KeychainState::Hanging, "Keychain does not answer", "Look for a question of the desktop", "Try again");
    row("dying", KeychainState::Lost, "Keychain gone", "start the keychain again", "Try again");
}

void tst_StatusStrip::eachKeychainStateIsSaidWithWhatToDo()
{
    QFETCH(int, state);
    QFETCH(QString, title);
    QFETCH(QString, advice);
    QFETCH(QString, action);
    const AuthHome home;
    AuthWorld world(home);
    const Theme theme;
    Ticker ticker(world.clock);
    QWidget window;
    window.resize(900, 300);
    auto *layout = new QVBoxLayout(&window);
    layout->addStretch();
    layout->addWidget(new StatusStrip(theme, ticker, world.auth, world.secrets));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    world.secrets.setState(KeychainState(state)); // while the window is open: as it would happen
    auto *entry = window.findChild<QToolButton *>(u"keychainStatus"_s);
    QCOMPARE(entry->text(), title);
    QCOMPARE(entry->accessibleName(), title);

    entry->setFocus();
    QTest::keyClick(entry, Qt::Key_Space);
    const QPointer<Popover> popover = window.findChild<Popover *>();
    QVERIFY(popover && popover->isVisible());
    QString said;
    for (const QLabel *label : popover->findChildren<QLabel *>())
        said += label->text() + u' ';
    QVERIFY2(said.contains(title) && said.contains(advice), qPrintable(said));
    QCOMPARE(said.contains(u"kept in memory only"_s), KeychainState(state) != KeychainState::Unlocked);

    const QList<QPushButton *> buttons = popover->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), action.isEmpty() ? 0 : 1);
    if (!action.isEmpty()) {
        QCOMPARE(buttons.constFirst()->text(), action);
        QTest::mouseClick(buttons.constFirst(), Qt::LeftButton);
        QCOMPARE(world.secrets.state(), KeychainState::Unlocked); // the keychain was asked anew, and has come round
        QCOMPARE(entry->text(), u"Keychain unlocked"_s);
    }
}

void tst_StatusStrip::theNextRefreshIsSaidAfterSigningInAgain()
{
    const AuthHome home;
    home.writeProfile();
    AuthWorld world(home);
    TokenServer server;
    QVERIFY(!world.load());
    const Theme theme;
    Ticker ticker(world.clock);
    StatusStrip strip(theme, ticker, world.auth, world.secrets);
    strip.setVisible(true);
    const auto *entry = strip.findChild<QToolButton *>(u"credentialStatus"_s);
    QCOMPARE(entry->text(), u"No credentials yet"_s);
    QVERIFY(!world.signIn(server.url()));
    QVERIFY2(entry->text().startsWith(u"1 credential, next refresh in "_s), qPrintable(entry->text()));
    QVERIFY(!world.signIn(server.url())); // once more, as the same one
    QVERIFY2(entry->text().startsWith(u"1 credential, next refresh in "_s), qPrintable(entry->text()));
}

void tst_StatusStrip::followsTheTextSize()
{
    const AuthHome home;
    AuthWorld world(home);
    Theme theme;
    Ticker ticker(world.clock);
    const StatusStrip strip(theme, ticker, world.auth, world.secrets);
    const auto *entry = strip.findChild<QToolButton *>(u"keychainStatus"_s);
    const QSize dot = entry->iconSize();
    const int height = entry->height();
    theme.setTextSize(20);
    QVERIFY(entry->iconSize().width() > dot.width() && entry->height() > height);
    theme.setTextSize(13);
    QCOMPARE(entry->iconSize(), dot);
    QCOMPARE(entry->height(), height);
}

QTEST_MAIN(tst_StatusStrip)
#include "tst_StatusStrip.moc"
