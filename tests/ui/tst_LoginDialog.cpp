#include "tests/support/BundledProfile.h"
#include "tests/support/FakeClock.h"
#include "tests/support/FakeSignIn.h"
#include "ui/login/LabelledField.h"
#include "ui/login/LoginDialog.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Error refused{ErrorKind::AuthRejected, u"The server says: “invalid username or password”"_s, u"401 Unauthorized"_s};

bool offers(const ErrorBanner &banner)
{
    const auto actions = banner.findChildren<QPushButton *>(u"bannerAction"_s);
    return std::any_of(actions.begin(), actions.end(), [](const QPushButton *action) { return action->isVisible(); });
}

}

// The real dialog, by keyboard and mouse, against attempts that answer as the test wants.
class tst_LoginDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void typedAndSentOnce();
    void saysWhatIsMissingAndSendsNothing();
    void quotesTheServerAndKeepsWhatWasTyped();
    void countsTheSecondsItWaits();
    void escapeCancelsTheAttemptThenCloses();
    void closingCancelsTheAttempt();
    void asksWhatTheServerAsks();
    void anAccountLeadsToTheNextWay();
    void otherTroubleStandsAtTheTop();
    void trustsOneCertificateOnlyIfTold();
    void asksAboutTheServerThatWasRefused();
    void saysWhatEndedTheAttempt_data();
    void saysWhatEndedTheAttempt();
    void aFailedStartLeavesTheFormReady();
    void discoveriesFillFields();
    void waysKeepWhatWasTyped();
    void rememberedSecretsAreSaid();
    void showsTheRequestMasked();
    void helpIsOneKeyAway();
    void choosesAProfile();
    void everyControlHasAName();
    void anAddressThatIsWrongIsNoWrongPassword();
    void whatFailedGoesWithTheNextTry();
    void enterAgainGoesBackToWhatIsWrong();
    void whatIsTypedStaysWhileAnotherWindowIsLookedAt();
    void theKeyboardStopsAtControlsOnly();
    void arrowsAndEnterChooseAProfile();
    void theSandboxFillsTheForm();
    void aGivenAddressDoesNotLookLikeAField();
    void aNameComesBeforeADescription();
    void whatIsOnlyKeptHasNoRequestToShow();
    void manyFieldsStandInPairs();
    void staysOnTheScreen();
    void sendsUnencryptedOnlyWhereAllowed();

private:
    LoginDialog &open(const QString &profile, LoginStart start = {}, const LoginSurroundings &around = {});
    LoginDialog &openFilledIn(const QString &baseUrl); // one click from signing in
    template <typename T = QWidget> T *find(const QString &name) const { return m_dialog->findChild<T *>(name); }
    void type(const QString &name, const QString &text);
    void distrust(const QString &server, TlsTrust trust = TlsTrust::Refused); // in the attempt under way
    FakeSignIn *submit(); // clicks; the attempt that came of it

    Theme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<LoginDialog> m_dialog;
    QList<SignInRequest> m_requests;
    QPointer<FakeSignIn> m_attempt;
};

void tst_LoginDialog::init()
{
    m_theme.applyTo(*qApp);
    m_clock = std::make_unique<FakeClock>();
    m_ticker = std::make_unique<Ticker>(*m_clock);
    m_requests.clear();
}

void tst_LoginDialog::cleanup()
{
    m_dialog.reset();
    m_ticker.reset();
    m_clock.reset();
}

LoginDialog &tst_LoginDialog::openFilledIn(const QString &baseUrl)
{
    LoginStart start;
    start.baseUrl = baseUrl;
    start.values = {{u"username"_s, Secret(u"a"_s)}, {u"password"_s, Secret(u"b"_s)}};
    return open(u"datarhei-core"_s, start);
}

LoginDialog &tst_LoginDialog::open(const QString &profile, LoginStart start, const LoginSurroundings &around)
{
    m_dialog = std::make_unique<LoginDialog>(m_theme, *m_ticker);
    connect(m_dialog.get(), &LoginDialog::signInRequested, this, [this](const SignInRequest &request) {
        m_requests.append(request);
        m_attempt = new FakeSignIn(m_dialog.get());
        m_dialog->follow(m_attempt);
    });
    start.profile = profile;
    m_dialog->showForm(LoginForm(bundledProfile(profile), start, around), 0);
    m_dialog->open();
    if (!QTest::qWaitForWindowActive(m_dialog.get()))
        qFatal("the dialog does not become active");
    return *m_dialog;
}

