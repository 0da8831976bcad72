#pragma once

#include "app/base/Error.h"

#include <QtCore/QString>

#include <optional>
#include <variant>

namespace tessera {

// The life of a session. Expired may recover silently; Failed needs the user, and says what to do.
struct SignedOut {
    bool operator==(const SignedOut &) const = default;
};
struct SigningIn {
    std::optional<Error> failure; // what it goes back to where nothing comes of it
    bool operator==(const SigningIn &) const = default;
};
struct Active {
    bool operator==(const Active &) const = default;
};
struct Refreshing {
    bool wasExpired = false; // the old token's time was over when this began
    bool operator==(const Refreshing &) const = default;
};
struct Expired {
    bool operator==(const Expired &) const = default;
};
struct Failed {
    Error error; // detail: what to do
    bool operator==(const Failed &) const = default;
};
using SessionState = std::variant<SignedOut, SigningIn, Active, Refreshing, Expired, Failed>;

// What can happen to it.
struct SignInBegan { };
struct TokensArrived {
    bool alreadyExpired = false; // their time was over on arrival
};
struct SignInEnded { // without tokens: refused or cancelled; the tokens from before, if any, are still there
    bool hasTokens = false;
    bool isExpired = false;
};
struct RefreshBegan { };
struct RefreshDone { // a sign-in that is under way goes on
    bool alreadyExpired = false;
};
struct RefreshFailed { // for now: the network, a 5xx; the tokens are kept
    bool isExpired = false;
};
struct RefreshRefused { // for good: no refresh will come after it
    Error error;
    bool isTokenGood = false; // the access token still lives and nobody has refused it
};
struct TimeRanOut { }; // of the access token
struct SignOutDone { };
struct UserNeeded { // something else that only the user can decide (a changed address)
    Error error;
};
using SessionEvent = std::variant<SignInBegan, TokensArrived, SignInEnded, RefreshBegan, RefreshDone, RefreshFailed, RefreshRefused,
    TimeRanOut, SignOutDone, UserNeeded>;

// Pure: an event that means nothing in a state changes nothing.
[[nodiscard]] SessionState transition(const SessionState &from, const SessionEvent &event);

[[nodiscard]] QString stateName(const SessionState &state); // "signed out", "active"...: for logs and `tessera status`

}
