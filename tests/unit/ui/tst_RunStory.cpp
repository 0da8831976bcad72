#include "ui/response/RunStory.h"

#include "app/base/Redactor.h"
#include "tests/support/SampleRun.h"
#include "ui/response/StepOffer.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Action = NextStep::Action;

class tst_RunStory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tells_data();
    void tells();
    void holdsNoSecret();
    void tellsWhatWouldHelp_data();
    void tellsWhatWouldHelp();
    void offersSteps_data();
    void offersSteps();
};

void tst_RunStory::tells_data()
{
    QTest::addColumn<RunResult>("result");
    QTest::addColumn<QString>("text");
    QTest::newRow("answered") << SampleRun::answered()
                              << u"1. You to Tessera: Send GET /api/v3/process\n"
                                 "2. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                 "3. 127.0.0.1:40213 to Tessera: 200 OK"_s;
    RunResult again = SampleRun::afterRefresh();
    again.attempts[1].reason = RunResult::Attempt::Reason::Refreshed;
    QTest::newRow("refreshed in between") << again
                                          << u"1. You to Tessera: Send GET /api/v3/process\n"
                                             "2. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                             "3. 127.0.0.1:40213 to Tessera: 401 Unauthorized\n"
                                             "4. Tessera to 127.0.0.1:40213: refresh of the token\n"
                                             "5. 127.0.0.1:40213 to Tessera: a new token\n"
                                             "6. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                             "7. 127.0.0.1:40213 to Tessera: 200 OK"_s;
    again.attempts[1].reason = RunResult::Attempt::Reason::TokenChanged;
    QTest::newRow("refreshed meanwhile") << again
                                         << u"1. You to Tessera: Send GET /api/v3/process\n"
                                            "2. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                            "3. 127.0.0.1:40213 to Tessera: 401 Unauthorized\n"
                                            "4. Tessera: the token was refreshed meanwhile\n"
                                            "5. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                            "6. 127.0.0.1:40213 to Tessera: 200 OK"_s;
    RunResult first = SampleRun::answered();
    first.attempts[0].waited = 300ms;
    QTest::newRow("refreshed first") << first
                                     << u"1. You to Tessera: Send GET /api/v3/process\n"
                                        "2. Tessera to 127.0.0.1:40213: refresh of the token\n"
                                        "3. 127.0.0.1:40213 to Tessera: a new token\n"
                                        "4. Tessera to 127.0.0.1:40213: GET /api/v3/process · Authorization\n"
                                        "5. 127.0.0.1:40213 to Tessera: 200 OK"_s;
    RunResult dead = SampleRun::withheld();
    dead.attempts[0].exchange.hops[0].requestHead = "GET /api/v3/process HTTP/1.1\r\n\r\n";
    dead.refreshTrouble = u"The server refuses the refresh token."_s;
    QTest::newRow("refresh refused") << dead
                                     << u"1. You to Tessera: Send GET /api/v3/process\n"
                                        "2. Tessera to 127.0.0.1:40213: GET /api/v3/process\n"
                                        "3. 127.0.0.1:40213 to Tessera: 401 Unauthorized\n"
                                        "4. Tessera to 127.0.0.1:40213: refresh of the token\n"
                                        "5. 127.0.0.1:40213 to Tessera: The server refuses the refresh token."_s;
    QTest::newRow("redirected") << SampleRun::redirected()
                                << u"1. You to Tessera: Send GET /v1/session\n"
                                   "2. Tessera to api.example: GET /v1/session · Authorization\n"
                                   "3. api.example to Tessera: 302 Found\n"
                                   "4. Tessera: left out for the other address: Authorization, api_key\n"
                                   "5. Tessera to 127.0.0.1:40213: GET /api/v3/process\n"
                                   "6. 127.0.0.1:40213 to Tessera: 200 OK"_s;
    QTest::newRow("not sent") << SampleRun::notSent()
                              << u"1. You to Tessera: Send\n"
                                 "2. Tessera to You: %1\n"
                                 "3. Tessera to The API: would be: after signing in"_s.arg(SampleRun::notSent().error->message);
}

void tst_RunStory::tells()
{
    QFETCH(RunResult, result);
    QTEST(RunStory::of(result, Redactor()).text(), "text");
}

