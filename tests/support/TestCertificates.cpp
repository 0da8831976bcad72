#include "tests/support/TestCertificates.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace tessera {

namespace {

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray bytes(data, size);
    BIO_free(bio);
    return bytes;
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

}

TestCertificate TestCertificate::make(const Options &options, const TestCertificate *issuer)
{
    TestCertificate made;
    EVP_PKEY *key = options.rsaBits > 0 ? EVP_RSA_gen(unsigned(options.rsaBits)) : EVP_EC_gen("P-256");
    made.m_key.reset(key, EVP_PKEY_free);
    X509 *certificate = X509_new();
    made.m_certificate.reset(certificate, X509_free);

    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), QRandomGenerator::global()->generate64() >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), options.validFrom.count());
    X509_gmtime_adj(X509_getm_notAfter(certificate), options.validUntil.count());
    X509_set_pubkey(certificate, key);
    const QByteArray name = options.commonName.toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(name.constData()), int(name.size()), -1, 0);
    X509 *signer = issuer ? issuer->x509() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    addExtension(certificate, signer, NID_basic_constraints, options.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(certificate, signer, NID_subject_key_identifier, "hash");
    addExtension(certificate, signer, NID_authority_key_identifier, "keyid");
    if (!options.isAuthority && !options.names.isEmpty())
        addExtension(certificate, signer, NID_subject_alt_name, options.names.join(u',').toUtf8());
    X509_sign(certificate, issuer ? issuer->key() : key, EVP_get_digestbyname(options.digest));
    return made;
}

TestCertificate TestCertificate::authority(const QString &name)
{
    Options options;
    options.commonName = name;
    options.isAuthority = true;
    return make(options);
}

QByteArray TestCertificate::pem() const
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, x509());
    return contents(bio);
}

QByteArray TestCertificate::keyPem(const QByteArray &passphrase) const
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key(), passphrase.isEmpty() ? nullptr : EVP_aes_256_cbc(),
        reinterpret_cast<const unsigned char *>(passphrase.constData()), int(passphrase.size()), nullptr, nullptr);
    return contents(bio);
}

QByteArray TestCertificate::pkcs12(const QByteArray &passphrase) const
{
    PKCS12 *store = PKCS12_create(passphrase.constData(), "test", key(), x509(), nullptr, 0, 0, 0, 0, 0);
    BIO *bio = BIO_new(BIO_s_mem());
    i2d_PKCS12_bio(bio, store);
    PKCS12_free(store);
    return contents(bio);
}

QByteArray TestCertificate::sha256() const
{
    unsigned char *der = nullptr;
    const int size = i2d_X509(x509(), &der);
    const QByteArray hash = QCryptographicHash::hash(QByteArrayView(der, size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return hash;
}

std::shared_ptr<SSL_CTX> TestCertificate::serverContext(const ServerOptions &options) const
{
    const auto alpn = std::make_shared<QByteArray>(options.alpn); // lives as long as the context, which asks for it
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), [alpn](SSL_CTX *raw) { SSL_CTX_free(raw); });
    SSL_CTX_set_security_level(context.get(), options.isWeak ? 0 : 2);
    if (options.isWeak)
        SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context.get(), options.minVersion);
    SSL_CTX_set_max_proto_version(context.get(), options.maxVersion);
    SSL_CTX_use_certificate(context.get(), x509());
    SSL_CTX_use_PrivateKey(context.get(), key());
    if (options.clientAuthority) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), options.clientAuthority->x509());
        SSL_CTX_add_client_CA(context.get(), options.clientAuthority->x509());
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    if (!options.alpn.isEmpty()) {
        SSL_CTX_set_alpn_select_cb(
            context.get(),
            [](SSL *, const unsigned char **out, unsigned char *size, const unsigned char *offered, unsigned int length, void *arg) {
                const auto &wanted = *static_cast<QByteArray *>(arg);
                for (unsigned int i = 0; i < length; i += offered[i] + 1U) {
                    if (QByteArrayView(offered + i + 1, offered[i]) == wanted) {
                        *out = offered + i + 1;
                        *size = offered[i];
                        return SSL_TLSEXT_ERR_OK;
                    }
                }
                return SSL_TLSEXT_ERR_NOACK;
            },
            alpn.get());
    }
    return context;
}

std::shared_ptr<SSL_CTX> TestCertificate::serverContext() const
{
    return serverContext(ServerOptions());
}

}
