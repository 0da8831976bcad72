#include "app/sandbox/Sandbox.h"
#include "tests/support/SampleToken.h"
#include "tests/ui/CutText.h"
#include "tests/ui/MainWindowTest.h"
#include "ui/composer/BreakItDialog.h"
#include "ui/composer/Composer.h"
#include "ui/shell/BottomDock.h"
#include "ui/shell/WorkArea.h"
#include "ui/timeline/TimelinePanel.h"
#include "ui/token/KeyForm.h"
#include "ui/token/TokenWindow.h"
#include "ui/widgets/SegmentedControl.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// Nothing of the window is cut off, at the least screen that people have and at twice the scale.
class tst_WindowFits : public MainWindowTest {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { closeProgram(); }
    void nothingIsCut_data();
    void nothingIsCut();
    void norAtTwiceTheScale();
    void everyTokenHasRoom_data();
    void everyTokenHasRoom();

private:
    void look(QWidget &window, const char *where);
    void lookAtEachTab(const QString &where);
    QStringList m_found;
    bool m_isLeast = false;
};

void tst_WindowFits::look(QWidget &window, const char *where)
{
    QStringList mayGiveWay{u"claimRow"_s, u"bodyAbout"_s, u"hopUrl"_s, u"loginSends"_s, u"tokenHead"_s, u"identityPicker"_s}; // others' words, with a tool tip
    if (m_isLeast)
        mayGiveWay += {u"composerTabs"_s, u"responseTabs"_s}; // they scroll
    QStringList lines;
    QCoreApplication::sendPostedEvents(); // of the layouts
    static_cast<void>(QTest::qWaitFor([&] { return (lines = cut::found(window, mayGiveWay)).isEmpty(); }, 1000)); // laid out
    const QString folder = qEnvironmentVariable("TESSERA_SHOTS"); // for looking at
    if (!folder.isEmpty())
        window.grab().save(u"%1/%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag()), QString::fromLatin1(where).replace(u' ', u'-').remove(u'?').remove(u',')));
    for (const QString &line : std::as_const(lines))
        m_found += QString::fromLatin1(where) + u": "_s + line;
}

void tst_WindowFits::lookAtEachTab(const QString &where)
{
    auto *tabs = find<QTabBar>(u"responseTabs"_s);
    for (int i = 0; i < tabs->count(); ++i) {
        if (!tabs->isTabVisible(i))
            continue;
        tabs->setCurrentIndex(i);
        look(*m_program->window, qPrintable(where + u' ' + tabs->tabText(i)));
    }
}

void tst_WindowFits::nothingIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textSize");
    QTest::newRow("1280x800") << QSize(1280, 800) << 13;
    QTest::newRow("least") << QSize(0, 0) << 13; // the smallest that the window can be
    QTest::newRow("1280x800 in large letters") << QSize(1280, 800) << 20;
}

void tst_WindowFits::nothingIsCut()
{
    QFETCH(QSize, size);
    QFETCH(int, textSize);
    m_found.clear();
    m_isLeast = size.isEmpty();
    m_folder = std::make_unique<QTemporaryDir>();
    QFile kept(m_folder->filePath(u"window.json"_s));
    QVERIFY(kept.open(QFile::WriteOnly));
    kept.write(R"({"version":1,"textSize":)" + QByteArray::number(textSize) + '}');
    kept.close();
    openProgram();
    MainWindow &window = *m_program->window;
    window.resize(size);
    QTRY_VERIFY(page("welcomePage")->isVisible());
    look(window, "welcome");
    for (const QString &api : {u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s, u"pagfast-partner"_s}) {
        QTRY_VERIFY(find<QPushButton>(u"signIn:"_s + api));
        QTest::mouseClick(find<QPushButton>(u"signIn:"_s + api), Qt::LeftButton);
        LoginDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = find<LoginDialog>({})) && dialog->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        look(*dialog, qPrintable(u"sign in to "_s + api));
        dialog->close();
        QTRY_VERIFY(!find<LoginDialog>({}));
    }
    signInTo(u"datarhei-core"_s);
    QTRY_VERIFY(page("workArea")->isVisible());
    window.findChild<BottomDock *>()->setShown(true);
    for (int i = 0; i < int(Composer::Section::Settings) + 1; ++i) {
        tab().composer().showSection(Composer::Section(i));
        look(window, qPrintable(u"composer %1"_s.arg(i)));
    }
    sendByKeyboard();
    lookAtEachTab(u"answer"_s);
    RequestDocument wrong = tab().document();
    wrong.url = u"{{baseUrl}}/api/v3/process"_s;
    wrong.headers = {{true, u"Authorization"_s, u"Bearer nonsense"_s}};
    tab().composer().setDocument(wrong);
    sendByKeyboard();
    lookAtEachTab(u"refusal"_s);
    wrong.headers.clear();
    tab().composer().setDocument(wrong);
    m_program->services.sandbox().expireNow(u"datarhei-core"_s);
    sendByKeyboard();
    lookAtEachTab(u"second answer"_s);
    window.findChild<WorkArea *>()->setShown(WorkArea::Side::Right, true); // which waits where there is room for one side
    auto *sections = find<SegmentedControl>(u"tokenSections"_s);
    QTRY_VERIFY(sections->isVisible());
    for (int i = 0; i < sections->count(); ++i) {
        sections->setCurrentIndex(i);
        look(window, qPrintable(u"token %1"_s.arg(i)));
    }
    for (int i = 0; i < int(Composer::Section::Settings) + 1; ++i) { // beside the wider of the sides
        tab().composer().showSection(Composer::Section(i));
        look(window, qPrintable(u"composer %1 beside the token"_s.arg(i)));
    }
    window.findChild<TimelinePanel *>()->setTableShown(true);
    look(window, "table of the timeline");
    QTest::keySequence(&window, QKeySequence(u"Ctrl+,"_s));
    QTRY_VERIFY(page("settingsDialog") && page("settingsDialog")->isVisible());
    auto *settings = page("settingsDialog");
    auto *pages = settings->findChild<QTabBar *>();
    for (int i = 0; pages && i < pages->count(); ++i) {
        pages->setCurrentIndex(i);
        look(*settings, qPrintable(u"settings %1"_s.arg(i)));
    }
    settings->close();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    BreakItDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = find<BreakItDialog>(u"breakItDialog"_s)) && dialog->isVisible());
    look(*dialog, "break it");
    dialog->close();
    for (const QString &line : std::as_const(m_found))
        qWarning("%s", qPrintable(line));
    QVERIFY(m_found.isEmpty());
}