void tst_RunStory::holdsNoSecret()
{
    Redactor redactor;
    redactor.addSecret(Secret(u"fake-canary-in-path"_s));
    RunResult result = SampleRun::answered();
    result.attempts[0].exchange.hops[0].url = "http://127.0.0.1/hook/fake-canary-in-path?key=fake-canary-in-query";
    QVERIFY(!RunStory::of(result, redactor).text().contains(u"canary"_s));
    HttpHop &hop = result.attempts[0].exchange.hops[0]; // where it is cut, too
    hop.url = "http://127.0.0.1/" + QByteArray(70, 'x') + "/fake-canary-in-path";
    hop.reason = QByteArray(32, 'x') + "fake-canary-in-path";
    hop.withheldHeaders = {QByteArray(32, 'x') + "fake-canary-in-path"};
    const QString text = RunStory::of(result, redactor).text();
    QVERIFY2(text.contains(QString(70, u'x')) && !text.contains(u"fake"_s), qPrintable(text));
}

void tst_RunStory::tellsWhatWouldHelp_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("text"); // empty: nothing to draw
    QTest::newRow("header") << Action::AddHeader << u"identityId"_s << u"would be: + identityId"_s;
    QTest::newRow("refresh") << Action::Refresh << QString() << u"would be: with a fresh token"_s;
    QTest::newRow("another") << Action::SwitchIdentity << u"api/home/grace"_s << u"would be: as grace"_s;
    QTest::newRow("own header") << Action::RemoveHeader << u"Authorization"_s << u"would be: with the credential's own Authorization"_s;
    QTest::newRow("bind") << Action::BindOrigin << u"http://x"_s << u"would be: with the credential"_s;
    QTest::newRow("advice") << Action::AskOwner << QString() << QString();
}

void tst_RunStory::tellsWhatWouldHelp()
{
    QFETCH(Action, action);
    QFETCH(QString, argument);
    QFETCH(QString, text);
    RunResult result = SampleRun::refused();
    result.diagnosis.findings.first().steps = {{action, u"Do it"_s, argument}};
    const RunStory::Step last = RunStory::of(result, Redactor()).steps.constLast();
    QCOMPARE(last.isSupposed, !text.isEmpty());
    if (last.isSupposed)
        QCOMPARE(last.text, text);
}

void tst_RunStory::offersSteps_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<bool>("isButton");
    QTest::addColumn<bool>("isButtonOfNobody");
    QTest::addColumn<QString>("label");
    QTest::newRow("refresh") << Action::Refresh << QString() << true << false << u"Do it and send"_s;
    QTest::newRow("bind") << Action::BindOrigin << u"http://x"_s << true << false << u"Do it and send"_s;
    QTest::newRow("send as") << Action::SwitchIdentity << u"api/home/grace"_s << true << true << u"Send as grace"_s;
    QTest::newRow("choose") << Action::SwitchIdentity << QString() << true << true << u"Do it"_s;
    QTest::newRow("retry") << Action::Retry << QString() << true << true << u"Do it"_s;
    QTest::newRow("remove") << Action::RemoveHeader << u"Authorization"_s << true << true << u"Do it and send"_s;
    QTest::newRow("remove what") << Action::RemoveHeader << QString() << false << false << u"Do it and send"_s;
    QTest::newRow("add") << Action::AddHeader << u"X"_s << true << true << u"Do it"_s;
    QTest::newRow("inspect") << Action::InspectToken << QString() << true << false << u"Do it"_s;
    QTest::newRow("ask") << Action::AskOwner << QString() << true << true << u"Do it: copy a text"_s;
    QTest::newRow("clock") << Action::SetClock << QString() << true << true << u"Do it…"_s;
}

void tst_RunStory::offersSteps()
{
    QFETCH(Action, action);
    QFETCH(QString, argument);
    const NextStep step{action, u"Do it"_s, argument};
    QTEST(StepOffer::isButton(step, {u"api"_s, u"home"_s, u"ada"_s}), "isButton");
    QTEST(StepOffer::isButton(step, {}), "isButtonOfNobody");
    QTEST(StepOffer::label(step), "label");
}

QTEST_MAIN(tst_RunStory)
#include "tst_RunStory.moc"
