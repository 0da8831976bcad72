#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/sandbox/Sandbox.h"
#include "app/workspace/ExampleRequest.h"
#include "tests/support/RawServer.h"
#include "tests/ui/MainWindowTest.h"
#include "ui/composer/BreakItDialog.h"
#include "ui/composer/Composer.h"
#include "ui/composer/WireText.h"
#include "ui/credentials/CredentialCard.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/shell/BottomDock.h"
#include "ui/shell/RequestDesk.h"
#include "ui/shell/RightSide.h"
#include "ui/shell/TokenDesk.h"
#include "ui/shell/WorkArea.h"
#include "ui/timeline/TimelineChart.h"
#include "ui/timeline/TimelineModel.h"
#include "ui/timeline/TimelinePanel.h"
#include "ui/token/CompareWindow.h"
#include "ui/token/TokenInspector.h"
#include "ui/token/TokenWindow.h"
#include "ui/widgets/FactList.h"

#include <QtDBus/QDBusConnection>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The desktop's notification service, as far as the window asks it.
class FakeNotifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList texts;

public Q_SLOTS:
    QStringList GetCapabilities() { return {u"body"_s}; }
    uint Notify(const QString &, uint, const QString &, const QString &, const QString &text, const QStringList &, const QVariantMap &, int)
    {
        texts << text;
        return uint(texts.size());
    }
    void CloseNotification(uint) { }
};

class OpenedUrls : public QObject {
    Q_OBJECT
public:
    QList<QUrl> urls;

public Q_SLOTS:
    void open(const QUrl &url) { urls += url; }
};

class tst_MainWindow : public MainWindowTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { openProgram(); }
    void cleanup() { closeProgram(); }
    void newcomerSignsInAndSends();
    void whatIsSentAppearsInTheTimeline();
    void theTimelineComesByKeyboardAndTellsWhatIsClicked();
    void aRequestIsBrokenOnPurpose();
    void theTokensOfTwoPeopleAreCompared();
    void aBundledProfileIsCopiedToBeCorrected();
    void aStandardCredentialIsMadeAndSent();
    void anExampleIsSentAsNobody();
    void theFirstPictureIsWhatOneCameFor();
    void firstTabKeyReachesTheFirstApi();
    void everythingComesBackAfterARestart();
    void aNewSignInIsWhoTheRequestGoesAs();
    void aCardIsLookedAtWithoutChangingTheSender();
    void theApisToTryCanBeLeft();
    void aNewRequestIsBegunFromTheWelcomePage();
    void theDesktopIsToldWhileTheWindowIsNotInFront();
    void sidesGoAndComeByKeyboard();
    void largeLettersLeaveTheWorkWhole_data();
    void largeLettersLeaveTheWorkWhole();
    void aMessageLeavesTheTimelineWhereItIs_data();
    void aMessageLeavesTheTimelineWhereItIs();
    void theTokenIsFollowedThroughARefresh();
    void everythingFollowsARename();
    void aSignOutLeavesNoTokenBehind();
    void typingLeavesTheInspectorAlone();
    void anyTokenIsInspectedInAWindowOfItsOwn();
    void theInspectorIsPutAway();
    void menuOpensByKeyboard();
    void aButtonIsItselfAgainAfterItsMenu();
    void settingsApplyAtOnce();
    void unreadableSettingsAreSaid();
    void statusSaysWhatToDo();
    void everyControlHasAName();

private:
    [[nodiscard]] QList<TimelineEvent> requestsInTheTimeline() const;
};

QList<TimelineEvent> tst_MainWindow::requestsInTheTimeline() const
{
    auto *panel = m_program->window->findChild<TimelinePanel *>();
    if (!panel->findChild<TimelineModel *>()) { // it comes with the table, when that is looked at first
        panel->setTableShown(true);
        panel->setTableShown(false);
    }
    const auto *model = panel->findChild<TimelineModel *>();
    QList<TimelineEvent> found;
    for (int row = 0; model && row < model->rowCount(); ++row)
        if (model->event(row).kind == TimelineEvent::Kind::Request)
            found << model->event(row);
    return found;
}

void tst_MainWindow::newcomerSignsInAndSends()
{
    QTRY_VERIFY(page("welcomePage")->isVisible());
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    QTRY_COMPARE(tabs->count(), 1); // the first example is open, as whom one signed in
    QCOMPARE(tabs->currentPage()->identity().identity(), m_program->services.auth().credentials().constFirst());
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    QTRY_VERIFY(page("url")->hasFocus());
    QTest::keyClick(page("url"), Qt::Key_Return, Qt::ControlModifier);
    const auto *status = find<QLabel>(u"status"_s);
    QVERIFY(status);
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), u"200 OK"_s, 15000);
    QVERIFY(m_program->window->windowTitle().contains(tabs->currentPage()->title()));
    QTRY_VERIFY(find<QToolButton>(u"credentialStatus"_s)->text().startsWith(u"1 credential"_s));
}

