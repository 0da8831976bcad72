#pragma once

#include "app/token/TokenDetails.h"

namespace tessera::ui {

// A token's life as a line from its beginning to its end, with now on it; and the same in words. Pure.
struct TokenLife {
    enum class Phase {
        None, // it says nothing about its time
        NotYet,
        Running,
        Over,
        Endless, // it does not say when it ends
    };
    Phase phase = Phase::None;
    double begin = 0, end = 1, now = 0; // places on the line, 0 to 1
    bool isCut = false; // between the life and now lies more than the line can show
    QString beginning, ending; // "issued 18 s ago", "ends in 42 s"
    QString sentence; // for who hears it
    bool operator==(const TokenLife &) const = default;

    [[nodiscard]] static TokenLife of(const TokenFacts &facts, const TokenMoment &moment);
    // How long until what is said of these instants reads otherwise.
    [[nodiscard]] static Milliseconds untilChange(const TokenFacts &facts, const TokenMoment &moment);
};

}
