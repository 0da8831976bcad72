#include "app/http/tls/TlsProblem.h"
#include "tests/support/RawServer.h"
#include "tests/support/SampleRun.h"
#include "tests/support/TestCertificates.h"
#include "tests/ui/RequestTabTest.h"
#include "ui/response/FailureView.h"
#include "ui/response/LockButton.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPushButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

// What a person sees of a server that can't prove who it is, and what comes of trusting it.
class tst_RequestTrust : public RequestTabTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { openTab(); }
    void cleanup() { closeTab(); }

    void asksAboutACertificate_data();
    void asksAboutACertificate();
    void oneYesIsAboutOneCertificateAtOnePlaceInOneEnvironment();
    void anotherCertificateThanTheTrustedIsNoQuestion();
    void whatNoExceptionWouldHelpIsNoQuestion_data();
    void whatNoExceptionWouldHelpIsNoQuestion();
    void aRequestMayTrustNoExceptions();
    void aChoiceThatCannotBeKeptIsSaid();
    void anOldQuestionTrustsNoSecondCertificate();
    void saysWhoSentTheRequestThere();
    void saysWhatIsSeen();
    void showsNamesAsTheyAre();
    void aFailureOfAnotherKindLeavesNothingOfIt();
    void theLockTellsHowItWent();
    void theLockIsForgottenWithTheHost();

private:
    QList<TlsException> kept(const QString &environment) const { return m_run->world.accounts.network(environment).tlsExceptions; }
    void sendAndWait()
    {
        QSignalSpy finished(m_sender, &RequestSender::finished);
        send();
        QTRY_COMPARE(finished.size(), 1);
    }
    void again()
    {
        QSignalSpy finished(m_sender, &RequestSender::finished);
        QTest::mouseClick(find<QPushButton>("retry"), Qt::LeftButton);
        QTRY_COMPARE(finished.size(), 1);
    }
    bool isRefused() const { return find<QWidget>("failure")->isVisible(); }
    bool isAsked() const { return find<QPushButton>("trustCertificate")->isVisible(); }
    // All that the view tells of the certificate.
    QString certificate() const
    {
        QStringList lines;
        if (const auto *facts = find<QWidget>("failureCertificate")) {
            for (const QLabel *label : facts->findChildren<QLabel *>())
                lines += label->text();
        }
        return lines.join(u'\n');
    }
};

namespace {

std::unique_ptr<RawServer> serverWith(const TestCertificate &certificate)
{
    return std::make_unique<RawServer>(
        RawServer::Options{certificate.serverContext({.isWeak = true})}, RawServer::answering(RawServer::ok("hello")));
}

QString addressOf(const RawServer &server)
{
    return QString::fromLatin1(server.url("/x"));
}

}

void tst_RequestTrust::asksAboutACertificate_data()
{
    using namespace std::chrono;
    QTest::addColumn<TestCertificate>("certificate");
    QTest::addColumn<CredentialId>("identity");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("where");
    const auto authority = TestCertificate::authority(u"stranger"_s);
    const auto selfSigned = TestCertificate::make({});
    const QString ofAda = AuthWorld::ada.environment, ofNobody = u"requests as nobody"_s;
    QTest::newRow("self-signed") << selfSigned << AuthWorld::ada << u"self-signed"_s << u"itself"_s << ofAda;
    QTest::newRow("self-signed, as nobody") << selfSigned << CredentialId() << u"self-signed"_s << u"itself"_s << ofNobody;
    QTest::newRow("expired") << TestCertificate::make({.validFrom = -hours(48), .validUntil = -hours(24)}, &authority)
                             << AuthWorld::ada << u"expired on"_s << u"CN=stranger"_s << ofAda;
    QTest::newRow("wrong host, as nobody") << TestCertificate::make({.names = {u"DNS:other.example"_s}}, &authority)
                                           << CredentialId() << u"for another host"_s << u"CN=stranger"_s << ofNobody;
}

