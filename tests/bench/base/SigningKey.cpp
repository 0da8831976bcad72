#include "tests/bench/base/SigningKey.h"

#include "tests/bench/support/Figure.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace tessera::bench {

namespace {

const uchar *bytes(const QByteArray &array)
{
    return reinterpret_cast<const uchar *>(array.constData());
}

uchar *bytes(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

EVP_PKEY *generate(SigningKey::Kind kind)
{
    switch (kind) {
    case SigningKey::Kind::Rs256:
        return EVP_RSA_gen(2048);
    case SigningKey::Kind::Es256:
        return EVP_EC_gen("P-256");
    case SigningKey::Kind::EdDsa:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    Q_UNREACHABLE();
}

// RFC 7518 section 3.4: r and s side by side.
QByteArray sideBySide(const QByteArray &der)
{
    constexpr int half = 32;
    const uchar *from = bytes(der);
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &from, long(der.size()));
    QByteArray result(2 * half, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), bytes(result), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), bytes(result) + half, half);
    ECDSA_SIG_free(pair);
    return result;
}

}

SigningKey::SigningKey(Kind kind)
    : m_kind(kind)
    , m_key(generate(kind))
{
    demand(m_key, "no key could be made");
    if (kind == Kind::EdDsa) {
        m_wholeCheck = EVP_MD_CTX_new();
        demand(EVP_DigestVerifyInit(m_wholeCheck, nullptr, nullptr, nullptr, m_key) == 1, "the key can't check");
        return;
    }
    m_check = EVP_PKEY_CTX_new(m_key, nullptr);
    demand(EVP_PKEY_verify_init(m_check) == 1 && EVP_PKEY_CTX_set_signature_md(m_check, EVP_sha256()) == 1, "the key can't check");
}

SigningKey::~SigningKey()
{
    EVP_MD_CTX_free(m_wholeCheck);
    EVP_PKEY_CTX_free(m_check);
    EVP_PKEY_free(m_key);
}

const char *SigningKey::algorithm(Kind kind)
{
    return kind == Kind::Rs256 ? "RS256" : kind == Kind::Es256 ? "ES256" : "EdDSA";
}

QByteArray SigningKey::publicPem() const
{
    BIO *to = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(to, m_key);
    char *text = nullptr;
    const long size = BIO_get_mem_data(to, &text);
    const QByteArray pem(text, qsizetype(size));
    BIO_free(to);
    return pem;
}

QByteArray SigningKey::sign(const QByteArray &input)
{
    m_input = input;
    m_digest.resize(EVP_MAX_MD_SIZE);
    unsigned digestSize = 0;
    EVP_Digest(input.constData(), std::size_t(input.size()), bytes(m_digest), &digestSize, EVP_sha256(), nullptr);
    m_digest.truncate(qsizetype(digestSize));

    EVP_MD_CTX *context = EVP_MD_CTX_new();
    std::size_t size = 0;
    const EVP_MD *digest = m_kind == Kind::EdDsa ? nullptr : EVP_sha256();
    demand(EVP_DigestSignInit(context, nullptr, digest, nullptr, m_key) == 1
            && EVP_DigestSign(context, nullptr, &size, bytes(input), std::size_t(input.size())) == 1,
        "the key can't sign");
    m_signature.resize(qsizetype(size));
    demand(EVP_DigestSign(context, bytes(m_signature), &size, bytes(input), std::size_t(input.size())) == 1, "the key can't sign");
    m_signature.truncate(qsizetype(size));
    EVP_MD_CTX_free(context);
    return m_kind == Kind::Es256 ? sideBySide(m_signature) : m_signature;
}

bool SigningKey::isGood()
{
    if (m_kind == Kind::EdDsa)
        return EVP_DigestVerify(m_wholeCheck, bytes(m_signature), std::size_t(m_signature.size()), bytes(m_input), std::size_t(m_input.size())) == 1;
    return EVP_PKEY_verify(m_check, bytes(m_signature), std::size_t(m_signature.size()), bytes(m_digest), std::size_t(m_digest.size())) == 1;
}

}
