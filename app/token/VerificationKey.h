#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/token/OpenSslKey.h"
#include "app/token/SignatureAlgorithm.h"
#include "app/token/SignatureContexts.h"

namespace tessera {

// A key that signatures are checked with, and the algorithms that it allows: its own "alg" alone where it has one, else all
// that its type can. Weak and broken keys don't become one. Errors: Input, a sentence that says why.
class VerificationKey {
public:
    enum class Type { Shared, Rsa, RsaPss, Ec, Ed };

    // One JSON Web Key (RFC 7517); of a private one only the public part is used. Unknown members are passed over.
    [[nodiscard]] static Result<VerificationKey> fromJwk(const QByteArray &json);
    // The first public key, private key or certificate, in PEM or DER.
    [[nodiscard]] static Result<VerificationKey> fromFile(const QByteArray &bytes, const QString &name);
    // Any bytes; one that is shorter than RFC 7518 asks for is taken, and isShortFor() says so.
    [[nodiscard]] static Result<VerificationKey> fromSecret(const Secret &secret, const QString &name);

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] const QString &id() const { return m_id; } // "kid"; may be empty
    [[nodiscard]] QString name() const; // for people: "RSA key of 2048 bits “kid”"
    [[nodiscard]] bool allows(const SignatureAlgorithm &algorithm) const;
    [[nodiscard]] QStringList allowed() const; // names
    [[nodiscard]] bool isShortFor(const SignatureAlgorithm &algorithm) const; // a shared key below the size of the hash

    [[nodiscard]] evp_pkey_st *publicKey() const { return m_key.get(); } // null for a shared one
    [[nodiscard]] SignatureContexts &contexts() const { return *m_contexts; } // of a public one
    [[nodiscard]] const Secret &secret() const { return m_secret; }

private:
    VerificationKey() = default;
    [[nodiscard]] static Result<VerificationKey> fromPublicKey(OpenSslKey::Key key);

    Type m_type = Type::Shared;
    QString m_id;
    QString m_name;
    QString m_algorithm; // "alg" of a JWK; empty where it has none
    QString m_curve; // as in "crv"
    int m_bits = 0;
    OpenSslKey::Key m_key;
    std::shared_ptr<SignatureContexts> m_contexts; // shared: by the copies of this key
    Secret m_secret;
};

}
