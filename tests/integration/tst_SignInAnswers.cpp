#include "tests/support/AuthWorld.h"
#include "tests/support/RawServer.h"
#include "tests/support/TestCertificates.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What servers may answer to a sign-in, sense and nonsense.
class tst_SignInAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void takesAnyGoodStatus_data();
    void takesAnyGoodStatus();
    void saysEachKindOfTroubleInItsOwnWords();
    void goesOnAskingWhenAnActionFails();
    void asksNobodyToAgreeToAnErrorPage();
    void saysWhichServerCouldNotBeVerified();
};

namespace {

QByteArray answer(const QByteArray &statusLine, const QByteArray &body, const QByteArray &type = "application/json")
{
    return "HTTP/1.1 " + statusLine + "\r\nContent-Type: " + type
        + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}

void tst_SignInAnswers::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("a web page") << answer("200 OK", "<!DOCTYPE html><html><body>Welcome</body></html>", "text/html")
                                << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("nothing") << answer("200 OK", "") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n") << ErrorKind::Parse
                                << u"no token"_s;
    QTest::newRow("an empty object") << answer("200 OK", "{}") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a list") << answer("200 OK", "[1,2]") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("broken JSON") << answer("200 OK", "{\"access\": \"tok") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a token of null") << answer("200 OK", "{\"access\": null}") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a token that is an object")
        << answer("200 OK", "{\"access\": {\"a\": 1}}") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("an empty token") << answer("200 OK", "{\"access\": \"\"}") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a token with a line end")
        << answer("200 OK", "{\"access\": \"abc\\r\\nX-Evil: 1\"}") << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a token with NUL") << answer("200 OK", "{\"access\": \"abc\\u0000def\"}") << ErrorKind::Parse
                                      << u"no token"_s;
    QTest::newRow("a token of 100 kB") << answer("200 OK", "{\"access\": \"" + QByteArray(100'000, 'x') + "\"}")
                                       << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("a form") << answer("200 OK", "access=abc&refresh=def", "application/x-www-form-urlencoded")
                            << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("deeper than deep") << answer("200 OK", QByteArray(50'000, '[')) << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("binary") << answer("200 OK", QByteArray("\x00\xff\xfe\x01", 4), "application/octet-stream")
                            << ErrorKind::Parse << u"no token"_s;
    QTest::newRow("refused with words") << answer("401 Unauthorized", "{\"message\": \"Wrong password\"}")
                                        << ErrorKind::AuthRejected << u"Wrong password"_s;
    QTest::newRow("refused without words") << answer("403 Forbidden", "") << ErrorKind::AuthRejected << u"403"_s;
    QTest::newRow("refused by a web page")
        << answer("404 Not Found", "<html>no</html>", "text/html") << ErrorKind::AuthRejected << u"404"_s;
    QTest::newRow("too many") << answer("429 Too Many Requests", "{}") << ErrorKind::Network << u"429"_s;
    QTest::newRow("trouble") << answer("500 Internal Server Error", "oops", "text/plain") << ErrorKind::Network << u"500"_s;
    QTest::newRow("sent elsewhere") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/elsewhere\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                                    << ErrorKind::Network << u"127.0.0.1:9"_s;
    QTest::newRow("the password said back") << answer("400 Bad Request", "{\"message\": \"fake-password-canary is wrong\"}")
                                            << ErrorKind::AuthRejected << u"is wrong"_s;
}

void tst_SignInAnswers::saysWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    AuthHome home;
    home.writeProfile();
    RawServer server(RawServer::answering(bytes));
    AuthWorld world(home);
    QVERIFY(!world.load());
    const auto error = world.signIn(QString::fromLatin1(server.url("")));
    QVERIFY(error);
    const QString said = error->message + u" "_s + error->detail;
    QVERIFY2(said.contains(words), qPrintable(said));
    QVERIFY2(error->kind == kind, qPrintable(said));
    QVERIFY2(!said.contains(u"fake-password-canary"_s), qPrintable(said));
    QCOMPARE(server.requests().size(), 1); // never twice
    QVERIFY(world.auth.credentials().isEmpty());
    QVERIFY(home.entries->isEmpty());
}

void tst_SignInAnswers::takesAnyGoodStatus_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status : {"200 OK", "201 Created", "202 Accepted", "203 Non-Authoritative Information", "299 Strange"})
        QTest::newRow(status) << QByteArray(status);
}

void tst_SignInAnswers::takesAnyGoodStatus()
{
    QFETCH(QByteArray, status);
    AuthHome home;
    home.writeProfile();
    RawServer server(RawServer::answering(
        answer(status, "{\"access\": \"eyJz93a...k4laUWw\"}", "text/plain"))); // a placeholder is a token too
    AuthWorld world(home);
    QVERIFY(!world.load());
    QVERIFY(!world.signIn(QString::fromLatin1(server.url(""))));
    QCOMPARE(world.access(), u"eyJz93a...k4laUWw"_s);
    QVERIFY(std::holds_alternative<Active>(world.status().state));
    QCOMPARE(world.status().access.kind, Expiry::Kind::Unknown);
    QVERIFY(!world.status().nextRefresh);
}

void tst_SignInAnswers::saysEachKindOfTroubleInItsOwnWords()
{
    AuthHome home;
    home.writeProfile();
    AuthWorld world(home);
    QVERIFY(!world.load());
    RawServer gibberish(RawServer::answering("SSH-2.0-OpenSSH_9.2\r\n"));
    RawServer notTls([](RawConnection &connection) {
        connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        connection.close();
    });
    RawServer silent([&](RawConnection &connection) {
        (void)connection.readRequest();
        QMetaObject::invokeMethod(
            &world.auth, [&] { world.clock.advance(31s); }, Qt::QueuedConnection);
        connection.waitForClose();
    });
    const auto tlsServer = [](const TestCertificate::Options &options) {
        return std::make_unique<RawServer>(
            RawServer::Options{TestCertificate::make(options).serverContext(), true, false}, RawServer::answering(answer("200 OK", "{}")));
    };
    const auto selfSigned = tlsServer({});
    const auto expired = tlsServer({.validFrom = -48h, .validUntil = -24h});
    const QList<QString> places{u"not a url"_s, u"ftp://127.0.0.1"_s, u"http://does-not-exist.invalid"_s,
        u"http://127.0.0.1:1"_s, QString::fromLatin1(gibberish.url("")),
        QString::fromLatin1(notTls.url("")).replace(u"http:"_s, u"https:"_s), QString::fromLatin1(silent.url("")),
        QString::fromLatin1(selfSigned->url("")), QString::fromLatin1(expired->url(""))};
    const QMap<QString, ErrorKind> kinds{
        {places.at(6), ErrorKind::Timeout}, {places.at(7), ErrorKind::Tls}, {places.at(8), ErrorKind::Tls}};
    QSet<QString> sentences;
    for (const QString &place : places) {
        const auto error = world.signIn(place);
        QVERIFY2(error, qPrintable(place));
        QVERIFY2(error->message.size() > 15, qPrintable(place));
        QVERIFY2(!kinds.contains(place) || error->kind == kinds.value(place), qPrintable(error->message));
        QVERIFY2(!error->detail.isEmpty() || error->kind == ErrorKind::Input, qPrintable(error->message)); // what to try
        sentences += QString(error->message).remove(place.section(u'/', 2, 2)); // the sentence, not the host in it
    }
    QCOMPARE(sentences.size(), places.size());
}

// "Send the code again", and the line is cut.
void tst_SignInAnswers::goesOnAskingWhenAnActionFails()
{
    AuthHome home;
    home.writeProfile();
    RawServer server([](RawConnection &connection) {
        if (!connection.readRequest().startsWith("POST /again"))
            connection.send(answer("200 OK", R"({"access": "fake-access"})"));
        connection.close();
    });
    AuthWorld world(home);
    QVERIFY(!world.load());
    SignInRequest request = AuthWorld::request(QString::fromLatin1(server.url("")));
    request.way = u"code"_s;
    const std::unique_ptr<SignIn> attempt(world.auth.signIn(request, nullptr));
    QSignalSpy asked(attempt.get(), &SignIn::asked), told(attempt.get(), &SignIn::actionDone),
        finished(attempt.get(), &SignIn::finished);
    QTRY_COMPARE(asked.size(), 1);
    attempt->act(0);
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told.first().first().toString() != u"Done."_s);
    QCOMPARE(finished.size(), 0);
    attempt->answer({{u"code"_s, Secret(u"123456"_s)}});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(world.access(), u"fake-access"_s);
}

void tst_SignInAnswers::asksNobodyToAgreeToAnErrorPage()
{
    AuthHome home;
    home.write(testProfile().replace(R"("password": "{{password}}" } } },)",
        R"("password": "{{password}}" } },
           "recover": [ { "status": 403, "title": "The terms", "document": { "request": { "method": "GET", "path": "/terms" }, "text": "$response.body" },
             "fields": [ { "name": "agreed", "label": "I agree", "confirm": true, "remembered": false } ], "then": "repeat" } ] },)"));
    RawServer server([](RawConnection &connection) {
        const bool isTerms = connection.readRequest().startsWith("GET /terms");
        connection.send(isTerms ? answer("500 Internal Server Error", "<html>oops</html>", "text/html") : answer("403 Forbidden", "{}"));
        connection.close();
    });
    AuthWorld world(home);
    QVERIFY2(world.profiles.problems().isEmpty(), qPrintable(world.profiles.problems().value(0).message));
    QVERIFY(!world.load());
    const auto error = world.signIn(QString::fromLatin1(server.url("")));
    QVERIFY(error);
    QVERIFY2(error->detail.contains(u"500"_s) || error->message.contains(u"500"_s), qPrintable(error->message));
    QCOMPARE(server.requests().size(), 2);
}

// A profile whose second step goes to another server, which has a certificate of its own making.
void tst_SignInAnswers::saysWhichServerCouldNotBeVerified()
{
    const auto certificate = TestCertificate::make({});
    RawServer other(RawServer::Options{certificate.serverContext(), true, false}, RawServer::answering(answer("200 OK", "{}")));
    RawServer first(RawServer::answering(answer("200 OK", "{}")));
    AuthHome home;
    home.write(testProfile().replace(R"("method": "POST", "path": "/again")", R"("method": "POST", "path": ")" + other.url("/again") + R"(")"));
    AuthWorld world(home);
    QVERIFY2(world.profiles.problems().isEmpty(), qPrintable(world.profiles.problems().value(0).message));
    QVERIFY(!world.load());
    SignInRequest request = AuthWorld::request(QString::fromLatin1(first.url("")));
    request.way = u"code"_s;
    const std::unique_ptr<SignIn> attempt(world.auth.signIn(request, nullptr));
    QSignalSpy asked(attempt.get(), &SignIn::asked), told(attempt.get(), &SignIn::actionDone);
    std::optional<Origin> place;
    std::optional<TlsInfo> shown;
    connect(attempt.get(), &SignIn::distrusted, this, [&](const TlsInfo &tls, const Origin &at) {
        QVERIFY(told.isEmpty());
        shown = tls;
        place = at;
    });
    QTRY_COMPARE(asked.size(), 1);
    attempt->act(0);
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(place);
    QCOMPARE(place->toString(), QString::fromLatin1(other.url("")));
    QCOMPARE(shown->chain.constFirst().sha256, certificate.sha256());
    QCOMPARE(first.requests().size(), 1);
    QVERIFY(other.requests().isEmpty());
}

QTEST_GUILESS_MAIN(tst_SignInAnswers)
#include "tst_SignInAnswers.moc"
