#include "ui/response/NodeWords.h"

#include "app/json/ValueHint.h"
#include "tests/support/FakeClock.h"
#include "ui/response/TokenAround.h"
#include "ui/response/ValueWords.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

namespace {

// {"alg":"HS256"} . {"sub":"admin","exp":1795330000} . no true signature
const QByteArray sampleToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsImV4cCI6MTc5NTMzMDAwMH0.c2lnbmF0dXJl";
constexpr std::chrono::seconds sampleNow{1'795'328'000};

}

class tst_NodeWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_clock.setNow(UtcTime(sampleNow)); }
    void remarks_data();
    void remarks();
    void explainsTokens();
    void explainsNumbersThatAreRounded();
    void flagsDuplicates();
    void readsNoMoreThanItNeeds();
    void findsTheTokenAround_data();
    void findsTheTokenAround();

private:
    FakeClock m_clock;
};

void tst_NodeWords::remarks_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("remark");
    QTest::newRow("seconds") << QByteArray("1795322206") << u"2026-11-22 04:36:46 UTC, 1 h ago"_s;
    QTest::newRow("milliseconds") << QByteArray("1795322206000") << u"2026-11-22 04:36:46 UTC, 1 h ago"_s;
    QTest::newRow("ISO") << QByteArray("\"2026-11-22T04:36:46Z\"") << u"1 h ago"_s;
    QTest::newRow("to come") << QByteArray("\"2026-11-25T06:13:20Z\"") << u"in 3 days"_s;
    QTest::newRow("token") << '"' + sampleToken + '"' << u"JWT, expires in 33 min 20 s"_s;
    QTest::newRow("token with its scheme") << "\"Bearer " + sampleToken + '"' << u"JWT, expires in 33 min 20 s"_s;
    QTest::newRow("2^64 - 1") << QByteArray("18446744073709551615") << u"2^64 - 1, kept as written"_s;
    QTest::newRow("too exact") << QByteArray("9007199254740993") << u"kept as written"_s;
    QTest::newRow("2^53") << QByteArray("9007199254740992") << QString();
    QTest::newRow("a number") << QByteArray("12.50") << QString();
    QTest::newRow("a word") << QByteArray("\"running\"") << QString();
    QTest::newRow("a list") << QByteArray("[1795322206]") << QString();
    QTest::newRow("null") << QByteArray("null") << QString();
}

void tst_NodeWords::remarks()
{
    QFETCH(QByteArray, value);
    const QByteArray json = "{\"created\":" + value + '}';
    const auto index = JsonIndex::of(json);
    const auto node = index->find({u"created"_s});
    QVERIFY(node);
    QTEST(NodeWords(*index, m_clock).remark(*node), "remark");
}

void tst_NodeWords::explainsTokens()
{
    const QByteArray json = "[\"" + sampleToken + "\",\"eyJhbGciOiJIUzI1NiJ9\"]";
    const auto index = JsonIndex::of(json);
    const NodeWords words(*index, m_clock);
    const auto node = index->find({u"0"_s});
    const QString said = words.explained(*node);
    QVERIFY2(said.contains("HS256"_L1) && said.contains("subject: admin"_L1) && said.contains("not checked"_L1), qPrintable(said));
    QCOMPARE(words.token(*node).toLatin1(), sampleToken);
    QCOMPARE(words.token(*index->find({u"1"_s})), QString()); // a part is none
    m_clock.setNow(UtcTime(sampleNow + std::chrono::hours(24)));
    QVERIFY(words.remark(*node).contains("expired"_L1));
}

void tst_NodeWords::explainsNumbersThatAreRounded()
{
    QVERIFY(ValueWords::explainedNumber("18446744073709551615").contains("18446744073709551616"_L1));
    QVERIFY(ValueWords::explainedNumber("-9007199254740993").contains("-9007199254740992"_L1));
    QVERIFY(ValueWords::explainedNumber("12").isEmpty());
    QVERIFY(ValueWords::explainedNumber("1e400").isEmpty()); // no integer as it is written
}

void tst_NodeWords::flagsDuplicates()
{
    const QByteArray json = R"({"a":1,"b":2,"a":3})";
    const auto index = JsonIndex::of(json);
    const NodeWords words(*index, m_clock);
    const auto members = index->children(*index->root(), 0, 3);
    QVERIFY(words.isDuplicate(members.at(0)) && !words.isDuplicate(members.at(1)) && words.isDuplicate(members.at(2)));
    QVERIFY(words.remark(members.at(2)).contains("more than once"_L1));
    QVERIFY(words.explained(members.at(0)).contains("Programs differ"_L1));
}

void tst_NodeWords::readsNoMoreThanItNeeds()
{
    const QByteArray json = "[\"a\\\"b\", \"" + QByteArray(5'000'000, 'x') + "\", 12 ,\"" + QByteArray(10, 'y');
    const auto index = JsonIndex::of(json);
    const auto value = [&](const QString &at, qsizetype most) { return NodeWords::shortValue(*index, *index->find({at}), most).toByteArray(); };
    QCOMPARE(value(u"0"_s, 100), QByteArray("\"a\\\"b\""));
    QCOMPARE(value(u"0"_s, 6), QByteArray("\"a\\\"b\""));
    QCOMPARE(value(u"0"_s, 5), QByteArray());
    QCOMPARE(value(u"1"_s, 1000), QByteArray());
    QCOMPARE(value(u"2"_s, 10), QByteArray("12"));
}

void tst_NodeWords::findsTheTokenAround_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<bool>("isFound");
    const QByteArray line = "token=" + sampleToken + "; path=/";
    QTest::newRow("all of it") << sampleToken << qint64(0) << true;
    QTest::newRow("inside") << line << qint64(30) << true;
    QTest::newRow("at its end") << line << qint64(6 + sampleToken.size()) << true;
    QTest::newRow("before it") << line << qint64(2) << false;
    QTest::newRow("behind all") << line << qint64(10'000) << false;
    QTest::newRow("too long") << 'a' + QByteArray(40'000, 'a') << qint64(20'000) << false;
    QTest::newRow("nothing") << QByteArray() << qint64(0) << false;
}

void tst_NodeWords::findsTheTokenAround()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, at);
    QFETCH(bool, isFound);
    QCOMPARE(tokenAround(text, at).toLatin1(), isFound ? sampleToken : QByteArray());
}

QTEST_APPLESS_MAIN(tst_NodeWords)
#include "tst_NodeWords.moc"