void tst_LoginDialog::type(const QString &name, const QString &text)
{
    auto *field = find(name);
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

void tst_LoginDialog::distrust(const QString &server, TlsTrust trust)
{
    const Origin origin = *Origin::of(server);
    const QString name = u"CN="_s + origin.host;
    TlsInfo tls;
    tls.chain.append({name, name, {}, {}, QByteArray(32, '\x7f')});
    tls.trust = trust;
    Q_EMIT m_attempt->distrusted(tls, origin);
}

FakeSignIn *tst_LoginDialog::submit()
{
    QTest::mouseClick(find(u"loginSubmit"_s), Qt::LeftButton);
    return m_attempt;
}

void tst_LoginDialog::typedAndSentOnce()
{
    open(u"datarhei-core"_s);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"loginServer"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"http://127.0.0.1:8080/"_s);
    type(u"field_username"_s, u"admin"_s);
    QCOMPARE(find<QLineEdit>(u"loginAccount"_s)->placeholderText(), u"admin"_s); // follows the user name
    QTest::keyClick(find(u"field_username"_s), Qt::Key_Tab);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"loginAccount"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"field_password"_s);
    QTest::keyClicks(m_dialog->focusWidget(), u"datarhei"_s);
    QCOMPARE(find<TextLabel>(u"loginSends"_s)->text(), u"Sends POST /api/login to http://127.0.0.1:8080"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QTest::mouseClick(find(u"loginSubmit"_s), Qt::LeftButton);

    QCOMPARE(m_requests.size(), 1);
    QVERIFY(m_dialog->isSending());
    const SignInRequest request = m_requests.constFirst();
    QCOMPARE(request.id, (CredentialId{u"datarhei-core"_s, u"local"_s, u"admin"_s}));
    QCOMPARE(request.baseUrl, u"http://127.0.0.1:8080"_s);
    QCOMPARE(request.fields.value(u"password"_s).reveal(), u"datarhei"_s);
    QVERIFY(!request.rememberSecrets);

    QSignalSpy signedIn(m_dialog.get(), &LoginDialog::signedIn);
    Q_EMIT m_attempt->finished(SignInOutcome{request.id, {}, {}});
    QCOMPARE(signedIn.size(), 1);
    QTRY_VERIFY(!m_dialog->isVisible());
}

void tst_LoginDialog::saysWhatIsMissingAndSendsNothing()
{
    open(u"datarhei-core"_s);
    submit();
    QVERIFY(m_requests.isEmpty());
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"loginServer"_s);
    QCOMPARE(find<LabelledField>(u"fieldBox_username"_s)->problem(), u"User name is needed."_s);
    QCOMPARE(find<LabelledField>(u"fieldBox_password"_s)->problem(), u"Password is needed."_s);
    type(u"field_username"_s, u"a"_s); // what is put right is no longer wrong
    QVERIFY(find<LabelledField>(u"fieldBox_username"_s)->problem().isEmpty());
    QVERIFY(!find<LabelledField>(u"fieldBox_password"_s)->problem().isEmpty());
}

void tst_LoginDialog::quotesTheServerAndKeepsWhatWasTyped()
{
    LoginStart start;
    start.baseUrl = u"http://127.0.0.1:8080"_s;
    open(u"datarhei-core"_s, start);
    type(u"field_username"_s, u"admin"_s);
    type(u"field_password"_s, u"wrong"_s);
    submit();
    m_clock->advance(5s);
    Q_EMIT m_attempt->finished(failure(refused));
    QCOMPARE(find<LabelledField>(u"fieldBox_password"_s)->problem(), refused.message);
    QVERIFY(!m_dialog->isSending());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"field_password"_s);
    QCOMPARE(find<QLineEdit>(u"field_password"_s)->text(), u"wrong"_s);
    QCOMPARE(find<QLineEdit>(u"field_username"_s)->text(), u"admin"_s);
    const auto notes = find(u"fieldBox_password"_s)->findChildren<TextLabel *>();
    QVERIFY(std::any_of(notes.begin(), notes.end(),
        [](const TextLabel *note) { return note->text() == "401 Unauthorized, after 5.0 s"_L1; }));

    QTest::keyClicks(m_dialog->focusWidget(), u"right"_s); // what was typed is marked: it is replaced
    submit();
    QCOMPARE(m_requests.size(), 2);
    QCOMPARE(m_requests.last().fields.value(u"password"_s).reveal(), u"right"_s);
    QVERIFY(find<LabelledField>(u"fieldBox_password"_s)->problem().isEmpty());
}

