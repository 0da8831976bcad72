#include "app/auth/session/ServerClocks.h"

#include <algorithm>

namespace tessera {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostServers = 1'000; // whoever goes through so many begins anew
constexpr Milliseconds tells = 100ms;
constexpr int driftShare = 10'000; // quartz clocks part by less than this part of the time

}

ServerClocks::ServerClocks(const Clock &clock, QObject *parent)
    : QObject(parent)
{
    connect(&clock, &Clock::jumped, this, [this] { m_known.clear(); });
}

void ServerClocks::note(const Origin &server, const HttpHeaders &answer, UtcTime sentAt, UtcTime receivedAt)
{
    const auto date = dateOf(answer);
    if (!date || receivedAt < sentAt)
        return;
    // It was some moment of that second, somewhere between asking and hearing.
    const Milliseconds least = *date - receivedAt, most = *date + 1s - sentAt;
    if (!m_known.contains(server.toString()) && m_known.size() >= mostServers)
        m_known.clear();
    Known &known = m_known[server.toString()];
    if (known.told) {
        const Milliseconds drift = std::chrono::abs(receivedAt - known.at) / driftShare + 1ms;
        known.least -= drift;
        known.most += drift;
    }
    if (!known.told || most < known.least || least > known.most) {
        known.least = least;
        known.most = most;
    } else {
        known.least = std::max(known.least, least);
        known.most = std::min(known.most, most);
    }
    known.at = receivedAt;
    const Milliseconds offset = clockOf(known).offset;
    if (known.told && std::chrono::abs(offset - *known.told) < tells)
        return;
    known.told = offset;
    Q_EMIT changed(server);
}

std::optional<ServerClock> ServerClocks::of(const Origin &server) const
{
    const auto known = m_known.constFind(server.toString());
    return known == m_known.cend() ? std::nullopt : std::optional(clockOf(*known));
}

ServerClock ServerClocks::clockOf(const Known &known)
{
    const Milliseconds middle = (known.least + known.most) / 2, uncertainty = (known.most - known.least) / 2;
    return {std::chrono::abs(middle) <= uncertainty ? 0ms : middle, uncertainty};
}

}
