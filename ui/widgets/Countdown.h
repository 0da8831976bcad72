#pragma once

#include "app/base/Clock.h"

#include <QtCore/QString>

#include <optional>

namespace tessera::ui {

// What is left of a life, as it is shown: by the local wall clock.
struct Countdown {
    enum class Kind {
        None, // there is nothing to count
        Never, // it does not end
        Unknown, // it may end at any time
        Until,
    };
    Kind kind = Kind::None;
    UtcTime end{}; // Until
    Milliseconds life{0}; // from its beginning to its end; zero where unknown

    [[nodiscard]] Milliseconds left(UtcTime now) const; // not below zero
    [[nodiscard]] bool isOver(UtcTime now) const;
    [[nodiscard]] double fraction(UtcTime now) const; // of the life, 0 to 1; 1 where it does not end
    bool operator==(const Countdown &) const = default;
};

// In the largest unit, for small places: "42s", "12m", "3h", "29d", "2y"; "–" once it is over.
[[nodiscard]] QString largestUnit(Milliseconds left);
// For places where one looks at the seconds: "0:42", "38:12", "3 h 12 min", "29 days"; "expired".
[[nodiscard]] QString countdownText(Milliseconds left);
// For sentences ("refreshes in ..."): "0:31", "38 min", "3 h", "27 days".
[[nodiscard]] QString roughly(Milliseconds left);

// When any of the three texts may look different; never zero.
[[nodiscard]] Milliseconds untilTextChanges(Milliseconds left);

}