void tst_LoginDialog::countsTheSecondsItWaits()
{
    openFilledIn(u"http://127.0.0.1:8080"_s);
    submit();
    Q_EMIT m_attempt->progressed(u"Sending POST to http://127.0.0.1:8080"_s);
    QCOMPARE(find<TextLabel>(u"loginSends"_s)->text(), u"Sending POST to http://127.0.0.1:8080, 0 s"_s);
    m_clock->advance(3s);
    QCOMPARE(find<TextLabel>(u"loginSends"_s)->text(), u"Sending POST to http://127.0.0.1:8080, 3 s"_s);
    auto *patience = find<TextLabel>(u"loginPatience"_s);
    QTRY_VERIFY(patience->isVisible() && patience->height() >= patience->heightForWidth(patience->width())); // all of it
    QVERIFY(!find(u"loginSubmit"_s)->isEnabled());
    QVERIFY(!find(u"field_username"_s)->isEnabled());
    Q_EMIT m_attempt->finished(failure(refused));
    QCOMPARE(m_clock->timers(), 0); // nothing ticks in a dialog that waits for its user
}

void tst_LoginDialog::escapeCancelsTheAttemptThenCloses()
{
    openFilledIn(u"http://127.0.0.1:8080"_s);
    submit();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(m_attempt->cancels, 1);
    QTRY_VERIFY(!m_dialog->isSending());
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!find<ErrorBanner>(u"loginFailure"_s)->isVisible()); // who cancels knows it
    QCOMPARE(find<QLineEdit>(u"field_password"_s)->text(), u"b"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog->isVisible());
}

void tst_LoginDialog::closingCancelsTheAttempt()
{
    openFilledIn(u"http://127.0.0.1:8080"_s);
    submit();
    QVERIFY(m_dialog->close());
    QCOMPARE(m_attempt->cancels, 1);
    QVERIFY(!m_dialog->isVisible());
}

void tst_LoginDialog::asksWhatTheServerAsks()
{
    LoginStart start;
    start.baseUrl = u"http://127.0.0.1:8080"_s;
    start.values = {{u"userName"_s, Secret(u"ops"_s)}, {u"password"_s, Secret(u"b"_s)}, {u"apiKey"_s, Secret(u"c"_s)}};
    open(u"telenor-mic"_s, start);
    submit();
    Field code;
    code.name = u"code"_s;
    code.label = u"Code"_s;
    Field terms;
    terms.name = u"terms"_s;
    terms.label = u"I accept the terms"_s;
    terms.isConfirmation = true;
    Q_EMIT m_attempt->asked(
        {u"One more thing"_s, u"Read and type."_s, u"<b>Terms</b>"_s, {code, terms}, {u"Send it again"_s}});
    QCOMPARE(find<TextLabel>(u"loginTitle"_s)->text(), u"One more thing"_s);
    QCOMPARE(find<ReadOnlyText>(u"questionDocument"_s)->text(), u"<b>Terms</b>"_s);
    QVERIFY(!m_dialog->isSending());

    submit(); // nothing typed yet
    QVERIFY(m_attempt->answers.isEmpty());
    QCOMPARE(find<LabelledField>(u"fieldBox_code"_s)->problem(), u"Code is needed."_s);
    QTest::mouseClick(find(u"questionAction0"_s), Qt::LeftButton);
    QCOMPARE(m_attempt->actions, QList<int>{0});
    Q_EMIT m_attempt->actionDone(u"Sent."_s);
    QCOMPARE(find<TextLabel>(u"questionActionDone"_s)->text(), u"Sent."_s);

    type(u"field_code"_s, u"123456"_s);
    QTest::keyClick(find(u"field_terms"_s), Qt::Key_Space);
    QTest::keyClick(find(u"field_code"_s), Qt::Key_Return);
    QCOMPARE(m_attempt->answers.size(), 1);
    QCOMPARE(m_attempt->answers.constFirst().value(u"code"_s).reveal(), u"123456"_s);
    QCOMPARE(m_attempt->answers.constFirst().value(u"terms"_s).reveal(), u"true"_s);
    QVERIFY(m_dialog->isSending());
    QCOMPARE(m_requests.size(), 1); // it was the same attempt

    Q_EMIT m_attempt->finished(failure(refused));
    QVERIFY(find(u"field_userName"_s)->isVisible()); // back at the form, as it was
    QCOMPARE(find<QLineEdit>(u"field_userName"_s)->text(), u"ops"_s);
}

void tst_LoginDialog::anAccountLeadsToTheNextWay()
{
    LoginStart start;
    start.baseUrl = u"http://127.0.0.1:8080"_s;
    start.way = u"sign-up"_s;
    start.values = {{u"userName"_s, Secret(u"ops"_s)}, {u"password"_s, Secret(u"b"_s)}, {u"email"_s, Secret(u"e"_s)},
        {u"apiKey"_s, Secret(u"k"_s)}};
    open(u"telenor-mic"_s, start);
    QCOMPARE(find<QPushButton>(u"loginSubmit"_s)->text(), u"Send"_s);
    QVERIFY(!find(u"loginAccount"_s)->isVisible()); // there is no credential to name
    submit();
    Q_EMIT m_attempt->finished(SignInOutcome{{}, u"Now sign in with it."_s, u"password"_s});
    QVERIFY(m_dialog->isVisible());
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QVERIFY(banner->isVisible());
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(m_dialog->form()->way().id, u"password"_s);
    QCOMPARE(find<QLineEdit>(u"field_userName"_s)->text(), u"ops"_s);
    QCOMPARE(find<QPushButton>(u"loginSubmit"_s)->text(), u"Sign in"_s);
}