void tst_RequestTrust::asksAboutACertificate()
{
    QFETCH(TestCertificate, certificate);
    QFETCH(CredentialId, identity);
    QFETCH(QString, reason);
    QFETCH(QString, issuer);
    QFETCH(QString, where);
    const auto server = serverWith(certificate);
    open(addressOf(*server), identity);
    sendAndWait();
    QVERIFY(isRefused());
    QVERIFY2(textOf("failureMessage").contains(reason), qPrintable(textOf("failureMessage")));
    QString print = QString::fromLatin1(certificate.sha256().toHex(':').toUpper());
    for (const QString &fact : {u"CN=test server"_s, issuer, print.insert(48, u'\n')})
        QVERIFY2(this->certificate().contains(fact), qPrintable(this->certificate()));
    static const QRegularExpression span(uR"(\d{4}-\d\d-\d\d \d\d:\d\d to \d{4}-\d\d-\d\d \d\d:\d\d)"_s);
    QVERIFY(this->certificate().contains(span));
    QVERIFY(isAsked());
    QCOMPARE(find<QPushButton>("trustCertificate")->text(), u"Trust this certificate for 127.0.0.1:%1 in %2"_s.arg(server->port()).arg(where));
    QVERIFY(textOf("failureAdvice").contains("fingerprint"_L1));

    again(); // without a yes nothing is kept
    QVERIFY(isRefused() && isAsked());
    QVERIFY(kept(identity.environment).isEmpty());

    QTest::mouseClick(find<QPushButton>("trustCertificate"), Qt::LeftButton);
    QCOMPARE(kept(identity.environment), (QList<TlsException>{{u"127.0.0.1"_s, server->port(), certificate.sha256()}}));
    QVERIFY(isRefused() && !isAsked());
    QCOMPARE(textOf("failureTitle"), u"Trusted from now on"_s);
    QVERIFY(textOf("failureAdvice").contains("is trusted for 127.0.0.1"_L1));
    QVERIFY(find<QPushButton>("retry")->hasFocus());
    QVERIFY(server->requests().isEmpty()); // a yes to the certificate sends nothing
    again();
    QCOMPARE(textOf("status"), u"200 OK"_s);
    QCOMPARE(server->requests().size(), 1);
}

void tst_RequestTrust::oneYesIsAboutOneCertificateAtOnePlaceInOneEnvironment()
{
    const auto certificate = TestCertificate::make({});
    const auto server = serverWith(certificate), samePort = serverWith(certificate), other = serverWith(TestCertificate::make({}));
    open(addressOf(*server));
    sendAndWait();
    QTest::mouseClick(find<QPushButton>("trustCertificate"), Qt::LeftButton);
    again();
    QCOMPARE(textOf("status"), u"200 OK"_s);
    const QString sameAsLocalhost = u"https://localhost:%1/x"_s.arg(server->port());
    for (const QString &address : {addressOf(*samePort), addressOf(*other), sameAsLocalhost}) {
        open(address);
        sendAndWait();
        QVERIFY2(isRefused() && isAsked(), qPrintable(address));
    }
    open(addressOf(*server), {}); // as nobody: ada's environment is another
    sendAndWait();
    QVERIFY(isRefused() && isAsked());
    QCOMPARE(kept(AuthWorld::ada.environment).size(), 1);
    QVERIFY(kept({}).isEmpty());
    QCOMPARE(m_run->world.accounts.environments(), QStringList{AuthWorld::ada.environment});
}

