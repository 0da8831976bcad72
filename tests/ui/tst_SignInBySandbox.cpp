#include "app/auth/AuthManager.h"
#include "app/run/Services.h"
#include "app/sandbox/Sandbox.h"
#include "app/secrets/SecretStore.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestTab.h"
#include "ui/credentials/CredentialCard.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/login/LabelledField.h"
#include "ui/login/LoginDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountdownRing.h"
#include "ui/widgets/ErrorBanner.h"

#include <QtCore/QTemporaryDir>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusMetaType>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The main job, as a person does it: the real window on a real X server, a real keyring and the four sandbox APIs. Types and
// clicks, and looks at what the window says.
class tst_SignInBySandbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qDBusRegisterMetaType<QMap<QString, QString>>(); }
    void init();
    void cleanup();
    void signsInStaysSignedInAndLeavesNothing_data();
    void signsInStaysSignedInAndLeavesNothing();
    void aWrongPasswordIsSaidInTheServersWords();

private:
    LoginDialog *openFromWelcome(const QString &profile);
    void typeInto(QWidget *root, const QString &name, const QString &text);
    [[nodiscard]] CredentialCard *card() const;
    [[nodiscard]] QStringList keychain() const; // names of what the keyring holds of ours
    [[nodiscard]] int secondsOnTheRing() const;
    QString send();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void tst_SignInBySandbox::init()
{
    cleanup(); // is left out where the last init() failed
    m_folder = std::make_unique<QTemporaryDir>();
    m_services = std::make_unique<Services>(Services::Options{m_folder->path(), u"tst-sign-in"_s});
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(u"window.json"_s), m_services->clock());
    m_theme = std::make_unique<Theme>();
    m_theme->applyTo(*qApp);
    m_window = std::make_unique<MainWindow>(*m_services, *m_theme, *m_settings);
    m_window->resize(1200, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->start(true, Done{});
    QTRY_VERIFY(m_services->sandbox().isRunning());
    QTRY_COMPARE(m_services->secrets().state(), KeychainState::Unlocked);
    QVERIFY(keychain().isEmpty());
}

void tst_SignInBySandbox::cleanup()
{
    if (m_services) { // what a failed test left in the keyring would fail the next
        const QList<CredentialId> ids = m_services->auth().credentials();
        int left = int(ids.size());
        for (const CredentialId &id : ids)
            m_services->auth().forget(id, {this, [&left](const Result<Done> &) { --left; }});
        QTRY_COMPARE(left, 0);
    }
    m_window.reset();
    m_theme.reset();
    m_settings.reset();
    m_services.reset();
    m_folder.reset();
}

