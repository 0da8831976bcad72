#include "tests/support/FakeClock.h"
#include "tests/support/SampleRun.h"
#include "tests/ui/AppliedTheme.h"
#include "tests/ui/RequestFakes.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestTabs.h"
#include "ui/composer/UrlEdit.h"
#include "ui/response/ResponseView.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QMouseEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_RequestTabs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void opensByKeyboard();
    void opensWhereOneIs();
    void closesAndReopens();
    void middleClickCloses();
    void showsMethodNameAndChange();
    void takesThePlaceOfWhatWasOnlyLookedAt();
    void renames();
    void aRenamedTabGivesTheFocusBack_data();
    void aRenamedTabGivesTheFocusBack();
    void moves();
    void comesBackAfterARestart();
    void writesNoSecretAndSaysSo();
    void anUnusableFileIsSaidAndPutAside();
    void flipsTheSplit();
    void eachArrangementKeepsItsSplit();
    void theRequestLineStandsAboveBoth();
    void sendsByKeyboardAndCancelsByEsc();
    void inputErrorsAreShownAtTheField();
    void aSendThatFailsIsSaidOnce();
    void remembersWhoWasUsed();
    void manyTabsAreMadeWhenLookedAt();
    void pastingNothingChangesNothing();
    void whatIsTakenBackIsNoChange_data();
    void whatIsTakenBackIsNoChange();
    void noTabIsCutOff_data();
    void noTabIsCutOff();
    void listsAllThatHaveNoRoom();
    void aTextSizeThatComesBackLeavesNothingBehind();
    void aMessageMovesNothingBelow();
    void noPageIsPressedFlatByAMessage();
    void anAnswerHasTheLargerShare();

private:
    std::unique_ptr<RequestTabs> makeTabs()
    {
        auto tabs = std::make_unique<RequestTabs>(
            RequestTabs::Parts{{m_theme, m_ticker, m_credentials, m_context, m_redactor}, m_clock, *m_store, {}});
        tabs->restore();
        tabs->resize(900, 600);
        tabs->show();
        return tabs;
    }
    static RequestDocument named(const QString &name)
    {
        RequestDocument document;
        document.name = name;
        document.url = u"{{baseUrl}}/"_s + name;
        document.credential = fakeAdmin;
        return document;
    }
    QString path() const { return m_folder->filePath(u"tabs.json"_s); }
    void restart()
    {
        m_tabs.reset();
        m_store = std::make_unique<DraftStore>(path(), m_redactor);
        m_tabs = makeTabs();
    }
    TabStrip *strip() const { return m_tabs->findChild<TabStrip *>(u"requestTabs"_s); }
    UrlEdit &url() const { return m_tabs->currentPage()->composer().line().url(); }

    AppliedTheme m_theme;
    FakeClock m_clock;
    Ticker m_ticker{m_clock};
    FakeCredentials m_credentials{m_clock};
    FakeRequestContext m_context;
    Redactor m_redactor;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DraftStore> m_store;
    std::unique_ptr<RequestTabs> m_tabs;
};

void tst_RequestTabs::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<DraftStore>(path(), m_redactor);
    m_tabs = makeTabs();
    QVERIFY(QTest::qWaitForWindowActive(m_tabs.get()));
}

void tst_RequestTabs::cleanup()
{
    m_tabs.reset();
    m_store.reset();
}

void tst_RequestTabs::opensByKeyboard()
{
    QCOMPARE(m_tabs->count(), 0);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+T"_s));
    QCOMPARE(m_tabs->count(), 1);
    QTRY_VERIFY(url().hasFocus());
    QCOMPARE(m_tabs->currentPage()->document().credential, fakeAdmin);
    QTest::keySequence(&url(), QKeySequence(u"Ctrl+T"_s)); // also while the URL has the focus
    QCOMPARE(m_tabs->count(), 2);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+PgUp"_s));
    QCOMPARE(m_tabs->current(), 0);
}

// At the same API, also as nobody; but not at one that nobody knows any more.
void tst_RequestTabs::opensWhereOneIs()
{
    RequestDocument document = named(u"one"_s);
    document.sendAs({});
    m_tabs->open(document);
    m_tabs->openNew();
    QCOMPARE(m_tabs->currentPage()->document().variablesOf, fakeAdmin);
    QCOMPARE(m_tabs->currentPage()->document().url, u"{{baseUrl}}/"_s);
    document = named(u"two"_s);
    document.sendAs({});
    document.variablesOf.account = u"gone"_s;
    m_tabs->open(document);
    m_tabs->openNew();
    QVERIFY(m_tabs->currentPage()->document().variablesOf.isEmpty());
    QCOMPARE(m_tabs->currentPage()->document().url, QString());
}

