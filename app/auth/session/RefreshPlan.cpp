#include "app/auth/session/RefreshPlan.h"

#include <algorithm>

namespace tessera::RefreshPlan {

using namespace std::chrono_literals;

std::optional<UtcTime> dueAt(const TokenSet &tokens, double random)
{
    if (tokens.access.kind != Expiry::Kind::At || tokens.access.at <= tokens.obtainedAt)
        return std::nullopt;
    const Milliseconds life = tokens.access.at - tokens.obtainedAt;
    const Milliseconds margin = std::max<Milliseconds>(30s, life / 10);
    const Milliseconds spread(qint64(std::clamp(random, 0.0, 1.0) * double(life.count()) * 0.05));
    const UtcTime due = std::max(tokens.access.at - margin - spread, tokens.obtainedAt + life / 2);
    return std::max(due, tokens.obtainedAt + 2s);
}

Milliseconds backOff(int failures, std::optional<Milliseconds> retryAfter)
{
    const Milliseconds own = std::min<Milliseconds>(60s, 1s * (1 << std::clamp(failures - 1, 0, 6)));
    return retryAfter ? std::clamp<Milliseconds>(*retryAfter, own, 1h) : own;
}

}
