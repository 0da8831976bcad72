#include "ui/timeline/LanePicture.h"

#include "tests/support/SampleTimeline.h"
#include "ui/timeline/AxisMarks.h"
#include "ui/timeline/TimelineText.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;
using Reason = CredentialEvent::Reason;
using Part = LanePicture::Block::Part;
using Mark = LanePicture::Mark::Kind;

namespace {

const UtcTime noon(1'795'348'800s); // Sun, 22 Nov 2026 12:00:00 UTC
const CredentialId ada{u"api"_s, u"home"_s, u"ada"_s};

TimelineEvent born(UtcTime at, Milliseconds life, Kind kind = Kind::Refreshed, Reason reason = Reason::Timer)
{
    TimelineEvent event;
    event.at = at;
    event.lane = ada;
    event.kind = kind;
    event.reason = reason;
    event.access = {Expiry::Kind::At, at + life};
    return event;
}

TimelineEvent happened(UtcTime at, Kind kind, int status = 200)
{
    TimelineEvent event;
    event.at = at;
    event.lane = ada;
    event.kind = kind;
    event.status = status;
    return event;
}

TimelineLane laneOf(const QList<TimelineEvent> &events)
{
    TimelineLane lane;
    lane.id = ada;
    for (const TimelineEvent &event : events)
        lane.insert(event);
    return lane;
}

// Ten minutes on 600 pixels: a pixel is a second, noon is at 400.
const TimeScale tenMinutes = TimeScale::between(noon - 400s, noon + 200s, 600);

}

Q_DECLARE_METATYPE(tessera::ui::CredentialItem)

// How lanes become pixels, without a window.
class tst_LanePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scaleGoesThereAndBack();
    void whatIsZoomedAtStaysWhereItIs();
    void scaleKnowsItsLimits();
    void axisReadsWellAtAnyZoom_data();
    void axisReadsWellAtAnyZoom();
    void axisSaysWhatPeopleSay_data();
    void axisSaysWhatPeopleSay();
    void aRefreshBeginsANewLife();
    void signingOutEndsALife();
    void whatComesLateFindsItsPlace();
    void theCredentialKnowsBetter();
    void whatIsToComeIsApart();
    void endlessAndUnknownLivesAreDrawnAsSuch();
    void refreshLifeIsDrawn_data();
    void refreshLifeIsDrawn();
    void refreshLivesThatTouchAreOne();
    void shortLivesBecomeOneBlock();
    void requestsOfOnePixelAreOneTick();
    void aWorseOneIsNotCovered();
    void ticksLookTheSameAsTimeGoesBy_data();
    void ticksLookTheSameAsTimeGoesBy();
    void ticksPartOnceWhenOneZoomsIn();
    void requestsThatWentWithoutAreRings();
    void refreshesAreMarkedByWhoAskedForThem_data();
    void refreshesAreMarkedByWhoAskedForThem();
    void backOffReachesToTheNextTry();
    void workIsBoundByTheWidth_data();
    void workIsBoundByTheWidth();
    void outlookSaysWhatComes_data();
    void outlookSaysWhatComes();
};

void tst_LanePicture::scaleGoesThereAndBack()
{
    QCOMPARE(tenMinutes.xOf(noon), 400.0);
    QCOMPARE(tenMinutes.at(400), noon);
    QCOMPARE(tenMinutes.at(tenMinutes.xOf(noon + 17s)), noon + 17s);
    QCOMPARE(tenMinutes.placing(noon, 0.5).xOf(noon), 300.0);
    QCOMPARE(tenMinutes.panned(100).xOf(noon), 300.0);
    QCOMPARE(tenMinutes.resized(1200).span(), tenMinutes.span());
}

void tst_LanePicture::whatIsZoomedAtStaysWhereItIs()
{
    TimeScale scale = tenMinutes;
    const UtcTime pointed = scale.at(123);
    for (const double factor : {1.25, 1.25, 3.0, 0.1, 0.5}) {
        scale = scale.zoomed(factor, 123);
        QVERIFY2(std::abs(scale.xOf(pointed) - 123) < 0.5, qPrintable(QString::number(scale.xOf(pointed))));
    }
}

