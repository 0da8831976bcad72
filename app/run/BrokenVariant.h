#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/auth/session/TokenSet.h"

#include <QtCore/QList>

namespace tessera {

struct AuthProfile;

// One way to send a request that is broken on purpose. Holds no secret.
struct BrokenVariant {
    enum class Kind {
        Whole, // as it is: what the others are compared with
        NoToken,
        Expired,
        Tampered,
        Unsigned, // alg: none
        OtherIdentity,
        WithoutPart, // another thing that the credential adds: an API key, an identity
    };
    Kind kind = Kind::Whole;
    CredentialId identity; // of OtherIdentity
    Applier::Addition part; // of WithoutPart
    QString title; // "Tampered signature"
    QString text; // what is sent, and what that shows, in sentences
    CredentialScheme::Kind scheme = CredentialScheme::Kind::Token; // what is left out or changed
    bool operator==(const BrokenVariant &) const = default;

    // Whether the token that goes along is another one than the credential's, or none.
    [[nodiscard]] bool breaksToken() const;
};

// What can be broken about a request. `whole` is the request with all that goes along; variants of another identity are not
// among them, since only its owner knows who else may send it.
[[nodiscard]] QList<BrokenVariant> brokenVariants(
    const AuthorisedRequest &whole, const TokenSet &tokens, const AuthProfile *profile, UtcTime serverNow);

// What became of a request that was broken on purpose.
struct Broken {
    Secret token; // the changed one that goes along; empty: none does
    QStringList left; // names of what may sign it in all the same
};

// Breaks it. Another identity's request comes as that identity's, and stays as it is. Errors: Input, where the request has
// nothing of the kind any more.
[[nodiscard]] Result<Broken> breakOnPurpose(
    AuthorisedRequest &request, const BrokenVariant &variant, const TokenSet &tokens, const AuthProfile *profile, UtcTime serverNow);

}
