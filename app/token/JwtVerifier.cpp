#include "app/token/JwtVerifier.h"

#include "app/json/JsonReader.h"
#include "app/token/ErrorsForgotten.h"

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <QtCore/QCoreApplication>

#include <array>
#include <memory>

namespace tessera {

using namespace Qt::StringLiterals;
using State = SignatureCheck::State;

namespace {

constexpr qsizetype mostTried = 100; // keys, for one signature

QString tr(const char *text)
{
    return QCoreApplication::translate("JwtVerifier", text);
}

const uchar *bytes(const QByteArray &array)
{
    return reinterpret_cast<const uchar *>(array.constData());
}

SignatureCheck invalid(const QString &algorithm, const QString &reason)
{
    return {State::Invalid, {}, algorithm, reason, {}};
}

bool checkHmac(const SignatureAlgorithm &algorithm, const QByteArray &secret, const QByteArray &input, const QByteArray &signature)
{
    std::array<uchar, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    if (!HMAC(EVP_get_digestbyname(algorithm.digest), secret.constData(), int(secret.size()), bytes(input), size_t(input.size()), mac.data(), &size))
        return false;
    return signature.size() == qsizetype(size) && CRYPTO_memcmp(mac.data(), signature.constData(), size) == 0;
}

// RFC 7518 section 3.4: r and s side by side, each as long as the curve's order; OpenSSL takes DER.
QByteArray derOf(const QByteArray &signature, int orderBits)
{
    const qsizetype half = (orderBits + 7) / 8;
    if (signature.size() != 2 * half)
        return {};
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
    BIGNUM *r = BN_bin2bn(bytes(signature), int(half), nullptr);
    BIGNUM *s = BN_bin2bn(bytes(signature) + half, int(half), nullptr);
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    uchar *der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const QByteArray result(reinterpret_cast<const char *>(der), std::max(size, 0));
    OPENSSL_free(der);
    return result;
}

bool checkWithPublicKey(const SignatureAlgorithm &algorithm, const VerificationKey &key, const QByteArray &input, const QByteArray &signature)
{
    const bool isPair = algorithm.family == SignatureAlgorithm::Family::Ecdsa;
    const QByteArray der = isPair ? derOf(signature, EVP_PKEY_get_bits(key.publicKey())) : signature;
    if (der.isEmpty())
        return false;
    const auto context = key.contexts().contextFor(algorithm);
    return context && EVP_DigestVerify(context.get(), bytes(der), size_t(der.size()), bytes(input), size_t(input.size())) == 1;
}

bool isSignedBy(const VerificationKey &key, const SignatureAlgorithm &algorithm, const Jws &jws)
{
    const ErrorsForgotten forget;
    const QByteArray input = jws.protectedHeader + '.' + jws.payload;
    if (key.type() == VerificationKey::Type::Shared)
        return checkHmac(algorithm, key.secret().revealUtf8(), input, jws.signature);
    return checkWithPublicKey(algorithm, key, input, jws.signature);
}

// RFC 7515 section 4.1.11: names that must be understood. Only b64 (RFC 7797) is.
QString whyNotCritical(const Jws &jws)
{
    const TokenClaim *b64 = jws.protectedClaims.find(u"b64");
    const TokenClaim *critical = jws.header(u"crit");
    if (b64 && b64->type != TokenClaim::Type::Boolean)
        return tr("The header's “b64” is neither true nor false.");
    if (!critical)
        return {};
    const QStringList names = critical->texts();
    const auto list = parseJson(critical->json, {});
    if (!jws.protectedClaims.find(u"crit") || !list || !list->is_array() || names.isEmpty() || qsizetype(list->size()) != names.size()
        || QSet<QString>(names.begin(), names.end()).size() != names.size())
        return tr("The header's “crit” is not as it should be.");
    for (const QString &name : names)
        if (name != "b64"_L1 || !b64)
            return tr("The header calls “%1” critical, which is not understood here.").arg(name);
    return {};
}

// Nobody vouches for what stands in the unprotected header of the JSON forms: what is used of it shows itself to be right
// by the signature that fits, and nothing else may stand there.
QString whyNotUnprotected(const Jws &jws)
{
    for (const TokenClaim &claim : jws.unprotectedClaims.all())
        if (claim.name != "alg"_L1 && claim.name != "kid"_L1)
            return tr("“%1” stands in the unprotected header, where anybody can write.").arg(claim.name);
    return {};
}

QString noteOn(const Jws &jws, const VerificationKey &key, const SignatureAlgorithm &algorithm)
{
    if (key.isShortFor(algorithm))
        return tr("The shared key is shorter than the %1 bits that %2 asks for: it can be guessed offline.")
            .arg(algorithm.digestSize * 8)
            .arg(QString::fromLatin1(algorithm.name));
    if (!jws.isPayloadEncoded() && !jws.header(u"crit")) // RFC 7797 section 6 demands it
        return tr("The header says “b64”: false without calling it critical: other programs may read another payload.");
    return {};
}

}

JwtVerifier::JwtVerifier(const QList<VerificationKey> &keys, const QStringList &algorithms, Names names)
    : m_keys(keys)
    , m_algorithms(algorithms)
    , m_names(names)
{
}

SignatureCheck JwtVerifier::check(const Jws &jws) const
{
    const TokenClaim *alg = jws.header(u"alg");
    const QString name = alg && alg->type == TokenClaim::Type::Text ? alg->text() : QString();
    const SignatureAlgorithm *algorithm = SignatureAlgorithm::named(name);
    if (const QString why = whyNot(jws, algorithm, name); !why.isEmpty())
        return invalid(name, why);
    const QList<VerificationKey> keys = candidates(jws);
    if (keys.size() > mostTried)
        return invalid(name, tr("%1 keys could be the one, which are too many to try; the token should name one by its “kid”.").arg(keys.size()));
    if (keys.isEmpty())
        return invalid(name, m_keys.isEmpty() ? tr("There is no key to check it with.") : tr("None of the keys is the one that the token names: “%1”.").arg(jws.header(u"kid")->text()));
    QStringList allowed;
    for (const VerificationKey &key : keys) {
        if (!key.allows(*algorithm)) {
            allowed += key.allowed();
            continue;
        }
        if (!isSignedBy(key, *algorithm, jws))
            continue;
        return {State::Valid, key.name(), name, {}, noteOn(jws, key, *algorithm)};
    }
    allowed.removeDuplicates();
    if (keys.size() == 1 && !allowed.isEmpty())
        return invalid(name, tr("The token says %1, but the key is for %2.").arg(name, allowed.join(u", "_s)));
    return invalid(name, keys.size() == 1 ? tr("The signature does not fit: the token was changed, or another key signed it.")
                                          : tr("The signature fits none of the %1 keys: the token was changed, or another key signed it.").arg(keys.size()));
}

SignatureCheck JwtVerifier::check(QByteArrayView token) const
{
    const auto signatures = Jws::parse(token);
    if (!signatures)
        return invalid({}, signatures.error().message);
    if (signatures->size() == 1)
        return check(signatures->constFirst());
    QStringList reasons;
    for (qsizetype i = 0; i < signatures->size(); ++i) {
        SignatureCheck result = check(signatures->at(i));
        if (result.state == State::Valid) {
            result.note = tr("It is number %1 of %2 signatures; the others say nothing about this key. %3").arg(i + 1).arg(signatures->size()).arg(result.note).trimmed();
            return result;
        }
        reasons += tr("Number %1: %2").arg(i + 1).arg(result.reason);
    }
    return invalid({}, tr("None of the %1 signatures is valid.").arg(reasons.size()) + u' ' + reasons.join(u' '));
}

QString JwtVerifier::whyNot(const Jws &jws, const SignatureAlgorithm *algorithm, const QString &name) const
{
    if (name.compare("none"_L1, Qt::CaseInsensitive) == 0)
        return tr("The token says “alg”: “%1”: it is not signed at all, and anybody can have written it.").arg(name);
    if (name.isEmpty())
        return tr("The header does not say which algorithm signed the token.");
    if (!algorithm)
        return tr("“%1” is no signature algorithm that is known here.").arg(name);
    if (!m_algorithms.isEmpty() && !m_algorithms.contains(name))
        return tr("The token says %1, but only %2 is allowed.").arg(name, m_algorithms.join(u", "_s));
    if (jws.signature.isEmpty())
        return tr("The signature is missing.");
    const QString why = whyNotCritical(jws);
    return why.isEmpty() ? whyNotUnprotected(jws) : why;
}

QList<VerificationKey> JwtVerifier::candidates(const Jws &jws) const
{
    if (m_names == Names::Ignored)
        return m_keys;
    const TokenClaim *kid = jws.header(u"kid");
    const QString id = kid ? kid->text() : QString();
    QList<VerificationKey> named, nameless;
    for (const VerificationKey &key : m_keys) {
        if (key.id().isEmpty())
            nameless.append(key);
        else if (id.isEmpty() || key.id() == id)
            named.append(key);
    }
    return named + nameless;
}

}