void tst_LanePicture::scaleKnowsItsLimits()
{
    QCOMPARE(tenMinutes.zoomed(1e9, 0).span(), Milliseconds(5s));
    QCOMPARE(tenMinutes.zoomed(1e-12, 0).span(), Milliseconds(24h * 730));
    // A token that ends in the year 9999 and one of 1970: no overflow, still a place outside.
    QVERIFY(tenMinutes.xOf(UtcTime(253'402'300'799s)) > 600);
    QVERIFY(tenMinutes.xOf(UtcTime{}) < 0);
    QVERIFY(tenMinutes.panned(-1e300).from < noon && tenMinutes.panned(1e300).from > noon);
    QCOMPARE(TimeScale::between(noon, noon, 600).span(), Milliseconds(5s));
    QVERIFY(TimeScale::between(noon, noon + 1h, 0).msPerPixel > 0);
}

void tst_LanePicture::axisReadsWellAtAnyZoom_data()
{
    QTest::addColumn<qint64>("seconds"); // that are seen
    QTest::addColumn<bool>("hasNow");
    for (const qint64 seconds : {5, 20, 60, 180, 600, 1800, 3600, 4 * 3600, 12 * 3600, 86'400, 3 * 86'400, 7 * 86'400, 30 * 86'400, 90 * 86'400,
             365 * 86'400, 730 * 86'400}) {
        for (const bool hasNow : {true, false})
            QTest::addRow("%lld s, now is %s", static_cast<long long>(seconds), hasNow ? "seen" : "elsewhere") << seconds << hasNow;
    }
}

void tst_LanePicture::axisReadsWellAtAnyZoom()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, hasNow);
    const Milliseconds span = seconds * 1s;
    const UtcTime from = hasNow ? noon - span / 3 : noon - 4 * span;
    for (const double width : {400.0, 1'200.0, 3'000.0}) {
        const TimeScale scale = TimeScale::between(from, from + span, width);
        const QList<AxisMark> marks = axisMarks(scale, noon, 76);
        QVERIFY2(!marks.isEmpty(), qPrintable(u"no mark in %1 pixels"_s.arg(width)));
        QVERIFY(marks.size() <= width / 76 * 1.15 + 1);
        QStringList labels;
        for (int i = 0; i < marks.size(); ++i) {
            QVERIFY(!marks.at(i).label.isEmpty());
            QVERIFY(marks.at(i).x >= 0 && marks.at(i).x <= width);
            if (i > 0 && seconds < 86'400) // months differ in length
                QVERIFY2(marks.at(i).x - marks.at(i - 1).x >= 75, qPrintable(QString::number(marks.at(i).x - marks.at(i - 1).x)));
            // 12:00 comes again after a midnight that has its date.
            QVERIFY2(seconds < 86'400 ? !labels.contains(marks.at(i).label) : labels.isEmpty() || labels.constLast() != marks.at(i).label,
                qPrintable(marks.at(i).label));
            labels << marks.at(i).label;
        }
    }
}

void tst_LanePicture::axisSaysWhatPeopleSay_data()
{
    QTest::addColumn<qint64>("from"); // seconds from noon
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("strong"); // the labels that begin something; empty: none
    QTest::newRow("minutes") << -500ll << 200ll << u"−8 min"_s << QString();
    QTest::newRow("seconds") << -25ll << 15ll << u"−0:25"_s << QString();
    QTest::newRow("the past by the clock") << -7'210ll << -3'600ll << u"10:00"_s << QString();
    QTest::newRow("a night") << -50'000ll << -30'000ll << u"22:30"_s << u"Sun 22 Nov"_s;
    QTest::newRow("days") << -6 * 86'400ll << 86'400ll << u"Tue 17 Nov"_s << u"none"_s;
    QTest::newRow("a year") << -300 * 86'400ll << 0ll << u"Feb 2026"_s << u"none"_s;
}

void tst_LanePicture::axisSaysWhatPeopleSay()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(QString, strong);
    const QList<AxisMark> marks = axisMarks(TimeScale::between(noon + from * 1s, noon + to * 1s, 900), noon, 76);
    QVERIFY(!marks.isEmpty());
    QTEST(marks.constFirst().label, "first");
    if (strong == "none"_L1)
        return;
    QStringList found;
    for (const AxisMark &mark : marks) {
        if (mark.isStrong)
            found << mark.label;
    }
    QCOMPARE(found.join(u','), strong);
}

void tst_LanePicture::aRefreshBeginsANewLife()
{
    const TimelineLane lane = laneOf({born(noon, 60s, Kind::SignedIn), born(noon + 40s, 60s)});
    QCOMPARE(lane.lives.size(), 2);
    QCOMPARE(*lane.lives.at(0).stop(), noon + 40s);
    QCOMPARE(*lane.lives.at(1).stop(), noon + 100s);
    QVERIFY(!lane.lives.at(0).isCurrent(noon + 50s) && lane.lives.at(1).isCurrent(noon + 50s));
    QCOMPARE(lane.lifeAt(noon + 10s, nullptr)->begin, noon);
    QVERIFY(!lane.lifeAt(noon + 101s, nullptr) && !lane.lifeAt(noon - 1s, nullptr));
    QCOMPARE(lane.eventOf(lane.lives.at(1)), 1);
}

void tst_LanePicture::signingOutEndsALife()
{
    const TimelineLane lane = laneOf({born(noon, 1h, Kind::SignedIn), happened(noon + 5min, Kind::SignedOut)});
    QCOMPARE(*lane.lives.constFirst().stop(), noon + 5min);
}

// A request is told of when it has ended.
void tst_LanePicture::whatComesLateFindsItsPlace()
{
    TimelineLane lane = laneOf({happened(noon, Kind::Request), born(noon + 10s, 60s), happened(noon + 20s, Kind::Request)});
    QCOMPARE(lane.insert(happened(noon + 5s, Kind::Request, 401)), 1);
    QCOMPARE(lane.events.at(1).status, 401);
    QCOMPARE(lane.eventOf(lane.lives.constFirst()), 2);
    (void)lane.insert(born(noon + 1s, 60s));
    QCOMPARE(*lane.lives.at(0).stop(), noon + 10s);
}

void tst_LanePicture::theCredentialKnowsBetter()
{
    CredentialStatus status = activeItem(u"ada"_s, noon).status; // since 18 s, 42 s are left
    // No event tells of its token: it is drawn all the same, and ends the one before.
    const TimelineLane before = laneOf({born(noon - 5min, 10min)});
    QList<LaneLife> last = before.lastLives(&status);
    QCOMPARE(last.size(), 2);
    QCOMPARE(*last.at(0).stop(), noon - 18s);
    QCOMPARE(*last.at(1).stop(), noon + 42s);
    // The server's clock is known better than when the token came.
    const TimelineLane known = laneOf({born(noon - 18s, 60s)});
    status.serverOffset = 10s;
    status.obtainedAt += 10s;
    last = known.lastLives(&status);
    QCOMPARE(last.size(), 1);
    QCOMPARE(*last.at(0).stop(), noon + 32s);
    status.state = SignedOut{};
    QCOMPARE(*known.lastLives(&status).at(0).stop(), noon + 42s);
}

void tst_LanePicture::whatIsToComeIsApart()
{
    const TimelineLane lane = laneOf({born(noon - 100s, 60s, Kind::SignedIn), born(noon - 50s, 80s)});
    const LanePicture picture = LanePicture::of(lane, tenMinutes, noon, nullptr);
    QCOMPARE(picture.blocks.size(), 3);
    QCOMPARE(picture.blocks.at(0).part, Part::Past);
    QCOMPARE(picture.blocks.at(0).left, 300.0);
    QCOMPARE(picture.blocks.at(0).right, 350.0); // let go early
    QCOMPARE(picture.blocks.at(1).part, Part::Present);
    QCOMPARE(picture.blocks.at(1).right, 400.0);
    QCOMPARE(picture.blocks.at(2).part, Part::ToCome);
    QCOMPARE(picture.blocks.at(2).right, 430.0);
    // A minute later all of it is over.
    const LanePicture later = LanePicture::of(lane, tenMinutes, noon + 60s, nullptr);
    QCOMPARE(later.blocks.size(), 2);
    QCOMPARE(later.blocks.at(1).part, Part::Past);
}

void tst_LanePicture::endlessAndUnknownLivesAreDrawnAsSuch()
{
    TimelineEvent endless = born(noon - 100s, 0s, Kind::SignedIn);
    endless.access = {Expiry::Kind::Never};
    LanePicture picture = LanePicture::of(laneOf({endless}), tenMinutes, noon, nullptr);
    QCOMPARE(picture.blocks.constLast().right, 600.0);
    QVERIFY(!picture.blocks.constLast().ends && !picture.blocks.constLast().isOpen);
    TimelineEvent unknown = endless;
    unknown.access = {};
    picture = LanePicture::of(laneOf({unknown}), tenMinutes, noon, nullptr);
    QVERIFY(picture.blocks.constLast().isOpen);
    QVERIFY(picture.blocks.constLast().right < 600);
    // One that ends beyond the edge is not said to end there.
    picture = LanePicture::of(laneOf({born(noon - 1h, 3h, Kind::SignedIn)}), tenMinutes, noon, nullptr);
    QVERIFY(!picture.blocks.constFirst().begins && !picture.blocks.constLast().ends);
}

// Behind the access token's block: what its refresh token is still good for.
void tst_LanePicture::refreshLifeIsDrawn_data()
{
    QTest::addColumn<int>("kind"); // of its end
    QTest::addColumn<int>("seconds"); // its life
    QTest::addColumn<int>("signedOutAfter"); // 0: not
    QTest::addColumn<double>("right"); // -1: nothing is drawn
    const auto row = [](const char *name, Expiry::Kind kind, int seconds, int signedOutAfter, double right) {
        QTest::newRow(name) << int(kind) << seconds << signedOutAfter << right;
    };
    row("known end", Expiry::Kind::At, 200, 0, 500);
    row("ends outside", Expiry::Kind::At, 86'400, 0, 600);
    row("never ends", Expiry::Kind::Never, 0, 0, 600);
    row("there is none, or nobody knows", Expiry::Kind::Unknown, 0, 0, -1);
    row("signed out before its end", Expiry::Kind::At, 200, 150, 450);
    row("signed out, never ends", Expiry::Kind::Never, 0, 150, 450);
    row("signed out after its end", Expiry::Kind::At, 120, 150, 420);
}

void tst_LanePicture::refreshLifeIsDrawn()
{
    QFETCH(int, kind);
    QFETCH(int, seconds);
    QFETCH(int, signedOutAfter);
    QFETCH(double, right);
    const UtcTime begin = noon - 100s;
    TimelineEvent event = born(begin, 60s, Kind::SignedIn);
    event.refresh = {Expiry::Kind(kind), Expiry::Kind(kind) == Expiry::Kind::At ? begin + seconds * 1s : UtcTime{}};
    QList<TimelineEvent> events{event};
    if (signedOutAfter > 0)
        events += happened(begin + signedOutAfter * 1s, Kind::SignedOut);
    const auto spans = LanePicture::of(laneOf(events), tenMinutes, noon, nullptr).refreshLife;
    QCOMPARE(spans, right < 0 ? QList<LanePicture::Span>() : (QList<LanePicture::Span>{{300, right}}));
}

void tst_LanePicture::refreshLivesThatTouchAreOne()
{
    QList<TimelineEvent> events{born(noon - 300s, 60s, Kind::SignedIn), born(noon - 200s, 60s), born(noon - 50s, 60s)};
    events[0].refresh = {Expiry::Kind::At, noon + 1h}; // replaced by the next
    events[1].refresh = {Expiry::Kind::At, noon - 100s}; // over before the next
    events[2].refresh = {Expiry::Kind::At, noon + 100s};
    const auto spans = LanePicture::of(laneOf(events), tenMinutes, noon, nullptr).refreshLife;
    QCOMPARE(spans, (QList<LanePicture::Span>{{100, 300}, {350, 500}}));
}

void tst_LanePicture::shortLivesBecomeOneBlock()
{
    QList<TimelineEvent> events;
    for (int i = 0; i < 300; ++i)
        events += born(noon - 300s + i * 1s, 10s);
    const LanePicture picture = LanePicture::of(laneOf(events), tenMinutes, noon - 1s, nullptr);
    QVERIFY2(picture.blocks.size() <= 3, qPrintable(QString::number(picture.blocks.size())));
    QVERIFY(picture.blocks.constFirst().isMany);
    QCOMPARE(picture.blocks.constFirst().left, 100.0);
    QVERIFY(picture.marks.size() <= 1); // a comb of marks would say nothing; the last token lives long enough for one
}

void tst_LanePicture::requestsOfOnePixelAreOneTick()
{
    const TimelineLane lane = laneOf({happened(noon, Kind::Request, 200), happened(noon + 300ms, Kind::Request, 503), happened(noon + 600ms, Kind::Request, 200),
        happened(noon + 10s, Kind::Request, 302), happened(noon + 20s, Kind::Request, 0)});
    const LanePicture picture = LanePicture::of(lane, tenMinutes, noon, nullptr);
    QCOMPARE(picture.ticks.size(), 3);
    QCOMPARE(picture.ticks.at(0), (LanePicture::Tick{{400, 402}, Badge::Tone::Bad, 3})); // the worst of them is what is looked for
    QCOMPARE(picture.ticks.at(1).tone, Badge::Tone::Accent);
    QCOMPARE(picture.ticks.at(2).tone, Badge::Tone::Bad); // there was no answer
}

// A band of good ones with one that failed among them: all of its width is seen.
void tst_LanePicture::aWorseOneIsNotCovered()
{
    QList<TimelineEvent> events;
    for (int i = 0; i < 20; ++i)
        events += happened(noon + i * 1s, Kind::Request, i == 10 ? 500 : 200);
    const LanePicture picture = LanePicture::of(laneOf(events), tenMinutes, noon, nullptr);
    using Tone = Badge::Tone;
    QCOMPARE(picture.ticks, (QList<LanePicture::Tick>{{{400, 410}, Tone::Good, 10}, {{410, 412}, Tone::Bad, 2}, {{412, 421}, Tone::Good, 8}}));
}

void tst_LanePicture::ticksLookTheSameAsTimeGoesBy_data()
{
    QTest::addColumn<int>("apart"); // ms; a pixel is a second
    QTest::addColumn<int>("ticks");
    for (const auto &[apart, ticks] : {std::pair(300, 1), {1'000, 1}, {1'700, 1}, {2'400, 1}, {2'900, 1}, {3'000, 2}, {3'400, 2}, {5'500, 2}})
        QTest::addRow("%d ms", apart) << apart << ticks;
}

// Now goes on and the lanes with it, a part of a pixel at a time: two requests are one or two, and stay so.
void tst_LanePicture::ticksLookTheSameAsTimeGoesBy()
{
    QFETCH(int, apart);
    QFETCH(int, ticks);
    const TimelineLane lane = laneOf({happened(noon + 130ms, Kind::Request), happened(noon + 130ms + Milliseconds(apart), Kind::Request)});
    std::optional<double> width;
    for (int step = 0; step < 200; ++step) {
        const TimeScale scale = tenMinutes.placing(noon + step * 37ms, 0.6);
        const LanePicture picture = LanePicture::of(lane, scale, noon, nullptr);
        QCOMPARE(picture.ticks.size(), ticks);
        const double whole = picture.ticks.constLast().right - picture.ticks.constFirst().left;
        QCOMPARE(whole, width.value_or(whole));
        width = whole;
        if (ticks == 2)
            QVERIFY(picture.ticks.at(1).left - picture.ticks.at(0).right >= 1); // a gap that is seen
        QVERIFY(std::abs(picture.ticks.constFirst().left - scale.xOf(noon + 130ms)) <= 1);
    }
}

void tst_LanePicture::ticksPartOnceWhenOneZoomsIn()
{
    const TimelineLane lane = laneOf({happened(noon, Kind::Request), happened(noon + 1s, Kind::Request), happened(noon + 2'700ms, Kind::Request)});
    TimeScale scale = tenMinutes;
    qsizetype parts = 1;
    for (int step = 0; step < 120; ++step) {
        scale = scale.zoomed(1.03, 410.3);
        const LanePicture picture = LanePicture::of(lane, scale, noon, nullptr);
        QVERIFY(picture.ticks.size() >= parts); // never one again
        parts = picture.ticks.size();
    }
    QCOMPARE(parts, 3);
}

void tst_LanePicture::requestsThatWentWithoutAreRings()
{
    const TimelineLane lane = laneOf({happened(noon, Kind::Withheld), happened(noon + 1s, Kind::Withheld), happened(noon + 50s, Kind::Withheld)});
    const LanePicture picture = LanePicture::of(lane, tenMinutes, noon, nullptr);
    QCOMPARE(picture.rings, (QList<double>{400, 450}));
    QVERIFY(picture.ticks.isEmpty() && picture.marks.isEmpty());
    QCOMPARE(picture.items(), 2);
    QCOMPARE(LanePicture::of(lane, tenMinutes.panned(37), noon, nullptr).rings, (QList<double>{363, 413})); // the same ones
}

void tst_LanePicture::refreshesAreMarkedByWhoAskedForThem_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("mark"); // -1: none
    const auto row = [](const char *name, Kind kind, Reason reason, int mark) { QTest::newRow(name) << int(kind) << int(reason) << mark; };
    row("by itself", Kind::Refreshed, Reason::Timer, int(Mark::Silent));
    row("by another program", Kind::Refreshed, Reason::OtherProcess, int(Mark::Silent));
    row("asked for", Kind::Refreshed, Reason::User, int(Mark::Asked));
    row("before a request", Kind::Refreshed, Reason::Request, int(Mark::Needed));
    row("after a 401", Kind::Refreshed, Reason::Answer401, int(Mark::After401));
    row("failed", Kind::RefreshFailed, Reason::Timer, int(Mark::Failed));
    row("refused", Kind::RefreshRefused, Reason::Timer, int(Mark::Refused));
    row("signed out", Kind::SignedOut, Reason::User, int(Mark::Other));
    row("signed in", Kind::SignedIn, Reason::User, -1);
    row("over", Kind::Expired, Reason::None, -1);
}

void tst_LanePicture::refreshesAreMarkedByWhoAskedForThem()
{
    QFETCH(int, kind);
    QFETCH(int, reason);
    QFETCH(int, mark);
    TimelineEvent event = born(noon, 1h, Kind(kind), Reason(reason));
    const LanePicture picture = LanePicture::of(laneOf({event}), tenMinutes, noon + 10s, nullptr);
    QCOMPARE(picture.marks.isEmpty() ? -1 : int(picture.marks.constFirst().kind), mark);
}

void tst_LanePicture::backOffReachesToTheNextTry()
{
    const TimelineLane lane = laneOf({born(noon - 10min, 8min, Kind::SignedIn), happened(noon - 100s, Kind::RefreshFailed),
        happened(noon - 90s, Kind::Request), happened(noon - 60s, Kind::RefreshFailed), born(noon - 20s, 1h)});
    LanePicture picture = LanePicture::of(lane, tenMinutes, noon, nullptr);
    QCOMPARE(picture.backOffs.size(), 1); // one after the other
    QCOMPARE(picture.backOffs.constFirst(), (LanePicture::Span{300, 380}));
    // The last failure is followed by what is planned.
    CredentialStatus status = activeItem(u"ada"_s, noon).status;
    status.generation = 0;
    status.failures = 1;
    status.nextRefresh = noon + 8s;
    picture = LanePicture::of(laneOf({happened(noon - 8s, Kind::RefreshFailed)}), tenMinutes, noon, &status);
    QCOMPARE(picture.backOffs.constFirst(), (LanePicture::Span{392, 408}));
    QCOMPARE(*picture.nextRefresh, 408.0);
    // One that began before what is seen reaches in.
    picture = LanePicture::of(laneOf({happened(noon - 500s, Kind::RefreshFailed), born(noon - 300s, 1h)}), tenMinutes, noon, nullptr);
    QCOMPARE(picture.backOffs.constFirst(), (LanePicture::Span{0, 100}));
}

// Ten thousand events, ten times as many: what is painted is as much as the pixels can show.
void tst_LanePicture::workIsBoundByTheWidth_data()
{
    QTest::addColumn<int>("events");
    QTest::newRow("ten thousand") << 10'000;
    QTest::newRow("a hundred thousand") << 100'000;
}

void tst_LanePicture::workIsBoundByTheWidth()
{
    QFETCH(int, events);
    TimelineLane lane;
    lane.id = ada;
    constexpr Kind kinds[]{Kind::Request, Kind::Refreshed, Kind::Request, Kind::RefreshFailed, Kind::Request, Kind::Withheld};
    for (int i = 0; i < events; ++i) {
        const UtcTime at = noon + i * 500ms;
        (void)lane.insert(kinds[i % 6] == Kind::Refreshed ? born(at, 3s, Kind::Refreshed, Reason(1 + i % 6)) : happened(at, kinds[i % 6]));
    }
    constexpr double width = 1'200;
    constexpr int most = int(width / LanePicture::tickWidth + width / LanePicture::ringWidth + 2 * width / 3 + width / LanePicture::markWidth * 2);
    for (const double share : {1.0, 0.3, 0.05, 0.002}) {
        const auto whole = Milliseconds(qint64(events) * 500);
        const TimeScale scale = TimeScale::between(noon, noon + Milliseconds(qint64(double(whole.count()) * share)), width);
        const int items = LanePicture::of(lane, scale, noon + whole / 2, nullptr).items();
        QVERIFY2(items <= most, qPrintable(u"%1 items, %2 are allowed"_s.arg(items).arg(most)));
    }
}

void tst_LanePicture::outlookSaysWhatComes_data()
{
    QTest::addColumn<CredentialItem>("item");
    QTest::addColumn<QString>("text");
    CredentialItem item = activeItem(u"ada"_s, noon);
    QTest::newRow("refreshes") << item << u"refreshes in 0:31"_s;
    CredentialItem over = item;
    over.status.state = Expired{};
    over.status.access.at = noon - 106s;
    over.status.nextRefresh.reset();
    over.refresh = RefreshRule::Kind::SignIn;
    QTest::newRow("over, signs in again") << over << u"expired 1 min 46 s ago, signs in again at next use"_s;
    over.status.refreshesByItself = false;
    QTest::newRow("over, needs the person") << over << u"expired 1 min 46 s ago, sign in again"_s;
    CredentialItem failing = item;
    failing.status.failures = 2;
    failing.status.nextRefresh = noon + 4s;
    QTest::newRow("fails") << failing << u"refresh failed, tries again in 0:04"_s;
    CredentialItem out = item;
    out.status.state = SignedOut{};
    QTest::newRow("signed out") << out << u"signed out"_s;
}

void tst_LanePicture::outlookSaysWhatComes()
{
    QFETCH(CredentialItem, item);
    QTEST(TimelineText::outlook(item, noon).text, "text");
}

QTEST_GUILESS_MAIN(tst_LanePicture)
#include "tst_LanePicture.moc"
