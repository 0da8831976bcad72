#include "app/run/RunWatch.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SampleRun.h"
#include "ui/composer/AuthRequestContext.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestSender.h"
#include "ui/composer/RequestTab.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/ResponseView.h"
#include "ui/response/StoryDrawing.h"
#include "ui/theme/CredentialColors.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Tab = ResponseView::Tab;
using Action = NextStep::Action;

// Why a request was refused, as a person sees it, and that its buttons do what they say: over real connections.
class tst_DiagnosisPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void explainsARefusal();
    void comesAndGoes();
    void staysWhereThePersonIs();
    void saysWhyNothingWasSent();
    void removesAHeaderAndSends();
    void bindsAndSends();
    void refreshesAndSends();
    void sendsOnlyWhatItWasPressedFor_data();
    void sendsOnlyWhatItWasPressedFor();
    void switchesTheIdentityAndSends();
    void saysWhenARefreshFails();
    void addsAHeader();
    void handsOnWhatOthersDo();
    void isPlainTextWithNames();
    void fitsInNarrowPlaces();

private:
    [[nodiscard]] QString shownTab() const
    {
        const auto *tabs = m_tab->findChild<QTabBar *>(u"responseTabs"_s);
        return tabs->isVisible() ? tabs->tabText(tabs->currentIndex()) : QString();
    }
    [[nodiscard]] QString textOf(const char *name) const
    {
        const auto *label = m_tab->findChild<QLabel *>(QString::fromLatin1(name));
        return label && label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QPushButton *button(const char *name) const { return m_tab->findChild<QPushButton *>(QString::fromLatin1(name)); }
    void open(const QString &url, const QList<RequestDocument::Row> &headers = {})
    {
        RequestDocument document;
        document.url = url;
        document.headers = headers;
        document.credential = AuthWorld::ada;
        m_tab->setDraft({document, document, {}});
    }
    void send()
    {
        QSignalSpy finished(m_sender, &RequestSender::finished);
        m_tab->send();
        QVERIFY(finished.wait(20'000));
    }
    void take(Action action, const QString &argument = {}) { Q_EMIT m_tab->response().stepRequested({action, u"x"_s, argument}); }

    Theme *m_theme = nullptr;
    std::unique_ptr<RunWorld> m_run;
    std::unique_ptr<RunWatch> m_watch;
    CredentialColors m_colors;
    std::unique_ptr<AuthCredentialSource> m_credentials;
    std::unique_ptr<AuthRequestContext> m_context;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<RequestTab> m_tab;
    RequestSender *m_sender = nullptr;
};

void tst_DiagnosisPane::init()
{
    if (!m_theme) {
        m_theme = new Theme(this);
        m_theme->applyTo(*qApp);
    }
    m_run = std::make_unique<RunWorld>();
    m_watch = std::make_unique<RunWatch>(m_run->world.auth, m_run->world.redactor, m_run->world.clock);
    m_run->runner.setWatch(m_watch.get());
    m_credentials = std::make_unique<AuthCredentialSource>(m_run->world.auth, m_run->world.profiles, m_colors);
    m_context = std::make_unique<AuthRequestContext>(AuthRequestContext::Parts{m_run->world.auth, m_run->world.profiles, m_run->runner, m_run->world.clock});
    m_ticker = std::make_unique<Ticker>(m_run->world.clock);
    m_tab = std::make_unique<RequestTab>(RequestTab::Parts{*m_theme, *m_ticker, *m_credentials, *m_context, m_run->world.redactor});
    m_sender = new RequestSender(*m_tab, m_run->runner, m_run->world.auth);
    m_tab->resize(900, 760);
    m_tab->show();
    QVERIFY(QTest::qWaitForWindowActive(m_tab.get()));
}

void tst_DiagnosisPane::cleanup()
{
    m_tab.reset();
    m_ticker.reset();
    m_context.reset();
    m_credentials.reset();
    m_run->runner.setWatch(nullptr);
    m_watch.reset(); // it looks at the sessions
    m_run.reset();
}

void tst_DiagnosisPane::explainsARefusal()
{
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"Bearer fake-canary-by-hand"_s}});
    send();
    QCOMPARE(shownTab(), u"Why 401?"_s);
    QCOMPARE(textOf("findingTitle"), u"A header was written by hand"_s);
    QCOMPARE(textOf("certainty"), u"likely"_s);
    QVERIFY(textOf("findingText").contains(u"the one of ada was left out"_s));
    QVERIFY(textOf("evidence").contains(u"is not the token of ada"_s));
    QCOMPARE(button("step_remove-header")->text(), u"Remove the header and send"_s);
    QCOMPARE(m_tab->findChild<QWidget *>(u"alsoLookedAt"_s)->isVisible(), true);
    const QString story = m_tab->findChild<StoryDrawing *>()->accessibleDescription();
    QVERIFY2(story.contains(u"Send GET /data"_s) && story.contains(u"Tessera: 401"_s) && story.contains(u"Authorization, by hand"_s) && !story.contains(u"canary"_s), qPrintable(story));
    button("copyStory")->click();
    QCOMPARE(QApplication::clipboard()->text(), story);
}

