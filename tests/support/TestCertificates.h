#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <openssl/ssl.h>

#include <chrono>
#include <memory>

namespace tessera {

// A certificate with its key, made in the test: none is kept in the project.
class TestCertificate {
public:
    struct Options {
        QString commonName = QStringLiteral("test server");
        QStringList names = {QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1"), QStringLiteral("IP:::1")};
        std::chrono::seconds validFrom = -std::chrono::hours(24); // from now
        std::chrono::seconds validUntil = std::chrono::hours(24);
        int rsaBits = 0; // 0: an elliptic curve (P-256), which is quicker to make
        const char *digest = "SHA256";
        bool isAuthority = false;
    };

    // Signed by `issuer`, or by itself where that is null.
    static TestCertificate make(const Options &options, const TestCertificate *issuer = nullptr);
    static TestCertificate authority(const QString &name = QStringLiteral("test authority"));

    [[nodiscard]] QByteArray pem() const;
    [[nodiscard]] QByteArray keyPem(const QByteArray &passphrase = {}) const;
    [[nodiscard]] QByteArray pkcs12(const QByteArray &passphrase) const;
    [[nodiscard]] QByteArray sha256() const;
    [[nodiscard]] X509 *x509() const { return m_certificate.get(); }
    [[nodiscard]] EVP_PKEY *key() const { return m_key.get(); }

    struct ServerOptions {
        int minVersion = TLS1_2_VERSION, maxVersion = TLS1_3_VERSION;
        const TestCertificate *clientAuthority = nullptr; // a certificate of the client is demanded
        bool isWeak = false; // security level 0: keys, digests and versions of old
        QByteArray alpn = {}; // one protocol, "h2"
    };
    [[nodiscard]] std::shared_ptr<SSL_CTX> serverContext(const ServerOptions &options) const;
    [[nodiscard]] std::shared_ptr<SSL_CTX> serverContext() const;

private:
    std::shared_ptr<X509> m_certificate;
    std::shared_ptr<EVP_PKEY> m_key;
};

}
