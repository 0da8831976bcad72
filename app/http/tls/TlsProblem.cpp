#include "app/http/tls/TlsProblem.h"

#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <openssl/x509_vfy.h>

#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TlsProblem", text);
}

QString dateText(UtcTime time)
{
    const auto utc = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc.date(), u"d MMMM yyyy"_s);
}

// A certificate may hold any name, of any length.
QString nameText(const QString &name)
{
    constexpr qsizetype longest = 200;
    return VisibleText::of(name.toUtf8(), longest);
}

struct LibraryWords {
    const char *words;
    TlsProblem problem;
};

// Parts of OpenSSL's reason texts and alert names, the more telling ones first.
constexpr std::array libraryWords{
    LibraryWords{"certificate required", TlsProblem::CertificateDemanded},
    LibraryWords{"peer did not return a certificate", TlsProblem::CertificateDemanded},
    LibraryWords{"alert unknown ca", TlsProblem::CertificateRefused},
    LibraryWords{"alert bad certificate", TlsProblem::CertificateRefused},
    LibraryWords{"alert certificate expired", TlsProblem::CertificateRefused},
    LibraryWords{"alert certificate revoked", TlsProblem::CertificateRefused},
    LibraryWords{"alert certificate unknown", TlsProblem::CertificateRefused},
    LibraryWords{"alert unsupported certificate", TlsProblem::CertificateRefused},
    LibraryWords{"alert access denied", TlsProblem::CertificateRefused},
    LibraryWords{"protocol version", TlsProblem::OldVersion},
    LibraryWords{"unsupported protocol", TlsProblem::OldVersion},
    LibraryWords{"version too low", TlsProblem::OldVersion},
    LibraryWords{"no protocols available", TlsProblem::OldVersion},
    LibraryWords{"wrong version number", TlsProblem::NotTls},
    LibraryWords{"http request", TlsProblem::NotTls},
    LibraryWords{"unknown protocol", TlsProblem::NotTls},
    LibraryWords{"packet length too long", TlsProblem::NotTls},
    LibraryWords{"bad record type", TlsProblem::NotTls},
    LibraryWords{"key too small", TlsProblem::WeakKey},
    LibraryWords{"ca md too weak", TlsProblem::WeakSignature},
    LibraryWords{"wrong signature type", TlsProblem::WeakSignature},
    LibraryWords{"no suitable signature algorithm", TlsProblem::WeakSignature},
    LibraryWords{"handshake failure", TlsProblem::NothingInCommon},
    LibraryWords{"no shared cipher", TlsProblem::NothingInCommon},
    LibraryWords{"insufficient security", TlsProblem::NothingInCommon},
    LibraryWords{"unexpected eof", TlsProblem::CutOff},
    LibraryWords{"ssl_error_syscall", TlsProblem::CutOff},
    LibraryWords{"connection reset", TlsProblem::CutOff},
};

}

bool isAboutServerCertificate(TlsProblem problem)
{
    return problem <= TlsProblem::BadCertificate;
}

TlsProblem tlsProblemOfVerifyCode(long code)
{
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return TlsProblem::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return TlsProblem::NotYetValid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return TlsProblem::WrongHost;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return TlsProblem::SelfSigned;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
        return TlsProblem::UnknownAuthority;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
        return TlsProblem::WeakKey;
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return TlsProblem::WeakSignature;
    case X509_V_ERR_CERT_REVOKED:
        return TlsProblem::Revoked;
    default:
        return TlsProblem::BadCertificate;
    }
}

TlsProblem tlsProblemOfLibraryText(const QString &text)
{
    for (const LibraryWords &entry : libraryWords) {
        if (text.contains(QLatin1StringView(entry.words), Qt::CaseInsensitive))
            return entry.problem;
    }
    return TlsProblem::Other;
}

QString tlsReason(TlsProblem problem, const TlsCertificate &certificate)
{
    switch (problem) {
    case TlsProblem::Expired:
        return tr("its certificate expired on %1").arg(dateText(certificate.notAfter));
    case TlsProblem::NotYetValid:
        return tr("its certificate is not valid before %1").arg(dateText(certificate.notBefore));
    case TlsProblem::WrongHost:
        return tr("its certificate is for another host (%1)").arg(nameText(certificate.subject));
    case TlsProblem::SelfSigned:
        return tr("its certificate is self-signed");
    case TlsProblem::UnknownAuthority:
        return tr("its certificate was issued by an authority that is not known here (%1)").arg(nameText(certificate.issuer));
    case TlsProblem::WeakKey:
        return tr("its certificate has a key that is too weak");
    case TlsProblem::WeakSignature:
        return tr("its certificate is signed with a method that is too weak");
    case TlsProblem::Revoked:
        return tr("its certificate has been revoked");
    case TlsProblem::BadCertificate:
        return tr("its certificate is not valid");
    case TlsProblem::OldVersion:
        return tr("it offers only TLS versions that are too old (TLS 1.2 or newer is needed)");
    case TlsProblem::NothingInCommon:
        return tr("the two sides found no way of encrypting that both accept, or it demands a client certificate");
    case TlsProblem::CertificateDemanded:
        return tr("it demands a client certificate");
    case TlsProblem::CertificateRefused:
        return tr("it refused the client certificate");
    case TlsProblem::NotTls:
        return tr("it does not speak TLS at this port");
    case TlsProblem::CutOff:
        return tr("it closed the connection during the TLS handshake");
    case TlsProblem::Other:
        break;
    }
    return tr("the TLS handshake failed");
}

QString tlsAdvice(TlsProblem problem)
{
    switch (problem) {
    case TlsProblem::Expired:
    case TlsProblem::NotYetValid:
        return tr("Check this machine's clock. If it is right, the server needs a new certificate.");
    case TlsProblem::WrongHost:
        return tr("Check the host in the URL: the certificate belongs to somebody else.");
    case TlsProblem::SelfSigned:
    case TlsProblem::UnknownAuthority:
        return tr("If the server is your own or your company's, name its CA file in the environment, or trust this one "
                  "certificate for this host.");
    case TlsProblem::WeakKey:
    case TlsProblem::WeakSignature:
    case TlsProblem::Revoked:
    case TlsProblem::BadCertificate:
        return tr("The server needs another certificate. Trust this one only if you know why it is as it is.");
    case TlsProblem::OldVersion:
        return tr("The server has to be brought up to date.");
    case TlsProblem::NothingInCommon:
        return tr("If the server asks for a client certificate, choose one in the environment; else it is out of date.");
    case TlsProblem::CertificateDemanded:
        return tr("Choose a client certificate in the environment.");
    case TlsProblem::CertificateRefused:
        return tr("Choose another client certificate in the environment.");
    case TlsProblem::NotTls:
        return tr("Check the port, or use http:// for a server without TLS.");
    case TlsProblem::CutOff:
    case TlsProblem::Other:
        break;
    }
    return tr("Check the port, and whether something stands between here and the server.");
}

}
