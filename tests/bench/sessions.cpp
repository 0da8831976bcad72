#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/auth/session/Sessions.h"
#include "app/base/Redactor.h"
#include "app/base/SystemClock.h"
#include "app/http/QnamTransport.h"
#include "app/secrets/MemorySecretStore.h"
#include "tests/bench/base/DeadlineHeap.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

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

// Signed in to datarhei Core for an hour.
Member memberOf(int number, UtcTime now)
{
    Member member;
    member.credential.id = {u"datarhei-core"_s, u"Production"_s, u"account-%1"_s.arg(number)};
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

// All that sessions need, on a clock that runs; nothing of it reaches a network before an hour is over.
struct World {
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
        std::vector<Member> members;
        for (int i = 0; i < many; ++i) {
            members.push_back(memberOf(i, world.clock.now()));
            tokens += tokenBytes(members.back());
        }
        created.time = bench::Stopwatch::processor([&] {
            for (const Member &member : members)
                (void)world.sessions.take(member);
        });
    }
    created.bytes = double(heap() - before - tokens) / many;
    bench::demand(world.sessions.all().size() == many + 1, "sessions are missing");
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

// Within two seconds all of them are due; p99 in ms.
double lateness(Clock &clock)
{
    RefreshScheduler scheduler(clock);
    std::mt19937 random(5);
    std::vector<double> late;
    for (int i = 0; i < many; ++i) {
        const BootTime at = clock.boot() + Milliseconds(100 + random() % 2000);
        scheduler.schedule(scheduler.add([&clock, &late, at] {
            late.push_back(double((clock.boot() - at).count()));
            if (late.size() == many)
                QCoreApplication::quit();
        }),
            at);
    }
    QCoreApplication::exec();
    bench::demand(*std::min_element(late.begin(), late.end()) >= 0, "a deadline ran too early");
    return bench::quantile(late, 0.99);
}

}

// Creating is one thread's processor time, lateness is wall time.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    SystemClock clock;
    const auto deadlines = bench::inTurn(9, [&] { return createDeadlines(clock); }, createBareDeadlines);
    bench::report({u"sessions/create-deadlines-alone"_s, deadlines.ours, deadlines.base, u"ms"_s, 6});
    const auto late = bench::inTurn(5, [&] { return lateness(clock); }, [] { return 50.0; });
    bench::report({u"sessions/lateness"_s, late.ours, late.base, u"ms"_s, 1});
    std::vector<double> times, bareTimes, bytes;
    for (int i = 0; i < 5; ++i) {
        const Created created = createSessions();
        times.push_back(created.time);
        bytes.push_back(created.bytes);
        bareTimes.push_back(createBareDeadlines());
    }
    bench::report({u"sessions/bytes"_s, bench::quantile(bytes, 0.5), 512, u"B"_s, 1});
    bench::report({u"sessions/create"_s, bench::quantile(times, 0.5), bench::quantile(bareTimes, 0.5), u"ms"_s, 6});
}