void tst_RequestTabs::closesAndReopens()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    url().setFocus();
    QTest::keyClicks(&url(), u"x"_s);
    QTest::keySequence(&url(), QKeySequence(u"Ctrl+W"_s));
    QCOMPARE(m_tabs->count(), 1);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+Shift+T"_s));
    QCOMPARE(m_tabs->count(), 2);
    QCOMPARE(m_tabs->currentPage()->document().url, u"{{baseUrl}}/twox"_s); // with what was written
    QVERIFY(m_tabs->isModified(1));
    m_tabs->open(named(u"three"_s), true);
    m_tabs->close(0);
    m_tabs->close(0);
    m_tabs->reopen();
    m_tabs->reopen(); // each where it was
    QCOMPARE(m_tabs->current(), 0);
    QCOMPARE(strip()->tabText(0) + strip()->tabText(1) + strip()->tabText(2), u"onetwothree"_s);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+W"_s));
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+W"_s));
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+W"_s));
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+W"_s));
    QCOMPARE(m_tabs->count(), 0);
    QVERIFY(!m_tabs->currentPage());
}

void tst_RequestTabs::middleClickCloses()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    QTest::mouseClick(strip(), Qt::MiddleButton, {}, strip()->tabRect(0).center());
    QCOMPARE(m_tabs->count(), 1);
    QCOMPARE(m_tabs->currentPage()->document().name, u"two"_s);
}

void tst_RequestTabs::showsMethodNameAndChange()
{
    RequestDocument document = named(u"Delete & <b>go</b>"_s);
    document.method = u"DELETE"_s;
    m_tabs->open(document);
    QCOMPARE(strip()->look(0).prefix, u"DEL"_s);
    QCOMPARE(strip()->tabText(0), u"Delete && <b>go</b>"_s);
    QVERIFY(!strip()->look(0).isModified);
    url().setFocus();
    QTest::keyClicks(&url(), u"x"_s);
    QVERIFY(strip()->look(0).isModified);
    QTest::keyClick(&url(), Qt::Key_Backspace);
    QVERIFY(!strip()->look(0).isModified);
}

void tst_RequestTabs::takesThePlaceOfWhatWasOnlyLookedAt()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s));
    QCOMPARE(m_tabs->count(), 1);
    QCOMPARE(strip()->tabText(0), u"two"_s);
    m_tabs->currentPage()->showResult(SampleRun::answered(), fakeAdmin);
    m_tabs->open(named(u"three"_s)); // an answer is not thrown away
    QCOMPARE(m_tabs->count(), 2);
    url().setFocus();
    QTest::keyClicks(&url(), u"x"_s);
    m_tabs->open(named(u"four"_s)); // nor what was written
    QCOMPARE(m_tabs->count(), 3);
    m_tabs->open(named(u"two"_s)); // open already
    QCOMPARE(m_tabs->count(), 3);
    QCOMPARE(m_tabs->current(), 0);
}

void tst_RequestTabs::renames()
{
    m_tabs->open(named(u"one"_s));
    QTest::mouseDClick(strip(), Qt::LeftButton, {}, strip()->tabRect(0).center());
    auto *edit = m_tabs->findChild<QLineEdit *>(u"renameTab"_s);
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"other"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(strip()->tabText(0), u"one"_s);
    m_tabs->startRename(0);
    QTest::keyClicks(edit, u"other"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!edit->isVisible());
    QCOMPARE(strip()->tabText(0), u"other"_s);
    QVERIFY(m_tabs->isModified(0));
}

void tst_RequestTabs::aRenamedTabGivesTheFocusBack_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
    QTest::newRow("Esc") << Qt::Key_Escape;
}

