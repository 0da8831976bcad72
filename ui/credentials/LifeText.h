#pragma once

#include "app/base/Clock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

namespace tessera::ui {

// Spans and moments as people read them, beside what Countdown.h says of what is left. Pure.
class LifeText {
    Q_DECLARE_TR_FUNCTIONS(LifeText)
public:
    // "just now", "12 s ago", "1 min ago", "3 h ago", "2 days ago".
    [[nodiscard]] static QString ago(Milliseconds passed);
    // "60 s", "1 min 46 s", "30 days": a whole life, or an offset; to the second below an hour.
    [[nodiscard]] static QString length(Milliseconds span);
    // How long until ago() reads otherwise.
    [[nodiscard]] static Milliseconds untilAgoChanges(Milliseconds passed);

    // In the zone of the person: "14:06:46" today, "Tue 24 Nov 14:06" within a week, else "24 Nov 2026 14:06".
    [[nodiscard]] static QString moment(UtcTime at, UtcTime now);
    // "2026-11-24 14:06:46", with the zone's name: for a tooltip.
    [[nodiscard]] static QString exactMoment(UtcTime at);
};

}