void tst_DiagnosisPane::comesAndGoes()
{
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(shownTab(), u"Body"_s);
    auto *tabs = m_tab->findChild<QTabBar *>(u"responseTabs"_s);
    QVERIFY(!tabs->isTabVisible(int(Tab::Why)));
    m_tab->setIdentity({});
    m_tab->composer().setDocument([this] {
        RequestDocument document;
        document.url = m_run->server.url() + u"/data"_s;
        return document;
    }());
    send();
    QCOMPARE(shownTab(), u"Why 401?"_s);
    QCOMPARE(textOf("findingTitle"), u"No credential was sent"_s);
    QVERIFY(!button("compare")); // nothing to break
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(shownTab(), u"Body"_s);
    QVERIFY(!tabs->isTabVisible(int(Tab::Why)));
}

void tst_DiagnosisPane::staysWhereThePersonIs()
{
    auto *tabs = m_tab->findChild<QTabBar *>(u"responseTabs"_s);
    open(u"{{baseUrl}}/data"_s);
    send();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(int(Tab::Headers)).center());
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    QVERIFY(shownTab().startsWith(u"Headers"_s));
    QVERIFY(tabs->isTabVisible(int(Tab::Why)));
    // By keyboard, too: to Why, which is where the next failure is looked at.
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    QCOMPARE(shownTab(), u"Why 401?"_s);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(shownTab(), u"Body"_s);
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    QCOMPARE(shownTab(), u"Why 401?"_s);
}

void tst_DiagnosisPane::saysWhyNothingWasSent()
{
    std::optional<bool> isOut;
    m_run->world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &out) { isOut = out.has_value(); }});
    QTRY_VERIFY(isOut);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(shownTab(), u"Why not sent?"_s);
    QCOMPARE(textOf("findingTitle"), u"Signed out"_s);
    const auto *tabs = m_tab->findChild<QTabBar *>(u"responseTabs"_s);
    QVERIFY(tabs->isTabVisible(int(Tab::Body)) && !tabs->isTabVisible(int(Tab::Headers)) && !tabs->isTabVisible(int(Tab::Exchange)));
    QSignalSpy signIn(m_tab.get(), &RequestTab::signInRequested);
    QTest::mouseClick(button("step_sign-in"), Qt::LeftButton);
    QTRY_COMPARE(signIn.size(), 1);
    QCOMPARE(signIn.first().first().value<CredentialId>(), AuthWorld::ada);
    QVERIFY(!m_run->world.signIn(m_run->server.url()));
    QTRY_VERIFY(m_tab->findChild<QWidget *>(u"responseNotes"_s)->isVisible()); // says that one may send now
    send();
    QCOMPARE(shownTab(), u"Body"_s);
}

void tst_DiagnosisPane::removesAHeaderAndSends()
{
    open(u"{{baseUrl}}/data"_s, {{true, u"authorization"_s, u"Bearer x"_s}, {true, u"X-Other"_s, u"1"_s}});
    send();
    QSignalSpy finished(m_sender, &RequestSender::finished);
    QTest::keyClick(button("step_remove-header"), Qt::Key_Space);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(shownTab(), u"Body"_s);
    QVERIFY(m_run->server.requests().constLast().contains("Authorization: Bearer access"));
    QVERIFY(m_run->server.requests().constLast().contains("X-Other: 1"));
    const auto headers = m_tab->document().headers;
    QVERIFY(!headers.at(0).isOn && headers.at(1).isOn); // it is still there to be switched on again
}