// The key that ends it is used up: whatever has the focus then (the button for a new request stands next) must not get it.
void tst_RequestTabs::aRenamedTabGivesTheFocusBack()
{
    QFETCH(Qt::Key, key);
    m_tabs->open(named(u"one"_s));
    url().setFocus();
    m_tabs->startRename(0);
    auto *edit = m_tabs->findChild<QLineEdit *>(u"renameTab"_s);
    QTRY_VERIFY(edit->hasFocus());
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(edit, &press);
    QVERIFY(press.isAccepted());
    QVERIFY(!edit->isVisible());
    QVERIFY(url().hasFocus());
    QCOMPARE(m_tabs->count(), 1);
}

void tst_RequestTabs::moves()
{
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s})
        m_tabs->open(named(name), true);
    strip()->moveTab(2, 0);
    QCOMPARE(m_tabs->currentPage()->document().name, u"three"_s);
    m_tabs->goTo(1);
    QCOMPARE(m_tabs->currentPage()->document().name, u"one"_s);
    m_tabs->saveNow();
    restart();
    QCOMPARE(strip()->tabText(0), u"three"_s);
    QCOMPARE(m_tabs->current(), 1);
}

void tst_RequestTabs::comesBackAfterARestart()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    url().setFocus();
    QTest::keyClicks(&url(), u"?a=1"_s);
    m_clock.advance(2s); // saved by itself
    restart();
    QCOMPARE(m_tabs->count(), 2);
    QCOMPARE(m_tabs->current(), 1);
    QCOMPARE(m_tabs->currentPage()->document().url, u"{{baseUrl}}/two?a=1"_s);
    QVERIFY(m_tabs->isModified(1));
    QVERIFY(!m_tabs->isModified(0));
}

void tst_RequestTabs::writesNoSecretAndSaysSo()
{
    RequestDocument document = named(u"one"_s);
    document.headers = {{true, u"Authorization"_s, u"Bearer fake-canary"_s}};
    m_tabs->open(document);
    m_tabs->saveNow();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
    restart();
    m_tabs->currentPage()->composer().showSection(Composer::Section::Headers);
    const auto notes = m_tabs->currentPage()->findChildren<QLabel *>(u"keptNote"_s);
    QVERIFY(std::any_of(notes.begin(), notes.end(), [](const QLabel *note) { return note->isVisible() && note->text().contains("Authorization"_L1); }));
}

void tst_RequestTabs::anUnusableFileIsSaidAndPutAside()
{
    m_tabs.reset();
    m_store.reset();
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{oops") == 5);
    file.close();
    restart();
    auto *banner = m_tabs->findChild<ErrorBanner *>(u"errorBanner"_s);
    QVERIFY(banner->isVisible());
    QVERIFY(banner->message().contains(path()));
    m_tabs->open(named(u"one"_s));
    m_tabs->saveNow();
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{oops"));
    file.close();
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerAction"_s), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(path() + u".unusable-1"_s));
    m_clock.advance(2s);
    QTRY_VERIFY(QFile::exists(path())); // it is written in another thread
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("one"));
}

void tst_RequestTabs::flipsTheSplit()
{
    m_tabs->open(named(u"one"_s));
    const auto orientation = [&] { return m_tabs->currentPage()->findChild<QSplitter *>(u"requestSplit"_s)->orientation(); };
    QCOMPARE(orientation(), Qt::Vertical);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+J"_s));
    QCOMPARE(orientation(), Qt::Horizontal);
    m_tabs->saveNow();
    restart();
    QCOMPARE(orientation(), Qt::Horizontal);
    m_tabs->setMinimumWidth(470); // as in the window
    m_tabs->resize(560, 600); // too narrow for two halves: the choice waits
    QTRY_COMPARE(orientation(), Qt::Vertical);
    m_tabs->resize(900, 600);
    QTRY_COMPARE(orientation(), Qt::Horizontal);
}

void tst_RequestTabs::eachArrangementKeepsItsSplit()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    m_tabs->resize(1000, 800);
    const auto split = [this] { return m_tabs->currentPage()->findChild<QSplitter *>(u"requestSplit"_s); };
    const auto edge = [&] { return split()->sizes().constFirst(); };
    const auto drag = [&](const QPoint &by) {
        QSplitterHandle *handle = split()->handle(1);
        const QPoint from = handle->rect().center();
        for (const auto &[type, at] : {std::pair{QEvent::MouseButtonPress, from}, {QEvent::MouseMove, from + by}, {QEvent::MouseButtonRelease, from + by}}) {
            const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
            const auto held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
            QMouseEvent event(type, at, handle->mapToGlobal(at), button, held, Qt::NoModifier);
            QApplication::sendEvent(handle, &event);
        }
    };
    const auto flip = [this] { QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+J"_s)); };
    QTRY_VERIFY(split()->height() > 600);
    const int before = edge();
    drag({0, 120});
    const int below = edge();
    QVERIFY(below > before + 50);
    flip();
    QVERIFY2(qAbs(edge() - split()->sizes().at(1)) <= 1, qPrintable(u"nobody has moved this edge yet: %1, %2"_s.arg(edge()).arg(split()->sizes().at(1))));
    drag({-100, 0});
    const int beside = edge();
    flip();
    QCOMPARE(edge(), below);
    flip();
    QVERIFY(qAbs(edge() - beside) <= 1);
    m_tabs->goBy(1); // the others are divided alike
    QTRY_VERIFY(qAbs(edge() - beside) <= 1);
    m_tabs->saveNow();
    restart();
    m_tabs->resize(1000, 800);
    QTRY_VERIFY(split()->height() > 600);
    QTRY_VERIFY2(qAbs(edge() - beside) <= 1, qPrintable(QString::number(edge())));
    m_tabs->flipSplit();
    QCOMPARE(split()->orientation(), Qt::Vertical);
    QCOMPARE(edge(), below);
}

void tst_RequestTabs::theRequestLineStandsAboveBoth()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->resize(690, 650); // between two docks
    const auto *split = m_tabs->currentPage()->findChild<QSplitter *>(u"requestSplit"_s);
    const auto topOf = [this](const QWidget &part) { return part.mapTo(m_tabs.get(), QPoint()).y(); };
    url().setFocus();
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+J"_s));
    QCOMPARE(split->orientation(), Qt::Horizontal);
    QVERIFY(url().hasFocus());
    QTRY_VERIFY2(url().width() > 350, "the address can't be read");
    QVERIFY(topOf(url()) + url().height() < topOf(*split));
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+J"_s));
    QVERIFY(url().hasFocus());
    QTRY_VERIFY(topOf(url()) > topOf(*split));
    QVERIFY(url().isVisible() && m_tabs->currentPage()->composer().isAncestorOf(&url()));
}

