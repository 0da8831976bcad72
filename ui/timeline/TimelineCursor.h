#pragma once

#include "ui/timeline/TimelineLanes.h"

namespace tessera::ui {

// Where the keyboard is: a lane, and perhaps one of its events.
struct TimelineCursor {
    int lane = -1; // nowhere
    qsizetype event = -1; // the lane as a whole

    void moveLane(const TimelineLanes &lanes, int by); // stays near the moment it was at
    // To a neighbour; from the lane as a whole to the last event that is not after `from`, or the first there is. False:
    // there is none that way.
    bool moveEvent(const TimelineLanes &lanes, int by, UtcTime from);
    void moveToEnd(const TimelineLanes &lanes, bool isLast);
    void follow(int insertedLane, qsizetype insertedIndex); // it stays on its event
    void keepWithin(const TimelineLanes &lanes);
    [[nodiscard]] const TimelineEvent *at(const TimelineLanes &lanes) const; // null: on no event

    bool operator==(const TimelineCursor &) const = default;
};

}
