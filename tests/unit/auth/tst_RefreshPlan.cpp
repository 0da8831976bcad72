#include "app/auth/session/RefreshPlan.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace std::chrono_literals;

class tst_RefreshPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isDue_data();
    void isDue();
    void isNotPlannedWithoutAnEnd();
    void spreadsButNeverBeforeHalf();
    void backsOff_data();
    void backsOff();
};

namespace {

constexpr UtcTime start(Milliseconds(1'800'000'000'000));

TokenSet living(Milliseconds life)
{
    TokenSet tokens;
    tokens.obtainedAt = start;
    tokens.access = {Expiry::Kind::At, start + life};
    return tokens;
}

}

void tst_RefreshPlan::isDue_data()
{
    QTest::addColumn<qint64>("life");
    QTest::addColumn<qint64>("due"); // after receipt; -1: not planned
    QTest::newRow("one hour: 10 % before") << 3'600'000ll << 3'240'000ll;
    QTest::newRow("ten minutes: 60 s before") << 600'000ll << 540'000ll;
    QTest::newRow("two minutes: 30 s before") << 120'000ll << 90'000ll;
    QTest::newRow("one minute: half of it") << 60'000ll << 30'000ll;
    QTest::newRow("forty seconds: half of it") << 40'000ll << 20'000ll;
    QTest::newRow("one second: no storm") << 1'000ll << 2'000ll;
    QTest::newRow("a millisecond: no storm") << 1ll << 2'000ll;
    QTest::newRow("thirty days") << 2'592'000'000ll << 2'332'800'000ll;
    QTest::newRow("nothing") << 0ll << -1ll;
    QTest::newRow("over on arrival") << -5'000ll << -1ll;
}

void tst_RefreshPlan::isDue()
{
    QFETCH(qint64, life);
    QFETCH(qint64, due);
    const auto at = RefreshPlan::dueAt(living(Milliseconds(life)), 0);
    QCOMPARE(at ? qint64((*at - start).count()) : -1, due);
}

void tst_RefreshPlan::isNotPlannedWithoutAnEnd()
{
    TokenSet tokens;
    tokens.access.kind = Expiry::Kind::Never;
    QVERIFY(!RefreshPlan::dueAt(tokens, 0.5));
    tokens.access.kind = Expiry::Kind::Unknown;
    QVERIFY(!RefreshPlan::dueAt(tokens, 0.5));
}

void tst_RefreshPlan::spreadsButNeverBeforeHalf()
{
    QCOMPARE(*RefreshPlan::dueAt(living(1h), 1.0) - start, Milliseconds(3'240'000 - 180'000));
    QCOMPARE(*RefreshPlan::dueAt(living(60s), 1.0) - start, Milliseconds(30s));
    QCOMPARE(*RefreshPlan::dueAt(living(1h), 7.0) - start, Milliseconds(3'240'000 - 180'000)); // a bad generator
}

void tst_RefreshPlan::backsOff_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("retryAfter"); // seconds; -1: none
    QTest::addColumn<int>("seconds");
    QTest::newRow("first") << 1 << -1 << 1;
    QTest::newRow("second") << 2 << -1 << 2;
    QTest::newRow("fourth") << 4 << -1 << 8;
    QTest::newRow("seventh") << 7 << -1 << 60;
    QTest::newRow("hundredth") << 100 << -1 << 60;
    QTest::newRow("none yet") << 0 << -1 << 1;
    QTest::newRow("the server asks for longer") << 1 << 30 << 30;
    QTest::newRow("the server asks for less") << 5 << 2 << 16;
    QTest::newRow("the server asks for a week") << 1 << 604'800 << 3'600;
}

void tst_RefreshPlan::backsOff()
{
    QFETCH(int, failures);
    QFETCH(int, retryAfter);
    QFETCH(int, seconds);
    const auto asked = retryAfter < 0 ? std::nullopt : std::optional<Milliseconds>(std::chrono::seconds(retryAfter));
    QCOMPARE(RefreshPlan::backOff(failures, asked), Milliseconds(std::chrono::seconds(seconds)));
}

QTEST_GUILESS_MAIN(tst_RefreshPlan)
#include "tst_RefreshPlan.moc"