void tst_RequestTabs::sendsByKeyboardAndCancelsByEsc()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    RequestTab *page = m_tabs->currentPage();
    QSignalSpy sent(page, &RequestTab::sendRequested), cancelled(page, &RequestTab::cancelRequested);
    QTest::keyClick(m_tabs.get(), Qt::Key_F5);
    QCOMPARE(sent.size(), 1);
    QTest::keyClick(&url(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent.first().first().value<RequestDocument>(), page->document());
    QTest::keyClick(m_tabs.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 0);
    page->showRunning(u"Sending"_s);
    QTest::keyClick(m_tabs.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    page->showResult(SampleRun::failed(ErrorKind::Cancelled), fakeAdmin);
    QTest::keyClick(m_tabs.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+L"_s));
    QTRY_VERIFY(url().hasFocus());
}

void tst_RequestTabs::inputErrorsAreShownAtTheField()
{
    m_tabs->open(named(u"one"_s));
    RequestTab *page = m_tabs->currentPage();
    page->showRunning(u"Sending"_s);
    RunResult wrong;
    wrong.error = Error{ErrorKind::Input, u"{{x}} has no value."_s, {}};
    wrong.errorField = u"url"_s;
    page->showResult(wrong, fakeAdmin);
    QVERIFY(page->response().isEmpty());
    QTRY_VERIFY(url().hasFocus());
    QVERIFY(page->composer().findChild<ErrorBanner *>(u"errorBanner"_s)->isVisible());
    page->send();
    QVERIFY(!page->composer().findChild<ErrorBanner *>(u"errorBanner"_s)->isVisible());
}

void tst_RequestTabs::aSendThatFailsIsSaidOnce()
{
    m_tabs->open(named(u"one"_s));
    RequestTab *page = m_tabs->currentPage();
    page->showResult(SampleRun::answered(), fakeAdmin);
    const auto said = [page] {
        QStringList sentences;
        for (const QLabel *label : page->findChild<QWidget *>(u"responseNotes"_s)->findChildren<QLabel *>())
            sentences += label->text().isEmpty() ? QStringList() : QStringList(label->text());
        return sentences.filter(u"was not sent"_s);
    };
    RunResult wrong;
    wrong.error = Error{ErrorKind::Input, u"{{x}} has no value."_s, {}};
    wrong.errorField = u"url"_s;
    for (int i = 0; i < 3; ++i) {
        page->showRunning(u"Sending"_s);
        page->showResult(wrong, fakeAdmin);
        QCOMPARE(said().size(), 1);
    }
    page->showRunning(u"Sending"_s);
    page->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(said().isEmpty());
    page->showResult(wrong, fakeAdmin);
    QCOMPARE(said().size(), 1); // it holds again
}

void tst_RequestTabs::remembersWhoWasUsed()
{
    m_tabs->open(named(u"one"_s));
    QVERIFY(m_tabs->lastUsed().isEmpty());
    m_tabs->currentPage()->send();
    QCOMPARE(m_tabs->lastUsed().value(fakeAdmin.profile), fakeAdmin);
    m_tabs->saveNow();
    restart();
    QCOMPARE(m_tabs->lastUsed().value(fakeAdmin.profile), fakeAdmin);
}

void tst_RequestTabs::manyTabsAreMadeWhenLookedAt()
{
    Drafts drafts;
    for (int i = 0; i < 200; ++i)
        drafts.drafts.append({named(QString::number(i)), named(QString::number(i)), {}});
    drafts.current = 7;
    QVERIFY(m_store->save(drafts));
    restart();
    QCOMPARE(m_tabs->count(), 200);
    QCOMPARE(m_tabs->findChildren<RequestTab *>().size(), 1);
    QCOMPARE(m_tabs->currentPage()->document().name, u"7"_s);
}

void tst_RequestTabs::pastingNothingChangesNothing()
{
    m_tabs->openNew();
    const RequestDocument untouched = m_tabs->currentPage()->document();
    QCOMPARE(untouched.url, u"{{baseUrl}}/"_s);
    for (const QString &nothing : {QString(), u" \n"_s}) {
        QGuiApplication::clipboard()->setText(nothing);
        QTest::keySequence(m_tabs.get(), QKeySequence(u"Ctrl+L"_s));
        QTRY_VERIFY(url().hasFocus());
        QTest::keySequence(&url(), QKeySequence(u"Ctrl+A"_s));
        QTest::keySequence(&url(), QKeySequence(u"Ctrl+V"_s));
        QCOMPARE(m_tabs->currentPage()->document(), untouched);
        QVERIFY(!m_tabs->isModified(0));
        QVERIFY(!strip()->look(0).isModified);
    }
}

void tst_RequestTabs::whatIsTakenBackIsNoChange_data()
{
    QTest::addColumn<int>("section"); // the URL: none
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("URL") << -1 << "url"_ba;
    QTest::newRow("parameter") << int(Composer::Section::Params) << "params"_ba;
    QTest::newRow("header") << int(Composer::Section::Headers) << "headers"_ba;
    QTest::newRow("body") << int(Composer::Section::Body) << "bodyKind"_ba;
    QTest::newRow("time-out") << int(Composer::Section::Settings) << "connectTimeout"_ba;
    QTest::newRow("proxy") << int(Composer::Section::Settings) << "proxy"_ba;
    QTest::newRow("identity") << -1 << "identity"_ba;
}

void tst_RequestTabs::whatIsTakenBackIsNoChange()
{
    QFETCH(int, section);
    QFETCH(QByteArray, field);
    m_tabs->openNew();
    RequestTab &page = *m_tabs->currentPage();
    const RequestDocument untouched = page.document();
    if (section >= 0)
        page.composer().showSection(Composer::Section(section));
    const auto change = [&](bool isBack) {
        auto *widget = page.findChild<QWidget *>(QString::fromLatin1(field));
        if (auto *table = qobject_cast<KeyValueTable *>(widget)) {
            table->setCurrentIndex(table->model()->index(0, KeyValueModel::NameColumn));
            if (isBack)
                return QTest::keyClick(table, Qt::Key_Delete);
            table->setFocus();
            QTest::keyClick(table, Qt::Key_F2);
            QTest::keyClicks(QApplication::focusWidget(), u"x"_s);
            return QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        }
        if (field == "bodyKind" || field == "proxy") {
            auto *choice = qobject_cast<QComboBox *>(widget);
            const int other = field == "proxy" ? 2 : 1; // HTTP, JSON
            choice->setCurrentIndex(isBack ? 0 : other);
            if (!isBack && field == "proxy")
                QTest::keyClicks(page.findChild<QWidget *>(u"proxyPlace"_s), u"proxy.example:3128"_s);
            return;
        }
        if (field == "identity")
            return page.setIdentity(isBack ? fakeAdmin : CredentialId());
        if (auto *time = qobject_cast<QDoubleSpinBox *>(widget))
            return time->setValue(time->value() + (isBack ? -1 : 1));
        widget->setFocus();
        QTest::keyClick(widget, Qt::Key_End);
        QTest::keyClick(widget, isBack ? Qt::Key_Backspace : Qt::Key_X);
    };
    change(false);
    QVERIFY(page.document() != untouched);
    QVERIFY(strip()->look(0).isModified);
    change(true);
    QCOMPARE(page.document(), untouched);
    QVERIFY(!strip()->look(0).isModified);
}

void tst_RequestTabs::noTabIsCutOff_data()
{
    QTest::addColumn<int>("tabs");
    QTest::addColumn<int>("width");
    for (const int tabs : {3, 6, 7, 12, 60}) {
        for (const int width : {470, 652, 703, 1100})
            QTest::addRow("%d in %d", tabs, width) << tabs << width;
    }
}

void tst_RequestTabs::noTabIsCutOff()
{
    QFETCH(int, tabs);
    QFETCH(int, width);
    m_tabs->setMinimumWidth(470); // as in the window
    m_tabs->resize(width, 600);
    for (int i = 0; i < tabs; ++i)
        m_tabs->open(named(i % 3 ? u"Read the notes of %1"_s.arg(i) : u"Ping"_s), true);
    const auto whole = [this] {
        QRect seen = strip()->rect();
        for (const QToolButton *button : strip()->findChildren<QToolButton *>()) {
            if (button->isVisible() && button->arrowType() != Qt::NoArrow)
                seen.setRight(qMin(seen.right(), button->x() - 1));
        }
        for (int i = 0; i < strip()->count(); ++i) {
            const QRect place = strip()->tabRect(i);
            const QRect part = place & seen;
            if (!part.isEmpty() && part.width() < place.width())
                return false;
            if (place.width() < 100 || (i == strip()->currentIndex() && part.isEmpty()))
                return false;
        }
        return m_tabs->rect().contains(QRect(strip()->mapTo(m_tabs.get(), QPoint()), strip()->size()));
    };
    const auto walk = [&] {
        for (const int index : {0, 1, tabs / 2, tabs - 1, tabs - 2, 0, tabs - 1}) {
            m_tabs->goTo(index);
            QTRY_VERIFY2(whole(), qPrintable(QString::number(index)));
        }
    };
    walk();
    m_tabs->goTo(tabs / 2);
    m_tabs->resize(width + 130, 600); // another number of them is seen
    QTRY_VERIFY(whole());
    m_tabs->resize(width, 600);
    QTRY_VERIFY(whole());
    m_tabs->close(tabs / 2);
    QTRY_VERIFY(whole());
}

void tst_RequestTabs::listsAllThatHaveNoRoom()
{
    QVERIFY(strip()->parentWidget()->height() >= strip()->sizeHint().height());
    auto *all = m_tabs->findChild<QToolButton *>(u"allTabs"_s);
    for (int i = 0; i < 12; ++i) {
        QTRY_COMPARE(all->isVisible(), i > 6); // 900 wide
        m_tabs->open(named(u"A & %1"_s.arg(i)), true);
    }
    QTest::mouseClick(all, Qt::LeftButton);
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = m_tabs->findChild<QMenu *>(u"tabList"_s)) && menu->isVisible());
    QCOMPARE(menu->actions().size(), 12);
    QCOMPARE(menu->actions().at(2)->text(), u"GET  A && 2"_s);
    QVERIFY(menu->actions().at(11)->isChecked());
    menu->actions().at(2)->trigger();
    QCOMPARE(m_tabs->current(), 2);
    menu->close();
    QVERIFY(!strip()->tabButton(7, QTabBar::RightSide)->isVisible()); // its name has the room
    QVERIFY(strip()->tabButton(2, QTabBar::RightSide)->isVisible());
    m_tabs->goTo(3);
    QVERIFY(!strip()->tabButton(2, QTabBar::RightSide)->isVisible());
    m_tabs->currentPage()->setName(u"another"_s);
    m_tabs->goTo(2);
    QVERIFY(strip()->tabButton(3, QTabBar::RightSide)->isVisible()); // the dot of what is not saved
    for (int i = 0; i < 6; ++i)
        m_tabs->close(0);
    QTRY_VERIFY(!all->isVisible());
}

