#pragma once

#include "app/auth/AuthManager.h"
#include "app/run/BrokenVariant.h"
#include "app/run/RequestRunner.h"

namespace tessera {

class BrokenRun;

// What can be broken on purpose about a request, and what has to be said before.
struct BreakPlan {
    QList<BrokenVariant> variants; // the whole one first; empty: nothing can be broken, a note says why
    QByteArray method, url; // the URL without what the credential adds
    CredentialId identity; // empty: nobody's
    bool isPublic = false; // the profile counts the address among those that need no credential
    QStringList notes; // sentences

    [[nodiscard]] bool isSafe() const; // the method only reads: to repeat it changes nothing (RFC 9110 section 9.2.1)
};

// Sends requests that are broken on purpose, to see what a server says. What is known of a credential now goes along, whatever
// its state: nothing is refreshed, repeated, judged, noted or watched, the answers set no cookies, and no token that was
// changed is kept or goes to an origin that its credential is not bound to.
class Breaker : public QObject {
    Q_OBJECT
public:
    Breaker(AuthManager &auth, CurlTransport &transport, RequestRunner &runner, QObject *parent = nullptr);

    // Errors: Input (`field` says where), SignInNeeded, Profile.
    [[nodiscard]] Result<BreakPlan> plan(const RequestDocument &document, QString *field = nullptr) const;
    // Tells when the cookies that go along are there: those that were kept are read first. Errors: Keychain: it goes without.
    void whenReady(const RequestDocument &document, const BrokenVariant &variant, ResultCompletion<Done> completion);
    [[nodiscard]] BrokenRun *run(const RequestDocument &document, const BrokenVariant &variant, QObject *owner);
    [[nodiscard]] const AuthProfile *profileOf(const CredentialId &id) const; // null: missing

private:
    [[nodiscard]] static CredentialId senderOf(const RequestDocument &document, const BrokenVariant &variant);
    [[nodiscard]] UtcTime serverNow(const CredentialId &id) const;
    [[nodiscard]] std::shared_ptr<CookieJar> cookiesFor(const CredentialId &id, const BrokenVariant &variant) const;

    AuthManager &m_auth;
    CurlTransport &m_transport;
    RequestRunner &m_runner;
};

}
