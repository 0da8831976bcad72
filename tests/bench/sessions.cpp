#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/auth/session/Sessions.h"
#include "app/base/Redactor.h"
#include "app/base/SystemClock.h"
#include "app/http/QnamTransport.h"
#include "app/secrets/MemorySecretStore.h"
#include "tests/bench/base/BareSessions.h"
#include "tests/bench/base/DeadlineHeap.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <malloc.h>
#include <random>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 10'000;

// As long as such tokens are, alike at the beginning and random at the end as they are.
Secret tokenOf(int number)
{
    std::mt19937_64 random(static_cast<unsigned>(number));
    QByteArray bytes(300, '\0');
    for (qsizetype i = bytes.size() / 2; i < bytes.size(); ++i)
        bytes[i] = char(random());
    return Secret(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

// An API whose tokens nothing renews: that they end is all that happens to them.
constexpr char endingProfile[] = R"({ "schema": 1, "id": "bench-ending", "name": "Bench API",
  "fields": [ { "name": "password", "label": "Password", "secret": true } ],
  "signIn": [ { "way": "password", "label": "Password",
    "request": { "method": "POST", "path": "/login", "json": { "password": "{{password}}" } } } ],
  "tokens": { "access": "$response.body#/access", "life": "$response.body#/expires_in" },
  "expiry": { "access": [ { "capture": "life", "as": "seconds" } ] },
  "apply": { "headers": { "Authorization": "Bearer {{access}}" } } })";