void tst_RequestTabs::aTextSizeThatComesBackLeavesNothingBehind()
{
    m_tabs->open(named(u"one"_s));
    m_tabs->open(named(u"two"_s), true);
    const auto places = [this] {
        QList<QRect> all;
        for (int i = 0; i < strip()->count(); ++i)
            all << strip()->tabRect(i) << strip()->tabButton(i, QTabBar::RightSide)->geometry();
        return all;
    };
    QCoreApplication::sendPostedEvents(); // laid out
    const auto before = places();
    m_theme.setTextSize(20);
    QTRY_VERIFY(strip()->tabButton(0, QTabBar::RightSide)->width() > before.at(1).width());
    QTRY_VERIFY(strip()->tabRect(0).contains(strip()->tabButton(0, QTabBar::RightSide)->geometry()));
    m_theme.setTextSize(13);
    QTRY_COMPARE(places(), before);
}

// It takes its room from what stands below it in the composer, and gives it back.
void tst_RequestTabs::aMessageMovesNothingBelow()
{
    m_tabs->open(named(u"one"_s));
    RequestTab *page = m_tabs->currentPage();
    page->showResult(SampleRun::answered(), fakeAdmin);
    auto *split = page->findChild<QSplitter *>(u"requestSplit"_s);
    QCoreApplication::sendPostedEvents(); // laid out
    const QList<int> before = split->sizes();
    RunResult wrong;
    wrong.error = Error{ErrorKind::Input, u"{{x}} has no value."_s, {}};
    wrong.errorField = u"url"_s;
    auto *banner = page->composer().findChild<ErrorBanner *>(u"errorBanner"_s);
    page->composer().showError(u"url"_s, *wrong.error);
    QTRY_VERIFY(banner->isVisible() && banner->height() > 30);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(split->sizes(), before);
    // One that has more to say than there is room for is not cut, and the answer comes back afterwards.
    page->composer().showError(u"url"_s, {ErrorKind::Input, u"This can't be sent as it stands. "_s.repeated(30), u"Some words more. "_s.repeated(30)});
    QTRY_VERIFY(split->sizes().at(0) > before.at(0));
    for (const char *name : {"bannerMessage", "bannerDetail"}) {
        const auto *words = banner->findChild<QLabel *>(QString::fromLatin1(name));
        QTRY_VERIFY2(words->height() >= words->heightForWidth(words->width()), name);
    }
    page->composer().clearErrors();
    QTRY_COMPARE(split->sizes(), before);
}

