#pragma once

#include "app/auth/session/TokenSet.h"

#include <optional>

namespace tessera::RefreshPlan {

// When a token is refreshed. Pure; all instants by one clock, the server's.

// expiry - max(30 s, 10 % of life), less `random` (0 to 1) of 5 % of the life, never before half of it and never sooner than
// 2 s after it came (a server that gives lives of a second or none must not be stormed). Nullopt where the end is unknown or
// never, or was over on arrival.
[[nodiscard]] std::optional<UtcTime> dueAt(const TokenSet &tokens, double random);

// After `failures` in a row (1 and more): 1, 2, 4 ... 60 s; a server's Retry-After counts where it is longer, an hour at most.
[[nodiscard]] Milliseconds backOff(int failures, std::optional<Milliseconds> retryAfter);

}
