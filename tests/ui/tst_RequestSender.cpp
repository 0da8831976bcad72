#include "tests/support/StallWatch.h"
#include "tests/ui/RequestTabTest.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtCore/QTemporaryFile>
#include <QtGui/QShortcut>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// From the keys that are pressed to the answer that is shown, over a real connection.
class tst_RequestSender : public RequestTabTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { openTab(); }
    void cleanup() { closeTab(); }

    void sendsWhatIsTyped();
    void showsWhatTheCredentialAdds();
    void asSentIsWhatTheServerGets();
    void refreshesAndShowsBoth();
    void saysThatNothingListens();
    void marksAnUnknownVariable();
    void refusesBadInputAtItsField_data();
    void refusesBadInputAtItsField();
    void aBadCertificateIsSaidWhereItBelongs();
    void tellsHowMuchHasGone();
    void aLargeFileHoldsNothingUp();
    void cancels();
    void sendsOneAtATime();
    void asksForNoSecondWhileOneIsUnderWay();
    void aKeyThatIsHeldDownSendsOnce();
    void bindsByOneClick();
    void theAnswerIsWhoseTheNameIsNow();
    void closingATabEndsItsRequest();
};

void tst_RequestSender::sendsWhatIsTyped()
{
    open({});
    url().setFocus();
    QTest::keyClicks(&url(), u"{{baseUrl}}/data?x=%2f&y=a+b"_s);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send();
    QCOMPARE(m_tab->findChild<QPushButton *>(u"send"_s)->text(), u"Cancel"_s);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(textOf("status").startsWith("200"_L1));
    QTRY_COMPARE(body(), u"{\n  \"ok\": true\n}"_s);
    QCOMPARE(m_tab->findChild<QPushButton *>(u"send"_s)->text(), u"Send"_s);
    QVERIFY(m_run->server.requests().constLast().startsWith("GET /data?x=%2f&y=a+b HTTP/1.1\r\n"));
}

void tst_RequestSender::showsWhatTheCredentialAdds()
{
    open(u"{{baseUrl}}/data"_s);
    const auto *headers = m_tab->findChild<KeyValueTable *>(u"headers"_s)->model();
    QCOMPARE(headers->rowCount(), 2);
    QCOMPARE(headers->index(1, KeyValueModel::NameColumn).data().toString(), u"Authorization"_s);
    QCOMPARE(headers->index(1, KeyValueModel::ValueColumn).data().toString(), u"Bearer "_s + Redactor::mask());
    QCOMPARE(headers->index(1, KeyValueModel::ValueColumn).data(KeyValueModel::NoteRole).toString(), u"from ada, Test API"_s);
    QCOMPARE(url().marks().first().kind, VariableMark::Kind::Known);
}

void tst_RequestSender::asSentIsWhatTheServerGets()
{
    RequestDocument document;
    document.method = u"POST"_s;
    document.url = u"{{baseUrl}}/data?a=1"_s;
    document.headers = {{true, u"X-B"_s, u"2"_s}, {false, u"X-Off"_s, u"3"_s}, {true, u"x-b"_s, u"4"_s}};
    document.body.kind = RequestDocument::Body::Kind::Json;
    document.body.text = u"{\"n\": 1.10}"_s;
    document.credential = AuthWorld::ada;
    m_tab->setDraft({document, document, {}});
    m_tab->composer().showSection(Composer::Section::AsSent);
    auto *wire = m_tab->findChild<QPlainTextEdit *>(u"wire"_s);
    auto *reveal = m_tab->findChild<QPushButton *>(u"asSentReveal"_s);
    QTRY_VERIFY(wire->toPlainText().contains(Redactor::mask()));
    reveal->click();
    const QString before = wire->toPlainText();
    QVERIFY(!before.contains(Redactor::mask()));
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send();
    QTRY_COMPARE(finished.size(), 1);
    const QString received = QString::fromUtf8(m_run->server.requests().constLast()).remove(u'\r');
    QCOMPARE(before, received);
    auto *which = m_tab->findChild<QWidget *>(u"asSentWhich"_s);
    QVERIFY(which->isVisible());
    which->findChild<QAbstractButton *>(u"segment1"_s)->click();
    QCOMPARE(wire->toPlainText(), received);
    reveal->click();
    QVERIFY(wire->toPlainText().contains(Redactor::mask()));
}

