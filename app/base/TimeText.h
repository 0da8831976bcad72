#pragma once

#include "app/base/Clock.h"

#include <QtCore/QString>

// Instants and durations in words, the same everywhere.
namespace tessera::TimeText {

// The two largest units: "4 min 12 s", "3 d 4 h", "1 y 20 d"; "0 s" below a second. Always positive.
[[nodiscard]] QString length(Milliseconds time);
// "in 4 min 12 s", "4 min 12 s ago", "now".
[[nodiscard]] QString relative(UtcTime at, UtcTime now);
[[nodiscard]] QString utc(UtcTime at); // "2026-11-22 13:45:06 UTC"
[[nodiscard]] QString local(UtcTime at); // "2026-11-22 14:45:06 CET", by this computer's time zone
[[nodiscard]] QString iso(UtcTime at); // "2026-11-22T13:45:06.000Z": for programs

}
