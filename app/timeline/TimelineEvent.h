#pragma once

#include "app/auth/session/CredentialStatus.h"

#include <QtCore/QMetaType>

namespace tessera {

// One thing in the life of a credential, as it is stored and drawn. Holds no secret: a token is known by the beginning of
// its SHA-256, and of a query the names are kept and hardly a value.
struct TimelineEvent {
    enum class Kind { // stored by their numbers: new ones go to the end
        SignedIn,
        Refreshed,
        RefreshFailed, // worth another try: back-off
        RefreshRefused, // only the user can go on
        Expired,
        SignedOut,
        SharedWith,
        OriginBound,
        Withheld,
        Request,
    };
    qint64 id = 0; // counts up; 0: not stored
    UtcTime at{}; // this computer's clock
    CredentialId lane;
    Kind kind = Kind::Request;
    CredentialEvent::Reason reason = CredentialEvent::Reason::None;
    QString text; // a sentence; of a request: why it went without the token
    QString fingerprint; // of the access token after it
    Expiry access, refresh; // SignedIn, Refreshed: the lives that begin here, by the server's clock
    Milliseconds serverOffset{0}; // the server's clock minus this computer's, then

    QByteArray method; // Request
    QString target; // origin, path and what TimelineRecorder keeps of the query
    int status = 0; // 0: no answer
    Milliseconds duration{0};

    // When a life that begins here ends, by this computer's clock; nullopt for never and unknown.
    [[nodiscard]] std::optional<UtcTime> accessEnds() const;
    [[nodiscard]] std::optional<UtcTime> refreshEnds() const;
    bool operator==(const TimelineEvent &) const = default;
};

// Which events are wanted.
struct TimelineQuery {
    std::optional<UtcTime> from, to; // from <= at < to
    QList<CredentialId> lanes; // empty: all
    bool withLivesBefore = false; // also the last SignedIn or Refreshed of each lane before `from`: its bar reaches in
    int limit = 20'000; // the newest count
};

}

Q_DECLARE_METATYPE(tessera::TimelineEvent)
