#include "app/http/tls/ClientIdentity.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QSslKey>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>

#include <cstring>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ClientIdentity", text);
}

constexpr qint64 largestFile = 1024 * 1024;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio reading(const QByteArray &bytes)
{
    return {BIO_new_mem_buf(bytes.constData(), int(bytes.size())), &BIO_free};
}

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Input, tr("The client certificate file %1 can't be read: %2.").arg(path, file.errorString()),
            tr("Choose another in the environment."));
    return file.read(largestFile);
}

// Without a passphrase OpenSSL would ask on the terminal: an empty one is given instead.
int givePassphrase(char *buffer, int size, int, void *passphrase)
{
    const auto *bytes = static_cast<const QByteArray *>(passphrase);
    const int length = int(qMin<qsizetype>(bytes->size(), size));
    std::memcpy(buffer, bytes->constData(), std::size_t(length));
    return length;
}

Error passphraseError(const QString &path)
{
    return {ErrorKind::Input, tr("The passphrase does not open the key in %1.").arg(path),
        tr("Type it again; a key that is not encrypted needs none.")};
}

bool isPem(const QByteArray &bytes)
{
    return bytes.contains("-----BEGIN ");
}

}

Result<std::shared_ptr<const ClientIdentity>> ClientIdentity::read(const ClientCertificate &files)
{
    const auto bytes = contents(files.certificateFile);
    if (!bytes)
        return failure(bytes.error());
    ERR_clear_error();
    std::shared_ptr<ClientIdentity> identity(new ClientIdentity);
    QByteArray passphrase = files.passphrase.revealUtf8();
    const auto adopt = [&](X509 *certificate) {
        identity->m_chain.append(std::shared_ptr<X509>(certificate, X509_free));
    };

    if (!isPem(*bytes)) {
        const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> store(d2i_PKCS12_bio(reading(*bytes).get(), nullptr), &PKCS12_free);
        if (!store)
            return failure(ErrorKind::Input, tr("%1 is neither a PEM nor a PKCS#12 file.").arg(files.certificateFile),
                tr("Choose a file with a certificate and its key."));
        EVP_PKEY *key = nullptr;
        X509 *certificate = nullptr;
        STACK_OF(X509) *others = nullptr;
        if (PKCS12_parse(store.get(), passphrase.constData(), &key, &certificate, &others) != 1) {
            const bool isWrongPassphrase = ERR_GET_REASON(ERR_peek_last_error()) == PKCS12_R_MAC_VERIFY_FAILURE;
            ERR_clear_error();
            if (isWrongPassphrase)
                return failure(passphraseError(files.certificateFile));
            return failure(ErrorKind::Input, tr("%1 is encrypted in a way that is not supported any more.").arg(files.certificateFile),
                tr("Export it again with a current program."));
        }
        identity->m_key.reset(key, EVP_PKEY_free);
        if (certificate)
            adopt(certificate);
        while (sk_X509_num(others) > 0)
            adopt(sk_X509_shift(others));
        sk_X509_free(others);
    } else {
        const Bio certificates = reading(*bytes);
        while (X509 *certificate = PEM_read_bio_X509(certificates.get(), nullptr, givePassphrase, &passphrase))
            adopt(certificate);
        ERR_clear_error(); // the end of the file reads as an error
        const QString keyFile = files.keyFile.isEmpty() ? files.certificateFile : files.keyFile;
        const auto keyBytes = contents(keyFile);
        if (!keyBytes)
            return failure(keyBytes.error());
        identity->m_key.reset(
            PEM_read_bio_PrivateKey(reading(*keyBytes).get(), nullptr, givePassphrase, &passphrase), EVP_PKEY_free);
        ERR_clear_error();
        if (!identity->m_key && keyBytes->contains("PRIVATE KEY-----"))
            return failure(passphraseError(keyFile));
        if (!identity->m_key)
            return failure(ErrorKind::Input, tr("%1 holds no private key.").arg(keyFile),
                tr("Choose the file that has the key of the certificate."));
    }
    if (identity->m_chain.isEmpty())
        return failure(ErrorKind::Input, tr("%1 holds no certificate.").arg(files.certificateFile),
            tr("It should have lines that begin with -----BEGIN CERTIFICATE-----."));
    if (!identity->m_key || X509_check_private_key(identity->m_chain.constFirst().get(), identity->m_key.get()) != 1) {
        ERR_clear_error();
        return failure(ErrorKind::Input, tr("The key does not belong to the certificate in %1.").arg(files.certificateFile),
            tr("Choose the key that the certificate was made for."));
    }
    return identity;
}

void ClientIdentity::applyTo(QSslConfiguration &configuration) const
{
    QList<QSslCertificate> chain;
    for (const auto &certificate : m_chain) {
        unsigned char *der = nullptr;
        const int size = i2d_X509(certificate.get(), &der);
        chain.append(QSslCertificate(QByteArray(reinterpret_cast<const char *>(der), size), QSsl::Der));
        OPENSSL_free(der);
    }
    configuration.setLocalCertificateChain(chain);

    EVP_PKEY_up_ref(m_key.get());
    configuration.setPrivateKey(QSslKey(Qt::HANDLE(m_key.get()), QSsl::PrivateKey));
}

bool ClientIdentity::applyTo(ssl_ctx_st *context) const
{
    if (SSL_CTX_use_certificate(context, m_chain.constFirst().get()) != 1
        || SSL_CTX_use_PrivateKey(context, m_key.get()) != 1)
        return false;
    for (qsizetype i = 1; i < m_chain.size(); ++i)
        SSL_CTX_add1_chain_cert(context, m_chain.at(i).get());
    return true;
}

}