void tst_LoginDialog::otherTroubleStandsAtTheTop()
{
    openFilledIn(u"http://127.0.0.1:1"_s);
    submit();
    Q_EMIT m_attempt->finished(failure(ErrorKind::Network, u"<i>refused</i>"_s, u"Is it running?"_s));
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->message(), u"<i>refused</i>"_s); // as it is, not as markup
    submit();
    QVERIFY(!banner->isVisible());
}

void tst_LoginDialog::trustsOneCertificateOnlyIfTold()
{
    openFilledIn(u"https://self.example:8443"_s);
    QSignalSpy trusted(m_dialog.get(), &LoginDialog::certificateTrusted);
    submit();
    distrust(u"https://self.example:8443"_s);
    Q_EMIT m_attempt->finished(failure(ErrorKind::Tls, u"Self-signed."_s));
    QCOMPARE(trusted.size(), 0);
    QCOMPARE(m_requests.size(), 1);
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QVERIFY(banner->accessibleName().contains(u"7F:7F:7F"_s));
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(trusted.size(), 1);
    QCOMPARE(trusted.constFirst().at(1).value<TlsException>(), (TlsException{u"self.example"_s, 8443, QByteArray(32, '\x7f')}));
    QCOMPARE(m_requests.size(), 2);
    // One that took the place of a trusted one is no question: the server's trouble is said, and nothing is offered.
    distrust(u"https://self.example:8443"_s, TlsTrust::Replaced);
    Q_EMIT m_attempt->finished(failure(ErrorKind::Tls, u"Another certificate."_s));
    QCOMPARE(banner->message(), u"Another certificate."_s);
    QVERIFY(!offers(*banner));
}

// A step may go to another server than the one that was typed: it is that one which is trusted.
void tst_LoginDialog::asksAboutTheServerThatWasRefused()
{
    openFilledIn(u"https://api.example"_s);
    QSignalSpy trusted(m_dialog.get(), &LoginDialog::certificateTrusted);
    submit();
    distrust(u"https://auth.example:8443"_s);
    Q_EMIT m_attempt->finished(failure(ErrorKind::Tls, u"Self-signed."_s));
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QVERIFY2(banner->message().startsWith(u"Nothing was sent to https://auth.example:8443:"_s), qPrintable(banner->message()));
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_COMPARE(trusted.size(), 1);
    QCOMPARE(trusted.constFirst().at(1).value<TlsException>(), (TlsException{u"auth.example"_s, 8443, QByteArray(32, '\x7f')}));
}

// "Send it again" met a certificate that can't be verified; what the attempt ends with is another thing.
void tst_LoginDialog::saysWhatEndedTheAttempt_data()
{
    QTest::addColumn<bool>("isAction");
    QTest::newRow("an action failed before") << true;
    QTest::newRow("another call was made since") << false;
}

void tst_LoginDialog::saysWhatEndedTheAttempt()
{
    QFETCH(bool, isAction);
    openFilledIn(u"https://api.example"_s);
    submit();
    distrust(u"https://auth.example"_s);
    if (isAction)
        Q_EMIT m_attempt->actionDone(u"Self-signed."_s);
    else
        Q_EMIT m_attempt->progressed(u"Sending POST to https://api.example"_s);
    Q_EMIT m_attempt->finished(failure(ErrorKind::Network, u"The line was cut."_s));
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QCOMPARE(banner->message(), u"The line was cut."_s);
    QVERIFY(!offers(*banner));
}

void tst_LoginDialog::aFailedStartLeavesTheFormReady()
{
    LoginDialog &dialog = openFilledIn(u"http://127.0.0.1:1"_s);
    disconnect(&dialog, &LoginDialog::signInRequested, this, nullptr);
    submit();
    QVERIFY(dialog.isSending());
    dialog.showError({ErrorKind::Storage, u"The disk is full."_s, {}});
    QVERIFY(!dialog.isSending());
    QCOMPARE(find<ErrorBanner>(u"loginFailure"_s)->message(), u"The disk is full."_s);
}