void tst_RequestSender::refreshesAndShowsBoth()
{
    m_run->server.expireNow();
    open(u"{{baseUrl}}/data"_s);
    send();
    QTRY_VERIFY(m_tab->findChild<QWidget *>(u"attempts"_s)->isVisible());
    QVERIFY(textOf("status").startsWith("200"_L1));
    QCOMPARE(m_run->server.refreshes(), 1);
    QVERIFY(m_tab->findChild<QWidget *>(u"responseNotes"_s)->isVisible());
}

void tst_RequestSender::saysThatNothingListens()
{
    quint16 port = 0;
    {
        const RawServer gone(RawServer::answering({}));
        port = gone.port();
    }
    open(u"http://127.0.0.1:%1/x"_s.arg(port));
    send();
    QTRY_VERIFY(m_tab->findChild<QLabel *>(u"failureTitle"_s)->isVisible());
    QCOMPARE(textOf("failureTitle"), u"No answer"_s);
    QVERIFY(!textOf("failureMessage").isEmpty() && !textOf("failureDetail").isEmpty());
    QTest::mouseClick(m_tab->findChild<QPushButton *>(u"retry"_s), Qt::LeftButton);
    QCOMPARE(m_tab->findChild<QPushButton *>(u"send"_s)->text(), u"Cancel"_s);
    QTRY_COMPARE(m_tab->findChild<QPushButton *>(u"send"_s)->text(), u"Send"_s);
}

void tst_RequestSender::marksAnUnknownVariable()
{
    open(u"{{baseUrl}}/{{nobody}}"_s);
    send();
    QTRY_VERIFY(m_tab->composer().findChild<QWidget *>(u"errorBanner"_s)->isVisible());
    QVERIFY(m_tab->composer().findChild<QLabel *>(u"bannerMessage"_s)->text().contains("nobody"_L1));
    QVERIFY(m_tab->response().isEmpty());
    QVERIFY(url().hasFocus());
}

void tst_RequestSender::refusesBadInputAtItsField_data()
{
    using Body = RequestDocument::Body;
    QTest::addColumn<RequestDocument>("document");
    QTest::addColumn<QString>("field"); // that has the focus
    QTest::addColumn<QString>("words");
    RequestDocument good;
    good.method = u"POST"_s;
    good.url = u"{{baseUrl}}/data"_s;
    good.headers = {{true, u"X-Kept"_s, u"typed"_s}};
    good.credential = AuthWorld::ada;
    const auto row = [&](const char *name, const char *field, const char *words, auto &&spoil) {
        RequestDocument document = good;
        spoil(document);
        QTest::newRow(name) << document << QString::fromLatin1(field) << QString::fromUtf8(words);
    };
    for (const auto &[name, value] : {std::pair<const char *, QString>("CR", u"a\rb"_s), {"LF", u"a\nX-Evil: 1"_s}, {"NUL", QString(u"a"_s + QChar(0) + u"b"_s)}})
        row(QByteArray("a header with "_ba + name).constData(), "headers", "X-A", [&](RequestDocument &d) { d.headers.append({true, u"X-A"_s, value}); });
    row("a header's name with a blank", "headers", "X A", [](RequestDocument &d) { d.headers.append({true, u"X A"_s, u"1"_s}); });
    row("an unknown variable in a header", "headers", "nobody", [](RequestDocument &d) { d.headers.append({true, u"X-A"_s, u"{{nobody}}"_s}); });
    row("no URL", "url", "URL", [](RequestDocument &d) { d.url.clear(); });
    row("another scheme", "url", "http", [](RequestDocument &d) { d.url = u"ftp://127.0.0.1/x"_s; });
    row("no host", "url", "host", [](RequestDocument &d) { d.url = u"http:///x"_s; });
    row("a port that is none", "url", "port", [](RequestDocument &d) { d.url = u"http://127.0.0.1:99999/"_s; });
    row("an unknown variable in the URL", "url", "nobody", [](RequestDocument &d) { d.url = u"{{baseUrl}}/{{nobody}}"_s; });
    row("an unknown variable in a query item", "params", "nobody", [](RequestDocument &d) { d.url = u"{{baseUrl}}/?a=1&b={{nobody}}"_s; });
    row("a path variable without a value", "pathVariables", "id", [](RequestDocument &d) {
        d.url = u"{{baseUrl}}/:id"_s;
        d.pathVariables = {{true, u"id"_s, {}}};
    });
    row("a method that is no token", "method", "GE T", [](RequestDocument &d) { d.method = u"GE T"_s; });
    row("a file that is not there", "bodyFile", "/no/such/file", [](RequestDocument &d) {
        d.body.kind = Body::Kind::File;
        d.body.file = u"/no/such/file"_s;
    });
    row("a part's file that is not there", "parts", "/no/such/file", [](RequestDocument &d) {
        d.body.kind = Body::Kind::Multipart;
        RequestDocument::Part part;
        part.name = u"upload"_s;
        part.isFile = true;
        part.file = u"/no/such/file"_s;
        d.body.parts = {part};
    });
    row("an unknown variable in the body", "bodyEditor", "nobody", [](RequestDocument &d) {
        d.body.kind = Body::Kind::Json;
        d.body.text = u"{\"a\": {{nobody}}}"_s;
    });
    row("an unknown variable in a form", "form", "nobody", [](RequestDocument &d) {
        d.body.kind = Body::Kind::Form;
        d.body.form = {{true, u"a"_s, u"{{nobody}}"_s}};
    });
    row("GraphQL variables that are no object", "graphQlVariables", "variables", [](RequestDocument &d) {
        d.body.kind = Body::Kind::GraphQl;
        d.body.graphQl = {u"{ me }"_s, u"[1]"_s, {}};
    });
    row("a proxy without a port", "proxyPlace", "proxy", [](RequestDocument &d) { d.proxy = {RequestDocument::Proxy::Kind::Http, u"proxy.example"_s, 0}; });
}

