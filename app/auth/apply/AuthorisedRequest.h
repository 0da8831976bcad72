#pragma once

#include "app/auth/apply/Applier.h"
#include "app/auth/apply/CredentialScheme.h"
#include "app/auth/session/Credential.h"
#include "app/base/Clock.h"
#include "app/http/HttpRequest.h"

namespace tessera {

struct Member;

// A request with what its credential adds.
struct AuthorisedRequest {
    HttpRequest request;
    CredentialId credential; // empty: it goes without one
    quint64 generation = 0; // of the token that went in; 0: it went in nowhere, another was composed by hand in its place
    CredentialScheme::Kind scheme = CredentialScheme::Kind::Token; // of the credential that went in
    using Addition = Applier::Addition;
    QList<Addition> additions; // what was added, for "as sent"; values are in the request
    std::optional<ClientCertificate> certificate; // to show in the place of the environment's
    std::optional<AwsCredential> aws; // still to be signed with: see signAws()
    QStringList notes; // what else is to be known, in sentences
    bool isWithheld = false; // the origin is not one that the credential is bound to, or
    bool isUnencrypted = false; // it is exposed, and the credential may not go to such a one
    QString whyWithheld; // in a sentence
    bool isPublic = false; // needs no credential: its answer never causes a refresh
    Milliseconds waited{0}; // for a refresh
};

// The path of a URL below the base URL, as profiles' rules are written; the whole path where it is not below it.
[[nodiscard]] QString pathBelow(const QByteArray &url, const QString &baseUrl);

// Signs a request that carries `aws`, which is then done with. `payloadHash` as AwsSigner has it.
void signAws(AuthorisedRequest &authorised, const QByteArray &payloadHash, UtcTime now);

// Adds what every request to the API carries and, where wanted, the member's credential. Errors: Input, for a value that
// is not there or can't be sent.
[[nodiscard]] Result<Done> addCredential(
    AuthorisedRequest &authorised, const AuthProfile &profile, const Member &member, bool isSignedIn);

}