void tst_RequestTrust::anotherCertificateThanTheTrustedIsNoQuestion()
{
    const auto certificate = TestCertificate::make({});
    const auto server = serverWith(certificate);
    const TlsException old{u"127.0.0.1"_s, server->port(), TestCertificate::make({}).sha256()};
    QVERIFY(m_run->world.auth.trust(AuthWorld::ada.environment, old));
    QSignalSpy settings(&m_tab->response().failure(), &FailureView::networkRequested);
    open(addressOf(*server));
    sendAndWait();
    QCOMPARE(textOf("failureTitle"), u"Another certificate than the one you trusted"_s);
    QVERIFY(textOf("failureMessage").contains("another certificate than the one that you trusted"_L1));
    QVERIFY(this->certificate().contains("SHA-256"_L1));
    QVERIFY(!isAsked());
    // The way out is a deliberate one: to forget the old one.
    QTest::mouseClick(find<QPushButton>("failureNetwork"), Qt::LeftButton);
    QCOMPARE(settings.size(), 1);
    QCOMPARE(settings.constFirst().constFirst().toString(), AuthWorld::ada.environment);
    QVERIFY(m_run->world.accounts.setNetwork(AuthWorld::ada.environment, {}));
    again();
    QVERIFY(isRefused() && isAsked());
    QVERIFY(server->requests().isEmpty());
}

void tst_RequestTrust::whatNoExceptionWouldHelpIsNoQuestion_data()
{
    QTest::addColumn<bool>("isOld");
    QTest::newRow("an old version of TLS") << true;
    QTest::newRow("a certificate of ours is demanded") << false;
}

void tst_RequestTrust::whatNoExceptionWouldHelpIsNoQuestion()
{
    QFETCH(bool, isOld);
    const auto certificate = TestCertificate::make({});
    const auto authority = TestCertificate::authority();
    TestCertificate::ServerOptions options{.minVersion = TLS1_1_VERSION, .maxVersion = TLS1_1_VERSION, .isWeak = true};
    if (!isOld)
        options = {.clientAuthority = &authority};
    RawServer server({certificate.serverContext(options)}, RawServer::answering(RawServer::ok("x")));
    // The certificate itself is trusted: then it is not what the trouble is about.
    QVERIFY(m_run->world.auth.trust(AuthWorld::ada.environment, {u"127.0.0.1"_s, server.port(), certificate.sha256()}));
    open(addressOf(server));
    sendAndWait();
    QCOMPARE(textOf("failureTitle"), u"The connection can't be trusted"_s);
    QVERIFY(!isAsked());
    QVERIFY(this->certificate().isEmpty());
}

