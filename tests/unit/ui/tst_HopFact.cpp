#include "ui/response/HopFact.h"
#include "ui/response/TimingPhase.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_HopFact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsOfTheConnection();
    void tellsHowLongCertificatesLast_data();
    void tellsHowLongCertificatesLast();
    void saysWhyItIsTrusted();
    void saysWhatWasLeftBehind();
    void showsBodies_data();
    void showsBodies();
    void phasesFollowOneAnother();

private:
    static QString valueOf(const QList<HopFact> &facts, const QString &name)
    {
        for (const HopFact &fact : facts) {
            if (fact.name == name)
                return fact.value;
        }
        return {};
    }
};

void tst_HopFact::tellsOfTheConnection()
{
    HttpHop hop;
    hop.version = "HTTP/2";
    hop.remoteAddress = u"127.0.0.1:443"_s;
    hop.status = 200;
    hop.receivedBodySize = 1000;
    auto facts = HopFact::ofConnection(hop, 4000);
    QCOMPARE(valueOf(facts, u"version"_s), u"HTTP/2"_s);
    QCOMPARE(valueOf(facts, u"server"_s), u"127.0.0.1:443"_s);
    QCOMPARE(valueOf(facts, u"connection"_s), u"was open already"_s);
    QCOMPARE(valueOf(facts, u"received"_s), u"1.0 kB on the wire, 4.0 kB decoded"_s);
    QVERIFY(valueOf(facts, u"sent"_s).isEmpty());
    hop.timings.connect = 1ms;
    facts = HopFact::ofConnection(hop, 1000);
    QVERIFY(valueOf(facts, u"connection"_s).isEmpty());
    QCOMPARE(valueOf(facts, u"received"_s), u"1.0 kB"_s);
}

void tst_HopFact::tellsHowLongCertificatesLast_data()
{
    QTest::addColumn<int>("hours");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isWarning");
    QTest::newRow("long") << 24 * 61 << u"in 61 days"_s << false;
    QTest::newRow("soon") << 24 * 5 << u"in 5 days"_s << true;
    QTest::newRow("tomorrow") << 30 << u"in a day"_s << true;
    QTest::newRow("today") << 3 << u"today"_s << true;
    QTest::newRow("over") << -1 << u"it is over"_s << true;
}

void tst_HopFact::tellsHowLongCertificatesLast()
{
    QFETCH(int, hours);
    QFETCH(QString, words);
    const UtcTime now(1'795'322'206s);
    TlsInfo tls;
    tls.chain = {{u"CN=a"_s, u"CN=a"_s, now - 24h, now + std::chrono::hours(hours), QByteArray(32, 'x')}};
    for (const HopFact &fact : HopFact::ofTls(tls, now)) {
        if (fact.name != "expires"_L1)
            continue;
        QVERIFY2(fact.value.contains(words), qPrintable(fact.value));
        QTEST(fact.isWarning, "isWarning");
        return;
    }
    QFAIL("no end was told");
}

void tst_HopFact::saysWhyItIsTrusted()
{
    TlsInfo tls;
    QVERIFY(valueOf(HopFact::ofTls(tls, {}), u"trust"_s).isEmpty());
    tls.isException = true;
    QVERIFY(!valueOf(HopFact::ofTls(tls, {}), u"trust"_s).isEmpty());
}

void tst_HopFact::saysWhatWasLeftBehind()
{
    HttpHop hop;
    QVERIFY(HopFact::ofWithheld(hop).isEmpty());
    hop.withheldHeaders = {"Authorization", "Cookie"};
    hop.withheldQueryItems = {"api_key"};
    const auto facts = HopFact::ofWithheld(hop);
    QVERIFY(valueOf(facts, u"headers"_s).startsWith("Authorization, Cookie"_L1));
    QVERIFY(valueOf(facts, u"query"_s).startsWith("api_key"_L1));
}

void tst_HopFact::showsBodies_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << QByteArray("{\"a\":1}") << qint64(7) << u"{\"a\":1}"_s;
    QTest::newRow("first part") << QByteArray("abc") << qint64(70'000) << u"abc\n… 70.0 kB in all"_s;
    QTest::newRow("no text") << QByteArray("\0\1\2", 3) << qint64(3) << u"(3 B that are no text)"_s;
}

void tst_HopFact::showsBodies()
{
    QFETCH(QByteArray, part);
    QFETCH(qint64, size);
    QTEST(HopFact::bodyText(part, size), "text");
}

void tst_HopFact::phasesFollowOneAnother()
{
    HopTimings timings;
    QVERIFY(TimingPhase::of(timings).isEmpty());
    timings.connect = 2ms;
    timings.wait = 5ms;
    timings.receive = 1ms;
    const QList<TimingPhase> expected{{TimingPhase::Kind::Connect, 0us, 2ms}, {TimingPhase::Kind::Wait, 2ms, 5ms}, {TimingPhase::Kind::Receive, 7ms, 1ms}};
    QCOMPARE(TimingPhase::of(timings), expected);
}

QTEST_APPLESS_MAIN(tst_HopFact)
#include "tst_HopFact.moc"
