#include "app/token/OpenSslKey.h"

#include "app/token/ErrorsForgotten.h"
#include "app/token/RsaWeakness.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera::OpenSslKey {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastRsaBits = 2048; // RFC 7518 section 3.3
constexpr int mostRsaBits = 8192; // a check costs milliseconds up to here
constexpr qsizetype largestExponent = 4; // bytes; likewise

struct Curve {
    const char *jwk; // "crv"
    const char *openssl; // the group's name
    qsizetype size; // bytes of a coordinate
};
constexpr std::array curves{Curve{"P-256", "prime256v1", 32}, Curve{"P-384", "secp384r1", 48}, Curve{"P-521", "secp521r1", 66},
    Curve{"secp256k1", "secp256k1", 32}};

const Curve *curveNamed(const QString &name)
{
    const auto known = std::find_if(curves.begin(), curves.end(), [&](const Curve &c) { return name == QLatin1StringView(c.jwk); });
    return known == curves.end() ? nullptr : &*known;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("OpenSslKey", text);
}

Key own(EVP_PKEY *key)
{
    return {key, EVP_PKEY_free};
}

template <typename T, void (*Free)(T *)> struct Freed {
    void operator()(T *object) const { Free(object); }
};
template <typename T, void (*Free)(T *)> using Owned = std::unique_ptr<T, Freed<T, Free>>;
using Bignum = Owned<BIGNUM, BN_free>;
using ParamBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Params = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

Bignum bignum(const QByteArray &bytes)
{
    return Bignum(BN_bin2bn(reinterpret_cast<const uchar *>(bytes.constData()), int(bytes.size()), nullptr));
}

Key publicKeyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return own(key);
}

QByteArray bytesOf(EVP_PKEY *key, const char *param)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, param, &number) != 1)
        return {};
    const Bignum owned(number);
    QByteArray bytes(BN_num_bytes(number), Qt::Uninitialized);
    BN_bn2bin(number, reinterpret_cast<uchar *>(bytes.data()));
    return bytes;
}

QString whyNotRsa(EVP_PKEY *key)
{
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < leastRsaBits)
        return tr("The RSA key has %1 bits; fewer than %2 are not secure.").arg(bits).arg(leastRsaBits);
    if (bits > mostRsaBits)
        return tr("The RSA key has %1 bits; more than %2 are not taken.").arg(bits).arg(mostRsaBits);
    const QByteArray exponent = bytesOf(key, OSSL_PKEY_PARAM_RSA_E);
    if (exponent.isEmpty() || !(exponent.back() & 1) || exponent == QByteArray("\x01") || exponent.size() > largestExponent)
        return tr("The RSA key's exponent is not one that keys have.");
    if (isRocaModulus(bytesOf(key, OSSL_PKEY_PARAM_RSA_N)))
        return tr("The RSA key was made by a faulty chip (CVE-2017-15361): anybody can compute its private part.");
    return {};
}

bool isPointOnCurve(EVP_PKEY *key)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

int noPassphrase(char *, int, int, void *)
{
    return -1; // OpenSSL would ask on the terminal
}

}

Key rsa(const QByteArray &modulus, const QByteArray &exponent)
{
    const ErrorsForgotten forget;
    const Bignum n = bignum(modulus), e = bignum(exponent);
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return publicKeyFrom("RSA", builder.get());
}

Key ec(const QString &curve, const QByteArray &x, const QByteArray &y)
{
    const ErrorsForgotten forget;
    const Curve *known = curveNamed(curve);
    if (!known || x.size() != known->size || y.size() != known->size)
        return nullptr;
    const QByteArray point = '\x04' + x + y;
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, known->openssl, 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), size_t(point.size())) != 1)
        return nullptr;
    return publicKeyFrom("EC", builder.get());
}

Key ed(const QString &curve, const QByteArray &bytes)
{
    const ErrorsForgotten forget;
    const int type = curve == "Ed25519"_L1 ? EVP_PKEY_ED25519 : EVP_PKEY_ED448;
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(type, nullptr, reinterpret_cast<const uchar *>(bytes.constData()), size_t(bytes.size()));
    return key ? own(key) : nullptr;
}

Key fromFile(const QByteArray &bytes)
{
    const ErrorsForgotten forget;
    if (bytes.isEmpty())
        return nullptr;
    const Owned<BIO, BIO_free_all> source(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
    if (bytes.contains("-----BEGIN CERTIFICATE") || bytes.contains("-----BEGIN TRUSTED CERTIFICATE")) {
        const Owned<X509, X509_free> certificate(PEM_read_bio_X509_AUX(source.get(), nullptr, noPassphrase, nullptr));
        return certificate ? own(X509_get_pubkey(certificate.get())) : nullptr;
    }
    const auto *der = reinterpret_cast<const uchar *>(bytes.constData());
    if (const Owned<X509, X509_free> certificate(d2i_X509(nullptr, &der, long(bytes.size()))); certificate)
        return own(X509_get_pubkey(certificate.get()));
    EVP_PKEY *key = nullptr;
    const Owned<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free> decoder(
        OSSL_DECODER_CTX_new_for_pkey(&key, nullptr, nullptr, nullptr, 0, nullptr, nullptr)); // PEM or DER
    if (!decoder || OSSL_DECODER_CTX_set_pem_password_cb(decoder.get(), noPassphrase, nullptr) != 1
        || OSSL_DECODER_from_bio(decoder.get(), source.get()) != 1)
        return nullptr;
    return own(key);
}

Type typeOf(const Key &key)
{
    switch (EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_RSA: return Type::Rsa;
    case EVP_PKEY_RSA_PSS: return Type::RsaPss;
    case EVP_PKEY_EC: return Type::Ec;
    case EVP_PKEY_ED25519:
    case EVP_PKEY_ED448: return Type::Ed;
    default: return Type::Other;
    }
}

int bitsOf(const Key &key)
{
    return EVP_PKEY_get_bits(key.get());
}

QString curveOf(const Key &key)
{
    if (typeOf(key) == Type::Ed)
        return EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_ED25519 ? u"Ed25519"_s : u"Ed448"_s;
    std::array<char, 64> group{};
    if (EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) != 1)
        return {};
    const auto known = std::find_if(curves.begin(), curves.end(), [&](const Curve &c) { return qstrcmp(c.openssl, group.data()) == 0; });
    return known == curves.end() ? QString() : QString::fromLatin1(known->jwk);
}

qsizetype coordinateSize(const QString &curve)
{
    const Curve *known = curveNamed(curve);
    return known ? known->size : 0;
}

QString whyUnusable(const Key &key)
{
    const ErrorsForgotten forget;
    switch (typeOf(key)) {
    case Type::Rsa:
    case Type::RsaPss:
        return whyNotRsa(key.get());
    case Type::Ec:
        return curveOf(key).isEmpty() || !isPointOnCurve(key.get()) ? tr("The key's point is not on a curve that signatures are made with.") : QString();
    case Type::Ed:
        return {};
    case Type::Other:
        break;
    }
    return tr("Keys of this type can't check signatures of tokens.");
}

}
