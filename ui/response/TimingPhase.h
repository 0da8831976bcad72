#pragma once

#include "app/http/HttpExchange.h"

namespace tessera::ui {

// One bar of the waterfall: a phase of a hop that took place.
struct TimingPhase {
    enum class Kind { NameLookup, Connect, Tls, Send, Wait, Receive } kind = Kind::Wait;
    std::chrono::microseconds start{0}, length{0};

    [[nodiscard]] QString label() const;
    [[nodiscard]] static QList<TimingPhase> of(const HopTimings &timings); // one after the other
    bool operator==(const TimingPhase &) const = default;
};

}