// Signed in for an hour.
Member memberOf(int number, UtcTime now, const QString &profile = u"datarhei-core"_s)
{
    Member member;
    member.credential.id = {profile, u"Production"_s, u"account-%1"_s.arg(number)};
    member.credential.baseUrl = u"https://core.example.com"_s;
    member.credential.fields = {{u"username"_s, u"account-%1"_s.arg(number)}};
    TokenSet &tokens = member.stored.tokens;
    tokens.captures = {{u"access"_s, tokenOf(2 * number)}, {u"refresh"_s, tokenOf(2 * number + 1)}};
    tokens.access = {Expiry::Kind::At, now + std::chrono::minutes(60) + Milliseconds(number * 37 % 10'007)};
    tokens.refresh = {Expiry::Kind::At, now + std::chrono::hours(24)};
    tokens.obtainedAt = now;
    tokens.generation = 1;
    member.stored.origins = {u"https://core.example.com"_s};
    return member;
}

qint64 tokenBytes(const Member &member)
{
    qint64 bytes = 0;
    for (const Secret &secret : member.stored.tokens.captures)
        bytes += secret.size();
    return bytes;
}

// All that sessions need, on a clock that runs; nothing of it reaches a network.
struct World {
    World()
    {
        QDir(folder.path()).mkpath(u"profiles"_s);
        QFile file(folder.filePath(u"profiles/bench-ending.json"_s));
        bench::demand(file.open(QIODevice::WriteOnly) && file.write(endingProfile) > 0, "the profile can't be written");
        file.close();
        profiles.reload();
        bench::demand(profiles.find(u"bench-ending"_s) != nullptr, "the profile can't be read");
    }

    QTemporaryDir folder;
    SystemClock clock;
    Redactor redactor;
    MemorySecretStore secrets;
    ProfileCatalog profiles{folder.filePath(u"profiles"_s)};
    Accounts accounts{folder.path()};
    QnamTransport transport{clock};
    Sessions sessions{{clock, profiles, accounts, secrets, transport, redactor, folder.filePath(u"locks"_s)}};
};

qint64 heap()
{
    const auto info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
}

std::vector<Member> manyMembers(UtcTime now)
{
    std::vector<Member> members;
    for (int i = 0; i < many; ++i)
        members.push_back(memberOf(i, now));
    return members;
}

struct Created {
    double time = 0; // ms, all
    double bytes = 0; // each, beside the tokens
};

Created createSessions()
{
    World world;
    (void)world.sessions.take(memberOf(many, world.clock.now())); // what the first one needs once
    Created created;
    const qint64 before = heap();
    qint64 tokens = 0;
    {
        const auto members = manyMembers(world.clock.now());
        for (const Member &member : members)
            tokens += tokenBytes(member);
        created.time = bench::Stopwatch::processor([&] {
            for (const Member &member : members)
                (void)world.sessions.take(member);
        });
    }
    created.bytes = double(heap() - before - tokens) / many;
    bench::demand(world.sessions.all().size() == many + 1, "sessions are missing");
    return created;
}

// What has to be known of them at the least: each by its name, with its deadline, and in what forms its tokens must not get
// into a log.
Created createBareSessions(Clock &clock)
{
    Created created;
    const qint64 before = heap();
    qint64 tokens = 0;
    bench::BareSessions bare;
    {
        const auto members = manyMembers(clock.now());
        for (const Member &member : members)
            tokens += tokenBytes(member);
        created.time = bench::Stopwatch::processor([&] {
            for (const Member &member : members)
                bare.add(member);
        });
    }
    created.bytes = double(heap() - before - tokens) / many;
    bench::demand(bare.size() == many, "bare sessions are missing");
    return created;
}

// The deadlines alone, as the sessions keep them.
double createDeadlines(Clock &clock)
{
    int due = 0;
    RefreshScheduler scheduler(clock);
    const double time = bench::Stopwatch::processor([&] {
        for (int i = 0; i < many; ++i)
            scheduler.schedule(scheduler.add([&due] { ++due; }), clock.boot() + std::chrono::hours(1) + Milliseconds(i * 37 % 10'007));
    });
    bench::demand(scheduler.scheduledCount() == many, "deadlines are missing");
    return time;
}

double createBareDeadlines()
{
    int due = 0;
    bench::DeadlineHeap heap;
    const double time = bench::Stopwatch::processor([&] {
        for (int i = 0; i < many; ++i)
            heap.add(Milliseconds(i * 37 % 10'007), [&due] { ++due; });
    });
    bench::demand(heap.size() == many, "deadlines are missing");
    return time;
}

// Within two seconds all of their tokens end; how late a listener hears it, p99 in ms.
double lateness()
{
    World world;
    std::vector<double> late;
    QObject::connect(&world.sessions, &Sessions::eventHappened, &world.sessions, [&](const CredentialId &id, const CredentialEvent &event) {
        if (event.kind != CredentialEvent::Kind::Expired)
            return;
        late.push_back(double((world.clock.now() - world.sessions.find(id)->stored().tokens.access.at).count()));
        if (late.size() == many)
            QCoreApplication::quit();
    });
    std::mt19937 random(5);
    const UtcTime now = world.clock.now();
    for (int i = 0; i < many; ++i) {
        Member member = memberOf(i, now, u"bench-ending"_s);
        member.stored.tokens.access.at = now + Milliseconds(1500 + random() % 2000); // when all of them are there
        (void)world.sessions.take(member);
    }
    bench::demand(late.empty() && world.clock.now() - now < Milliseconds(1500), "making them took too long");
    QCoreApplication::exec();
    bench::demand(*std::min_element(late.begin(), late.end()) >= -1, "a token ended too early"); // two clocks, in whole ms
    return bench::quantile(late, 0.99);
}

}

// Creating is one thread's processor time, lateness is wall time. A whole session is more than its deadline: `create` is one
// against the deadlines alone, `create-deadlines` says what those cost, and the `-records` what a session and its memory are
// against the least that must be kept of it.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    SystemClock clock;
    const auto deadlines = bench::inTurn(9, [&] { return createDeadlines(clock); }, createBareDeadlines);
    bench::report({u"sessions/create-deadlines"_s, deadlines.ours, deadlines.base, u"ms"_s, 6});
    const auto late = bench::inTurn(5, lateness, [] { return 50.0; });
    bench::report({u"sessions/lateness"_s, late.ours, late.base, u"ms"_s, 1});
    std::vector<double> bytes, bareBytes;
    const auto whole = bench::inTurn(
        5,
        [&] {
            const Created created = createSessions();
            bytes.push_back(created.bytes);
            return created.time;
        },
        [&] {
            const Created created = createBareSessions(clock);
            bareBytes.push_back(created.bytes);
            return created.time;
        });
    bench::report({u"sessions/create"_s, whole.ours, deadlines.base, u"ms"_s, 6});
    bench::report({u"sessions/create-records"_s, whole.ours, whole.base, u"ms"_s, 3});
    bench::report({u"sessions/bytes"_s, bench::quantile(bytes, 0.5), 512, u"B"_s, 1});
    bench::report({u"sessions/bytes-records"_s, bench::quantile(bytes, 0.5), bench::quantile(bareBytes, 0.5), u"B"_s, 2});
}
