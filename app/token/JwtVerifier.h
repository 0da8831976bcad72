#pragma once

#include "app/token/Jws.h"
#include "app/token/VerificationKey.h"

#include <QtCore/QStringList>

#include <optional>

namespace tessera {

// What is known about a signature: three answers, and decoding is none of them.
struct SignatureCheck {
    enum class State { NotChecked, Valid, Invalid };
    State state = State::NotChecked;
    QString key; // the name of the key that it is valid with
    QString algorithm;
    QString reason; // a sentence: why it is invalid
    QString note; // a sentence on a valid one: "The shared key is shorter than ..."
    bool operator==(const SignatureCheck &) const = default;
};

// Checks signatures. Keys and their owner decide which algorithms may be used, never the token (RFC 8725 section 3.1): its
// "alg" must be one that the key allows. "none" is never valid. Nothing that a token names (jwk, jku, x5c, x5u) is used or
// fetched, and a "crit" that is not understood makes it invalid. The payload may be anything.
class JwtVerifier {
public:
    enum class Names { Heeded, Ignored }; // the token's "kid": it picks among the keys, or says nothing
    // `algorithms` narrows what the keys allow; empty narrows nothing.
    explicit JwtVerifier(const QList<VerificationKey> &keys, const QStringList &algorithms = {}, Names names = Names::Heeded);

    // Tries the keys of the token's "kid", or all where none has an id or names are ignored. Valid with the first that fits.
    [[nodiscard]] SignatureCheck check(const Jws &jws) const;
    // Of a whole token; one of several signatures (the JSON form) is enough.
    [[nodiscard]] SignatureCheck check(QByteArrayView token) const;

private:
    [[nodiscard]] QString whyNot(const Jws &jws, const SignatureAlgorithm *algorithm, const QString &name) const;
    [[nodiscard]] QList<VerificationKey> candidates(const Jws &jws) const;

    QList<VerificationKey> m_keys;
    QStringList m_algorithms;
    Names m_names;
};

}