void tst_LoginDialog::discoveriesFillFields()
{
    open(u"telenor-mic"_s);
    QSignalSpy asked(m_dialog.get(), &LoginDialog::discoveryRequested);
    auto *box = find(u"discovery_host"_s);
    QVERIFY(!box->isVisible());
    const auto links = m_dialog->findChildren<QPushButton *>(u"discoveryLink"_s);
    QTest::mouseClick(links.constFirst(), Qt::LeftButton);
    QTRY_VERIFY(box->isVisible());
    QTest::keyClick(box->findChild<QWidget *>(u"field_host"_s), Qt::Key_Return); // Enter asks; it does not sign in
    QCOMPARE(asked.size(), 0);
    QVERIFY(m_requests.isEmpty());
    type(u"field_host"_s, u"demo.example.org"_s);
    QTest::keyClick(find(u"field_host"_s), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto request = asked.constFirst().at(0).value<SignInRequest>();
    QCOMPARE(request.fields.value(u"host"_s).reveal(), u"demo.example.org"_s);
    QCOMPARE(asked.constFirst().at(1).toString(), u"host"_s);

    m_dialog->showDiscovered(u"host"_s, failure(ErrorKind::Network, u"No answer."_s));
    QCOMPARE(box->findChild<ErrorBanner *>()->message(), u"No answer."_s);
    DiscoveryOutcome found;
    found.fields = {{u"baseUrl"_s, u"https://abc.example.org/prod"_s}, {u"apiKey"_s, u"0123"_s}};
    found.notes = {{u"Release"_s, u"<b>7</b>"_s}};
    m_dialog->showDiscovered(u"host"_s, found);
    QCOMPARE(find<QLineEdit>(u"loginServer"_s)->text(), u"https://abc.example.org/prod"_s);
    QCOMPARE(find<QLineEdit>(u"field_apiKey"_s)->text(), u"0123"_s);
}

void tst_LoginDialog::waysKeepWhatWasTyped()
{
    open(u"kent-hack-enough"_s);
    type(u"field_email"_s, u"anna"_s);
    auto *ways = find<SegmentedControl>(u"loginWays"_s);
    QCOMPARE(ways->count(), 2);
    QTest::mouseClick(ways->findChild<QWidget *>(u"segment1"_s), Qt::LeftButton);
    QCOMPARE(m_dialog->form()->way().id, u"sign-up"_s);
    QCOMPARE(find<QLineEdit>(u"field_email"_s)->text(), u"anna"_s);
    QTest::mouseClick(find(u"loginWay_reset"_s), Qt::LeftButton);
    QCOMPARE(m_dialog->form()->way().id, u"reset"_s);
    QVERIFY(!ways->isVisible());
    QTest::mouseClick(find(u"loginBack"_s), Qt::LeftButton);
    QCOMPARE(m_dialog->form()->way().id, u"password"_s);
    QCOMPARE(find<QLineEdit>(u"field_email"_s)->text(), u"anna"_s);
}

void tst_LoginDialog::rememberedSecretsAreSaid()
{
    LoginSurroundings around;
    KnownCredential known;
    known.credential.id = {u"pagfast-partner"_s, u"home"_s, u"partner"_s};
    known.rememberedSecrets = {u"accessKey"_s, u"secret"_s};
    around.known = {known};
    LoginStart start;
    start.again = known.credential.id;
    start.environment = u"home"_s;
    start.account = u"partner"_s;
    start.baseUrl = u"http://127.0.0.1:8080"_s;
    start.remembersSecrets = true;
    open(u"pagfast-partner"_s, start, around);
    QVERIFY(find<QLineEdit>(u"field_secret"_s)->placeholderText().startsWith(u"remembered"_s));
    QVERIFY(find<QCheckBox>(u"loginRemember"_s)->isChecked());
    submit();
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(m_requests.constFirst().fields.isEmpty());
    QVERIFY(m_requests.constFirst().rememberSecrets);
}

void tst_LoginDialog::showsTheRequestMasked()
{
    LoginStart start;
    start.baseUrl = u"http://127.0.0.1:8080"_s;
    start.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"canary-password"_s)}};
    open(u"datarhei-core"_s, start);
    auto *request = find<ReadOnlyText>(u"loginRequest"_s);
    QVERIFY(!request->isVisible());
    QTest::mouseClick(find(u"loginShowRequest"_s), Qt::LeftButton);
    QVERIFY(request->isVisible());
    QVERIFY(request->text().startsWith(u"POST http://127.0.0.1:8080/api/login"_s));
    QVERIFY(!request->text().contains(u"canary"_s));
    type(u"field_username"_s, u"anna"_s);
    QVERIFY(request->text().contains(u"\"anna\""_s));
}

