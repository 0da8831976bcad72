#include "app/run/RunWatch.h"
#include "tests/support/SampleRun.h"
#include "tests/support/SampleToken.h"
#include "tests/ui/RequestTabTest.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/ClockDialog.h"
#include "ui/response/OwnerLetter.h"
#include "ui/response/RunStory.h"
#include "ui/response/StoryDrawing.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/TabStrip.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QPushButton>

#include <atomic>
#include <optional>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using Tab = ResponseView::Tab;
using Action = NextStep::Action;

// Why a request was refused, as a person sees it, and that its buttons do what they say: over real connections.
class tst_DiagnosisPane : public RequestTabTest {
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
    void triesARefreshThatFailedBefore();
    void choosesSomebodyWhereNobodyWas();
    void sendsAsWhoseTokenItIs();
    void addsWhatTheProfileWants();
    void writesToTheOwner();
    void correctsTheProfile();
    void goesToTheUrl();
    void looksAtTheToken();
    void comparesTheClocks_data();
    void comparesTheClocks();
    void asksTheOwnerWithoutSecrets_data();
    void asksTheOwnerWithoutSecrets();
    void tellsTheOwnerWhoAsked();
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
    // Signs anybody in with that token, and refuses whatever else is asked.
    std::unique_ptr<RawServer> refusing(const QByteArray &status, const QByteArray &headers, const QByteArray &access = "fake-access-canary", const QByteArray &words = R"({"message":"No."})")
    {
        auto server = std::make_unique<RawServer>([=](RawConnection &connection) {
            const QByteArray request = connection.readRequest();
            const bool isTokenCall = request.startsWith("POST /login") || request.startsWith("POST /refresh");
            const QByteArray body = isTokenCall ? R"({"access":")" + access + R"(","refresh":"fake-refresh-canary","expires_in":3600})" : words;
            connection.send("HTTP/1.1 " + (isTokenCall ? QByteArray("200 OK") : status) + "\r\nContent-Type: application/json\r\n" + (isTokenCall ? QByteArray() : headers)
                + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            connection.close();
        });
        return m_run->world.signIn(QString::fromLatin1(server->url(""))) ? nullptr : std::move(server);
    }
    void press(const char *name)
    {
        QPushButton *found = button(name);
        QVERIFY2(found && found->isVisible(), name);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    [[nodiscard]] QByteArray date(Milliseconds from = Milliseconds(0)) const
    {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch((m_run->world.clock.now() + from).time_since_epoch().count(), Qt::UTC);
        return "Date: " + QLocale::c().toString(at, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
    }
    [[nodiscard]] QByteArray inSeconds(Milliseconds from) const
    {
        return QByteArray::number(qint64(std::chrono::floor<std::chrono::seconds>(m_run->world.clock.now() + from).time_since_epoch().count()));
    }
    void take(Action action, const QString &argument = {}) { Q_EMIT m_tab->response().stepRequested({action, u"x"_s, argument}); }

    std::unique_ptr<RunWatch> m_watch;
};

void tst_DiagnosisPane::init()
{
    openTab();
    m_tab->resize(900, 760);
    m_watch = std::make_unique<RunWatch>(m_run->world.auth, m_run->world.redactor, m_run->world.clock);
    m_run->runner.setWatch(m_watch.get());
}

void tst_DiagnosisPane::cleanup()
{
    m_run->runner.setWatch(nullptr);
    m_watch.reset(); // it looks at the sessions
    closeTab();
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

void tst_DiagnosisPane::triesARefreshThatFailedBefore()
{
    // The token is over by what it says itself; the server refuses it, and has no time to give another one.
    const QByteArray over = SampleToken::of("{\"exp\":" + inSeconds(Milliseconds(-10'000)) + "}").toLatin1();
    std::atomic<bool> isBusy = true;
    RawServer server([&](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const auto tokens = [](const QByteArray &access) { return RawServer::ok(R"({"access":")" + access + R"(","refresh":"fake-refresh-canary","expires_in":3600})", "Connection: close\r\n"); };
        if (request.startsWith("POST /login"))
            connection.send(tokens(over));
        else if (request.startsWith("POST /refresh"))
            connection.send(isBusy ? QByteArray("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") : tokens("fake-fresh-canary"));
        else if (request.contains("Bearer fake-fresh-canary"))
            connection.send(RawServer::ok("{}", "Connection: close\r\n"));
        else
            connection.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        connection.close();
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"Refreshing fails"_s);
    QCOMPARE(button("step_refresh")->text(), u"Try to refresh and send"_s);
    isBusy = false;
    QSignalSpy finished(m_sender, &RequestSender::finished);
    press("step_refresh");
    QVERIFY(finished.wait(20'000));
    QCOMPARE(shownTab(), u"Body"_s);
    QVERIFY(server.requests().constLast().contains("Authorization: Bearer fake-fresh-canary"));
}

void tst_DiagnosisPane::choosesSomebodyWhereNobodyWas()
{
    open(m_run->server.url() + u"/data"_s);
    m_tab->setIdentity({});
    send();
    QCOMPARE(textOf("findingTitle"), u"No credential was sent"_s);
    press("step_choose-identity");
    QWidget *popup = nullptr;
    QTRY_VERIFY((popup = m_tab->findChild<QWidget *>(u"identityPopup"_s)) && popup->isVisible());
    popup->close();
    QSignalSpy signIn(m_tab.get(), &RequestTab::signInRequested);
    press("step_sign-in");
    QTRY_COMPARE(signIn.size(), 1);
}

void tst_DiagnosisPane::sendsAsWhoseTokenItIs()
{
    const CredentialId grace{u"test-api"_s, u"home"_s, u"grace"_s};
    QVERIFY(!m_run->world.signIn(m_run->server.url(), grace));
    const QString theirs = m_run->world.access(grace);
    QVERIFY(!m_run->world.signIn(m_run->server.url())); // the newer token is the one that the server takes
    open(u"{{baseUrl}}/data"_s, {{true, u"Authorization"_s, u"Bearer "_s + theirs}});
    send();
    QCOMPARE(textOf("findingTitle"), u"Somebody else's token"_s);
    QCOMPARE(button("step_switch-identity")->text(), u"Send as grace"_s);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    press("step_switch-identity");
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_tab->identity().identity(), grace);
    QVERIFY(!m_tab->document().headers.isEmpty()); // what was written by hand stays the person's
}

void tst_DiagnosisPane::addsWhatTheProfileWants()
{
    m_run->home.write(testProfile()
                          .replace(R"("secret": true } ])", R"("secret": true }, { "name": "tenant", "label": "Tenant", "required": false } ])")
                          .replace(R"("Bearer {{access}}" })", R"("Bearer {{access}}", "X-Tenant": { "value": "{{tenant}}", "optional": true } })"));
    m_run->world.profiles.reload();
    QVERIFY(m_run->world.profiles.problems().isEmpty());
    const auto server = refusing("403 Forbidden", {});
    QVERIFY(server);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"A part of the credential is missing"_s);
    const auto before = server->requests().size();
    press("step_add-header");
    auto *table = m_tab->findChild<KeyValueTable *>(u"headers"_s);
    QTRY_VERIFY(table->isVisible() && table->hasFocus());
    QCOMPARE(m_tab->document().headers.constLast().name, u"X-Tenant"_s);
    QCOMPARE(server->requests().size(), before); // the person writes its value, and sends
    QSignalSpy credential(m_tab.get(), &RequestTab::credentialRequested);
    press("step_edit-credential");
    QTRY_COMPARE(credential.size(), 1);
    QCOMPARE(credential.first().first().value<CredentialId>(), AuthWorld::ada);
}

void tst_DiagnosisPane::writesToTheOwner()
{
    const auto server = refusing("401 Unauthorized", "WWW-Authenticate: DPoP algs=\"ES256\"\r\nX-Request-Id: 7f3a-22\r\n");
    QVERIFY(server);
    open(u"{{baseUrl}}/data?key=fake-access-canary"_s, {{true, u"X-Trace"_s, u"my own value"_s}});
    send();
    QCOMPARE(textOf("findingTitle"), u"The token alone is not enough"_s);
    QApplication::clipboard()->clear();
    press("step_ask-owner");
    const auto copied = [] { return QApplication::clipboard()->text(); };
    QTRY_VERIFY(!copied().isEmpty());
    for (const QString &part : {u"refused with 401 Unauthorized"_s, u"GET "_s + QString::fromLatin1(server->url("/data")), u"X-Trace, Authorization ("_s,
             u"X-Request-Id: 7f3a-22"_s, u"as ada (test-api, home)"_s, u"DPoP"_s, u"Could you tell me which proof"_s})
        QVERIFY2(copied().contains(part), qPrintable(part + u" is not in "_s + copied()));
    for (const QString &value : {u"canary"_s, u"my own value"_s})
        QVERIFY2(!copied().contains(value), qPrintable(copied()));
    QTRY_VERIFY(m_tab->findChild<QWidget *>(u"responseNotes"_s)->isVisible()); // that it was copied
}

void tst_DiagnosisPane::correctsTheProfile()
{
    const auto server = refusing("401 Unauthorized", "WWW-Authenticate: Negotiate\r\n");
    QVERIFY(server);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"The wrong kind of sign-in"_s);
    QSignalSpy profile(m_tab.get(), &RequestTab::profileRequested);
    press("step_edit-profile");
    QTRY_COMPARE(profile.size(), 1);
    QCOMPARE(profile.first().first().toString(), u"test-api"_s);
}

void tst_DiagnosisPane::goesToTheUrl()
{
    TokenServer stranger;
    open(stranger.url() + u"/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"The credential was kept back"_s);
    press("step_fix-request");
    QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == "url"_L1);
}

void tst_DiagnosisPane::looksAtTheToken()
{
    const auto server = refusing("401 Unauthorized", {});
    QVERIFY(server);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), u"The server does not accept the credential"_s);
    QSignalSpy token(m_tab.get(), &RequestTab::tokenRequested);
    press("step_inspect-token");
    QTRY_COMPARE(token.size(), 1);
    QCOMPARE(token.first().first().value<CredentialId>(), AuthWorld::ada);
}

void tst_DiagnosisPane::comparesTheClocks_data()
{
    QTest::addColumn<int>("server"); // its clock minus this one's, in seconds
    QTest::addColumn<int>("begins"); // the token, from now on
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("difference");
    QTest::newRow("not valid yet") << 0 << 300 << u"The token is not valid yet"_s << u"none that can be told"_s;
    QTest::newRow("not valid there yet") << -600 << -300 << u"The clocks differ"_s << u"the server is 10 min behind"_s;
}

void tst_DiagnosisPane::comparesTheClocks()
{
    QFETCH(int, server);
    QFETCH(int, begins);
    QFETCH(QString, title);
    QFETCH(QString, difference);
    const Milliseconds ahead = std::chrono::seconds(server), from = std::chrono::seconds(begins);
    const auto api = refusing("401 Unauthorized", date(ahead), SampleToken::of("{\"nbf\":" + inSeconds(from) + "}").toLatin1());
    QVERIFY(api);
    open(u"{{baseUrl}}/data"_s);
    send();
    QCOMPARE(textOf("findingTitle"), title);
    QVERIFY(server == 0 || textOf("findingText").startsWith(u"The server's clock is 10 min behind this computer's: "_s));
    press("step_set-clock");
    ClockDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_tab->findChild<ClockDialog *>()) && dialog->isVisible());
    QStringList words;
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        words += label->text();
    }
    QVERIFY2(words.join(u'\n').contains(difference), qPrintable(words.join(u'\n')));
    QVERIFY2(words.filter(u"“nbf” says"_s).size() == 1, qPrintable(words.join(u'\n')));
    QApplication::clipboard()->clear();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"clockCopy"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), ClockDialog::command());
    QSignalSpy token(m_tab.get(), &RequestTab::tokenRequested);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"clockToken"_s), Qt::LeftButton);
    QCOMPARE(token.size(), 1);
    if (begins < 0)
        return;
    const auto before = api->requests().size();
    QSignalSpy finished(m_sender, &RequestSender::finished);
    press("step_retry");
    QVERIFY(finished.wait(20'000));
    QVERIFY(api->requests().size() > before);
}

void tst_DiagnosisPane::asksTheOwnerWithoutSecrets_data()
{
    QTest::addColumn<int>("before"); // characters before the secret in what the server says
    QTest::addColumn<int>("beforeInUrl");
    QTest::newRow("whole") << 20 << 100;
    for (const int limit : {200, 500}) // where words are cut
        QTest::addRow("across the cut at %d", limit) << limit - 6 << 460;
}

// A server that echoes the token in all that it says.
void tst_DiagnosisPane::asksTheOwnerWithoutSecrets()
{
    QFETCH(int, before);
    QFETCH(int, beforeInUrl);
    const QByteArray words = QByteArray(before, 'x') + "fake-access-canary and \u202e\u2028more";
    const auto server = refusing("401 " + QByteArray(before, 'r') + "fake-access-canary",
        "WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"" + QByteArray(before, 'd') + "fake-access-canary expired\"\r\nX-Request-Id: "
            + QByteArray(before, 'i') + "fake-access-canary\r\n",
        "fake-access-canary", "{\"message\":\"" + words + "\"}");
    QVERIFY(server);
    RequestDocument document;
    document.url = u"{{baseUrl}}/data/%1/fake-access-canary"_s.arg(QString(beforeInUrl, u'p'));
    document.credential = AuthWorld::ada;
    std::optional<RunResult> result;
    connect(m_run->runner.run(document, this), &RequestRun::finished, this, [&result](const RunResult &finished) { result = finished; });
    QTRY_VERIFY(result);
    QVERIFY(result->diagnosis.first());
    const QString letter = ownerLetter(*result, AuthWorld::ada, m_run->world.redactor);
    for (const QString &part : {QString(before, u'r').left(190), QString(before, u'i').left(190), QString(beforeInUrl, u'p'), QString(before, u'd').left(190)})
        QVERIFY2(letter.contains(part), qPrintable(part + u" is not in "_s + letter));
    const QString story = RunStory::of(*result, m_run->world.redactor).text();
    for (const QString &text : {letter, story}) {
        QVERIFY2(!text.contains(u"fake"_s), qPrintable(text));
        for (const char16_t hidden : {u'\u202e', u'\u2028'})
            QVERIFY(!text.contains(QChar(hidden)));
    }
}

void tst_DiagnosisPane::tellsTheOwnerWhoAsked()
{
    const Redactor &redactor = m_run->world.redactor;
    const QString withheld = ownerLetter(SampleRun::withheld(), AuthWorld::ada, redactor);
    QVERIFY2(withheld.contains(u"without a credential (ada was kept back)"_s) && !withheld.contains(u"as ada"_s), qPrintable(withheld));
    const QString redirected = ownerLetter(SampleRun::redirected(), AuthWorld::ada, redactor);
    QVERIFY2(redirected.contains(u"as ada (test-api, home), but without Authorization, api_key: it was sent on"_s), qPrintable(redirected));
    // What a diagnosis says stays on its line.
    RunResult forging = SampleRun::refused();
    forging.diagnosis.findings.first().title += u"\nHello again"_s;
    forging.diagnosis.findings.first().evidence.append({Evidence::Place::Answer, {}, u"a\r\nHello again\u202e"_s});
    const QString letter = ownerLetter(forging, AuthWorld::ada, redactor);
    QVERIFY2(!letter.contains(u"\nHello again"_s) && letter.contains(u"Hello again"_s) && !letter.contains(u'\u202e'), qPrintable(letter));
    // Nothing was sent at all: there is no exchange to tell of.
    const QString unsent = ownerLetter(SampleRun::notSent(), AuthWorld::ada, redactor);
    QVERIFY2(unsent.contains(u"could not be sent as ada"_s), qPrintable(unsent));
    QVERIFY(!ClockDialog::read(SampleRun::notSent()).clock);
    QVERIFY(!ClockDialog::read(SampleRun::refused()).server.isEmpty());
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
    QCOMPARE(button("step_ask-owner")->text(), u"Ask whoever runs the API: copy a text"_s);
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
