#include "app/token/VerificationKey.h"

#include "app/json/JsonReader.h"
#include "app/token/Base64Url.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestKeyFile = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("VerificationKey", text);
}

Result<QByteArray> bytesOf(JsonReader &jwk, const char *member)
{
    const QString text = jwk.requiredString(member);
    if (jwk.error())
        return failure(ErrorKind::Input, jwk.error()->message);
    const auto bytes = Base64Url::decodeStrictly(text.toUtf8());
    if (!bytes || bytes->isEmpty())
        return failure(ErrorKind::Input, tr("“%1” of the key is not base64url.").arg(QString::fromLatin1(member)));
    return *bytes;
}

// Of a file that OpenSSL finds none in.
QString whyNoKey(const QByteArray &bytes)
{
    if (bytes.trimmed().isEmpty())
        return tr("It is empty.");
    if (bytes.contains("ENCRYPTED"))
        return tr("It is protected by a passphrase: its public key is enough.");
    if (bytes.startsWith("ssh-") || bytes.startsWith("ecdsa-sha2-") || bytes.contains("BEGIN OPENSSH PRIVATE KEY"))
        return tr("It is an OpenSSH key: ssh-keygen -e -m pkcs8 -f FILE writes it in PEM.");
    return bytes.contains("-----BEGIN ") ? tr("Its PEM can't be read.") : tr("It is neither PEM nor DER nor JSON.");
}

// What a key's owner wants it used for (RFC 7517 sections 4.2 and 4.3).
QString whyNotForSignatures(JsonReader &jwk)
{
    const QString use = jwk.string("use");
    if (jwk.has("use") && use != "sig"_L1)
        return tr("The key is meant for “%1”, not for signatures.").arg(use);
    if (!jwk.has("key_ops"))
        return {};
    const QString operations = jwk.strings("key_ops").join(u", "_s); // some write "sign, verify" as one
    const QStringList each = operations.split(u", "_s);
    if (each.contains("verify"_L1) || each.contains("sign"_L1))
        return {};
    return tr("The key is meant for “%1”, not for signatures.").arg(operations);
}

}

Result<VerificationKey> VerificationKey::fromJwk(const QByteArray &json)
{
    const auto parsed = parseJson(json, tr("The key"));
    if (!parsed)
        return failure(ErrorKind::Input, parsed.error().message);
    JsonReader jwk(*parsed, tr("The key"));
    const QString kind = jwk.requiredString("kty");
    const QString why = whyNotForSignatures(jwk);
    const QString id = jwk.string("kid"), algorithm = jwk.string("alg"), curve = jwk.string("crv");
    if (jwk.error())
        return failure(ErrorKind::Input, jwk.error()->message);
    if (!why.isEmpty())
        return failure(ErrorKind::Input, why);

    Result<VerificationKey> made = failure(ErrorKind::Input, tr("Keys of the type “%1” can't check signatures.").arg(kind));
    if (kind == "oct"_L1) {
        const auto bytes = bytesOf(jwk, "k");
        if (!bytes)
            return failure(bytes.error());
        made = fromSecret(Secret(*bytes), {});
    } else if (kind == "RSA"_L1) {
        const auto n = bytesOf(jwk, "n"), e = bytesOf(jwk, "e");
        if (!n || !e)
            return failure(n ? e.error() : n.error());
        made = fromPublicKey(OpenSslKey::rsa(*n, *e));
    } else if (kind == "EC"_L1) {
        const qsizetype size = OpenSslKey::coordinateSize(curve);
        if (size == 0)
            return failure(ErrorKind::Input, tr("The curve “%1” is not one that signatures are made with.").arg(curve));
        const auto x = bytesOf(jwk, "x"), y = bytesOf(jwk, "y");
        if (!x || !y)
            return failure(x ? y.error() : x.error());
        if (x->size() != size || y->size() != size)
            return failure(ErrorKind::Input, tr("The key's point has not the size that its curve asks for."));
        made = fromPublicKey(OpenSslKey::ec(curve, *x, *y));
    } else if (kind == "OKP"_L1 && (curve == "Ed25519"_L1 || curve == "Ed448"_L1)) {
        const auto x = bytesOf(jwk, "x");
        if (!x)
            return failure(x.error());
        made = fromPublicKey(OpenSslKey::ed(curve, *x));
    }
    if (!made)
        return made;
    made->m_id = id;
    made->m_algorithm = algorithm;
    const SignatureAlgorithm *own = SignatureAlgorithm::named(algorithm);
    if (!algorithm.isEmpty() && (!own || !made->allows(*own)))
        return failure(ErrorKind::Input, tr("The key is meant for “%1”, which is no signature algorithm for a key of its kind.").arg(algorithm));
    if (own && made->isShortFor(*own))
        return failure(ErrorKind::Input, tr("The key has %1 bits; %2 asks for at least %3.").arg(made->m_bits).arg(algorithm).arg(own->digestSize * 8));
    return made;
}

