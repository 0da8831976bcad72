#pragma once

#include "ui/response/TimingPhase.h"

namespace tessera::ui {

// One hop in the waterfall of an exchange: its phases, where they lie in the time of all hops.
struct WaterfallRow {
    QString label; // "302 api.example"
    std::chrono::microseconds start{0}, total{0};
    QList<TimingPhase> phases; // their starts count from the first hop's

    [[nodiscard]] std::chrono::microseconds end() const { return start + total; }
    [[nodiscard]] static QList<WaterfallRow> of(const QList<HttpHop> &hops);
    // Round steps for an axis of so much time: about `most` of them, 1, 2 or 5 times a power of ten.
    [[nodiscard]] static std::chrono::microseconds step(std::chrono::microseconds whole, int most);
    bool operator==(const WaterfallRow &) const = default;
};

}
