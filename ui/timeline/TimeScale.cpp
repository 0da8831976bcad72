#include "ui/timeline/TimeScale.h"

#include <algorithm>

namespace tessera::ui {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds shortest = 5s, longest = 24h * 730;
constexpr double farOutside = 100'000; // pixels
constexpr Milliseconds century = 24h * 36'500; // the clock's numbers must not run over

double withinSpans(double msPerPixel, double width)
{
    const double pixels = std::max(1.0, width);
    return std::clamp(msPerPixel, double(shortest.count()) / pixels, double(longest.count()) / pixels);
}

UtcTime withinEpoch(double ms)
{
    const auto most = double((century * 5).count());
    return UtcTime(Milliseconds(qint64(std::clamp(ms, -most, most))));
}

}

TimeScale TimeScale::between(UtcTime from, UtcTime to, double width)
{
    const double pixels = std::max(1.0, width);
    TimeScale scale{from, withinSpans(double((to - from).count()) / pixels, width), width};
    // What was too short or too long is shown around its middle.
    scale.from = withinEpoch(double(from.time_since_epoch().count()) + (double((to - from).count()) - scale.msPerPixel * pixels) / 2);
    return scale;
}

double TimeScale::xOf(UtcTime at) const
{
    return std::clamp(double((at - from).count()) / msPerPixel, -farOutside, width + farOutside);
}

UtcTime TimeScale::at(double x) const
{
    return withinEpoch(double(from.time_since_epoch().count()) + x * msPerPixel);
}

TimeScale TimeScale::zoomed(double factor, double x) const
{
    TimeScale scale = *this;
    scale.msPerPixel = withinSpans(msPerPixel / factor, width);
    scale.from = withinEpoch(double(from.time_since_epoch().count()) + x * (msPerPixel - scale.msPerPixel));
    return scale;
}

TimeScale TimeScale::panned(double pixels) const
{
    TimeScale scale = *this;
    scale.from = at(pixels);
    return scale;
}

TimeScale TimeScale::resized(double newWidth) const
{
    TimeScale scale = *this;
    scale.msPerPixel = withinSpans(width > 0 ? msPerPixel * width / std::max(1.0, newWidth) : msPerPixel, newWidth);
    scale.width = newWidth;
    return scale;
}

TimeScale TimeScale::placing(UtcTime moment, double share) const
{
    TimeScale scale = *this;
    scale.from = withinEpoch(double(moment.time_since_epoch().count()) - share * width * msPerPixel);
    return scale;
}

}
