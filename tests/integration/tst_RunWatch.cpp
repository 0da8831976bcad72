#include "app/run/RunWatch.h"
#include "tests/support/RawServer.h"
#include "tests/support/RunWorld.h"
#include "tests/support/SentRun.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = RefusalCause;

// Why a request was refused, seen from the pipeline: with real requests, tokens and sessions.
class tst_RunWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isQuietWhereAllIsWell();
    void knowsThatNothingWasSent();
    void knowsAHeaderWrittenByHand();
    void knowsATokenThatAnotherProgramReplaced();
    void knowsATokenThatIsTaken();
    void takesNoRedirectElsewhereForAProof();
    void knowsWhyNothingLeft();
    void knowsWhatWasKeptBack();
    void tellsOfEveryAttempt();
    void learnsTheServersClockFromAnyAnswer();

private:
    [[nodiscard]] RunResult sent(const RequestDocument &document) const { return sentRun(m_run->runner, document); }
    [[nodiscard]] RequestDocument asAda(const QString &path, const QList<RequestDocument::Row> &headers = {}) const;
    [[nodiscard]] QString causeOf(const RunResult &result) const;

    std::unique_ptr<RunWorld> m_run;
    std::unique_ptr<RunWatch> m_watch;
};

void tst_RunWatch::init()
{
    m_run = std::make_unique<RunWorld>();
    m_watch = std::make_unique<RunWatch>(m_run->world.auth, m_run->world.redactor, m_run->world.clock);
    m_run->runner.setWatch(m_watch.get());
}

void tst_RunWatch::cleanup()
{
    m_run->runner.setWatch(nullptr);
    m_watch.reset();
    m_run.reset();
}

RequestDocument tst_RunWatch::asAda(const QString &path, const QList<RequestDocument::Row> &headers) const
{
    RequestDocument document;
    document.url = u"{{baseUrl}}"_s + path;
    document.credential = AuthWorld::ada;
    document.headers = headers;
    return document;
}

QString tst_RunWatch::causeOf(const RunResult &result) const
{
    return result.diagnosis.isEmpty() ? QString() : causeName(result.diagnosis.first()->cause);
}

void tst_RunWatch::isQuietWhereAllIsWell()
{
    const RunResult result = sent(asAda(u"/data"_s));
    QCOMPARE(result.last()->status(), 200);
    QVERIFY(result.diagnosis.isEmpty());
    QCOMPARE(result.attempts.first().generation, 1ULL);
}

void tst_RunWatch::knowsThatNothingWasSent()
{
    RequestDocument document;
    document.url = m_run->server.url() + u"/data"_s;
    const RunResult result = sent(document);
    QCOMPARE(causeOf(result), causeName(Cause::NothingSent));
}

void tst_RunWatch::knowsAHeaderWrittenByHand()
{
    const RunResult result = sent(asAda(u"/data"_s, {{true, u"Authorization"_s, u"Bearer fake-canary-by-hand"_s}}));
    QCOMPARE(causeOf(result), causeName(Cause::WrittenByHand));
    // That another token is refused is no reason to refresh ada's, nor says it anything about hers.
    QCOMPARE(result.attempts.size(), 1);
    QCOMPARE(result.attempts.first().generation, 0ULL);
    QCOMPARE(m_run->server.refreshes(), 0);
    m_run->server.expireNow();
    QCOMPARE(sent(asAda(u"/data"_s)).last()->status(), 200);
    QCOMPARE(m_run->server.refreshes(), 1);
    for (const Evidence &evidence : result.diagnosis.first()->evidence)
        QVERIFY(!evidence.text.contains(u"canary"_s));
}

void tst_RunWatch::knowsATokenThatAnotherProgramReplaced()
{
    AuthWorld other(m_run->home);
    QVERIFY(!other.load());
    // The server forgets the token: signing in elsewhere makes a newer one, and the refresh token is dead by then.
    QVERIFY(!other.signIn(m_run->server.url(), {u"test-api"_s, u"home"_s, u"elsewhere"_s}));
    const RunResult result = sent(asAda(u"/data"_s));
    QCOMPARE(result.last()->status(), 401);
    QCOMPARE(causeOf(result), causeName(Cause::ReplacedElsewhere));
}