void tst_LoginDialog::helpIsOneKeyAway()
{
    open(u"datarhei-core"_s);
    auto *help = find(u"fieldBox_username"_s)->findChild<TextLabel *>(u"fieldHelp"_s);
    QVERIFY(!help->isVisible());
    QTest::mouseClick(find(u"field_username"_s), Qt::LeftButton);
    QTest::keyClick(find(u"field_username"_s), Qt::Key_F1);
    QTRY_VERIFY(help->isVisible());
}

void tst_LoginDialog::choosesAProfile()
{
    m_dialog = std::make_unique<LoginDialog>(m_theme, *m_ticker);
    const QList<ProfilePage::Entry> entries{
        {u"a"_s, u"Alpha"_s, u"First one"_s, false}, {u"b"_s, u"Beta"_s, u"<b>Second</b>"_s, true}};
    m_dialog->showProfiles(entries, {{ErrorKind::Profile, u"/x/bad.json: /signIn is missing."_s, {}}}, u"/x"_s);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QSignalSpy chosen(m_dialog.get(), &LoginDialog::profileChosen);
    QSignalSpy folder(m_dialog.get(), &LoginDialog::folderRequested);
    QTest::mouseClick(find(u"profileFolder"_s), Qt::LeftButton);
    QCOMPARE(folder.size(), 1);
    QTest::mouseClick(find(u"profileFilter"_s), Qt::LeftButton);
    QTest::keyClicks(find(u"profileFilter"_s), u"second"_s);
    QTRY_VERIFY(!find(u"profile_a"_s));
    QTest::keyClick(find(u"profileFilter"_s), Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"b"_s);
    QTest::mouseClick(find(u"profile_b"_s), Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"b"_s);
    const auto banners = m_dialog->findChildren<ErrorBanner *>();
    QVERIFY(std::any_of(banners.begin(), banners.end(),
        [](const ErrorBanner *banner) { return banner->message().startsWith(u"/x/bad.json"_s); }));

    LoginStart start;
    start.profile = u"datarhei-core"_s;
    m_dialog->showForm(LoginForm(bundledProfile(start.profile), start, {}), 0);
    QTest::mouseClick(find(u"loginProfiles"_s), Qt::LeftButton); // and back
    QVERIFY(find(u"profileFilter"_s)->isVisible());
}

void tst_LoginDialog::everyControlHasAName()
{
    open(u"telenor-mic"_s);
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()
            || widget->parentWidget()->inherits("QComboBox"))
            continue;
        const auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
            qPrintable(u"%1 %2"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName())));
    }
}

void tst_LoginDialog::anAddressThatIsWrongIsNoWrongPassword()
{
    const QString address = u"http://127.0.0.1:8080/other"_s;
    openFilledIn(address);
    submit();
    Q_EMIT m_attempt->finished(failure(ErrorKind::AuthRejected, u"The server answered 404 Not Found without saying why."_s,
        u"Check the address: this server knows nothing at that path."_s));
    QVERIFY(find<LabelledField>(u"fieldBox_password"_s)->problem().isEmpty());
    auto *server = find<QLineEdit>(u"loginServer"_s);
    auto *box = qobject_cast<LabelledField *>(server->parentWidget());
    QVERIFY(box->problem().contains(u"404"_s));
    QCOMPARE(m_dialog->focusWidget(), server);
    QCOMPARE(server->selectedText(), address);
    QTest::keyClicks(server, u"h"_s);
    QVERIFY(box->problem().isEmpty());

    server->setText(address);
    submit();
    Q_EMIT m_attempt->finished(failure(ErrorKind::Network, u"Nothing answers at 127.0.0.1:8080."_s));
    QVERIFY(find<ErrorBanner>(u"loginFailure"_s)->isVisible());
    QCOMPARE(m_dialog->focusWidget(), server);
}

void tst_LoginDialog::whatFailedGoesWithTheNextTry()
{
    openFilledIn(u"http://127.0.0.1:1"_s);
    submit();
    Q_EMIT m_attempt->finished(failure(ErrorKind::Network, u"Nothing answers at 127.0.0.1:1."_s));
    auto *banner = find<ErrorBanner>(u"loginFailure"_s);
    QVERIFY(banner->isVisible());
    type(u"loginServer"_s, u"http://127.0.0.1:2"_s);
    QVERIFY(!banner->isVisible()); // it was about another address
    type(u"field_username"_s, u"b"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Backspace);
    submit();
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(!banner->isVisible());
}

void tst_LoginDialog::enterAgainGoesBackToWhatIsWrong()
{
    open(u"datarhei-core"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"loginServer"_s);
    type(u"loginServer"_s, u"http://127.0.0.1:1"_s);
    type(u"field_password"_s, u"b"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"field_username"_s);
    QVERIFY(m_requests.isEmpty());
}

