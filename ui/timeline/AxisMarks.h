#pragma once

#include "ui/timeline/TimeScale.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera::ui {

// A line through all lanes, and what stands above it.
struct AxisMark {
    double x = 0;
    QString label;
    bool isStrong = false; // a new day, month or year
    bool operator==(const AxisMark &) const = default;
};

// Round moments, labels at least `spacing` pixels apart: counted from now ("-8 min", "-7", "+0:30") where now is seen and not
// much more than an hour is; else by the clock and calendar of the person ("14:05", "Tue 24 Nov", "Nov 2026").
[[nodiscard]] QList<AxisMark> axisMarks(const TimeScale &scale, UtcTime now, double spacing);
// How much of it is seen: "10 min", "3 days".
[[nodiscard]] QString spanText(Milliseconds span);

}
