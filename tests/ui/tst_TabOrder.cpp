#include "tests/support/BundledProfile.h"
#include "tests/support/FakeClock.h"
#include "tests/support/FakeSignIn.h"
#include "tests/support/SampleToken.h"
#include "tests/ui/MainWindowTest.h"
#include "tests/ui/TabWalk.h"
#include "ui/composer/Composer.h"
#include "ui/composer/CookiesDialog.h"
#include "ui/login/LoginPage.h"
#include "ui/shell/BottomDock.h"
#include "ui/token/KeyForm.h"
#include "ui/token/TokenWindow.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QTabBar>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// The tab key goes through everything that can have the focus, in the order of the eye, and back.
class tst_TabOrder : public MainWindowTest {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { closeProgram(); }
    void signingIn_data();
    void signingIn();
    void theWindowAndItsDialogs();

private:
    void look(QWidget &window, const QString &where);
    QStringList m_found;
};

void tst_TabOrder::look(QWidget &window, const QString &where)
{
    QTRY_VERIFY2(window.isActiveWindow(), qPrintable(where));
    const QStringList lines = tabs::faults(window);
    for (const QString &line : lines)
        m_found += where + u": "_s + line;
}

void tst_TabOrder::signingIn_data()
{
    QTest::addColumn<QString>("profile");
    for (const char *profile : {"datarhei-core", "kent-hack-enough", "pagfast-partner", "telenor-mic", "standard-api-key",
             "standard-aws-sigv4", "standard-basic", "standard-bearer", "standard-client-certificate", "standard-digest", "standard-ntlm"})
        QTest::newRow(profile) << QString::fromLatin1(profile);
}

void tst_TabOrder::signingIn()
{
    QFETCH(QString, profile);
    m_found.clear();
    FakeClock clock;
    Ticker ticker(clock);
    Theme theme;
    theme.applyTo(*qApp);
    LoginSurroundings around;
    around.environments = {{u"home"_s, u"https://api.example.com"_s}};
    around.sandbox = LoginStart{};
    around.sandbox->environment = u"sandbox"_s;
    around.sandbox->baseUrl = u"http://127.0.0.1:40213"_s;
    LoginStart start;
    start.profile = profile;
    LoginDialog dialog(theme, ticker);
    dialog.showProfiles({{u"a"_s, u"Alpha"_s, u"One"_s, false}, {u"b"_s, u"Beta"_s, {}, true}}, {}, u"/x"_s);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    look(dialog, u"profiles"_s);
    const AuthProfile known = bundledProfile(profile);
    dialog.showForm(LoginForm(known, start, around), 0);
    look(dialog, u"form"_s);
    for (const Way &way : known.ways) {
        dialog.findChild<LoginPage *>()->chooseWay(way.id);
        look(dialog, way.id);
        for (QPushButton *link : dialog.findChildren<QPushButton *>(u"discoveryLink"_s))
            link->click();
        dialog.findChild<LoginPage *>()->say(ErrorBanner::Kind::Error, u"No."_s, {}, {{u"Try again"_s, [] {}}});
        look(dialog, way.id + u", with all that it may show"_s);
    }
    auto *attempt = new FakeSignIn(&dialog);
    dialog.follow(attempt);
    SignInQuestion question;
    question.document = u"Read this first."_s;
    question.fields = known.fields;
    question.actions = {u"Send the code again"_s, u"Call me"_s};
    Q_EMIT attempt->asked(question);
    look(dialog, u"question"_s);
    for (const QString &line : std::as_const(m_found))
        qWarning("%s", qPrintable(line));
    QVERIFY(m_found.isEmpty());
}

void tst_TabOrder::theWindowAndItsDialogs()
{
    m_found.clear();
    openProgram();
    MainWindow &window = *m_program->window;
    QTRY_VERIFY(page("welcomePage")->isVisible());
    QTRY_VERIFY(find<QPushButton>(u"signIn:datarhei-core"_s));
    page("welcomePage")->findChild<QPushButton *>(u"signIn:datarhei-core"_s)->setFocus();
    look(window, u"welcome"_s);
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(&window));
    sendByKeyboard();
    for (const auto section : {Composer::Section::Params, Composer::Section::Headers, Composer::Section::Auth, Composer::Section::Settings}) {
        tab().composer().showSection(section);
        page("url")->setFocus();
        look(window, u"composer %1"_s.arg(int(section)));
    }
    window.findChild<BottomDock *>()->setShown(true);
    page("url")->setFocus();
    look(window, u"timeline"_s);

    QTest::keySequence(&window, QKeySequence(u"Ctrl+,"_s));
    QTRY_VERIFY(page("settingsDialog") && page("settingsDialog")->isVisible());
    QWidget *settings = page("settingsDialog");
    auto *pages = settings->findChild<QTabBar *>();
    QVERIFY(pages);
    for (int i = 0; i < pages->count(); ++i) {
        pages->setCurrentIndex(i);
        pages->setFocus();
        look(*settings, u"settings %1"_s.arg(i));
    }
    settings->close();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(page("breakItDialog") && page("breakItDialog")->isVisible());
    look(*page("breakItDialog"), u"break it"_s);
    page("breakItDialog")->close();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    auto *tokens = window.findChild<TokenWindow *>();
    QVERIFY(tokens);
    QTRY_VERIFY(tokens->isActiveWindow());
    look(*tokens, u"token window, empty"_s);
    QGuiApplication::clipboard()->setText(SampleToken::rich(1'767'268'800, 3600));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(!tokens->inspector().token().isEmpty());
    for (const auto source : {KeyForm::Source::Issuer, KeyForm::Source::Address, KeyForm::Source::Key, KeyForm::Source::Secret}) {
        tokens->findChild<KeyForm *>()->setSource(source);
        tokens->findChild<QWidget *>(u"tokenMore"_s)->setFocus();
        look(*tokens, u"token window, key %1"_s.arg(int(source)));
    }
    Q_EMIT tokens->inspector().compareRequested();
    QTRY_VERIFY(page("compareWindow") && page("compareWindow")->isActiveWindow());
    page("compareFirst")->setFocus();
    look(*page("compareWindow"), u"comparison"_s);
    page("compareWindow")->close();
    tokens->close();

    auto jar = std::make_shared<CookieJar>();
    QVERIFY(jar->take("sid=abc; Path=/", "http://127.0.0.1:40213/", m_program->services.clock().now()));
    auto *cookies = CookiesDialog::open(m_program->theme, {u"admin"_s, jar, true}, m_program->services.clock().now(), &window);
    look(*cookies, u"cookies"_s);
    cookies->close();
    for (const QString &line : std::as_const(m_found))
        qWarning("%s", qPrintable(line));
    QVERIFY(m_found.isEmpty());
}

QTEST_MAIN(tst_TabOrder)
#include "tst_TabOrder.moc"
