#pragma once

#include "app/base/Clock.h"

namespace tessera {

// When, and by whose clock, a token is looked at: its times are the server's.
struct TokenMoment {
    UtcTime now{}; // this computer's clock
    Milliseconds serverOffset{0}; // the server's clock minus this one's; zero where it is not known

    [[nodiscard]] UtcTime serverNow() const { return now + serverOffset; }
    [[nodiscard]] UtcTime localOf(UtcTime server) const { return server - serverOffset; }
    bool operator==(const TokenMoment &) const = default;
};

}