void tst_MainWindow::whatIsSentAppearsInTheTimeline()
{
    signInTo(u"datarhei-core"_s);
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    QTRY_COMPARE(tabs->count(), 1);
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    m_program->window->findChild<BottomDock *>()->setShown(true);
    auto *panel = m_program->window->findChild<TimelinePanel *>();
    QTRY_VERIFY(panel->isVisible());
    panel->setTableShown(true);
    QVERIFY(requestsInTheTimeline().isEmpty());
    QTest::keyClick(page("url"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(requestsInTheTimeline().size(), 1, 15000);
    const TimelineEvent sent = requestsInTheTimeline().constFirst();
    QCOMPARE(sent.lane, tabs->currentPage()->identity().identity());
    QCOMPARE(QString::fromUtf8(sent.method), tabs->currentPage()->document().method);
    QCOMPARE(sent.status, 200);
    QVERIFY2(sent.target.startsWith(u"http://127.0.0.1:"_s), qPrintable(sent.target));
}

void tst_MainWindow::theTimelineComesByKeyboardAndTellsWhatIsClicked()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    auto *panel = m_program->window->findChild<TimelinePanel *>();
    const bool wasSeen = panel->isVisible();
    QTest::keyClick(m_program->window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(panel->isVisible(), !wasSeen);
    if (wasSeen)
        QTest::keyClick(m_program->window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(panel->isVisible());

    // The sign-in has made a lane, with the life of a token on it; a request makes a tick below that.
    panel->setTableShown(true);
    auto *model = panel->findChild<TimelineModel *>();
    QTRY_VERIFY(model->rowCount() > 0);
    const CredentialId id = m_program->services.auth().credentials().constFirst();
    sendByKeyboard();
    QTRY_COMPARE(requestsInTheTimeline().size(), 1);
    const TimelineEvent sent = requestsInTheTimeline().constFirst();
    QCOMPARE(sent.lane, id);
    panel->setTableShown(false);
    TimelineChart &chart = panel->chart();
    QTRY_VERIFY(chart.paintedItems() >= 2); // a block and a tick
    chart.setScale(TimeScale::between(sent.at - 30s, sent.at + 30s, chart.scale().width));
    const int row = TimelineFrame::rowHeight(m_program->theme), bar = m_program->theme.px(10), tick = m_program->theme.px(23);
    const auto placeOf = [&](UtcTime at, int y) { return QPoint(chart.labelWidth() + int(chart.scale().xOf(at)), TimelineFrame::margin(m_program->theme) + y); };
    QVERIFY(row > tick);
    const auto *detail = panel->findChild<QLabel *>(u"eventDetailText"_s);
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, placeOf(sent.at, tick));
    QVERIFY2(detail->text().contains(sent.target) && detail->text().contains(u"200 OK"_s), qPrintable(detail->text()));
    // And the token that it went with is the one that is looked into.
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    m_program->window->findChild<TokenDesk *>()->look({});
    QVERIFY(inspector->token().isEmpty());
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, placeOf(sent.at, bar));
    QVERIFY2(detail->text().contains(u"Signed in"_s), qPrintable(detail->text()));
    QCOMPARE(inspector->token().credential, id);
}

void tst_MainWindow::aRequestIsBrokenOnPurpose()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    RequestDocument listed = tab().document();
    listed.url = u"{{baseUrl}}/api/v3/process"_s; // the first example needs no token
    tab().composer().setDocument(listed);
    QTest::keyClick(m_program->window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    BreakItDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = find<BreakItDialog>(u"breakItDialog"_s)) && dialog->isVisible());
    const QString what = dialog->findChild<QLabel *>(u"breakWhat"_s)->text();
    QVERIFY2(what.startsWith(u"GET http://127.0.0.1:"_s) && what.contains(u"no tick of the timeline"_s), qPrintable(what));
    QCOMPARE(dialog->findChildren<QCheckBox *>().size(), 5); // whole, no token, expired, tampered, unsigned
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"breakSend"_s), Qt::LeftButton);
    const QAbstractItemModel *answers = dialog->findChild<QTableView *>(u"brokenAnswers"_s)->model();
    const auto said = [answers](int row) {
        QStringList cells;
        for (int column = 0; column < answers->columnCount(); ++column)
            cells += answers->index(row, column).data().toString();
        return cells.join(u'|');
    };
    QTRY_VERIFY2_WITH_TIMEOUT(answers->rowCount() == 5 && said(4).contains(u"401"_s), qPrintable(said(4)), 15000);
    QVERIFY2(said(0).contains(u"200"_s), qPrintable(said(0)));
    for (int row = 1; row < 5; ++row)
        QVERIFY2(said(row).contains(u"401"_s), qPrintable(said(row)));
    QVERIFY(requestsInTheTimeline().isEmpty()); // as it was promised
    dialog->close();
    QTRY_VERIFY(!find<BreakItDialog>(u"breakItDialog"_s));

    // Beside Send, where a newcomer looks.
    QTest::mouseClick(page("sendWays"), Qt::LeftButton);
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = find<QMenu>(u"sendMenu"_s)) && menu->isVisible());
    menu->findChild<QAction *>(u"breakOnPurpose"_s)->trigger();
    menu->close();
    QTRY_VERIFY((dialog = find<BreakItDialog>(u"breakItDialog"_s)) && dialog->isVisible());
    dialog->close();
    QTRY_VERIFY(!find<BreakItDialog>(u"breakItDialog"_s));

    // What can't be composed is said at its field, and nothing opens.
    tab().composer().setDocument([] {
        RequestDocument document;
        document.url = u"{{nobody knows}}/x"_s;
        return document;
    }());
    QTest::keyClick(m_program->window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(page("url")->hasFocus());
    QVERIFY(!find<BreakItDialog>(u"breakItDialog"_s));
}

