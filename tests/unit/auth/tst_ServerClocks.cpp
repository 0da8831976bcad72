#include "app/auth/session/ServerClocks.h"

#include "tests/support/FakeClock.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(tessera::Origin)

namespace {

constexpr UtcTime ten(Milliseconds(1'795'341'600'000)); // Sun, 22 Nov 2026 10:00:00 GMT
const Origin core{u"http"_s, u"core.example"_s, 80}, mic{u"https"_s, u"mic.example"_s, 443};

// The Date of a server whose clock reads `at`.
HttpHeaders dated(UtcTime at, const QByteArray &age = {})
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
    HttpHeaders headers{{"Date", QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()}};
    if (!age.isNull())
        headers.append("Age", age);
    return headers;
}

}

class tst_ServerClocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyAnswersNarrowWhatOneLeavesOpen();
    void eachServerHasItsOwn();
    void aClockThatWasSetCountsAtOnce();
    void smallChangesAreNotTold();
    void aJumpOfOurClockForgetsAll();
    void whatIsNoMomentOfTheServerIsLeftOut();
};

// One answer tells the second only: half a second of doubt, and half the trip.
void tst_ServerClocks::manyAnswersNarrowWhatOneLeavesOpen()
{
    const FakeClock clock;
    ServerClocks clocks(clock);
    QVERIFY(!clocks.of(core));
    clocks.note(core, dated(ten + 300ms), ten, ten + 40ms);
    QCOMPARE(clocks.of(core)->offset, 0ms);
    QVERIFY(clocks.of(core)->uncertainty >= 500ms);
    // Ahead by 0.3 s; twenty answers at odd moments.
    for (int i = 1; i <= 20; ++i) {
        const UtcTime sent = ten + i * 1'370ms;
        clocks.note(core, dated(sent + 20ms + 300ms), sent, sent + 40ms);
    }
    const ServerClock known = *clocks.of(core);
    QVERIFY2(std::chrono::abs(known.offset - 300ms) <= known.uncertainty, qPrintable(QString::number(known.offset.count())));
    QVERIFY2(known.uncertainty <= 80ms, qPrintable(QString::number(known.uncertainty.count())));
}

void tst_ServerClocks::eachServerHasItsOwn()
{
    const FakeClock clock;
    ServerClocks clocks(clock);
    clocks.note(core, dated(ten + 2min), ten, ten);
    clocks.note(mic, dated(ten - 2min), ten, ten);
    QVERIFY(clocks.of(core)->offset > 119s && clocks.of(mic)->offset < -119s);
    QVERIFY(!clocks.of({u"http"_s, u"core.example"_s, 8080}));
}

void tst_ServerClocks::aClockThatWasSetCountsAtOnce()
{
    const FakeClock clock;
    ServerClocks clocks(clock);
    clocks.note(core, dated(ten + 2min), ten, ten);
    clocks.note(core, dated(ten + 10s), ten + 10s, ten + 10s);
    QCOMPARE(clocks.of(core)->offset, 0ms);
}

void tst_ServerClocks::smallChangesAreNotTold()
{
    const FakeClock clock;
    ServerClocks clocks(clock);
    QSignalSpy told(&clocks, &ServerClocks::changed);
    for (int i = 0; i < 1'000; ++i)
        clocks.note(core, dated(ten + i * 7ms + 90s), ten + i * 7ms, ten + i * 7ms + 3ms);
    QVERIFY(told.size() >= 1);
    QVERIFY2(told.size() < 12, qPrintable(QString::number(told.size())));
}

void tst_ServerClocks::aJumpOfOurClockForgetsAll()
{
    FakeClock clock;
    ServerClocks clocks(clock);
    clocks.note(core, dated(ten + 2min), ten, ten);
    clock.jumpWallClock(1h);
    QVERIFY(!clocks.of(core));
}

void tst_ServerClocks::whatIsNoMomentOfTheServerIsLeftOut()
{
    const FakeClock clock;
    ServerClocks clocks(clock);
    clocks.note(core, {}, ten, ten);
    clocks.note(core, {{"Date", "soon"}}, ten, ten);
    clocks.note(core, dated(ten - 1h, "3600"), ten, ten); // out of a cache
    clocks.note(core, dated(ten), ten, ten - 1h); // our clock was set while it was on its way
    QVERIFY(!clocks.of(core));
    clocks.note(core, dated(ten, "0"), ten, ten);
    QVERIFY(clocks.of(core));
}

QTEST_GUILESS_MAIN(tst_ServerClocks)
#include "tst_ServerClocks.moc"
