#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/auth/session/TokenSet.h"

#include <QtCore/QList>

namespace tessera {

struct AuthProfile;

// Where the token, or what stands in its place (a password, a key), stands in a request that is ready to be sent: what the
// credential put there, or a header Authorization that was written by hand.
class TokenPlaces {
public:
    [[nodiscard]] static TokenPlaces in(const AuthorisedRequest &request, const TokenSet &tokens, const AuthProfile *profile);

    [[nodiscard]] bool isEmpty() const { return m_places.isEmpty(); }
    [[nodiscard]] const QList<Applier::Addition> &places() const { return m_places; }
    // The token, password or key itself; empty where what signs in is no such text (a signature, a certificate).
    [[nodiscard]] const Secret &token() const { return m_token; }
    // What it is; that of a header that was written by hand is no credential's.
    [[nodiscard]] CredentialScheme::Kind scheme() const { return m_scheme; }

    void replace(AuthorisedRequest &request, const QString &other) const; // the token, wherever it stands
    void remove(AuthorisedRequest &request) const;

private:
    QList<Applier::Addition> m_places;
    Secret m_token;
    CredentialScheme::Kind m_scheme = CredentialScheme::Kind::Token;
};

// Takes what a credential added out of a request.
void removeAddition(AuthorisedRequest &request, const Applier::Addition &addition);

}