void tst_MainWindow::theTokensOfTwoPeopleAreCompared()
{
    signInTo(u"datarhei-core"_s);
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    QTRY_VERIFY(inspector->isVisible() && !inspector->token().isEmpty());
    const CredentialId first = inspector->token().credential;
    const SandboxApi api = *m_program->services.sandbox().api(u"datarhei-core"_s);
    SignInRequest second;
    second.id = {first.profile, first.environment, u"somebody else"_s};
    second.baseUrl = api.baseUrl;
    second.way = api.accounts.constLast().way;
    for (const auto &[name, value] : api.accounts.constLast().fields)
        second.fields.insert(name, Secret(value));
    const std::unique_ptr<SignIn> attempt(m_program->services.auth().signIn(second, nullptr));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->services.auth().credentials().size(), 2, 15000);
    QTRY_VERIFY(!m_program->services.auth().tokens(second.id).isEmpty());

    QTest::mouseClick(find<QToolButton>(u"tokenMore"_s), Qt::LeftButton);
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = find<QMenu>(u"tokenMenu"_s)) && menu->isVisible());
    for (QAction *action : menu->actions())
        if (action->text().startsWith(u"Compare with another"_s))
            action->trigger();
    menu->close();
    CompareWindow *comparison = nullptr;
    QTRY_VERIFY((comparison = m_program->window->findChild<CompareWindow *>()) && comparison->isVisible());
    auto *other = comparison->findChild<QComboBox *>(u"compareSecond"_s);
    QStringList offered;
    for (int i = 0; i < other->count(); ++i)
        offered += other->itemText(i);
    const auto theirs = offered.indexOf(u"access, somebody else, datarhei Core"_s);
    QVERIFY2(theirs >= 0, qPrintable(offered.join(u'|')));
    QVERIFY(offered.contains(u"refresh, admin, datarhei Core"_s)); // the other one of whom is looked at
    other->setFocus();
    other->setCurrentIndex(int(theirs));
    Q_EMIT other->activated(int(theirs));
    const QString summary = comparison->findChild<QLabel *>(u"compareSummary"_s)->text();
    QVERIFY2(summary.contains(u"differ"_s), qPrintable(summary));
    QVERIFY(comparison->findChild<QTableView *>(u"diffTable"_s)->model()->rowCount() > 0);
    const auto *answer = comparison->findChild<QLabel *>(u"accessAnswer"_s);
    QVERIFY2(answer->text().startsWith(u"The same rights for different people"_s), qPrintable(answer->text()));
    QCOMPARE(comparison->findChild<QLabel *>(u"accessClaims0"_s)->text(), u"sub"_s);
    const auto refresh = offered.indexOf(u"refresh, admin, datarhei Core"_s);
    Q_EMIT other->activated(int(refresh));
    QCOMPARE(answer->text(), u"The second is not for APIs."_s);
    comparison->close();
}

void tst_MainWindow::aBundledProfileIsCopiedToBeCorrected()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    ProfileCatalog &profiles = m_program->services.profiles();
    QVERIFY(profiles.isBundled(*profiles.find(u"datarhei-core"_s)));
    RequestDocument raw = tab().document();
    raw.url = u"{{baseUrl}}/api/v3/process"_s;
    raw.headers = {{true, u"Authorization"_s, m_program->services.auth().tokens(raw.credential).captures.value(u"access"_s).reveal()}};
    tab().composer().setDocument(raw); // the token alone, without its word
    sendByKeyboard();
    QTRY_VERIFY(find<QPushButton>(u"step_edit-profile"_s) && find<QPushButton>(u"step_edit-profile"_s)->isVisible());

    OpenedUrls opened;
    QDesktopServices::setUrlHandler(u"file"_s, &opened, "open");
    const auto unset = qScopeGuard([] { QDesktopServices::unsetUrlHandler(u"file"_s); });
    QTest::mouseClick(find<QPushButton>(u"step_edit-profile"_s), Qt::LeftButton);
    QPushButton *yes = nullptr;
    QTRY_VERIFY((yes = find<QPushButton>(u"popoverAction"_s)) && yes->isVisible());
    QVERIFY(opened.urls.isEmpty() && profiles.isBundled(*profiles.find(u"datarhei-core"_s))); // nothing before the yes
    QTest::mouseClick(yes, Qt::LeftButton);
    QTRY_COMPARE(opened.urls, QList<QUrl>{QUrl::fromLocalFile(profiles.userFolder())});
    QCOMPARE(profiles.find(u"datarhei-core"_s)->source, profiles.userFolder() + u"/datarhei-core.json"_s);
    // It is the user's own now: its folder is shown at once.
    opened.urls.clear();
    QTest::mouseClick(find<QPushButton>(u"step_edit-profile"_s), Qt::LeftButton);
    QTRY_COMPARE(opened.urls.size(), 1);
    QVERIFY(opened.urls.constFirst().isLocalFile());
}

