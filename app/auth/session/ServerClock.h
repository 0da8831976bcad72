#pragma once

#include "app/base/Clock.h"
#include "app/http/HttpHeaders.h"

#include <optional>

namespace tessera {

// How far a server's clock is from ours.
struct ServerClock {
    Milliseconds offset{0}; // server minus local; zero where the difference is within what can be known
    Milliseconds uncertainty{0};
    bool operator==(const ServerClock &) const = default;

    // From the Date header (RFC 9110 section 6.6.1: whole seconds) against the middle of the round trip. Nullopt without a
    // readable one.
    [[nodiscard]] static std::optional<ServerClock> fromDate(const HttpHeaders &headers, UtcTime sentAt, UtcTime receivedAt);
    // From an access token that just came, for a server without Date. A token that is older than its answer need not be new (a
    // server may hand out the same one again): only a clock that is ahead, or a few minutes behind, is believed. Nullopt
    // without a readable `iat`.
    [[nodiscard]] static std::optional<ServerClock> fromToken(const QString &access, UtcTime sentAt, UtcTime receivedAt);
    // From a token's `iat`: whole seconds as a rule.
    [[nodiscard]] static ServerClock fromIssuedAt(UtcTime issuedAt, UtcTime sentAt, UtcTime receivedAt);
};

// When the server says that it made an answer; nullopt for one out of a cache (RFC 9111 section 5.1), which is older.
[[nodiscard]] std::optional<UtcTime> dateOf(const HttpHeaders &headers);

// Retry-After (RFC 9110 section 10.2.3): seconds, or a date by the server's clock.
[[nodiscard]] std::optional<Milliseconds> retryAfter(const HttpHeaders &headers, UtcTime receivedAt);

}
