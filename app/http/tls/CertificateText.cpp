#include "app/http/tls/CertificateText.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>

namespace tessera {

namespace {

QString nameText(const X509_NAME *name)
{
    BIO *bio = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QString text = QString::fromUtf8(data, size);
    BIO_free(bio);
    return text;
}

UtcTime timeOf(const ASN1_TIME *time)
{
    // ASN1_TIME_to_tm gives UTC, mktime wants local time: counted from the epoch by OpenSSL instead.
    ASN1_TIME *epoch = ASN1_TIME_set(nullptr, 0);
    int days = 0;
    int seconds = 0;
    const bool isGood = ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    return UtcTime(isGood ? std::chrono::days(days) + std::chrono::seconds(seconds) : std::chrono::seconds(0));
}

}

TlsCertificate certificateOf(const x509_st *certificate)
{
    TlsCertificate text;
    text.subject = nameText(X509_get_subject_name(certificate));
    text.issuer = nameText(X509_get_issuer_name(certificate));
    text.notBefore = timeOf(X509_get0_notBefore(certificate));
    text.notAfter = timeOf(X509_get0_notAfter(certificate));
    unsigned int size = EVP_MAX_MD_SIZE;
    text.sha256.resize(qsizetype(size));
    X509_digest(certificate, EVP_sha256(), reinterpret_cast<unsigned char *>(text.sha256.data()), &size);
    text.sha256.truncate(qsizetype(size));
    return text;
}

}