// One that needs no profile, made where it is wanted: in the request's own Auth.
void tst_MainWindow::aStandardCredentialIsMadeAndSent()
{
    RawServer server(RawServer::answering(RawServer::ok("{}", "Content-Type: application/json\r\n")));
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea") && page("workArea")->isVisible());
    QTRY_VERIFY(!find<LoginDialog>({}));
    m_program->window->findChild<RequestTabs *>()->openNew();
    auto *url = tab().composer().findChild<QWidget *>(u"url"_s);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(server.url("/data?a=b")));
    QTRY_VERIFY(url->hasFocus());
    QTest::keyClick(url, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(url, Qt::Key_V, Qt::ControlModifier);
    tab().composer().showSection(Composer::Section::Auth);
    auto *basic = tab().composer().findChild<QPushButton *>(u"authNew_standard-basic"_s);
    QTRY_VERIFY(basic && basic->isVisible());
    QTest::mouseClick(basic, Qt::LeftButton);
    LoginDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = find<LoginDialog>({})) && dialog->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    const auto type = [dialog](const QString &name, const QString &text) {
        auto *field = dialog->findChild<QLineEdit *>(name);
        QVERIFY2(field, qPrintable(name));
        QGuiApplication::clipboard()->setText(text);
        field->selectAll();
        field->paste();
    };
    QCOMPARE(dialog->findChild<QLineEdit *>(u"loginServer"_s)->text(), QString::fromLatin1(server.url(""))); // where the request goes
    type(u"field_username"_s, u"ada:lovelace"_s);
    auto *keep = dialog->findChild<QPushButton *>(u"loginSubmit"_s);
    type(u"field_password"_s, u"fake-password"_s);
    QTRY_VERIFY(keep->isEnabled());
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(dialog->isVisible()); // Basic can't carry that name
    type(u"field_username"_s, u"ada"_s);
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_COMPARE(m_program->services.auth().credentials().size(), 2);
    QVERIFY(server.requests().isEmpty()); // nothing is sent by keeping it
    QTRY_VERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    const CredentialId id = m_program->services.auth().credentials().constLast();
    QCOMPARE(id.profile, u"standard-basic"_s);
    QTRY_COMPARE(tab().identity().identity(), id); // who signs in where a request is open sends it
    // It is no token, and is not shown as one.
    QTRY_COMPARE(find<QLabel>(u"standInTitle"_s)->text(), u"Basic: user name and password (RFC 7617)"_s);
    auto *inspector = m_program->window->findChild<TokenInspector *>();
    QVERIFY(find<QLabel>(u"standInTitle"_s)->isVisible());
    QVERIFY(inspector->token().isEmpty());
    QCOMPARE(inspector->findChild<FactList *>(u"standInFacts"_s)->value(u"User name"_s), u"ada"_s);
    url->setFocus();
    QTest::keyClick(url, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 15000);
    QVERIFY2(server.requests().constFirst().contains("\r\nAuthorization: Basic " + QByteArray("ada:fake-password").toBase64() + "\r\n"),
        server.requests().constFirst().constData());
    // And is there after a restart, from the keychain.
    openProgram();
    QTRY_VERIFY(m_program->services.auth().credentials().contains(id));
    QTRY_COMPARE_WITH_TIMEOUT(m_program->services.auth().tokens(id).captures.value(u"access"_s), Secret(u"fake-password"_s), 15000);
}

void tst_MainWindow::anExampleIsSentAsNobody()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QTRY_VERIFY(!find<LoginDialog>({}));
    const CredentialId id = m_program->services.auth().credentials().constFirst();
    const QList<Example> &examples = m_program->services.profiles().find(id.profile)->examples;
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    for (const Example &example : examples) {
        if (example.method != "GET"_L1 || example.path != "/api/v3/skills"_L1)
            continue;
        tabs->open(exampleRequest(example, id));
    }
    tab().composer().showSection(Composer::Section::AsSent);
    QTRY_VERIFY(tab().composer().findChild<WireText *>()->toPlainText().contains(u"Authorization: Bearer"_s));
    tab().setIdentity({});
    QTRY_VERIFY(!tab().composer().findChild<WireText *>()->toPlainText().contains(u"Authorization"_s));
    QVERIFY(tab().composer().findChild<WireText *>()->toPlainText().startsWith(u"GET /api/v3/skills HTTP/1.1"_s));
    sendByKeyboard();
    QCOMPARE(tab().findChild<QLabel *>(u"status"_s)->text().section(u' ', 0, 0), u"401"_s);
}

void tst_MainWindow::theFirstPictureIsWhatOneCameFor()
{
    m_program.reset();
    m_program = std::make_unique<Program>(m_folder->path(), false);
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    QVERIFY(!m_program->services.sandbox().isRunning());
    auto *signIn = find<QPushButton>(u"signIn:datarhei-core"_s);
    QVERIFY(signIn && signIn->isVisible());
    QTest::mouseClick(signIn, Qt::LeftButton); // sooner than anything else was begun
    QTRY_VERIFY(find<LoginDialog>({}));
    QVERIFY(m_program->services.sandbox().isRunning());
    find<LoginDialog>({})->close();
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    tabs->openNew();
    const CredentialId id{u"datarhei-core"_s, u"sandbox"_s, u"admin"_s};
    Credential known;
    known.id = id;
    QVERIFY(m_program->services.accounts().put(known));
    m_program->window->close();

    m_program.reset();
    m_program = std::make_unique<Program>(m_folder->path(), false);
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    QVERIFY(page("workArea")->isVisible() && page("url")->isVisible());
    QVERIFY(!page("welcomePage"));
    QVERIFY(!page("noCredentials")->isVisible()); // the keychain was not asked
    m_program->window->start(false, m_program->loaded);
    QTRY_COMPARE(m_program->services.auth().credentials(), QList<CredentialId>{id});
    QTRY_VERIFY(m_program->window->findChild<CredentialCard *>());
}

