#include "ui/response/WaterfallRow.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_WaterfallRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hopsFollowOneAnother_data();
    void hopsFollowOneAnother();
    void eachPhaseHasItsPlace();
    void stepsAreRound_data();
    void stepsAreRound();

private:
    static HttpHop hop(const QByteArray &url, int status, UtcTime at)
    {
        HttpHop made;
        made.url = url;
        made.status = status;
        made.startedAt = at;
        made.timings = {1ms, 2ms, std::nullopt, 1ms, 5ms, 1ms, 10ms};
        return made;
    }
};

void tst_WaterfallRow::hopsFollowOneAnother_data()
{
    QTest::addColumn<int>("later"); // ms between the starts
    QTest::addColumn<int>("start");
    QTest::newRow("a pause between") << 25 << 25;
    QTest::newRow("the clock is too coarse") << 9 << 10;
    QTest::newRow("the clock was set back") << -5000 << 10;
}

void tst_WaterfallRow::hopsFollowOneAnother()
{
    QFETCH(int, later);
    QFETCH(int, start);
    const UtcTime at(1'795'322'206s);
    const auto rows = WaterfallRow::of({hop("https://a.example:8443/x", 302, at), hop("http://b.example/y?z", 0, at + Milliseconds(later))});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0).label, u"302 a.example"_s);
    QCOMPARE(rows.at(1).label, u"b.example"_s);
    QCOMPARE(rows.at(0).start, 0us);
    QCOMPARE(rows.at(1).start, std::chrono::microseconds(Milliseconds(start)));
    QCOMPARE(rows.at(1).phases.first().start, rows.at(1).start);
    QCOMPARE(rows.at(1).phases.size(), 5); // what did not take place has no bar
    QCOMPARE(rows.at(1).end(), rows.at(1).start + 10ms);
}

void tst_WaterfallRow::eachPhaseHasItsPlace()
{
    const UtcTime at(1'795'322'206s);
    HttpHop all = hop("https://a.example/", 200, at + 20ms);
    all.timings = {1ms, 2ms, 4ms, 8ms, 16ms, 32ms, 64ms};
    const auto row = WaterfallRow::of({hop("https://b.example/", 302, at), all}).at(1);
    using Kind = TimingPhase::Kind;
    const QList<TimingPhase> expected{{Kind::NameLookup, 20ms, 1ms}, {Kind::Connect, 21ms, 2ms}, {Kind::Tls, 23ms, 4ms}, {Kind::Send, 27ms, 8ms},
        {Kind::Wait, 35ms, 16ms}, {Kind::Receive, 51ms, 32ms}};
    QCOMPARE(row.phases, expected);
    QCOMPARE(row.end(), 84ms);
}

void tst_WaterfallRow::stepsAreRound_data()
{
    QTest::addColumn<int>("whole"); // us
    QTest::addColumn<int>("step");
    QTest::newRow("nothing") << 0 << 1;
    QTest::newRow("12 ms") << 12'000 << 5'000;
    QTest::newRow("180 ms") << 180'000 << 50'000;
    QTest::newRow("a minute") << 60'000'000 << 20'000'000;
}

void tst_WaterfallRow::stepsAreRound()
{
    QFETCH(int, whole);
    QFETCH(int, step);
    QCOMPARE(WaterfallRow::step(std::chrono::microseconds(whole), 4), std::chrono::microseconds(step));
}

QTEST_APPLESS_MAIN(tst_WaterfallRow)
#include "tst_WaterfallRow.moc"