void tst_RequestTrust::aRequestMayTrustNoExceptions()
{
    const auto certificate = TestCertificate::make({});
    const auto server = serverWith(certificate);
    QVERIFY(m_run->world.auth.trust(AuthWorld::ada.environment, {u"127.0.0.1"_s, server->port(), certificate.sha256()}));
    open(addressOf(*server));
    m_tab->composer().showSection(Composer::Section::Settings);
    auto *box = find<QCheckBox>("tlsExceptions");
    QVERIFY(box->isVisible() && box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    sendAndWait();
    QVERIFY(isRefused());
    QVERIFY(!isAsked()); // it is kept already
    QVERIFY2(textOf("failureAdvice").contains("trusts no exceptions"_L1), qPrintable(textOf("failureAdvice")));
    QVERIFY(server->requests().isEmpty());
    QTest::keyClick(box, Qt::Key_Space);
    again();
    QCOMPARE(textOf("status"), u"200 OK"_s);
}

void tst_RequestTrust::aChoiceThatCannotBeKeptIsSaid()
{
    const auto server = serverWith(TestCertificate::make({}));
    open(addressOf(*server));
    sendAndWait();
    QFile accounts(m_run->world.accounts.path());
    QVERIFY(accounts.open(QIODevice::WriteOnly));
    accounts.write("not JSON");
    accounts.close();
    QTest::mouseClick(find<QPushButton>("trustCertificate"), Qt::LeftButton);
    QVERIFY(isRefused() && isAsked());
    QVERIFY(find<QWidget>("responseNotes")->isVisible());
    QVERIFY(kept(AuthWorld::ada.environment).isEmpty());
}

void tst_RequestTrust::anOldQuestionTrustsNoSecondCertificate()
{
    const auto server = serverWith(TestCertificate::make({}));
    open(addressOf(*server));
    sendAndWait();
    QVERIFY(isAsked());
    const TlsException chosen{u"127.0.0.1"_s, server->port(), TestCertificate::make({}).sha256()}; // in another tab
    QVERIFY(m_run->world.auth.trust(AuthWorld::ada.environment, chosen));
    QTest::mouseClick(find<QPushButton>("trustCertificate"), Qt::LeftButton);
    QCOMPARE(kept(AuthWorld::ada.environment), QList{chosen});
    QVERIFY(isRefused());
    QString notes;
    for (const QLabel *label : find<QWidget>("responseNotes")->findChildren<QLabel *>())
        notes += label->text();
    QVERIFY2(notes.contains(u"127.0.0.1:%1"_s.arg(server->port())) && notes.contains("another certificate than the one that you trusted"_L1)
            && notes.contains("forget the old one"_L1), qPrintable(notes));
    QVERIFY(m_run->world.auth.trust(AuthWorld::ada.environment, chosen)); // once more is no second one
    QCOMPARE(kept(AuthWorld::ada.environment), QList{chosen});
}

void tst_RequestTrust::saysWhoSentTheRequestThere()
{
    const auto server = serverWith(TestCertificate::make({}));
    RawServer first([to = server->url("/x")](RawConnection &connection) {
        const QByteArray place = connection.readRequest().startsWith("GET /x") ? QByteArray("/here") : to;
        connection.send("HTTP/1.1 302 Found\r\nLocation: " + place + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        connection.close();
    });
    open(addressOf(first), {});
    sendAndWait();
    QVERIFY(isRefused() && isAsked());
    auto *onward = find<QLabel>("failureOnward");
    QVERIFY(onward->isVisible());
    QCOMPARE(onward->text(), u"127.0.0.1:%1 sent the request on to 127.0.0.1:%2."_s.arg(first.port()).arg(server->port()));
    QVERIFY(onward->mapTo(m_tab.get(), QPoint()).y() < find<QWidget>("failureCertificate")->mapTo(m_tab.get(), QPoint()).y());
    QVERIFY(find<QWidget>("failure")->accessibleName().contains(onward->text()));
    open(addressOf(*server), {});
    sendAndWait();
    QVERIFY(isAsked() && !onward->isVisible()); // nobody sent it on
}

void tst_RequestTrust::saysWhatIsSeen()
{
    const auto name = [this] { return find<QWidget>("failure")->accessibleName(); };
    m_tab->showResult(SampleRun::distrusted(TlsTrust::Replaced), AuthWorld::ada);
    QVERIFY2(name().startsWith(u"Another certificate than the one you trusted."_s), qPrintable(name()));
    m_tab->showResult(SampleRun::distrusted(TlsTrust::Refused), AuthWorld::ada);
    for (const QString &part : {textOf("failureTitle"), textOf("failureMessage"), textOf("failureAdvice"), find<QPushButton>("trustCertificate")->text()})
        QVERIFY2(name().contains(part), qPrintable(part + u" is not in "_s + name()));
    m_tab->showResult(SampleRun::failed(ErrorKind::Cancelled), AuthWorld::ada);
    QCOMPARE(name(), u"Cancelled."_s);
}

void tst_RequestTrust::showsNamesAsTheyAre()
{
    RunResult result = SampleRun::distrusted(TlsTrust::Refused);
    TlsCertificate &certificate = result.attempts[0].exchange.hops[0].tls->chain.first();
    certificate.subject = u"CN=\u202emoc.elpmaxe.ipa\u200b"_s;
    certificate.issuer = u"CN="_s + QString(60'000, u'x');
    m_tab->showResult(result, AuthWorld::ada);
    QVERIFY(isAsked());
    QVERIFY2(this->certificate().contains(u"CN=\ufffdmoc.elpmaxe.ipa\ufffd"_s), qPrintable(this->certificate()));
    QVERIFY(this->certificate().size() < 1000);
    for (const TlsProblem problem : {TlsProblem::WrongHost, TlsProblem::UnknownAuthority}) {
        const QString reason = tlsReason(problem, certificate);
        QVERIFY2(reason.size() < 300 && !reason.contains(u'\u202e') && !reason.contains(u'\u200b'), qPrintable(reason.left(400)));
    }
}

void tst_RequestTrust::aFailureOfAnotherKindLeavesNothingOfIt()
{
    const auto server = serverWith(TestCertificate::make({}));
    open(addressOf(*server));
    sendAndWait();
    QVERIFY(isAsked());
    open(u"http://127.0.0.1:1/"_s);
    sendAndWait();
    QCOMPARE(textOf("failureTitle"), u"No answer"_s);
    QVERIFY(!isAsked());
    QVERIFY(!find<QPushButton>("failureNetwork")->isVisible());
    QVERIFY(!find<QWidget>("failureCertificate"));
}

void tst_RequestTrust::theLockTellsHowItWent()
{
    using Kind = ConnectionLock::Kind;
    auto *inAnswer = find<LockButton>("connectionLock"), *inLine = find<LockButton>("requestLock");
    const auto server = serverWith(TestCertificate::make({}));
    open(addressOf(*server));
    QVERIFY(inLine->isVisible() && !inLine->lock()); // nothing is known yet
    sendAndWait();
    QCOMPARE(inAnswer->lock()->kind, Kind::Failed);
    QCOMPARE(inLine->lock()->kind, Kind::Failed);
    QTest::mouseClick(find<QPushButton>("trustCertificate"), Qt::LeftButton);
    again();
    QCOMPARE(inAnswer->lock()->kind, Kind::Exception);
    QCOMPARE(inLine->lock()->kind, Kind::Exception);
    QVERIFY(inLine->accessibleName().contains("because you said so"_L1));
    QTest::mouseClick(inLine, Qt::LeftButton);
    auto *facts = find<QWidget>("connectionFacts");
    QTRY_VERIFY(facts && facts->isVisible());
    QVERIFY(!facts->visibleRegion().isEmpty());
    open(u"{{baseUrl}}/data"_s);
    QVERIFY(!inLine->lock());
    sendAndWait();
    QCOMPARE(inAnswer->lock()->kind, Kind::PlainHere);
    QCOMPARE(inLine->lock()->kind, Kind::PlainHere);
}

void tst_RequestTrust::theLockIsForgottenWithTheHost()
{
    auto *lock = find<LockButton>("requestLock");
    open(u"{{baseUrl}}/data"_s);
    sendAndWait();
    QVERIFY(lock->lock());
    url().moveCursor(QTextCursor::End);
    QTest::keyClicks(&url(), u"/more?x=http://y"_s);
    QVERIFY(lock->lock()); // the same server
    url().moveCursor(QTextCursor::Start);
    QTest::keyClicks(&url(), u"h"_s);
    QVERIFY(!lock->lock());
    QTest::keyClick(&url(), Qt::Key_Backspace);
    QVERIFY(lock->lock()); // it was of this one
    m_tab->setIdentity(m_tab->document().credential);
    QVERIFY(lock->lock()); // the same one
    const QString before = url().text();
    url().moveCursor(QTextCursor::End);
    QTest::keyClicks(&url(), u"/{{nobodyKnows}}"_s);
    sendAndWait();
    QVERIFY(lock->lock()); // nothing was sent, and nothing learnt
    open(before);
    sendAndWait();
    QVERIFY(lock->lock());
    m_tab->setIdentity({}); // {{baseUrl}} may be another one, or none
    QVERIFY(!lock->lock());
}

Q_DECLARE_METATYPE(tessera::TestCertificate)

QTEST_MAIN(tst_RequestTrust)
#include "tst_RequestTrust.moc"
