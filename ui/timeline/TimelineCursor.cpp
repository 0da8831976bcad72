#include "ui/timeline/TimelineCursor.h"

#include <algorithm>

namespace tessera::ui {

void TimelineCursor::moveLane(const TimelineLanes &lanes, int by)
{
    if (lanes.count() == 0)
        return;
    const TimelineEvent *here = at(lanes);
    const std::optional<UtcTime> moment = here ? std::optional(here->at) : std::nullopt;
    lane = lane < 0 ? 0 : std::clamp(lane + by, 0, lanes.count() - 1);
    const auto &events = lanes.lane(lane).events;
    event = moment && !events.isEmpty() ? std::min(lanes.lane(lane).firstFrom(*moment), events.size() - 1) : -1;
}

bool TimelineCursor::moveEvent(const TimelineLanes &lanes, int by, UtcTime from)
{
    if (lane < 0)
        moveLane(lanes, 0);
    if (lane < 0 || lanes.lane(lane).events.isEmpty())
        return false;
    const qsizetype count = lanes.lane(lane).events.size();
    const qsizetype wanted = event < 0 ? std::clamp<qsizetype>(lanes.lane(lane).firstFrom(from) - 1, 0, count - 1) : event + by;
    if (wanted < 0 || wanted >= count)
        return false;
    event = wanted;
    return true;
}

void TimelineCursor::moveToEnd(const TimelineLanes &lanes, bool isLast)
{
    if (lane < 0)
        moveLane(lanes, 0);
    if (lane >= 0)
        event = isLast ? lanes.lane(lane).events.size() - 1 : lanes.lane(lane).events.isEmpty() ? -1 : 0;
}

void TimelineCursor::follow(int insertedLane, qsizetype insertedIndex)
{
    if (insertedLane == lane && event >= insertedIndex)
        ++event;
}

void TimelineCursor::keepWithin(const TimelineLanes &lanes)
{
    lane = std::min(lane, lanes.count() - 1);
    event = lane < 0 ? -1 : std::min(event, lanes.lane(lane).events.size() - 1);
}

const TimelineEvent *TimelineCursor::at(const TimelineLanes &lanes) const
{
    if (lane < 0 || lane >= lanes.count() || event < 0 || event >= lanes.lane(lane).events.size())
        return nullptr;
    return &lanes.lane(lane).events.at(event);
}

}
