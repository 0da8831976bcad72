#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/flow/SignIn.h"
#include "app/auth/session/EntryGroup.h"
#include "app/auth/session/Sessions.h"

#include <QtCore/QObject>

#include <functional>

namespace tessera {

// Takes in the tokens that a sign-in gave: has the turn to write the entry, finds out who else holds the same ones, here and
// in other processes, stores, and gives them to the session. Of a pair that a refresh was spending at that moment it takes
// what the refresh made of it. Goes by itself when it is done.
class Adoption : public QObject {
    Q_OBJECT
public:
    struct Setup {
        SignInRequest request;
        AuthProfile profile;
        Way way;
        AuthFlow::Success success;
    };
    using Ended = std::function<void(Result<SignInOutcome>)>;

    Adoption(Setup setup, Sessions &sessions, const Sessions::Parts &parts, Ended done, QObject *parent);

    void start();

private:
    void lookForTwins(QList<CredentialId> left);
    void decide();
    void install();
    [[nodiscard]] quint64 newGeneration();

    Setup m_setup;
    Sessions &m_sessions;
    Sessions::Parts m_parts;
    Ended m_done;
    EntryGroup m_group;
    QList<CredentialId> m_twins;
    Member m_member;
    bool m_hasWaited = false; // for a refresh that was spending this very pair
};

}
