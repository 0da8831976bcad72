#pragma once

#include "app/token/VerificationKey.h"

#include <QtCore/QStringList>

namespace tessera {

// The keys of a JSON Web Key Set (RFC 7517 section 5), or one key alone.
struct Jwks {
    QList<VerificationKey> keys;
    QStringList leftOut; // a sentence for each key that can't be used: for encryption, of unknown type, weak

    // Errors: Input: not a key set, a set without a usable key, or one that mixes shared and public keys (whoever may read
    // such a set could sign with it).
    [[nodiscard]] static Result<Jwks> parse(const QByteArray &json);
    // A key file as people have them: a JWK, a JWKS, or PEM (public key, private key, certificate). `name` names it in errors.
    [[nodiscard]] static Result<Jwks> fromFile(const QByteArray &bytes, const QString &name);
};

}
