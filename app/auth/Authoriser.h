#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/base/Completion.h"

#include <QtCore/QObject>

#include <map>
#include <utility>
#include <vector>

namespace tessera {

class ProfileCatalog;
class Session;
class Sessions;
struct AuthProfile;
struct Member;

// Decides what goes along with a request as somebody, and puts it there; see AuthManager::authorise() and preview().
class Authoriser : public QObject {
    Q_OBJECT
public:
    Authoriser(const Clock &clock, const ProfileCatalog &profiles, Sessions &sessions, QObject *parent = nullptr);

    // Whether the profile's public endpoints count. Where they don't, no one request is meant, so none is signed either.
    enum class Rules { Obeyed, Ignored };
    void authorise(
        const HttpRequest &request, const CredentialId &id, Rules rules, ResultCompletion<AuthorisedRequest> completion);
    [[nodiscard]] Result<AuthorisedRequest> preview(const HttpRequest &request, const CredentialId &id) const;

private:
    struct Plan { // all that is known without waiting
        AuthorisedRequest authorised;
        Session *session = nullptr; // null: as it is
        bool needsToken = false; // a fresh one, which has to be waited for
    };
    struct Waiting { // for a token that is fresh
        AuthorisedRequest authorised;
        Rules rules;
        ResultCompletion<AuthorisedRequest> completion;
        BootTime began;
    };
    using Place = std::pair<const Session *, CredentialId>; // where the same requests wait

    [[nodiscard]] Result<Plan> plan(const HttpRequest &request, const CredentialId &id, Rules rules) const;
    void answer(const Place &place, const Result<Done> &fresh);
    void addFresh(
        AuthorisedRequest authorised, const CredentialId &id, Rules rules, ResultCompletion<AuthorisedRequest> completion);
    void sign(AuthorisedRequest authorised, ResultCompletion<AuthorisedRequest> completion);

    const Clock &m_clock;
    const ProfileCatalog &m_profiles;
    Sessions &m_sessions;
    std::map<Place, std::vector<Waiting>> m_waiting; // many may, and one answer serves all
};

}