void tst_DiagnosisPane::bindsAndSends()
{
    TokenServer stranger;
    open(stranger.url() + u"/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"The credential was kept back"_s);
    QVERIFY(!stranger.requests().constLast().contains("Authorization"));
    QSignalSpy finished(m_sender, &RequestSender::finished);
    QTest::mouseClick(button("step_bind-origin"), Qt::LeftButton);
    QVERIFY(finished.wait(20'000));
    QVERIFY(stranger.requests().constLast().contains("Authorization: Bearer access-token-"));
}

void tst_DiagnosisPane::refreshesAndSends()
{
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    const int before = m_run->server.refreshes();
    QSignalSpy finished(m_sender, &RequestSender::finished);
    take(Action::Refresh);
    QVERIFY(finished.wait(20'000));
    QVERIFY(m_run->server.refreshes() > before);
}

void tst_DiagnosisPane::sendsOnlyWhatItWasPressedFor_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<int>("sent"); // in all, with what the person sends
    for (const auto &[meanwhile, sent] : {std::pair("nothing", 1), std::pair("another method", 0), std::pair("another identity", 0), std::pair("sent by hand", 1)})
        QTest::newRow(meanwhile) << QString::fromLatin1(meanwhile) << sent;
}

void tst_DiagnosisPane::sendsOnlyWhatItWasPressedFor()
{
    QFETCH(QString, meanwhile);
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    m_run->server.setRefreshMood(TokenServer::Mood::HoldFirst);
    const int refreshes = m_run->server.refreshes();
    const QString old = m_run->world.access();
    take(Action::Refresh);
    QTRY_COMPARE(m_run->server.refreshes(), refreshes + 1);
    QSignalSpy asked(m_tab.get(), &RequestTab::sendRequested), finished(m_sender, &RequestSender::finished);
    RequestDocument changed = m_tab->document();
    if (meanwhile == "another method"_L1) {
        changed.method = u"DELETE"_s;
        m_tab->composer().setDocument(changed);
    } else if (meanwhile == "another identity"_L1) {
        m_tab->setIdentity({});
    } else if (meanwhile == "sent by hand"_L1) {
        m_tab->send();
    }
    m_run->server.release();
    QTRY_VERIFY(m_run->world.access() != old);
    QFETCH(int, sent);
    if (sent > 0) {
        QTRY_COMPARE(finished.size(), 1);
    } else {
        const auto notes = [this] {
            QStringList texts;
            const auto labels = m_tab->findChild<QWidget *>(u"responseNotes"_s)->findChildren<QLabel *>();
            for (const QLabel *label : labels)
                texts += label->text();
            return texts.join(u' ');
        };
        QTRY_VERIFY(notes().contains(u"ada is refreshed. The request was changed or sent in the meantime"_s));
    }
    QCOMPARE(asked.size(), sent);
}

void tst_DiagnosisPane::switchesTheIdentityAndSends()
{
    const CredentialId grace{u"test-api"_s, u"home"_s, u"grace"_s};
    QVERIFY(!m_run->world.signIn(m_run->server.url(), grace));
    open(u"{{baseUrl}}/data"_s);
    send();
    QSignalSpy finished(m_sender, &RequestSender::finished);
    take(Action::SwitchIdentity, grace.toString());
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_tab->identity().identity(), grace);
    QVERIFY(m_run->server.requests().constLast().contains("Bearer access"));
    // Somebody who is not there any more is not sent as: another one has to be chosen.
    take(Action::SwitchIdentity, u"test-api/home/nobody"_s);
    QCOMPARE(m_tab->identity().identity(), grace);
}

void tst_DiagnosisPane::saysWhenARefreshFails()
{
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    m_run->server.setRefreshMood(TokenServer::Mood::Refuse);
    const auto before = m_run->server.requests().size();
    const int refreshes = m_run->server.refreshes();
    take(Action::Refresh);
    QTRY_COMPARE(m_run->server.refreshes(), refreshes + 1);
    const auto *notes = m_tab->findChild<QWidget *>(u"responseNotes"_s);
    QTRY_VERIFY(notes->findChildren<QLabel *>().size() >= 4); // two lines, each with its icon
    QCOMPARE(m_run->server.requests().size(), before + 1); // it was not sent again
}

void tst_DiagnosisPane::addsAHeader()
{
    open(u"{{baseUrl}}/data"_s, {{false, u"X-Thing"_s, u"kept"_s}});
    send();
    const auto before = m_run->server.requests().size();
    take(Action::AddHeader, u"x-thing"_s);
    QCOMPARE(m_tab->document().headers, (QList<RequestDocument::Row>{{true, u"X-Thing"_s, u"kept"_s}}));
    take(Action::AddHeader, u"X-New"_s);
    QCOMPARE(m_tab->document().headers.size(), 2);
    auto *table = m_tab->findChild<KeyValueTable *>(u"headers"_s);
    QVERIFY(table->isVisible() && table->hasFocus());
    QCOMPARE(table->currentIndex(), table->model()->index(1, KeyValueModel::ValueColumn));
    take(Action::AddHeader, u"baseUrl"_s); // what the credential can fill in
    QCOMPARE(m_tab->document().headers.constLast().value, u"{{baseUrl}}"_s);
    QCOMPARE(m_run->server.requests().size(), before); // the person sends it
}

void tst_DiagnosisPane::handsOnWhatOthersDo()
{
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"x"_s}});
    send();
    QSignalSpy credential(m_tab.get(), &RequestTab::credentialRequested), token(m_tab.get(), &RequestTab::tokenRequested),
        broken(m_tab.get(), &RequestTab::breakRequested);
    take(Action::EditCredential);
    take(Action::InspectToken);
    QCOMPARE(credential.size() + token.size(), 2);
    QTest::mouseClick(button("compare"), Qt::LeftButton);
    QTRY_COMPARE(broken.size(), 1);
    take(Action::FixRequest);
    QVERIFY(QApplication::focusWidget());
    QVERIFY(m_tab->composer().isAncestorOf(QApplication::focusWidget()));
}

