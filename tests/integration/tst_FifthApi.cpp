#include "tests/support/AuthWorld.h"
#include "tests/support/RawServer.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// An API of quite another shape is one file: a form, a second step with a code, a token in a cookie, an end in epoch
// milliseconds, a refresh without a refresh token. Nothing in the program knows of it.
class tst_FifthApi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void livesByItsProfileAlone();
};

void tst_FifthApi::livesByItsProfileAlone()
{
    AuthHome home;
    QDir(home.folder.path()).mkpath(u"profiles"_s);
    QVERIFY(QFile::copy(QStringLiteral(TESSERA_SOURCE_DIR "/tests/data/profiles/ticket-office.json"),
        home.folder.filePath(u"profiles/ticket-office.json"_s)));
    AuthWorld world(home);
    QVERIFY2(world.profiles.problems().isEmpty(), qPrintable(world.profiles.problems().value(0).message));
    QVERIFY(!world.load());

    const qint64 start = world.clock.now().time_since_epoch().count();
    std::atomic<int> extensions = 0;
    RawServer server([&](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        const auto until = [&](int minutes) { return QByteArray::number(start + qint64(minutes) * 60'000); };
        if (request.startsWith("POST /office/session ") && request.endsWith("\r\n\r\nlogin=ada&pin=0%2B7&device=tessera"))
            connection.send(RawServer::ok(R"({"challenge":"c 1"})", "Connection: close\r\n"));
        else if (request.startsWith("POST /office/session/c%201/resend"))
            connection.send(RawServer::ok("{}", "Connection: close\r\n"));
        else if (request.startsWith("POST /office/session/c%201/code") && request.endsWith("\r\n\r\ncode=123456"))
            connection.send(RawServer::ok(R"({"validUntil":)" + until(20) + R"(,"desk":"north"})",
                "Set-Cookie: OFFICE_SID=sid-1; Path=/; HttpOnly\r\nConnection: close\r\n"));
        else if (request.startsWith("POST /office/session/extend") && request.contains("Cookie: OFFICE_SID=sid-1\r\n")) {
            ++extensions;
            connection.send(RawServer::ok(
                R"({"validUntil":)" + until(40) + "}", "Set-Cookie: OFFICE_SID=sid-2\r\nConnection: close\r\n"));
        } else
            connection.send(
                "HTTP/1.1 400 Bad Request\r\nX-Office-Problem: nonsense\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        connection.close();
    });

    SignInRequest request;
    request.id = {u"ticket-office"_s, u"town"_s, u"ada"_s};
    request.baseUrl = QString::fromLatin1(server.url("/office"));
    request.fields = {{u"login"_s, Secret(u"ada"_s)}, {u"pin"_s, Secret(u"0+7"_s)}};
    const std::unique_ptr<SignIn> attempt(world.auth.signIn(request, nullptr));
    std::optional<SignInQuestion> question;
    std::optional<Result<SignInOutcome>> outcome;
    QString done;
    connect(attempt.get(), &SignIn::asked, this, [&](const SignInQuestion &asked) { question = asked; });
    connect(attempt.get(), &SignIn::actionDone, this, [&](const QString &text) { done = text; });
    connect(attempt.get(), &SignIn::finished, this, [&](const Result<SignInOutcome> &result) { outcome = result; });
    QTRY_VERIFY(question || outcome);
    QVERIFY2(question, outcome && !*outcome ? qPrintable(outcome->error().message) : "");
    QCOMPARE(question->fields.size(), 1);
    QCOMPARE(question->fields.first().name, u"code"_s);
    QCOMPARE(question->actions.size(), 1);
    attempt->act(0);
    QTRY_COMPARE(done, u"Done."_s);
    attempt->answer({{u"code"_s, Secret(u" 123456 "_s)}});
    QTRY_VERIFY(outcome);
    QVERIFY2(*outcome, !*outcome ? qPrintable(outcome->error().message) : "");

    const auto status = world.auth.status(request.id);
    QCOMPARE(status->role, u"north"_s);
    QCOMPARE(status->accountName, u"ada"_s);
    QVERIFY(status->access.kind == Expiry::Kind::At);
    QCOMPARE(qint64(status->access.at.time_since_epoch().count()), start + 20 * 60'000);
    const auto cookie
        = [&] { return world.authorise(request.baseUrl + u"/tickets"_s, request.id)->request.headers.value("Cookie"); };
    QCOMPARE(cookie(), QByteArray("OFFICE_SID=sid-1"));
    QVERIFY(
        world.authorise(request.baseUrl + u"/session"_s, request.id, "POST")->request.headers.isEmpty()); // never carries it

    world.clock.advance(19min);
    QTRY_COMPARE(extensions.load(), 1);
    QTRY_COMPARE(cookie(), QByteArray("OFFICE_SID=sid-2"));
    const auto authorised = world.authorise(request.baseUrl + u"/tickets"_s, request.id);
    QCOMPARE(world.auth.judge(*authorised, 440, {}), AnswerVerdict::RefreshAndRepeat);
    QCOMPARE(world.auth.judge(*authorised, 200, "{\"problem\":\"session_over\"}"), AnswerVerdict::RefreshAndRepeat);
    QCOMPARE(world.auth.judge(*authorised, 200, "{}"), AnswerVerdict::Keep);
}

QTEST_GUILESS_MAIN(tst_FifthApi)
#include "tst_FifthApi.moc"