// While the answer has room to give.
void tst_RequestTabs::noPageIsPressedFlatByAMessage()
{
    m_tabs->resize(640, 440);
    RequestDocument document = named(u"one"_s);
    document.body.kind = RequestDocument::Body::Kind::File;
    m_tabs->open(document);
    Composer &composer = m_tabs->currentPage()->composer();
    composer.showError(u"body"_s, {ErrorKind::Input, u"No file is chosen."_s, u"Choose another file."_s});
    for (const char *name : {"bodyKind", "bodyFile"}) {
        const auto *part = composer.findChild<QWidget *>(QString::fromLatin1(name));
        QTRY_VERIFY2(part->isVisible() && part->height() >= part->sizeHint().height(), name);
    }
}

void tst_RequestTabs::anAnswerHasTheLargerShare()
{
    m_tabs->open(named(u"one"_s));
    auto *split = m_tabs->currentPage()->findChild<QSplitter *>(u"requestSplit"_s);
    QTRY_VERIFY(split->sizes().at(1) > split->sizes().at(0) * 5 / 4);
    QSplitterHandle *handle = split->handle(1);
    const QPoint grip = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, grip);
    QTest::mouseMove(handle, grip + QPoint(0, 60));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, grip + QPoint(0, 60));
    const QList<int> chosen = split->sizes();
    m_tabs->resize(900, 420);
    m_tabs->resize(900, 600);
    QTRY_COMPARE(split->sizes(), chosen);
}

QTEST_MAIN(tst_RequestTabs)
#include "tst_RequestTabs.moc"