// Nothing is sent, the field has the focus, the banner says why, and all that was typed is still there.
void tst_RequestSender::refusesBadInputAtItsField()
{
    QFETCH(RequestDocument, document);
    QFETCH(QString, field);
    QFETCH(QString, words);
    m_tab->setDraft({document, document, {}});
    const auto requests = m_run->server.requests().size();
    QSignalSpy finished(m_sender, &RequestSender::finished);
    QTest::keyClick(&url(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_run->server.requests().size(), requests);
    const auto *banner = m_tab->composer().findChild<QWidget *>(u"errorBanner"_s);
    QVERIFY(banner->isVisible());
    const QString said = banner->findChild<QLabel *>(u"bannerMessage"_s)->text() + banner->findChild<QLabel *>(u"bannerDetail"_s)->text();
    QVERIFY2(said.contains(words, Qt::CaseInsensitive), qPrintable(said));
    const auto *wrong = m_tab->composer().findChild<QWidget *>(field);
    const QWidget *focus = QApplication::focusWidget();
    QVERIFY(wrong && wrong->isVisible());
    QVERIFY2(focus && (focus == wrong || wrong->isAncestorOf(focus)), focus ? qPrintable(focus->objectName()) : "no focus");
    QCOMPARE(m_tab->document(), document);
    QVERIFY(m_tab->response().isEmpty());
}

void tst_RequestSender::aBadCertificateIsSaidWhereItBelongs()
{
    NetworkSettings network;
    network.clientCertificate.certificateFile = u"/no/such/certificate.pem"_s;
    bool isSet = false;
    m_run->world.auth.setNetwork(AuthWorld::ada.environment, network, {this, [&](const Result<Done> &set) { isSet = set.has_value(); }});
    QTRY_VERIFY(isSet);
    const auto requests = m_run->server.requests().size();
    open(u"{{baseUrl}}/data"_s);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_run->server.requests().size(), requests);
    const auto *banner = m_tab->composer().findChild<QWidget *>(u"errorBanner"_s);
    QVERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel *>(u"bannerMessage"_s)->text().contains("/no/such/certificate.pem"_L1));
    QVERIFY(banner->findChild<QLabel *>(u"bannerDetail"_s)->text().contains("environment"_L1));
    QVERIFY(m_tab->composer().findChild<QWidget *>(u"authPanel"_s)->isVisible());
}