void tst_WindowFits::everyTokenHasRoom_data()
{
    const qint64 issued = 1'767'268'800; // the first day of 2026
    const QByteArray rest = R"(,"iss":"https://id.example.com","iat":1767268800,"exp":1767355200)";
    const auto encoded = [](const QByteArray &text) { return Base64Url::encode(text); };
    const QByteArray payload = encoded(R"({"sub":"u-42","scope":"read write")" + rest + '}'), signature = encoded(QByteArray(32, 'x'));
    const QByteArray one = R"({"protected":")" + encoded(R"({"alg":"HS256"})") + R"(","header":{"kid":"k1","x":"unprotected"},"signature":")" + signature + R"("})";
    QByteArray groups, claims;
    for (int i = 0; i < 9000; ++i)
        groups += R"("group-)" + QByteArray::number(i) + "\",";
    for (int i = 0; i < 300; ++i)
        claims += R"("https://example.com/claims/of/a/long/name/)" + QByteArray::number(i) + R"(":"a value that is longer than its line has room for, in any window",)";
    const QByteArray hidden = encoded(QByteArray(200, '\x5a'));
    QTest::addColumn<QString>("token");
    QTest::newRow("usual") << SampleToken::rich(issued, 3600);
    QTest::newRow("JWS in JSON") << QString::fromLatin1(R"({"payload":")" + payload + R"(","signatures":[)" + one + ',' + one + "]}");
    QTest::newRow("197 kB") << SampleToken::of(R"({"groups":[)" + groups.chopped(1) + ']' + rest + '}');
    QTest::newRow("many claims") << SampleToken::of('{' + claims + R"("sub":"u-42")" + rest + '}');
    QTest::newRow("long host") << SampleToken::of(R"({"iss":"https://identity.of-a-department-with-a-long-name.of-a-company.example.com:8443/tenants/5f7c8ec7"})",
        R"({"alg":"RS256","kid":"a-key-id-without-any-blank-in-it-that-is-longer-than-most-are-0123456789"})");
    QTest::newRow("JWE") << QString::fromLatin1(encoded(R"({"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"k1"})") + '.' + hidden + '.' + encoded("twelve bytes") + '.' + hidden + '.' + signature);
    QTest::newRow("corrupt") << QString::fromLatin1("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTQyIiwiZXhwIjox%%%NzY3MzU1MjAw." + signature);
    QTest::newRow("times of nobody") << SampleToken::of(R"({"exp":1e300,"iat":99999999999999999999})");
    QTest::newRow("opaque") << u"ghp_0123456789abcdefghijklmnopqrstuvwxyzABCDEF"_s;
    QTest::newRow("answer") << QString::fromLatin1(R"({"access_token":")" + hidden + R"(","token_type":"Bearer","expires_in":3600})");
    QTest::newRow("no token") << u"an ordinary sentence, by mistake"_s;
}

// In the token window as it comes, and as small as it can be.
void tst_WindowFits::everyTokenHasRoom()
{
    QFETCH(QString, token);
    m_found.clear();
    m_isLeast = false;
    openProgram();
    QTest::keyClick(m_program->window.get(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    auto *tokens = find<TokenWindow>(u"tokenWindow"_s);
    QVERIFY(tokens);
    QTRY_VERIFY(tokens->isActiveWindow());
    QGuiApplication::clipboard()->setText(token);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(!tokens->inspector().token().isEmpty());
    for (const QSize &size : {QSize(1180, 720), QSize(0, 0)}) {
        tokens->resize(size);
        const QString where = size.isEmpty() ? u"least"_s : u"usual"_s;
        look(*tokens, qPrintable(where));
        for (const auto source : {KeyForm::Source::Issuer, KeyForm::Source::Address, KeyForm::Source::Key, KeyForm::Source::Secret}) {
            tokens->findChild<KeyForm *>()->setSource(source);
            look(*tokens, qPrintable(where + u", key %1"_s.arg(int(source))));
        }
    }
    for (const QString &line : std::as_const(m_found))
        qWarning("%s", qPrintable(line));
    QVERIFY(m_found.isEmpty());
}

// The scale is set before the program begins.
void tst_WindowFits::norAtTwiceTheScale()
{
    if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        return;
    QProcess again;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, u"2"_s);
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::MergedChannels);
    again.start(QCoreApplication::applicationFilePath(), {u"nothingIsCut"_s, u"everyTokenHasRoom"_s});
    QTRY_COMPARE_WITH_TIMEOUT(again.state(), QProcess::NotRunning, 120000);
    QVERIFY2(again.exitCode() == 0, again.readAll().constData());
}

QTEST_MAIN(tst_WindowFits)
#include "tst_WindowFits.moc"
