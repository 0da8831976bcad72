#include "ui/shell/StatusFacts.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_StatusFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeychainStateIsSaid();
    void clockIsSaidWhereItDiffers_data();
    void clockIsSaidWhereItDiffers();
    void countsCredentials_data();
    void countsCredentials();
};

void tst_StatusFacts::everyKeychainStateIsSaid()
{
    QSet<QString> texts;
    for (KeychainState state : {KeychainState::Unlocked, KeychainState::Locked, KeychainState::Absent,
             KeychainState::Refusing, KeychainState::Hanging, KeychainState::Lost}) {
        const StatusFact fact = keychainFact(state);
        QVERIFY(!fact.text.isEmpty());
        QCOMPARE(fact.dot == Token::Ok, state == KeychainState::Unlocked);
        texts.insert(fact.text);
    }
    QCOMPARE(texts.size(), 6); // six different states, each with words of its own
}

void tst_StatusFacts::clockIsSaidWhereItDiffers_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("dot");
    QTest::newRow("agrees") << qint64(50) << QString() << int(Token::Faint);
    QTest::newRow("ahead") << qint64(300) << u"Clock +0.3 s to mic.example"_s << int(Token::Faint);
    QTest::newRow("behind") << qint64(-12'340) << u"Clock −12.3 s to mic.example"_s << int(Token::Faint);
    QTest::newRow("far") << qint64(-45'000) << u"Clock −45.0 s to mic.example"_s << int(Token::Warn);
    QTest::newRow("minutes") << qint64(754'000) << u"Clock +12 min 34 s to mic.example"_s << int(Token::Warn);
}

void tst_StatusFacts::clockIsSaidWhereItDiffers()
{
    QFETCH(qint64, offset);
    CredentialStatus status;
    status.credential.baseUrl = u"https://mic.example/prod"_s;
    status.serverOffset = Milliseconds(offset);
    QTEST(skewFact(status).text, "text");
    QTEST(int(skewFact(status).dot), "dot");
    status.serverOffset = 7s; // when the token came; what its answers say now counts more
    status.serverClock = ServerClock{Milliseconds(offset), 50ms};
    QTEST(skewFact(status).text, "text");
}

void tst_StatusFacts::countsCredentials_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("seconds"); // -1: none is planned
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << -1 << u"No credentials yet"_s;
    QTest::newRow("one") << 1 << -1 << u"1 credential"_s;
    QTest::newRow("four") << 4 << 31 << u"4 credentials, next refresh in 0:31"_s;
}

void tst_StatusFacts::countsCredentials()
{
    QFETCH(int, count);
    QFETCH(int, seconds);
    const auto left = seconds < 0 ? std::nullopt : std::optional<Milliseconds>(std::chrono::seconds(seconds));
    QTEST(credentialsText(count, left), "text");
}

QTEST_GUILESS_MAIN(tst_StatusFacts)
#include "tst_StatusFacts.moc"