void tst_RequestSender::tellsHowMuchHasGone()
{
    constexpr qint64 size = 60'000'000;
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(size));
    RawServer slow([](RawConnection &connection) {
        connection.waitForRelease();
        (void)connection.readRequest();
        connection.send(RawServer::ok("done"));
    });
    RequestDocument document;
    document.method = u"PUT"_s;
    document.url = QString::fromLatin1(slow.url("/up"));
    document.body.kind = RequestDocument::Body::Kind::File;
    document.body.file = file.fileName();
    m_tab->setDraft({document, document, {}});
    send();
    auto *amount = m_tab->findChild<QLabel *>(u"waitingAmount"_s);
    m_run->world.clock.advance(1s); // the view waits a moment before it shows itself
    QTRY_VERIFY(amount->isVisible());
    QTRY_VERIFY2(amount->text().contains(" of 60"_L1), qPrintable(amount->text()));
    QVERIFY(amount->text().startsWith("Sent "_L1));
    QCOMPARE(textOf("waitingPhase"), u"Sending"_s);
    slow.release();
    QTRY_VERIFY_WITH_TIMEOUT(textOf("status").startsWith("200"_L1), 30'000);

    RawServer never([](RawConnection &connection) { connection.waitForClose(); });
    document.url = QString::fromLatin1(never.url("/up"));
    m_tab->setDraft({document, document, {}});
    send();
    m_run->world.clock.advance(1s);
    QTRY_VERIFY(amount->isVisible());
    QTest::mouseClick(m_tab->findChild<QPushButton *>(u"waitingCancel"_s), Qt::LeftButton);
    QTRY_COMPARE(textOf("failureTitle"), u"Cancelled"_s);
    QTRY_COMPARE(never.closedByClient(), 1);
}

// The preview, the sending and what went of a file of 100 MB: the window's thread is never busy for long.
void tst_RequestSender::aLargeFileHoldsNothingUp()
{
    constexpr qint64 size = 100'000'000;
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(size));
    RequestDocument document;
    document.method = u"PUT"_s;
    document.url = u"{{baseUrl}}/data"_s;
    document.credential = AuthWorld::ada;
    document.body.kind = RequestDocument::Body::Kind::Multipart;
    RequestDocument::Part part;
    part.name = u"upload"_s;
    part.isFile = true;
    part.file = file.fileName();
    document.body.parts = {part};
    StallWatch stalls;
    stalls.begin();
    m_tab->setDraft({document, document, {}});
    m_tab->composer().showSection(Composer::Section::AsSent);
    auto *wire = m_tab->findChild<QPlainTextEdit *>(u"wire"_s);
    QTRY_VERIFY(wire->toPlainText().contains("Content-Length: 1000"_L1));
    QTRY_VERIFY(wire->toPlainText().contains("that are no text"_L1)); // zeros
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    QVERIFY(textOf("status").startsWith("200"_L1));
    QVERIFY2(stalls.isWithinBar(), stalls.words());
}

