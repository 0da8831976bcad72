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
    void tellsAllOfTheChain();
    void saysWhatIsNotEncrypted_data();
    void saysWhatIsNotEncrypted();
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
    QCOMPARE(valueOf(HopFact::ofTls(tls, {}), u"trust"_s), u"verified"_s);
    for (const auto &[trust, words] : {std::pair(TlsTrust::Exception, "because you said so"_L1), {TlsTrust::Refused, "nothing was sent"_L1},
             {TlsTrust::Replaced, "not the certificate that you trusted"_L1}}) {
        tls.trust = trust;
        QVERIFY(valueOf(HopFact::ofTls(tls, {}), u"trust"_s).contains(words));
    }
}

void tst_HopFact::tellsAllOfTheChain()
{
    const UtcTime now(1'795'322'206s);
    TlsInfo tls{u"TLSv1.3"_s, u"TLS_AES_128_GCM_SHA256"_s, {}, TlsTrust::Verified};
    tls.chain = {{u"CN=*.api.example"_s, u"CN=Middle"_s, now - 24h, now + 24h * 61, QByteArray(32, '\x5a')},
        {u"CN=Middle"_s, u"CN=Root"_s, now - 24h, now + 24h * 365, QByteArray(32, '\x3c')}};
    using Line = std::pair<QString, QString>; // a name, and how its value ends
    const QList<Line> expected{{u"version"_s, u"TLSv1.3"_s}, {u"cipher"_s, u"TLS_AES_128_GCM_SHA256"_s}, {u"trust"_s, u"verified"_s},
        {u"certificate"_s, u"CN=*.api.example"_s}, {u"expires"_s, u", in 61 days"_s}, {u"issued by"_s, u"CN=Middle"_s},
        {u"expires"_s, u", in 365 days"_s}, {u"issued by"_s, u"CN=Root"_s}, {u"SHA-256"_s, u"5a 5a 5a"_s}};
    const auto facts = HopFact::ofTls(tls, now);
    QCOMPARE(facts.size(), expected.size());
    for (qsizetype i = 0; i < facts.size(); ++i) {
        QCOMPARE(facts.at(i).name, expected.at(i).first);
        QVERIFY2(facts.at(i).value.endsWith(expected.at(i).second), qPrintable(facts.at(i).value));
    }
}

void tst_HopFact::saysWhatIsNotEncrypted_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("isSaid");
    QTest::addColumn<bool>("isWarning");
    QTest::newRow("far away") << "http://api.example/"_ba << true << true;
    QTest::newRow("on this computer") << "http://127.0.0.1:8080/"_ba << true << false;
    QTest::newRow("encrypted") << "https://api.example/"_ba << false << false;
}

void tst_HopFact::saysWhatIsNotEncrypted()
{
    QFETCH(QByteArray, url);
    QFETCH(bool, isSaid);
    HttpHop hop;
    hop.url = url;
    const auto facts = HopFact::ofConnection(hop, -1);
    const auto said = std::find_if(facts.begin(), facts.end(), [](const HopFact &fact) { return fact.name == "encryption"_L1; });
    QCOMPARE(said != facts.end(), isSaid);
    if (isSaid)
        QTEST(said->isWarning, "isWarning");
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
