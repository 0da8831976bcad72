#pragma once

#include <QtCore/QByteArray>

#include <openssl/evp.h>

#include <memory>

namespace tessera::bench {

// A key pair of OpenSSL's, new each time: signs a token's first two parts, and checks a signature as `openssl speed` does, with
// a context that was made before; RSA and ECDSA with a digest that was, too.
class SigningKey {
public:
    enum class Kind { Rs256, Es256, EdDsa };
    explicit SigningKey(Kind kind);
    ~SigningKey();
    SigningKey(const SigningKey &) = delete;
    SigningKey &operator=(const SigningKey &) = delete;

    [[nodiscard]] static const char *algorithm(Kind kind); // as a token's header has it
    [[nodiscard]] QByteArray publicPem() const;
    // The bytes of a JWS signature. What is checked from here on is this one.
    [[nodiscard]] QByteArray sign(const QByteArray &input);
    [[nodiscard]] bool isGood(); // the last signature

private:
    Kind m_kind;
    EVP_PKEY *m_key = nullptr;
    EVP_PKEY_CTX *m_check = nullptr; // of RSA and ECDSA
    EVP_MD_CTX *m_wholeCheck = nullptr; // of EdDSA
    QByteArray m_input, m_digest;
    QByteArray m_signature; // as OpenSSL has it
};

}