LoginDialog *tst_SignInBySandbox::openFromWelcome(const QString &profile)
{
    QPushButton *button = nullptr;
    [&] { QTRY_VERIFY((button = m_window->findChild<QPushButton *>(u"signIn:"_s + profile)) && button->isVisible()); }();
    if (!button)
        return nullptr;
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = m_window->findChild<LoginDialog *>();
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void tst_SignInBySandbox::typeInto(QWidget *root, const QString &name, const QString &text)
{
    auto *field = root->findChild<QWidget *>(name);
    QVERIFY2(field, qPrintable(name));
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

CredentialCard *tst_SignInBySandbox::card() const
{
    for (CredentialCard *each : m_window->findChildren<CredentialCard *>()) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

// Asked of the Secret Service itself, not of the code under test.
QStringList tst_SignInBySandbox::keychain() const
{
    const QString service = u"org.freedesktop.secrets"_s;
    QDBusMessage search = QDBusMessage::createMethodCall(
        service, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    search.setArguments({QVariant::fromValue(QMap<QString, QString>{{u"server"_s, u"Tessera"_s}})});
    const QDBusMessage found = QDBusConnection::sessionBus().call(search);
    QStringList keys;
    for (const QVariant &list : found.arguments()) {
        for (const QDBusObjectPath &item : qdbus_cast<QList<QDBusObjectPath>>(list)) {
            QDBusMessage get = QDBusMessage::createMethodCall(
                service, item.path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
            get.setArguments({u"org.freedesktop.Secret.Item"_s, u"Attributes"_s});
            const auto attributes = qdbus_cast<QMap<QString, QString>>(
                QDBusConnection::sessionBus().call(get).arguments().value(0).value<QDBusVariant>().variant());
            keys.append(attributes.value(u"user"_s));
        }
    }
    return found.type() == QDBusMessage::ReplyMessage ? keys : QStringList{u"the keyring did not answer"_s};
}

int tst_SignInBySandbox::secondsOnTheRing() const
{
    const QString text = card() ? card()->findChild<CountdownRing *>()->text() : QString();
    return text.endsWith(u's') ? text.chopped(1).toInt() : -1;
}

// What the badge says after Send was pressed.
QString tst_SignInBySandbox::send()
{
    auto *tab = m_window->findChild<RequestTab *>();
    auto *badge = tab ? tab->findChild<QLabel *>(u"status"_s) : nullptr;
    if (!badge)
        return u"there is no tab"_s;
    badge->clear();
    QTest::mouseClick(tab->findChild<QWidget *>(u"send"_s), Qt::LeftButton);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!badge->text().isEmpty(), 10'000); }();
    return badge->text();
}

void tst_SignInBySandbox::signsInStaysSignedInAndLeavesNothing_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("account"); // the sandbox's label of it; empty: the first
    QTest::addColumn<QString>("path"); // 2xx for who is signed in, and for nobody else
    QTest::newRow("datarhei Core") << u"datarhei-core"_s << QString() << u"/api/v3/process"_s;
    QTest::newRow("Kent Hack Enough") << u"kent-hack-enough"_s << u"Admin"_s << u"/users"_s;
    QTest::newRow("Telenor MIC") << u"telenor-mic"_s << QString() << u"/users/{{userName | percent}}"_s;
    QTest::newRow("PagFast Partner") << u"pagfast-partner"_s << QString() << u"/receivers"_s;
}

void tst_SignInBySandbox::signsInStaysSignedInAndLeavesNothing()
{
    QFETCH(QString, profile);
    QFETCH(QString, account);
    QFETCH(QString, path);
    AuthManager &auth = m_services->auth();
    m_services->sandbox().setAccessLife(profile, 8s); // the refresh is due after half of it
    const auto api = m_services->sandbox().api(profile);
    QVERIFY(api);

    LoginDialog *dialog = openFromWelcome(profile);
    QVERIFY(dialog);
    const auto person = std::find_if(api->accounts.begin(), api->accounts.end(),
        [&](const auto &each) { return account.isEmpty() || each.label == account; });
    QVERIFY(person != api->accounts.end());
    for (const auto &[name, value] : person->fields)
        typeInto(dialog, u"field_"_s + name, value);
    typeInto(dialog, u"loginAccount"_s, u"me"_s);
    QTest::mouseClick(dialog->findChild<QWidget *>(u"loginSubmit"_s), Qt::LeftButton);
    QTRY_COMPARE(auth.credentials().size(), 1);
    const CredentialId id = auth.credentials().constFirst();
    QCOMPARE(id, (CredentialId{profile, u"sandbox"_s, u"me"_s}));
    QTRY_VERIFY(card());
    QTRY_VERIFY(card()->stateText().startsWith(u"active"_s));
    QTRY_VERIFY(!keychain().isEmpty());

    // The countdown falls, in the card and beside the method.
    QTRY_VERIFY(secondsOnTheRing() > 0);
    const int before = secondsOnTheRing();
    QTRY_VERIFY(secondsOnTheRing() > 0 && secondsOnTheRing() < before);
    auto *picker = m_window->findChild<IdentityPicker *>();
    QVERIFY(picker);
    QTRY_COMPARE(picker->identity(), id);
    QVERIFY(!picker->countdown().isEmpty());

    // Requests succeed across a refresh that nobody asked for.
    auto *url = m_window->findChild<QWidget *>(u"url"_s);
    QVERIFY(url);
    url->setFocus();
    QTest::keyClick(url, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(url, u"{{baseUrl}}"_s + path);
    QTest::keyClick(url, Qt::Key_Escape); // a list of variables may be open
    QString answer = send();
    QVERIFY2(answer.startsWith(u'2'), qPrintable(answer));
    // A refresh that nobody asked for; the request that is sent in its middle waits for it and goes with the new token.
    for (const SandboxCall call : {SandboxCall::Refresh, SandboxCall::SignIn}) // some refresh by signing in again
        m_services->sandbox().setDelay(profile, 1500ms, call);
    const quint64 generation = auth.status(id)->generation;
    QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<Refreshing>(auth.status(id)->state), 20'000);
    answer = send();
    QVERIFY2(answer.startsWith(u'2'), qPrintable(answer));
    QVERIFY(auth.status(id)->generation > generation);
    const auto events = auth.status(id)->events;
    QVERIFY(std::any_of(events.begin(), events.end(), [](const CredentialEvent &event) {
        return event.kind == CredentialEvent::Kind::Refreshed && event.reason == CredentialEvent::Reason::Timer;
    }));

    // Out again, by the card; nothing is left.
    auto *panel = m_window->findChild<CredentialPanel *>();
    if (!panel->findChild<QWidget *>(u"credentialDetails"_s)->isVisible()) {
        card()->setFocus();
        QTest::keyClick(card(), Qt::Key_Return);
    }
    auto *signOut = panel->findChild<QPushButton *>(u"cardSignOut"_s);
    QTRY_VERIFY(signOut->isVisible());
    QTest::mouseClick(signOut, Qt::LeftButton);
    QTRY_VERIFY(std::holds_alternative<SignedOut>(auth.status(id)->state));
    QTRY_COMPARE(card()->stateText(), u"signed out"_s);
    if (auth.status(id)->credential.remembersSecrets) { // key and secret stay for the next time, until they are forgotten
        QVERIFY(!keychain().isEmpty());
        QTest::mouseClick(panel->findChild<QWidget *>(u"cardForget"_s), Qt::LeftButton);
        auto *question = panel->findChild<ErrorBanner *>(u"cardOutcome"_s);
        QTRY_VERIFY(question->isVisible());
        QTest::mouseClick(question->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
        QTRY_VERIFY(auth.credentials().isEmpty());
    }
    QTRY_COMPARE(keychain(), QStringList());
}

void tst_SignInBySandbox::aWrongPasswordIsSaidInTheServersWords()
{
    LoginDialog *dialog = openFromWelcome(u"datarhei-core"_s);
    QVERIFY(dialog);
    typeInto(dialog, u"field_password"_s, u"wrong"_s);
    QTest::keyClick(dialog->findChild<QWidget *>(u"field_password"_s), Qt::Key_Return);
    auto *box = dialog->findChild<LabelledField *>(u"fieldBox_password"_s);
    QTRY_VERIFY(!box->problem().isEmpty());
    QVERIFY2(box->problem().startsWith(u"The server says: “"_s), qPrintable(box->problem()));
    QVERIFY(m_services->auth().credentials().isEmpty());
    QVERIFY(keychain().isEmpty());
    QCOMPARE(dialog->findChild<QLineEdit *>(u"field_username"_s)->text(), u"admin"_s);
}

QTEST_MAIN(tst_SignInBySandbox)
#include "tst_SignInBySandbox.moc"
