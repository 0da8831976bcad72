#pragma once

#include "app/timeline/TimelineEvent.h"

#include <QtCore/QList>

#include <optional>

namespace tessera::ui {

// One token's time, by this computer's clock.
struct LaneLife {
    UtcTime begin{};
    Expiry::Kind kind = Expiry::Kind::Unknown;
    std::optional<UtcTime> end; // Kind::At
    std::optional<UtcTime> replacedAt; // by the next one, or by signing out
    Expiry::Kind refreshKind = Expiry::Kind::Unknown;
    std::optional<UtcTime> refreshEnd;
    CredentialEvent::Reason reason = CredentialEvent::Reason::None;
    bool isRefresh = false; // of an earlier one

    [[nodiscard]] std::optional<UtcTime> stop() const; // whichever comes first; nullopt: it goes on
    [[nodiscard]] bool isCurrent(UtcTime now) const;
    bool operator==(const LaneLife &) const = default;
};

// All that is known of one credential: what happened, oldest first, and the lives that follow from it.
struct TimelineLane {
    CredentialId id;
    bool isGone = false; // there is no such credential any more
    QList<TimelineEvent> events;
    QList<LaneLife> lives;

    // A request is told when it has ended and counts from when it began: it may belong before what is there. Returns its place.
    qsizetype insert(const TimelineEvent &event);

    [[nodiscard]] qsizetype firstFrom(UtcTime at) const; // of the events
    // The last life as the credential itself has it (its server's clock may be known better by now), and the present one where
    // no event tells of it: the store may have been damaged. Null: there is no such credential.
    [[nodiscard]] QList<LaneLife> lastLives(const CredentialStatus *status) const;
    [[nodiscard]] std::optional<LaneLife> lifeAt(UtcTime at, const CredentialStatus *status) const;
    [[nodiscard]] qsizetype eventOf(const LaneLife &life) const; // -1: none tells of it
};

}
