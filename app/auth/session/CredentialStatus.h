#pragma once

#include "app/auth/session/Credential.h"
#include "app/auth/session/ServerClock.h"
#include "app/auth/session/SessionState.h"
#include "app/auth/session/TokenSet.h"
#include "app/base/Clock.h"

#include <QtCore/QList>

#include <optional>

namespace tessera {

// Something that happened to a credential; shown in its card and in the timeline. Holds no secret.
struct CredentialEvent {
    enum class Kind {
        SignedIn,
        Refreshed,
        RefreshFailed,
        RefreshRefused,
        Expired,
        SignedOut,
        SharedWith,
        OriginBound,
        Used,
        Withheld
    };
    enum class Reason { None, User, Timer, Request, Answer401, Restart, OtherProcess }; // who asked for a refresh
    Kind kind = Kind::Used;
    Reason reason = Reason::None;
    UtcTime at{};
    QString text; // a sentence
    QString fingerprint; // of the access token
    Expiry access, refresh;
    int status = 0; // Used
    bool operator==(const CredentialEvent &) const = default;
};

// Everything the window shows of one credential.
struct CredentialStatus {
    Credential credential;
    QString profileName;
    QString accountName, role; // as the server says; may be empty
    SessionState state;
    Expiry access, refresh; // by the server's clock; subtract serverOffset for the local one
    UtcTime obtainedAt{};
    quint64 generation = 0;
    Milliseconds serverOffset{0}; // server's clock minus ours, as its tokens are counted
    std::optional<ServerClock> serverClock; // of its base URL's server, by the answers of this run; nullopt: none yet
    std::optional<UtcTime> nextRefresh; // local clock; nullopt: none is planned
    bool refreshesByItself = false; // false: the user will have to sign in when it ends
    int failures = 0; // refreshes that failed in a row
    std::optional<Error> trouble; // the last failure, with what to do
    std::optional<QString> addressToConfirm; // an origin that wants the user's yes before anything secret goes there
    bool isInMemoryOnly = false; // the keychain does not hold it
    bool isUnread = false; // the keychain would not give its entry: it may be signed in
    QList<CredentialId> sharedWith; // others that hold the same tokens
    QList<QString> origins; // it is bound to
    QList<CredentialEvent> events; // the last ones, newest first

    [[nodiscard]] Milliseconds clockOffset() const { return serverClock ? serverClock->offset : serverOffset; } // as it is best known
    // Local-clock time that is left of the access token; nullopt for never and unknown. Negative once it is over.
    [[nodiscard]] std::optional<Milliseconds> timeLeft(UtcTime now) const;
    // Of its whole life, 0 to 1; 1 for never and unknown.
    [[nodiscard]] double fractionLeft(UtcTime now) const;
    // How the identity picker shows it.
    enum class Warning { None, Amber, Red, Expired };
    [[nodiscard]] Warning warning(UtcTime now) const;
};

}
