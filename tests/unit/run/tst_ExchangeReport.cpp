#include "app/run/ExchangeReport.h"

#include "app/base/Redactor.h"
#include "tests/support/SampleRun.h"
#include "tests/support/SchemaCheck.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

// What `tessera send --report` writes: as its schema says, whatever became of the request, and without secrets.
class tst_ExchangeReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isAsTheSchemaSays_data();
    void isAsTheSchemaSays();
    void schemaCanRefuse();
    void holdsNoSecrets();
};

namespace {

QString complaint(const Json &report)
{
    return schemaComplaint(u"resources/schemas/report.schema.json"_s, toBytes(report));
}

}

void tst_ExchangeReport::isAsTheSchemaSays_data()
{
    QTest::addColumn<RunResult>("result");
    QTest::addColumn<std::size_t>("attempts");
    QTest::newRow("answered") << SampleRun::answered() << std::size_t(1);
    QTest::newRow("refreshed and sent again") << SampleRun::afterRefresh() << std::size_t(2);
    QTest::newRow("redirected, over TLS") << SampleRun::redirected() << std::size_t(1);
    QTest::newRow("withheld") << SampleRun::withheld() << std::size_t(1);
    QTest::newRow("cut short") << SampleRun::incomplete() << std::size_t(1);
    QTest::newRow("refused") << SampleRun::failed(ErrorKind::Network) << std::size_t(0);
    RunResult broken = SampleRun::redirected(); // the second hop never was answered
    broken.attempts.first().exchange.hops.last() = {};
    broken.error = SampleRun::failed(ErrorKind::Timeout).error;
    QTest::newRow("broken off at the second hop") << broken << std::size_t(1);
}

void tst_ExchangeReport::isAsTheSchemaSays()
{
    QFETCH(RunResult, result);
    const Json report = exchangeReport(result, Redactor());
    QCOMPARE(complaint(report), QString());
    QTEST(report["attempts"].size(), "attempts");
    QCOMPARE(report["error"].is_null(), !result.error.has_value());
    QCOMPARE(report["withheld"].get<bool>(), result.isWithheld);
}

void tst_ExchangeReport::schemaCanRefuse()
{
    Json report = exchangeReport(SampleRun::answered(), Redactor());
    report["attempts"][0]["hops"][0]["secret"] = "x";
    QVERIFY(!complaint(report).isEmpty());
}

void tst_ExchangeReport::holdsNoSecrets()
{
    const QByteArray known = "fake-secret-canary";
    Redactor redactor;
    redactor.addSecret(Secret(QString::fromLatin1(known)));
    RunResult result = SampleRun::redirected();
    HttpExchange &exchange = result.attempts.first().exchange;
    for (HttpHop &hop : exchange.hops) { // wherever a server may echo it
        hop.reason = known;
        hop.url += "/" + known;
        hop.responseHead.replace("\r\n", " " + known + "\r\nX-Echo: " + known + "\r\nno header " + known + "\r\n");
    }
    exchange.warnings += QString::fromLatin1(known);
    const QByteArray report = toBytes(exchangeReport(result, redactor));
    for (const char *secret : {"eyJ", "0123456789abcdef", "c2lnbmF0dXJl", known.constData()})
        QVERIFY2(!report.contains(secret), report.mid(qMax<qsizetype>(0, report.indexOf(secret) - 200), 400).constData());
    QVERIFY(report.contains("Authorization: Bearer "));
    QVERIFY(report.contains("login.example"));
}

QTEST_GUILESS_MAIN(tst_ExchangeReport)
#include "tst_ExchangeReport.moc"