void tst_LoginDialog::whatIsTypedStaysWhileAnotherWindowIsLookedAt()
{
    open(u"datarhei-core"_s);
    auto *server = find<QLineEdit>(u"loginServer"_s);
    QVERIFY(server->hasFocus());
    QTest::keyClicks(server, u"http://127.0.0.1:8080/core/"_s);
    server->setCursorPosition(4);
    QDialog other(m_dialog.get()); // any else is locked by this one
    other.show();
    QTRY_COMPARE(QApplication::activeWindow(), &other);
    QTRY_VERIFY(!server->hasFocus());
    QCOMPARE(server->text(), u"http://127.0.0.1:8080/core/"_s);
    QCOMPARE(server->cursorPosition(), 4);
    other.close();
    QTRY_VERIFY(server->hasFocus());
    QTest::keyClick(server, Qt::Key_End);
    QTest::keyClicks(server, u"v1/"_s);
    QTest::keyClick(server, Qt::Key_Tab);
    QCOMPARE(server->text(), u"http://127.0.0.1:8080/core/v1"_s); // as it will be used
}

void tst_LoginDialog::theKeyboardStopsAtControlsOnly()
{
    open(u"kent-hack-enough"_s);
    QStringList stops;
    const QWidget *first = m_dialog->focusWidget();
    do {
        stops.append(m_dialog->focusWidget()->objectName());
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    } while (m_dialog->focusWidget() != first && stops.size() < 30);
    QVERIFY2(!stops.contains(u"fieldAsk"_s), qPrintable(stops.join(u' ')));
    const QStringList start{
        u"loginServer"_s, u"loginEnvironment"_s, u"field_email"_s, u"loginAccount"_s, u"field_client"_s, u"field_password"_s};
    QCOMPARE(stops.first(start.size()), start);
}

void tst_LoginDialog::arrowsAndEnterChooseAProfile()
{
    m_dialog = std::make_unique<LoginDialog>(m_theme, *m_ticker);
    m_dialog->showProfiles(
        {{u"a"_s, u"Alpha"_s, {}, false}, {u"b"_s, u"Beta"_s, {}, false}, {u"c"_s, u"Gamma"_s, {}, false}}, {}, u"/x"_s);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QSignalSpy chosen(m_dialog.get(), &LoginDialog::profileChosen);
    auto *filter = find<QLineEdit>(u"profileFilter"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"a"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(filter->hasFocus());
    QCOMPARE(filter->accessibleDescription(), u"Beta"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Down); // there is no further one
    QTest::keyClick(filter, Qt::Key_Up);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"b"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClicks(filter, u"a"_s); // all of them still
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"a"_s); // another filter starts at its first
    QTRY_VERIFY(m_dialog->findChildren<QWidget *>(u"profile_a"_s).constLast()->isVisible());
    QTest::keyClick(filter, Qt::Key_Tab); // through the list the mark follows the focus
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Down);
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"profile_b"_s);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toString(), u"b"_s);
}

void tst_LoginDialog::aGivenAddressDoesNotLookLikeAField()
{
    LoginStart start;
    start.baseUrl = u"http://127.0.0.1:40213"_s;
    start.isServerFixed = true;
    open(u"datarhei-core"_s, start);
    auto *server = find<QLineEdit>(u"loginServer"_s);
    const auto edge = [](QWidget *field) { return field->grab().toImage().pixelColor(field->width() / 2, 0); };
    QCOMPARE(edge(server), m_theme.color(Token::Pressed)); // no frame
    QVERIFY(edge(find(u"field_username"_s)) != m_theme.color(Token::Pressed));
    QVERIFY(!server->actions().isEmpty()); // a lock, which says why
    QVERIFY(!server->actions().constFirst()->text().isEmpty());
    server->setFocus();
    QTest::keyClicks(server, u"x"_s);
    QCOMPARE(server->text(), start.baseUrl);
}

void tst_LoginDialog::theSandboxFillsTheForm()
{
    LoginSurroundings around;
    LoginStart sandbox;
    sandbox.environment = u"sandbox"_s;
    sandbox.baseUrl = u"http://127.0.0.1:40213"_s;
    sandbox.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"datarhei"_s)}};
    around.sandbox = sandbox;
    around.environments = {{u"sandbox"_s, sandbox.baseUrl}, {u"home"_s, u"https://core.example.org"_s}};
    open(u"datarhei-core"_s, {}, around);
    QTest::mouseClick(find(u"loginSandbox"_s), Qt::LeftButton);
    QVERIFY(!find(u"loginSandbox"_s)->isVisible()); // done
    QCOMPARE(find<QLineEdit>(u"loginServer"_s)->text(), sandbox.baseUrl);
    QCOMPARE(find<QLineEdit>(u"field_username"_s)->text(), u"admin"_s);
    submit();
    QCOMPARE(m_requests.size(), 1);
    QCOMPARE(m_requests.constFirst().id, (CredentialId{u"datarhei-core"_s, u"sandbox"_s, u"admin"_s}));

    open(u"datarhei-core"_s, {}, around); // and by its environment
    auto *environment = find<QComboBox>(u"loginEnvironment"_s);
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_Down);
    QCOMPARE(environment->currentText(), u"sandbox"_s);
    QCOMPARE(find<QLineEdit>(u"loginServer"_s)->text(), sandbox.baseUrl);
    QCOMPARE(find<QLineEdit>(u"field_password"_s)->text(), u"datarhei"_s);
}