void tst_DiagnosisPane::isPlainTextWithNames()
{
    m_tab->showResult(SampleRun::refused(), AuthWorld::ada);
    const auto *pane = m_tab->findChild<QWidget *>(u"diagnosis"_s);
    QVERIFY(pane->isVisible());
    const auto labels = pane->findChildren<QLabel *>();
    bool isFound = false;
    for (const QLabel *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        isFound |= label->text().contains(u"<b>Forbidden</b>"_s);
    }
    QVERIFY(isFound);
    QCOMPARE(textOf("advice"), u"What may help, too: Ask whoever runs the API."_s);
    const auto buttons = pane->findChildren<QPushButton *>();
    QVERIFY(buttons.size() >= 5);
    for (const QPushButton *each : buttons) {
        QVERIFY(!(each->accessibleName().isEmpty() && each->text().isEmpty()));
        QVERIFY(each->focusPolicy() & Qt::TabFocus);
    }
    QCOMPARE(pane->findChild<QPushButton *>(u"also_switch-identity"_s)->text(), u"Send as writer"_s);
    QVERIFY(pane->findChild<QWidget *>(u"findingCard"_s)->accessibleName().contains(u"almost certain"_s));
}

void tst_DiagnosisPane::fitsInNarrowPlaces()
{
    m_tab->showResult(SampleRun::refused(), AuthWorld::ada);
    for (const int width : {1200, 640, 420}) {
        m_tab->resize(width, 760);
        QTRY_COMPARE(m_tab->width(), std::max(width, m_tab->minimumSizeHint().width()));
        const auto *card = m_tab->findChild<QWidget *>(u"findingCard"_s);
        const QWidget *title = m_tab->findChild<QWidget *>(u"findingTitle"_s), *first = button("step_add-header"), *last = button("compare");
        const auto top = [card](const QWidget *each) { return each->mapTo(card, QPoint()).y(); };
        if (width == 1200) { // all on one line
            QTRY_COMPARE(top(first), top(last));
            QVERIFY(std::abs(top(first) - top(title)) < title->height());
        } else {
            QTRY_VERIFY(top(first) > top(title) + title->height());
        }
        const auto inside = card->findChildren<QWidget *>();
        for (const QWidget *each : inside) {
            if (each->isVisible())
                QVERIFY2(card->rect().contains(QRect(each->mapTo(card, QPoint()), each->size())), qPrintable(each->objectName() + QString::number(width)));
        }
    }
}

QTEST_MAIN(tst_DiagnosisPane)
#include "tst_DiagnosisPane.moc"