Result<VerificationKey> VerificationKey::fromFile(const QByteArray &bytes, const QString &name)
{
    if (bytes.size() > largestKeyFile)
        return failure(ErrorKind::Input, tr("%1 is too large for a key.").arg(name));
    OpenSslKey::Key key = OpenSslKey::fromFile(bytes);
    auto made = key ? fromPublicKey(std::move(key)) : Result<VerificationKey>(failure(ErrorKind::Input, whyNoKey(bytes)));
    if (!made)
        return failure(ErrorKind::Input, tr("%1 holds no key that can be used: %2").arg(name, made.error().message),
            tr("Expected is a public key or a certificate in PEM or DER, without a passphrase, or a JWK."));
    made->m_name = name;
    return made;
}

Result<VerificationKey> VerificationKey::fromSecret(const Secret &secret, const QString &name)
{
    if (secret.isEmpty())
        return failure(ErrorKind::Input, tr("The shared key is empty."));
    VerificationKey key;
    key.m_secret = secret;
    key.m_bits = int(secret.size()) * 8;
    key.m_name = name;
    return key;
}

Result<VerificationKey> VerificationKey::fromPublicKey(OpenSslKey::Key pkey)
{
    if (!pkey)
        return failure(ErrorKind::Input, tr("The key's numbers make no key."));
    if (const QString why = OpenSslKey::whyUnusable(pkey); !why.isEmpty())
        return failure(ErrorKind::Input, why);
    VerificationKey key;
    key.m_bits = OpenSslKey::bitsOf(pkey);
    key.m_curve = OpenSslKey::curveOf(pkey);
    switch (OpenSslKey::typeOf(pkey)) {
    case OpenSslKey::Type::Rsa: key.m_type = Type::Rsa; break;
    case OpenSslKey::Type::RsaPss: key.m_type = Type::RsaPss; break;
    case OpenSslKey::Type::Ec: key.m_type = Type::Ec; break;
    case OpenSslKey::Type::Ed: key.m_type = Type::Ed; break;
    case OpenSslKey::Type::Other: Q_UNREACHABLE();
    }
    key.m_contexts = std::make_shared<SignatureContexts>(pkey);
    key.m_key = std::move(pkey);
    return key;
}

bool VerificationKey::allows(const SignatureAlgorithm &algorithm) const
{
    using Family = SignatureAlgorithm::Family;
    if (!m_algorithm.isEmpty() && m_algorithm != QLatin1StringView(algorithm.name))
        return false;
    switch (m_type) {
    case Type::Shared:
        return algorithm.family == Family::Hmac;
    case Type::Rsa:
        return algorithm.family == Family::RsaPkcs1 || algorithm.family == Family::RsaPss;
    case Type::RsaPss:
        return algorithm.family == Family::RsaPss;
    case Type::Ec:
        return algorithm.family == Family::Ecdsa && m_curve == QLatin1StringView(algorithm.curve);
    case Type::Ed:
        return algorithm.family == Family::EdDsa && (!algorithm.curve || m_curve == QLatin1StringView(algorithm.curve));
    }
    Q_UNREACHABLE();
}

QStringList VerificationKey::allowed() const
{
    QStringList names;
    for (const SignatureAlgorithm *algorithm : SignatureAlgorithm::all())
        if (allows(*algorithm))
            names.append(QString::fromLatin1(algorithm->name));
    return names;
}

bool VerificationKey::isShortFor(const SignatureAlgorithm &algorithm) const
{
    return m_type == Type::Shared && algorithm.digestSize * 8 > m_bits;
}

QString VerificationKey::name() const
{
    const QString kind = m_type == Type::Shared ? tr("shared key of %1 bits").arg(m_bits)
        : m_type == Type::Rsa || m_type == Type::RsaPss ? tr("RSA key of %1 bits").arg(m_bits)
                                                        : tr("%1 key").arg(m_curve);
    const QString &label = m_id.isEmpty() ? m_name : m_id;
    return label.isEmpty() ? kind : tr("%1 “%2”").arg(kind, label);
}

}
