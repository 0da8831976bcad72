#pragma once

#include "app/base/Clock.h"

namespace tessera::ui {

// Which stretch of time a row of pixels shows: a value, moved and zoomed by making another one. Spans from five seconds to
// two years; pixels are counted from the left end.
struct TimeScale {
    UtcTime from{};
    double msPerPixel = 600;
    double width = 0;

    [[nodiscard]] static TimeScale between(UtcTime from, UtcTime to, double width);

    // Far away is a place just as far outside as a painter can bear.
    [[nodiscard]] double xOf(UtcTime at) const;
    [[nodiscard]] UtcTime at(double x) const;
    [[nodiscard]] UtcTime to() const { return at(width); }
    [[nodiscard]] Milliseconds span() const { return Milliseconds(qint64(msPerPixel * width)); }
    [[nodiscard]] bool shows(UtcTime moment) const { return moment >= from && moment <= to(); }

    [[nodiscard]] TimeScale zoomed(double factor, double x) const; // more than 1 shows less; what is at x stays there
    [[nodiscard]] TimeScale panned(double pixels) const; // to what is further right
    [[nodiscard]] TimeScale resized(double newWidth) const; // the same span
    [[nodiscard]] TimeScale placing(UtcTime moment, double share) const; // at this share of the width

    bool operator==(const TimeScale &) const = default;
};

}