void tst_MainWindow::firstTabKeyReachesTheFirstApi()
{
    QTRY_VERIFY(find<QPushButton>(u"signIn:datarhei-core"_s) && find<QPushButton>(u"signIn:datarhei-core"_s)->isVisible());
    QTRY_COMPARE(m_program->window->focusWidget(), page("welcomePage"));
    QTest::keyClick(m_program->window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_program->window->focusWidget(), find<QPushButton>(u"signIn:datarhei-core"_s));
    QTest::keyClick(m_program->window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_program->window->focusWidget(), find<QPushButton>(u"signIn:kent-hack-enough"_s));
    QTest::keyClick(m_program->window->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(find<LoginDialog>({}));
}

void tst_MainWindow::everythingComesBackAfterARestart()
{
    signInTo(u"kent-hack-enough"_s);
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    QTRY_COMPARE(tabs->count(), 1);
    const QString title = tabs->currentPage()->title();
    const CredentialId id = m_program->services.auth().credentials().constFirst();
    tabs->openNew();
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    m_program->window->resize(1000, 640);
    QTRY_COMPARE(m_program->settings.settings().geometry.size(), QSize(1000, 640));
    QTest::keyClick(m_program->window.get(), Qt::Key_Backslash, Qt::ControlModifier);
    const int color = m_program->settings.settings().colors.value(id.toString(), -1);
    QVERIFY(color >= 0);
    m_program->window->close();

    openProgram();
    QTRY_VERIFY(page("workArea")->isVisible());
    QTRY_COMPARE(m_program->services.auth().credentials(), QList<CredentialId>{id});
    QCOMPARE(m_program->window->size(), QSize(1000, 640));
    QVERIFY(!m_program->window->findChild<WorkArea *>()->isShown(WorkArea::Side::Left));
    tabs = m_program->window->findChild<RequestTabs *>();
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->current(), 1);
    QTRY_VERIFY(page("requestTabs")->width() > 200); // both tabs are drawn
    tabs->goTo(0);
    QCOMPARE(tabs->currentPage()->title(), title);
    QCOMPARE(m_program->settings.settings().colors.value(id.toString(), -1), color);
    QTRY_VERIFY(m_program->services.sandbox().isRunning()); // where its credential finds it
}

void tst_MainWindow::aNewSignInIsWhoTheRequestGoesAs()
{
    signInTo(u"datarhei-core"_s);
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    QTRY_COMPARE(tabs->count(), 1);
    for (QAction *action : find<QMenu>(u"windowMenu"_s)->actions()) {
        if (action->text() == u"APIs to try"_s)
            action->trigger();
    }
    signInTo(u"kent-hack-enough"_s);
    QTRY_COMPARE(m_program->services.auth().credentials().size(), 2);
    const CredentialId kent = m_program->services.auth().credentials().constLast();
    QTRY_COMPARE(tabs->currentPage()->identity().identity(), kent);
    QCOMPARE(tabs->currentPage()->document().method, u"GET"_s); // nobody's first click changes something
    QVERIFY2(m_program->window->windowTitle().startsWith(tabs->currentPage()->title()), qPrintable(m_program->window->windowTitle()));
}

void tst_MainWindow::aCardIsLookedAtWithoutChangingTheSender()
{
    signInTo(u"datarhei-core"_s);
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    QTRY_COMPARE(tabs->count(), 1);
    const CredentialId sender = tabs->currentPage()->identity().identity();
    auto *panel = m_program->window->findChild<CredentialPanel *>();
    Q_EMIT panel->credentialChosen({u"datarhei-core"_s, u"sandbox"_s, u"somebody"_s});
    QCOMPARE(tabs->currentPage()->identity().identity(), sender);
}

void tst_MainWindow::theApisToTryCanBeLeft()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    for (const bool byKeyboard : {true, false}) {
        for (QAction *action : find<QMenu>(u"windowMenu"_s)->actions()) {
            if (action->text() == u"APIs to try"_s)
                action->trigger();
        }
        QTRY_VERIFY(find<QPushButton>(u"welcomeBack"_s)->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
        if (byKeyboard)
            QTest::keyClick(m_program->window->focusWidget() ? m_program->window->focusWidget() : page("welcomePage"), Qt::Key_Escape);
        else
            QTest::mouseClick(find<QPushButton>(u"welcomeBack"_s), Qt::LeftButton);
        QTRY_VERIFY(page("workArea")->isVisible());
    }
}

void tst_MainWindow::aNewRequestIsBegunFromTheWelcomePage()
{
    QTRY_VERIFY(page("welcomePage") && page("welcomePage")->isVisible());
    auto *tabs = m_program->window->findChild<RequestTabs *>();
    for (const int count : {1, 2}) { // from the page, and from the work
        QTest::keyClick(m_program->window->focusWidget() ? m_program->window->focusWidget() : m_program->window.get(), Qt::Key_T, Qt::ControlModifier);
        QTRY_COMPARE(tabs->count(), count);
        QVERIFY(page("workArea")->isVisible());
    }
}

void tst_MainWindow::theDesktopIsToldWhileTheWindowIsNotInFront()
{
    auto bus = QDBusConnection::sessionBus();
    FakeNotifications desktop;
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, &desktop, QDBusConnection::ExportAllSlots));
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    AuthManager &auth = m_program->services.auth();
    const CredentialId id = auth.credentials().constFirst();
    Q_EMIT auth.userNeeded(id, u"seen in the window"_s);
    m_program->window->hide(); // minimised, or behind another
    QTRY_VERIFY(!m_program->window->isActiveWindow());
    Q_EMIT auth.userNeeded(id, u"sign in again"_s);
    QTRY_VERIFY(!desktop.texts.isEmpty());
    QCOMPARE(desktop.texts, QStringList{u"sign in again"_s});
    bus.unregisterObject(u"/org/freedesktop/Notifications"_s);
    bus.unregisterService(u"org.freedesktop.Notifications"_s);
}

