#pragma once

#include "ui/timeline/TimelineLane.h"
#include "ui/timeline/TimeScale.h"
#include "ui/widgets/Badge.h"

namespace tessera::ui {

// What is painted of a lane, in pixels of its scale: no more than the width has room for, however many events there are.
struct LanePicture {
    struct Span {
        double left = 0, right = 0;
        bool operator==(const Span &) const = default;
    };
    struct Block : Span {
        enum class Part { Past, Present, ToCome }; // of a token that is over or replaced; of the present one
        Part part = Part::Past;
        bool isMany = false; // several that are too short to be told apart
        bool isOpen = false; // nobody knows where it ends
        bool begins = true, ends = true; // here, not outside
        bool operator==(const Block &) const = default;
    };
    // Requests that are nearer than a pixel to where the next one would be seen are one; how they look depends on how far
    // apart they are, not on where the pixels happen to lie.
    struct Tick : Span {
        Badge::Tone tone = Badge::Tone::Good; // the worst of them
        int count = 1;
        bool operator==(const Tick &) const = default;
    };
    struct Mark {
        enum class Kind { Silent, Asked, Needed, After401, Other, Failed, Refused }; // the last counts where several are one
        double x = 0;
        Kind kind = Kind::Silent;
        int count = 1;
        bool operator==(const Mark &) const = default;
    };
    static constexpr double tickWidth = 2, ringWidth = 6, markWidth = 11;

    QList<Span> refreshLife;
    QList<Block> blocks;
    QList<Span> backOffs; // from a failure to the next try
    QList<Tick> ticks;
    QList<double> rings; // middles of requests that went without the credential; one a ring's width
    QList<Mark> marks;
    std::optional<double> nextRefresh;

    // `status` is null for a credential that is gone. `unit`: pixels of the screen for one of the design.
    [[nodiscard]] static LanePicture of(
        const TimelineLane &lane, const TimeScale &scale, UtcTime now, const CredentialStatus *status, double unit = 1);
    [[nodiscard]] int items() const; // to paint
};

}