void tst_RequestSender::cancels()
{
    RawServer silent([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    open(QString::fromLatin1(silent.url("/slow")));
    send();
    QTRY_COMPARE(silent.requests().size(), 1);
    QTest::keyClick(&url(), Qt::Key_Escape);
    QTRY_VERIFY(m_tab->findChild<QLabel *>(u"failureTitle"_s)->isVisible());
    QCOMPARE(textOf("failureTitle"), u"Cancelled"_s);
    QTRY_COMPARE(silent.closedByClient(), 1);
}

// A POST that is sent again is done twice, and one that is dropped may have been done already.
void tst_RequestSender::sendsOneAtATime()
{
    RawServer silent([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    RequestDocument document;
    document.method = u"POST"_s;
    document.url = QString::fromLatin1(silent.url("/orders"));
    m_tab->setDraft({document, document, {}});
    send();
    QTRY_COMPARE(silent.requests().size(), 1);
    QTest::keyClick(&url(), Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(&url(), Qt::Key_F5);
    send();
    Q_EMIT m_tab->composer().line().sendRequested(); // from the menu beside Send, open since before
    QCOMPARE(find<QPushButton>("send")->text(), u"Cancel"_s);
    QTest::keyClick(&url(), Qt::Key_Escape);
    QTRY_COMPARE(textOf("failureTitle"), u"Cancelled"_s);
    QTRY_COMPARE(silent.closedByClient(), 1);
    send();
    QTRY_COMPARE(silent.requests().size(), 2);
}

// Whoever asks: the answer to the first stays the first's.
void tst_RequestSender::asksForNoSecondWhileOneIsUnderWay()
{
    RawServer slow([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForRelease();
        connection.send(RawServer::ok("once"));
    });
    open(QString::fromLatin1(slow.url("/orders")), {});
    QSignalSpy sent(m_sender, &RequestSender::sent), finished(m_sender, &RequestSender::finished);
    Q_EMIT m_tab->sendRequested(m_tab->document());
    Q_EMIT m_tab->sendRequested(m_tab->document());
    QCOMPARE(sent.size(), 1);
    QTRY_COMPARE(slow.requests().size(), 1);
    slow.release();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(body(), u"once"_s);
    Q_EMIT m_tab->sendRequested(m_tab->document());
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(slow.requests().size(), 2);
}

void tst_RequestSender::aKeyThatIsHeldDownSendsOnce()
{
    open(u"{{baseUrl}}/data"_s);
    QSignalSpy sent(m_sender, &RequestSender::sent), finished(m_sender, &RequestSender::finished);
    send();
    QTRY_COMPARE(finished.size(), 1);
    QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
    QCoreApplication::sendEvent(&url(), &again);
    QCOMPARE(sent.size(), 1);
    const auto shortcuts = m_tab->findChildren<QShortcut *>(Qt::FindDirectChildrenOnly);
    for (const QKeySequence &keys : {QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s), QKeySequence(Qt::Key_F5)}) {
        const auto found = std::find_if(shortcuts.begin(), shortcuts.end(), [&](const QShortcut *each) { return each->key() == keys; });
        QVERIFY(found != shortcuts.end());
        QVERIFY(!(*found)->autoRepeat());
    }
}

void tst_RequestSender::bindsByOneClick()
{
    const RawServer other(RawServer::answering(RawServer::ok("hello")));
    open(QString::fromLatin1(other.url("/x")));
    QVERIFY(m_tab->findChild<QLabel *>(u"urlNote"_s)->isVisible()); // said before sending
    send();
    QTRY_VERIFY(m_tab->findChild<QPushButton *>(u"noteOffer"_s));
    QVERIFY(!m_tab->findChild<QLabel *>(u"urlNote"_s)->isVisible()); // now the answer says it
    QVERIFY(!other.requests().constFirst().contains("Authorization"));
    QTest::mouseClick(m_tab->findChild<QPushButton *>(u"noteOffer"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_tab->findChild<QLabel *>(u"urlNote"_s)->isVisible());
    send();
    QTRY_COMPARE(other.requests().size(), 2);
    QVERIFY(other.requests().constLast().contains("Authorization: Bearer "));
}

void tst_RequestSender::theAnswerIsWhoseTheNameIsNow()
{
    AuthManager &auth = m_run->world.auth;
    connect(&auth, &AuthManager::credentialRenamed, m_tab.get(), &RequestTab::followRename);
    RawServer slow([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForRelease();
        connection.send(RawServer::ok("hello"));
    });
    open(QString::fromLatin1(slow.url("/x")));
    QSignalSpy finished(m_sender, &RequestSender::finished), bound(m_tab.get(), &RequestTab::bindRequested);
    send();
    QTRY_COMPARE(slow.requests().size(), 1);
    Credential renamed = m_run->world.status().credential;
    renamed.id.account = u"grace"_s;
    bool isRenamed = false;
    auth.edit(AuthWorld::ada, renamed, {this, [&](const Result<Done> &done) { isRenamed = done.has_value(); }});
    QTRY_VERIFY(isRenamed);
    slow.release();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(find<QPushButton>("noteOffer") && find<QPushButton>("noteOffer")->isVisible());
    QTest::mouseClick(find<QPushButton>("noteOffer"), Qt::LeftButton);
    QTRY_COMPARE(bound.size(), 1);
    QCOMPARE(bound.takeFirst().at(0).value<CredentialId>(), renamed.id);
    QTRY_VERIFY(auth.status(renamed.id)->origins.contains(QString::fromLatin1(slow.url("")))); // hers, not nobody's

    m_tab->response().forgetAnswersOf(renamed.id); // she signed out
    m_tab->setIdentity({});
    send();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!find<QWidget>("compare")->isVisible());
}

void tst_RequestSender::closingATabEndsItsRequest()
{
    RawServer silent([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.waitForClose();
    });
    open(QString::fromLatin1(silent.url("/slow")));
    send();
    QTRY_COMPARE(silent.requests().size(), 1);
    m_tab.reset();
    QTRY_COMPARE(silent.closedByClient(), 1);
}

QTEST_MAIN(tst_RequestSender)
#include "tst_RequestSender.moc"