void tst_MainWindow::sidesGoAndComeByKeyboard()
{
    signInTo(u"datarhei-core"_s);
    auto *work = m_program->window->findChild<WorkArea *>();
    QTRY_VERIFY(work->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
    const int width = work->sizes().at(0);
    QVERIFY(width > 100);
    for (const bool isShown : {false, true}) {
        QTest::keyClick(m_program->window.get(), Qt::Key_Backslash, Qt::ControlModifier);
        QCOMPARE(work->isShown(WorkArea::Side::Left), isShown);
    }
    QCOMPARE(work->sizes().at(0), width);
    QVERIFY2(work->isShown(WorkArea::Side::Right), qPrintable(QString::number(work->width())));
    // Where there is no room for both of them, the one that was asked for last stays.
    m_program->window->resize(m_program->window->minimumSize());
    QTRY_VERIFY(!work->isShown(WorkArea::Side::Right));
    QCOMPARE(work->sizes().at(0), width);
    QTest::keySequence(m_program->window.get(), QKeySequence(u"Ctrl+Shift+\\"_s));
    QVERIFY(work->isShown(WorkArea::Side::Right));
    QVERIFY(!work->isShown(WorkArea::Side::Left));
    QVERIFY2(work->sizes().at(1) >= 560, qPrintable(QString::number(work->sizes().at(1))));
    m_program->window->resize(1280, 800);
    QTRY_VERIFY(work->isShown(WorkArea::Side::Left) && work->isShown(WorkArea::Side::Right));
    QCOMPARE(work->sizes().at(0), width);
}

void tst_MainWindow::largeLettersLeaveTheWorkWhole_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 776);
    QTest::newRow("least") << QSize(900, 560);
}

void tst_MainWindow::largeLettersLeaveTheWorkWhole()
{
    QFETCH(QSize, size);
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    MainWindow &window = *m_program->window;
    m_program->theme.setTextSize(20);
    window.resize(size);
    auto *work = window.findChild<WorkArea *>();
    for (const auto side : {WorkArea::Side::Left, WorkArea::Side::Right}) {
        work->setShown(side, true); // the other one waits
        QTRY_VERIFY(work->isShown(side));
        const auto isWhole = [&](const QWidget *part) { return window.rect().contains(QRect(part->mapTo(&window, QPoint()), part->size())); };
        QTRY_VERIFY(isWhole(page("sendWays")));
        QVERIFY(isWhole(work->widget(side == WorkArea::Side::Left ? 0 : 2)));
    }
}

void tst_MainWindow::aMessageLeavesTheTimelineWhereItIs_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Composer::Section>("section");
    QTest::newRow("usual") << QSize(1280, 776) << Composer::Section::Params;
    QTest::newRow("least") << QSize(900, 560) << Composer::Section::Params;
    QTest::newRow("least, at the body") << QSize(900, 560) << Composer::Section::Body;
}

void tst_MainWindow::aMessageLeavesTheTimelineWhereItIs()
{
    QFETCH(QSize, size);
    QFETCH(Composer::Section, section);
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    m_program->window->resize(size);
    auto *dock = m_program->window->findChild<BottomDock *>();
    dock->setShown(true);
    sendByKeyboard();
    tab().composer().showSection(section);
    QCoreApplication::sendPostedEvents(); // laid out
    const int height = page("timelinePanel")->height();
    RequestDocument wrong = tab().document();
    wrong.body.kind = RequestDocument::Body::Kind::File;
    const QString url = wrong.url;
    wrong.url = u"{{baseUrl}}/{{nope}}"_s;
    tab().composer().setDocument(wrong);
    page("url")->setFocus();
    QTest::keyClick(page("url"), Qt::Key_Return, Qt::ControlModifier);
    auto *banner = tab().composer().findChild<QWidget *>(u"errorBanner"_s);
    for (const char *name : {"bannerMessage", "bannerDetail"}) {
        const auto *words = banner->findChild<QLabel *>(QString::fromLatin1(name));
        QTRY_VERIFY2(words->isVisible() && words->height() >= words->heightForWidth(words->width()), name);
    }
    QCOMPARE(page("timelinePanel")->height(), height);
    QTest::keyClick(page("url"), Qt::Key_Backspace);
    QTRY_VERIFY(!banner->isVisible());
    QCoreApplication::sendPostedEvents(); // laid out
    QCOMPARE(page("timelinePanel")->height(), height);
}

void tst_MainWindow::theTokenIsFollowedThroughARefresh()
{
    signInTo(u"datarhei-core"_s);
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    QTRY_VERIFY(inspector->isVisible() && !inspector->token().isEmpty());
    const InspectedToken first = inspector->token();
    QCOMPARE(first.name, u"access"_s);
    QVERIFY(!find<QPushButton>(u"compareBefore"_s)->isVisible());
    auto *choice = find<QComboBox>(u"tokenChoice"_s);
    QCOMPARE(choice->count(), 2);
    bool isRefreshed = false;
    m_program->services.auth().refresh(first.credential, CredentialEvent::Reason::User,
        {this, [&isRefreshed](const Result<Done> &done) { isRefreshed = done.has_value(); }});
    QTRY_VERIFY(isRefreshed);
    QTRY_VERIFY(inspector->token().value != first.value);
    QTRY_VERIFY(find<QPushButton>(u"compareBefore"_s)->isVisible());
    QTest::mouseClick(find<QPushButton>(u"compareBefore"_s), Qt::LeftButton);
    auto *comparison = m_program->window->findChild<CompareWindow *>();
    QTRY_VERIFY(comparison && comparison->isVisible());
    QVERIFY(comparison->findChild<QLabel *>(u"compareSummary"_s)->text().contains(u"differ"_s));
    comparison->close();

    choice->setCurrentText(u"refresh"_s);
    Q_EMIT choice->textActivated(u"refresh"_s);
    QCOMPARE(inspector->token().name, u"refresh"_s);
    m_program->services.auth().signOut(first.credential, {});
    QTRY_VERIFY(inspector->token().isEmpty());
}

