#pragma once

#include "ui/credentials/CredentialItem.h"
#include "ui/timeline/TimelineCursor.h"
#include "ui/timeline/TimeScale.h"

#include <QtCore/QRect>

class QPainter;

namespace tessera::ui {

class CredentialSource;
class Theme;

// One picture of the lanes as they are to be seen now. It looks at the lanes that are visible and at nothing else.
struct TimelineFrame {
    const Theme &theme;
    const TimelineLanes &lanes;
    const CredentialSource &source;
    TimeScale scale;
    UtcTime now{};
    QRect area; // of the widget
    int labelWidth = 0; // names; the scale begins behind them
    int scrolled = 0; // pixels down
    TimelineCursor cursor;
    bool hasFocus = false;
    int hovered = -1; // lane

    int paint(QPainter &painter) const; // returns how many things it painted
    [[nodiscard]] QRect row(int lane) const;
    [[nodiscard]] std::pair<int, int> visibleLanes() const; // the first, and the one behind the last
    [[nodiscard]] static int rowHeight(const Theme &theme);
    [[nodiscard]] static int margin(const Theme &theme); // above the first lane and below the last

private:
    int paintGrid(QPainter &painter) const;
    void paintUnknown(QPainter &painter) const; // what is older than all that was loaded
    int paintLane(QPainter &painter, int lane) const;
    void paintLabel(QPainter &painter, const TimelineLane &lane, const QRect &row, const std::optional<CredentialItem> &item) const;
    void paintOutlook(QPainter &painter, const QRect &row, const CredentialItem &item) const;
    void paintCursor(QPainter &painter) const;
    void paintNow(QPainter &painter) const;
};

}
