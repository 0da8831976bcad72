#include "app/auth/session/Session.h"
#include "app/http/Origin.h"

#include <algorithm>

// By whose clock a session counts.

namespace tessera {

using namespace std::chrono_literals;

UtcTime Session::serverNow() const
{
    return m_parts.clock.now() + stored().serverOffset;
}

void Session::anchor()
{
    if (m_members.empty())
        return;
    const Expiry &access = stored().tokens.access;
    m_accessEnds.reset();
    if (access.kind == Expiry::Kind::At)
        m_accessEnds = m_parts.clock.boot() + (access.at - serverNow());
}

bool Session::isAccessOver() const
{
    return m_accessEnds && m_parts.clock.boot() >= *m_accessEnds;
}

// What was known when the tokens came may be long ago: clocks are set, and drift. Only where the server that made the tokens is
// the one that judges them.
void Session::learnClock(const Origin &server, const ServerClock &clock)
{
    constexpr Milliseconds matters = 1s;
    const StoredCredential &known = stored();
    if (known.tokens.isEmpty() || isRefreshing() || known.origins != QStringList(server.toString()))
        return;
    if (std::chrono::abs(clock.offset - known.serverOffset) <= std::max(matters, clock.uncertainty))
        return;
    for (Member &member : m_members)
        member.stored.serverOffset = clock.offset;
    anchor();
    if (std::holds_alternative<Expired>(m_state) && !isAccessOver())
        m_state = Active{};
    plan();
}

}