void tst_MainWindow::everythingFollowsARename()
{
    signInTo(u"datarhei-core"_s);
    const CredentialId before = m_program->services.auth().credentials().constFirst();
    QTRY_COMPARE(tab().identity().identity(), before);
    sendByKeyboard();
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    QTRY_COMPARE(inspector->token().credential, before);
    Q_EMIT inspector->compareRequested();
    auto *comparison = m_program->window->findChild<CompareWindow *>();
    comparison->choose(1, 0); // the same one
    const auto *rows = comparison->findChild<QTableView *>(u"diffTable"_s)->model();
    const auto *summary = comparison->findChild<QLabel *>(u"compareSummary"_s);
    QVERIFY(summary->text().contains(u"same token"_s));
    m_program->window->activateWindow();
    auto &panel = *find<CredentialPanel>({});
    panel.showDetails(before);
    QTest::mouseClick(page("cardEdit"), Qt::LeftButton);
    auto *name = find<QLineEdit>(u"editName"_s);
    name->setText(u"somebody"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_program->services.auth().credentials().constFirst().account, u"somebody"_s);
    const CredentialId after = m_program->services.auth().credentials().constFirst();
    QCOMPARE(tab().identity().identity(), after);
    QCOMPARE(tab().document().credential, after);
    QTRY_COMPARE(inspector->token().credential, after);
    QVERIFY(summary->text().contains(u"same token"_s));
    QCOMPARE(rows->headerData(1, Qt::Horizontal).toString(), u"access, somebody, datarhei Core"_s);
    for (const auto *side : {"compareFirst", "compareSecond"})
        QCOMPARE(comparison->findChild<QComboBox *>(QString::fromLatin1(side))->currentText(), u"access, somebody, datarhei Core"_s);
    comparison->choose(0, 1); // what is offered is asked for by the new name
    QVERIFY(!summary->text().isEmpty());
    comparison->close();
    QTRY_VERIFY(m_program->window->isActiveWindow());
    QCOMPARE(panel.chosen(), after);
    QVERIFY(panel.isAncestorOf(qApp->focusWidget()));
    QTRY_VERIFY(!find<QLineEdit>(u"editName"_s));
    sendByKeyboard();
    QVERIFY(find<QLabel>(u"status"_s)->text().startsWith(u"200"_s));
}

void tst_MainWindow::aSignOutLeavesNoTokenBehind()
{
    signInTo(u"datarhei-core"_s);
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    QTRY_VERIFY(inspector->isVisible() && !inspector->token().isEmpty());
    const CredentialId id = inspector->token().credential;
    AuthManager &auth = m_program->services.auth();
    auth.refresh(id, CredentialEvent::Reason::User, {});
    auto *before = find<QPushButton>(u"compareBefore"_s);
    QTRY_VERIFY(before->isVisible());
    QTest::mouseClick(before, Qt::LeftButton);
    auto *comparison = m_program->window->findChild<CompareWindow *>();
    const auto *answer = comparison->findChild<QLabel *>(u"accessAnswer"_s);
    const auto *rows = comparison->findChild<QTableView *>(u"diffTable"_s)->model();
    QVERIFY(rows->rowCount() > 0);
    auto *desk = m_program->window->findChild<TokenDesk *>();
    desk->look({}); // it ends while nobody looks
    auth.signOut(id, {});
    QTRY_VERIFY(answer->text().startsWith(u"Choose two tokens"_s));
    QCOMPARE(rows->rowCount(), 0);
    for (int offer = 0; offer < comparison->findChild<QComboBox *>(u"compareFirst"_s)->count() - 1; ++offer) {
        comparison->choose(0, offer);
        comparison->choose(1, offer);
        QVERIFY(answer->text().startsWith(u"Choose two tokens"_s));
    }
    comparison->close();

    for (QAction *action : find<QMenu>(u"windowMenu"_s)->actions()) {
        if (action->text() == u"APIs to try"_s)
            action->trigger();
    }
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(!auth.tokens(id).isEmpty());
    desk->look(id);
    QTRY_VERIFY(!inspector->token().isEmpty());
    QVERIFY(!before->isVisible()); // the one before was another session's
}

void tst_MainWindow::typingLeavesTheInspectorAlone()
{
    signInTo(u"datarhei-core"_s);
    auto *inspector = find<TokenInspector>(u"tokenInspector"_s);
    QTRY_VERIFY(inspector->isVisible() && !inspector->token().isEmpty());
    m_program->window->findChild<TokenDesk *>()->look({u"datarhei-core"_s, u"Sandbox"_s, u"somebody"_s});
    QVERIFY(inspector->token().isEmpty());
    QSignalSpy changed(m_program->window->findChild<RequestDesk *>(), &RequestDesk::changed);
    QTest::keyClicks(page("url"), u"x"_s);
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(inspector->token().isEmpty());
}

