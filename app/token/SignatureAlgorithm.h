#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// A signature algorithm of RFC 7518, 8037, 8812 or 9864. "none" is none of them.
struct SignatureAlgorithm {
    enum class Family { Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa };
    const char *name; // "ES256": as in "alg"
    Family family;
    const char *digest; // OpenSSL's name; null for EdDSA
    int digestSize; // bytes
    const char *curve; // of a JWK's "crv"; null where any key of the family will do

    [[nodiscard]] static const SignatureAlgorithm *named(QStringView name); // case counts; null for an unknown one
    [[nodiscard]] static const QList<const SignatureAlgorithm *> &all();
};

}
