#pragma once

#include "app/auth/profile/RefusalCause.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// What a cause is read from: "the header Authorization has no Bearer before the token". Holds no secret.
struct Evidence {
    enum class Place { Request, Answer, Token, Clock, Session, Profile };
    Place place = Place::Answer;
    QString what; // the header, claim or rule: "WWW-Authenticate", "exp"; may be empty
    QString text; // a sentence
    bool operator==(const Evidence &) const = default;
};
[[nodiscard]] QString placeName(Evidence::Place place); // "request": in reports

// Something to do about it that a button can offer.
struct NextStep {
    enum class Action {
        Refresh,
        SignIn,
        ChooseIdentity, // the request has none
        SwitchIdentity, // argument: the credential's spelling, where one is known to fit
        AddHeader, // argument: its name
        RemoveHeader, // argument: its name
        EditCredential, // its base URL, choices or fields
        EditProfile,
        BindOrigin, // argument: the origin
        FixRequest, // its path, method or body
        InspectToken,
        SetClock,
        Retry,
        AskOwner, // somebody else has to grant something
    };
    Action action = Action::Retry;
    QString label; // of a button: "Refresh the token"
    QString argument;
    bool operator==(const NextStep &) const = default;
};
[[nodiscard]] QString actionName(NextStep::Action action); // "bind-origin": in files and reports
[[nodiscard]] QStringList actionNames();

// One cause that fits.
struct Finding {
    RefusalCause cause = RefusalCause::Unknown;
    Certainty certainty = Certainty::Possible;
    QString title; // "The token is over"
    QString text; // a sentence or two, with times, names and words of this very case
    QString hint; // the profile's own words on it; may be empty
    QList<Evidence> evidence; // at least one
    QList<NextStep> steps; // the best first; may be empty
    int score = 0; // 0 to 100: what the order comes from
    bool operator==(const Finding &) const = default;
};

// A cause that one would suspect as well and that it can't be.
struct RuledOut {
    RefusalCause cause = RefusalCause::Unknown;
    QString title; // "Token expired"
    QString why; // a sentence
    bool operator==(const RuledOut &) const = default;
};

}