void tst_RunWatch::knowsATokenThatIsTaken()
{
    // Signed in as usual; some addresses are for others only.
    RawServer server([](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const QByteArray body = request.startsWith("POST /login") ? QByteArray(R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})") : QByteArray("{}");
        connection.send("HTTP/1.1 " + QByteArray(request.startsWith("GET /admin") ? "403 Forbidden" : "200 OK") + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        connection.close();
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    QCOMPARE(sent(asAda(u"/data"_s)).last()->status(), 200);
    const RunResult result = sent(asAda(u"/admin"_s));
    QCOMPARE(causeOf(result), causeName(Cause::MissingRole));
    QCOMPARE(result.diagnosis.first()->certainty, Certainty::Likely);
    QVERIFY(result.diagnosis.first()->evidence.first().text.contains(u"accepted at"_s));
}

void tst_RunWatch::takesNoRedirectElsewhereForAProof()
{
    RawServer elsewhere([](RawConnection &connection) {
        if (!connection.readRequest().isEmpty())
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        connection.close();
    });
    RawServer server([to = elsewhere.url("/there")](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const QByteArray body = request.startsWith("POST /login") ? QByteArray(R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})") : QByteArray("{}");
        const QByteArray head = request.startsWith("GET /admin") ? "403 Forbidden" : request.startsWith("GET /data") ? QByteArray("302 Found\r\nLocation: " + to) : QByteArray("200 OK");
        connection.send("HTTP/1.1 " + head + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        connection.close();
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    QCOMPARE(sent(asAda(u"/data"_s)).last()->status(), 200);
    const RunResult result = sent(asAda(u"/admin"_s));
    QCOMPARE(result.last()->status(), 403);
    for (const Evidence &evidence : result.diagnosis.first()->evidence)
        QVERIFY2(!evidence.text.contains(u"accepted at"_s), qPrintable(evidence.text));
}

void tst_RunWatch::knowsWhyNothingLeft()
{
    std::optional<bool> isOut;
    m_run->world.auth.signOut(AuthWorld::ada, {this, [&](const Result<SignOutOutcome> &out) { isOut = out.has_value(); }});
    QTRY_VERIFY(isOut);
    const RunResult result = sent(asAda(u"/data"_s));
    QVERIFY(result.error);
    QCOMPARE(causeOf(result), causeName(Cause::SignedOut));
    QCOMPARE(result.diagnosis.first()->steps.first().action, NextStep::Action::SignIn);
}

void tst_RunWatch::knowsWhatWasKeptBack()
{
    TokenServer stranger;
    RequestDocument document = asAda(u"/data"_s);
    document.url = stranger.url() + u"/data"_s;
    const RunResult result = sent(document);
    QCOMPARE(result.last()->status(), 401);
    QCOMPARE(causeOf(result), causeName(Cause::Withheld));
    QCOMPARE(result.diagnosis.first()->steps.value(1).action, NextStep::Action::BindOrigin);
    QCOMPARE(result.diagnosis.first()->steps.value(1).argument, result.withheldOrigin);
}

void tst_RunWatch::tellsOfEveryAttempt()
{
    QList<int> statuses;
    connect(m_watch.get(), &RunWatch::attempted, this, [&](const RunResult::Attempt &attempt) {
        QCOMPARE(RunWatch::methodOf(attempt.exchange.hops.constFirst()), QByteArray("GET"));
        statuses += attempt.exchange.status();
    });
    m_run->server.expireNow();
    const RunResult result = sent(asAda(u"/data"_s));
    QCOMPARE(result.last()->status(), 200);
    QCOMPARE(statuses, (QList<int>{401, 200}));
    QVERIFY(result.diagnosis.isEmpty()); // it came right
}

// A sign-in without a Date says nothing of the server's clock; a request to the same server does, and the token's end moves.
void tst_RunWatch::learnsTheServersClockFromAnyAnswer()
{
    const QByteArray ahead = QLocale::c().toString(QDateTime::fromMSecsSinceEpoch((m_run->world.clock.now() + 100s).time_since_epoch().count(), Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    RawServer server([ahead](RawConnection &connection) {
        const bool isSignIn = connection.readRequest().startsWith("POST /login");
        connection.send(RawServer::ok(isSignIn ? R"({"access":"fake-access-canary","refresh":"fake-refresh","expires_in":3600})" : "{}",
            "Content-Type: application/json\r\n" + (isSignIn ? QByteArray() : "Date: " + ahead + "\r\n")));
    });
    QVERIFY(!m_run->world.signIn(QString::fromLatin1(server.url(""))));
    const auto close = [](Milliseconds one, Milliseconds other) { return std::chrono::abs(one - other) <= 2s; };
    const auto left = [this] { return *m_run->world.status().timeLeft(m_run->world.clock.now()); };
    QVERIFY(close(m_run->world.status().serverOffset, 0s));
    QVERIFY(close(left(), 3600s));
    QCOMPARE(sent(asAda(u"/data"_s)).last()->status(), 200);
    QTRY_VERIFY(close(m_run->world.status().serverOffset, 100s)); // what the card says
    QVERIFY(m_run->world.status().serverClock && close(m_run->world.status().serverClock->offset, 100s));
    QVERIFY(close(left(), 3500s)); // what a refresh is planned by
}

QTEST_GUILESS_MAIN(tst_RunWatch)
#include "tst_RunWatch.moc"
