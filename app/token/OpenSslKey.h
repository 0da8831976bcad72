#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace tessera::OpenSslKey {

// Public keys from their numbers or from a file, as OpenSSL holds them. Null where the numbers make no key.
using Key = std::shared_ptr<evp_pkey_st>; // shared: keys are values, OpenSSL counts references of its own

enum class Type { Other, Rsa, RsaPss, Ec, Ed };

[[nodiscard]] Key rsa(const QByteArray &modulus, const QByteArray &exponent); // big endian
[[nodiscard]] Key ec(const QString &curve, const QByteArray &x, const QByteArray &y); // a curve of a JWK's "crv"
[[nodiscard]] Key ed(const QString &curve, const QByteArray &bytes); // Ed25519 or Ed448
// The first public key, private key or certificate, in PEM or DER; one that asks for a passphrase is none.
[[nodiscard]] Key fromFile(const QByteArray &bytes);

[[nodiscard]] Type typeOf(const Key &key);
[[nodiscard]] int bitsOf(const Key &key);
[[nodiscard]] QString curveOf(const Key &key); // as in "crv"; empty for another one
[[nodiscard]] qsizetype coordinateSize(const QString &curve); // bytes; 0 for a curve that is not known
// A sentence: why nobody should rely on this key; empty where he may.
[[nodiscard]] QString whyUnusable(const Key &key);

}