void tst_LoginDialog::aNameComesBeforeADescription()
{
    const QList<ProfilePage::Entry> entries{
        {u"a"_s, u"Alpha"_s, u"An API with a key"_s, false}, {u"b"_s, u"Beta"_s, {}, false}, {u"k"_s, u"API key"_s, {}, false}};
    const auto found = ProfilePage::matching(entries, u"api key "_s);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.constFirst().id, u"k"_s);
    QCOMPARE(ProfilePage::matching(entries, {}).constFirst().id, u"a"_s);
}

void tst_LoginDialog::whatIsOnlyKeptHasNoRequestToShow()
{
    LoginStart start;
    start.baseUrl = u"https://api.example.com"_s;
    open(u"standard-bearer"_s, start);
    QVERIFY(!find(u"loginShowRequest"_s)->isVisible());
    type(u"field_token"_s, u"abc"_s);
    submit();
    QCOMPARE(m_requests.size(), 1);
    QCOMPARE(m_requests.constFirst().fields.value(u"token"_s).reveal(), u"abc"_s);
}

void tst_LoginDialog::manyFieldsStandInPairs()
{
    LoginStart start;
    start.baseUrl = u"https://id.execute-api.eu-west-1.amazonaws.com/prod"_s;
    open(u"telenor-mic"_s, start);
    const auto topOf = [this](const QString &name) { return find(name)->mapTo(m_dialog.get(), QPoint()).y(); };
    QCOMPARE(topOf(u"field_apiKey"_s), topOf(u"field_password"_s));
    QVERIFY2(m_dialog->sizeHint().height() <= 700, qPrintable(QString::number(m_dialog->sizeHint().height()))); // nothing to scroll on 1280 x 800
    open(u"pagfast-partner"_s, start);
    QVERIFY(topOf(u"field_secret"_s) > topOf(u"field_accessKey"_s)); // few: below each other
}

void tst_LoginDialog::staysOnTheScreen()
{
    QWidget window;
    const QRect room = window.screen()->availableGeometry();
    window.setGeometry(room.adjusted(0, room.height() / 2, 0, 0)); // low: over its middle there is not enough room
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    m_dialog = std::make_unique<LoginDialog>(m_theme, *m_ticker, &window);
    LoginStart start;
    start.profile = u"telenor-mic"_s;
    m_dialog->showForm(LoginForm(bundledProfile(start.profile), start, {}), 0);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QTRY_VERIFY(room.contains(m_dialog->frameGeometry()));
    for (QPushButton *link : m_dialog->findChildren<QPushButton *>(u"discoveryLink"_s))
        QTest::mouseClick(link, Qt::LeftButton);
    submit();
    QTest::mouseClick(find(u"loginShowRequest"_s), Qt::LeftButton);
    QTRY_VERIFY(find(u"loginRequest"_s)->isVisible());
    QTRY_VERIFY(room.contains(m_dialog->frameGeometry()));
    auto *password = find(u"field_password"_s);
    password->setFocus();
    type(u"field_password"_s, u"b"_s);
    QTRY_VERIFY(!password->visibleRegion().isEmpty());
    m_dialog.reset();
}

void tst_LoginDialog::sendsUnencryptedOnlyWhereAllowed()
{
    LoginStart start;
    start.baseUrl = u"https://core.example.org"_s;
    start.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"datarhei"_s)}};
    open(u"datarhei-core"_s, start);
    auto *allow = find<QCheckBox>(u"loginAllowHttp"_s);
    QVERIFY(!allow->isVisible());
    type(u"loginServer"_s, u"http://192.168.0.7:8080"_s);
    QVERIFY(allow->isVisible() && !allow->isChecked());
    submit();
    QVERIFY(m_requests.isEmpty());
    QCOMPARE(m_dialog->focusWidget()->objectName(), u"loginServer"_s);

    allow->setFocus();
    QTest::keyClick(allow, Qt::Key_Space);
    QVERIFY(allow->isChecked());
    submit();
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(m_requests.constFirst().allowsHttp);
}

QTEST_MAIN(tst_LoginDialog)
#include "tst_LoginDialog.moc"
