#pragma once

#include "tests/support/FixedCredentials.h"
#include "ui/timeline/TimelineLanes.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace tessera::ui {

// Token lives as they are in the field, made up but always the same: for looking at, and for tests of what shows them.
struct SampleTimeline {
    QList<TimelineEvent> events;
    QList<CredentialItem> items;

    static CredentialId id(const QString &profile, const QString &account) { return {profile, QStringLiteral("Sandbox"), account}; }

    // Ten minutes: one that is refreshed every half minute, one that lives for a month, one with two failures, one that is
    // over, and one that is no longer there.
    static SampleTimeline minutes(UtcTime now)
    {
        using namespace std::chrono_literals;
        SampleTimeline sample;
        QRandomGenerator random(7);
        CredentialItem admin = activeItem(QStringLiteral("admin"), now);
        const CredentialId adminId = admin.id();
        constexpr CredentialEvent::Reason reasons[]{CredentialEvent::Reason::Timer, CredentialEvent::Reason::Timer, CredentialEvent::Reason::Timer,
            CredentialEvent::Reason::Answer401, CredentialEvent::Reason::Timer, CredentialEvent::Reason::User};
        sample.live(adminId, now - 7min - 41s, 60s, 24h, TimelineEvent::Kind::SignedIn);
        UtcTime at = now - 7min - 41s + 33s;
        for (int i = 0; at < now - 20s; ++i, at += 29s + Milliseconds(random.bounded(5'000)))
            sample.live(adminId, at, 60s, 24h, TimelineEvent::Kind::Refreshed, reasons[size_t(i) % std::size(reasons)]);
        sample.live(adminId, now - 18s, 60s, 24h, TimelineEvent::Kind::Refreshed, CredentialEvent::Reason::Timer);
        sample.use(adminId, now - 7min - 40s, now, 34, random, QStringLiteral("http://127.0.0.1:40213/api/v3/process"));
        sample.items << admin;

        CredentialItem organiser = activeItem(QStringLiteral("organiser"), now, QStringLiteral("kent-hack"), QStringLiteral("Kent Hack Enough"));
        organiser.colorIndex = 1;
        organiser.status.obtainedAt = now - 7min - 10s;
        organiser.status.access = {Expiry::Kind::At, now + 30 * 24h};
        organiser.status.refresh = {};
        organiser.status.nextRefresh = now + 27 * 24h;
        sample.live(organiser.id(), now - 7min - 10s, 30 * 24h, 0s, TimelineEvent::Kind::SignedIn);
        sample.use(organiser.id(), now - 7min, now, 20, random, QStringLiteral("http://127.0.0.1:40214/api/users"));
        sample.keepBack(organiser.id(), now - 80s);
        sample.items << organiser;

        CredentialItem sensors = activeItem(QStringLiteral("sensor-ops"), now, QStringLiteral("telenor-mic"), QStringLiteral("Telenor MIC"));
        sensors.colorIndex = 2;
        sensors.status.obtainedAt = now - 63s;
        sensors.status.access = {Expiry::Kind::At, now + 42min};
        sensors.status.refresh = {Expiry::Kind::At, now + 29 * 24h};
        sensors.status.nextRefresh = now + 38min;
        const CredentialId mic = sensors.id();
        sample.live(mic, now - 26min, 21min, 30 * 24h, TimelineEvent::Kind::SignedIn);
        sample.live(mic, now - 5min, 3min, 30 * 24h, TimelineEvent::Kind::Refreshed, CredentialEvent::Reason::Timer);
        sample.fail(mic, now - 112s);
        sample.fail(mic, now - 95s);
        sample.live(mic, now - 63s, 43min, 30 * 24h, TimelineEvent::Kind::Refreshed, CredentialEvent::Reason::Timer);
        sample.use(mic, now - 6min - 20s, now, 18, random, QStringLiteral("http://127.0.0.1:40215/prod/my/user"));
        sample.items << sensors;

        CredentialItem partner = activeItem(QStringLiteral("partner"), now, QStringLiteral("pagfast"), QStringLiteral("PagFast Partner"));
        partner.colorIndex = 3;
        partner.refresh = RefreshRule::Kind::SignIn;
        partner.status.state = Expired{};
        partner.status.obtainedAt = now - 6min - 20s;
        partner.status.access = {Expiry::Kind::At, now - 106s};
        partner.status.refresh = {};
        partner.status.nextRefresh.reset();
        sample.live(partner.id(), now - 6min - 20s, 274s, 0s, TimelineEvent::Kind::SignedIn);
        sample.use(partner.id(), now - 7min - 30s, now, 9, random, QStringLiteral("http://127.0.0.1:40216/v1/partner/invoices"));
        sample.items << partner;

        const CredentialId gone = id(QStringLiteral("datarhei-core"), QStringLiteral("intern"));
        sample.live(gone, now - 8min, 5min, 24h, TimelineEvent::Kind::SignedIn);
        sample.use(gone, now - 8min, now - 4min, 6, random, QStringLiteral("http://127.0.0.1:40213/api/v3/process"));
        sample.happen(gone, now - 3min - 20s, TimelineEvent::Kind::SignedOut);
        return sample;
    }

    // Three weeks of hours: thousands of tokens and requests.
    static SampleTimeline weeks(UtcTime now, int requests = 10'000)
    {
        using namespace std::chrono_literals;
        SampleTimeline sample = minutes(now);
        QRandomGenerator random(11);
        const CredentialId admin = sample.items.at(0).id(), organiser = sample.items.at(1).id(), mic = sample.items.at(2).id();
        UtcTime at = now - 21 * 24h;
        for (int i = 0; at < now - 10min; ++i, at += 50min) {
            if (i % 90 == 60) {
                for (int failed = 0; failed < 5; ++failed)
                    sample.fail(mic, at + failed * 25min);
                at += 6h;
            }
            sample.live(mic, at, 60min, 30 * 24h, TimelineEvent::Kind::Refreshed,
                i % 11 == 0 ? CredentialEvent::Reason::Answer401 : CredentialEvent::Reason::Timer);
        }
        for (at = now - 21 * 24h; at < now - 10min; at += 4h)
            sample.live(admin, at, 4h + 5min, 24h, TimelineEvent::Kind::Refreshed, CredentialEvent::Reason::Timer);
        sample.live(organiser, now - 21 * 24h, 30 * 24h, 0s, TimelineEvent::Kind::SignedIn);
        for (int i = 0; i < requests; ++i) {
            const auto day = Milliseconds(24h) * random.bounded(21);
            const UtcTime when = now - 21 * 24h + day + Milliseconds(random.bounded(9 * 3'600'000));
            sample.request(i % 3 == 0 ? mic : admin, when, random.bounded(40) == 0 ? 500 : 200, QStringLiteral("http://127.0.0.1:40213/api/v3/process"));
        }
        // As the store gives them.
        std::sort(sample.events.begin(), sample.events.end(), [](const TimelineEvent &a, const TimelineEvent &b) { return a.at < b.at; });
        return sample;
    }

    void fill(TimelineLanes &lanes, FixedCredentials &credentials) const
    {
        credentials.putMany(items);
        lanes.setCredentials(credentials.ids());
        lanes.setEvents(events);
    }

    TimelineEvent &happen(const CredentialId &lane, UtcTime at, TimelineEvent::Kind kind)
    {
        TimelineEvent event;
        event.id = events.size() + 1;
        event.at = at;
        event.lane = lane;
        event.kind = kind;
        event.fingerprint = QStringLiteral("9f86d081884c7d65");
        events += event;
        return events.last();
    }
    void live(const CredentialId &lane, UtcTime at, Milliseconds life, Milliseconds refreshLife, TimelineEvent::Kind kind,
        CredentialEvent::Reason reason = CredentialEvent::Reason::None)
    {
        TimelineEvent &event = happen(lane, at, kind);
        event.reason = reason;
        event.access = {Expiry::Kind::At, at + life};
        if (refreshLife.count() > 0)
            event.refresh = {Expiry::Kind::At, at + refreshLife};
    }
    void fail(const CredentialId &lane, UtcTime at)
    {
        TimelineEvent &event = happen(lane, at, TimelineEvent::Kind::RefreshFailed);
        event.reason = CredentialEvent::Reason::Timer;
        event.text = QStringLiteral("The server answered 503 Service Unavailable without saying why.");
    }
    void keepBack(const CredentialId &lane, UtcTime at)
    {
        happen(lane, at, TimelineEvent::Kind::Withheld).text = QStringLiteral("Kept back from http://staging.example, which is not an address it is bound to.");
    }
    void request(const CredentialId &lane, UtcTime at, int status, const QString &target)
    {
        TimelineEvent &event = happen(lane, at, TimelineEvent::Kind::Request);
        event.method = "GET";
        event.status = status;
        event.target = target;
        event.duration = std::chrono::milliseconds(12 + events.size() % 30);
    }
    void use(const CredentialId &lane, UtcTime from, UtcTime to, int count, QRandomGenerator &random, const QString &target)
    {
        const auto span = int((to - from).count());
        for (int i = 0; i < count; ++i) {
            const int roll = random.bounded(12);
            request(lane, from + Milliseconds(random.bounded(span)), roll == 0 ? 401 : roll == 1 ? 503 : roll == 2 ? 201 : 200, target);
        }
    }
};

}