void tst_MainWindow::anyTokenIsInspectedInAWindowOfItsOwn()
{
    QTRY_VERIFY(page("welcomePage")->isVisible());
    QTest::keyClick(m_program->window.get(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    auto *window = m_program->window->findChild<TokenWindow *>();
    QTRY_VERIFY(window && window->isVisible());
    auto *paste = window->findChild<QPlainTextEdit *>(u"tokenPaste"_s);
    QVERIFY(paste->isVisible());
    QGuiApplication::clipboard()->setText(u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s);
    paste->paste();
    QCOMPARE(window->inspector().token().value.reveal(), u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s);
    QVERIFY(!paste->isVisible());
    window->close();
    QVERIFY(window->inspector().token().isEmpty());
}

void tst_MainWindow::theInspectorIsPutAway()
{
    signInTo(u"datarhei-core"_s);
    auto *side = m_program->window->findChild<RightSide *>();
    QTRY_VERIFY(side->isVisible());
    QVERIFY(side->isInspectorShown());
    QTRY_VERIFY(side->sizes().at(1) > side->height() / 2); // as long as nobody wants it otherwise
    side->setInspectorShown(false);
    QVERIFY(!find<TokenInspector>(u"tokenInspector"_s)->isVisible());
    m_program->window->close();
    openProgram();
    side = m_program->window->findChild<RightSide *>();
    QVERIFY(!side->isInspectorShown());
    Q_EMIT m_program->window->findChild<CredentialPanel *>()->inspectRequested(m_program->services.auth().credentials().value(0));
    QVERIFY(side->isInspectorShown());
}

void tst_MainWindow::menuOpensByKeyboard()
{
    QTRY_VERIFY(page("welcomePage")->isVisible());
    QTest::keyClick(m_program->window.get(), Qt::Key_F10);
    QTRY_VERIFY(find<QMenu>(u"windowMenu"_s)->isVisible());
    QTest::keyClick(find<QMenu>(u"windowMenu"_s), Qt::Key_Escape);
    QVERIFY(!find<QMenu>(u"windowMenu"_s)->isVisible());
    for (const char *keys : {"Ctrl+Shift+I", "Ctrl+,"}) {
        QVERIFY(QTest::qWaitForWindowActive(m_program->window.get()));
        QTest::keySequence(m_program->window.get(), QKeySequence(QString::fromLatin1(keys)));
        QTRY_VERIFY(QApplication::activeModalWidget());
        const QPointer<QWidget> dialog = QApplication::activeModalWidget();
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog || !dialog->isVisible());
    }
}

// Not grey for good, wherever the pointer went.
void tst_MainWindow::aButtonIsItselfAgainAfterItsMenu()
{
    QTRY_VERIFY(page("welcomePage")->isVisible());
    auto *button = find<QToolButton>(u"mainMenu"_s);
    auto *menu = find<QMenu>(u"windowMenu"_s);
    QCursor::setPos(m_program->window->mapToGlobal(QPoint(20, 200)));
    QTest::mousePress(button, Qt::LeftButton);
    QTRY_VERIFY(menu->isVisible());
    button->setAttribute(Qt::WA_UnderMouse); // as Qt leaves it after a click that no test can make
    QTest::keyClick(menu, Qt::Key_Escape);
    QTRY_VERIFY(!menu->isVisible());
    QVERIFY(!button->isDown());
    QVERIFY(!button->underMouse());
}

void tst_MainWindow::settingsApplyAtOnce()
{
    m_program->theme.setChoice(SchemeChoice::Light);
    QTest::keySequence(m_program->window.get(), QKeySequence(u"Ctrl+,"_s));
    QTRY_VERIFY(page("settingsDialog"));
    auto *dark = page("schemeChoice")->findChild<QRadioButton *>(u"segment2"_s);
    QTest::mouseClick(dark, Qt::LeftButton);
    QVERIFY(m_program->theme.isDark());
    QCOMPARE(m_program->settings.settings().scheme, SchemeChoice::Dark);
    const QPointer<QWidget> dialog = page("settingsDialog");
    QVERIFY(!find<QPushButton>(u"saveNetwork"_s)->isVisible()); // there is nothing to save
    find<QTabBar>(u"settingsTabs"_s)->setCurrentIndex(1);
    QVERIFY(find<QPushButton>(u"saveNetwork"_s)->isVisible());
    QTest::mouseClick(find<QPushButton>(u"closeSettings"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog || !dialog->isVisible());
}

void tst_MainWindow::unreadableSettingsAreSaid()
{
    m_program.reset();
    QFile file(m_folder->filePath(u"window.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"scheme\": \"pink\" }");
    file.close();
    openProgram();
    const auto *banner = page("message:settings");
    QVERIFY(banner && banner->isVisible());
    QVERIFY(banner->accessibleName().contains(u"window.json"_s));
    m_program->window->close();
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{ \"scheme\": \"pink\" }"));
}

void tst_MainWindow::statusSaysWhatToDo()
{
    QTRY_COMPARE(find<QToolButton>(u"keychainStatus"_s)->text(), u"Keychain unlocked"_s);
    QTest::mouseClick(find<QToolButton>(u"keychainStatus"_s), Qt::LeftButton);
    QTRY_VERIFY(page("popover") && page("popover")->isVisible());
    QTest::keyClick(page("popover"), Qt::Key_Escape);
    QTRY_VERIFY(!page("popover"));
}

// What can be clicked or typed into is said to those who can't see it.
void tst_MainWindow::everyControlHasAName()
{
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    QStringList nameless;
    const QList<QWidget *> all = m_program->window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
        if (seen && seen->text(QAccessible::Name).isEmpty())
            nameless << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
