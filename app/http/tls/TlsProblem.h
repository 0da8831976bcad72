#pragma once

#include "app/http/HttpExchange.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// Why a TLS connection did not come about, as far as it can be told.
enum class TlsProblem {
    // The server's certificate; an exception can be made for these, deliberately.
    Expired,
    NotYetValid,
    WrongHost,
    SelfSigned,
    UnknownAuthority,
    WeakKey,
    WeakSignature,
    Revoked,
    BadCertificate,
    // The handshake; nothing the user trusts changes these.
    OldVersion,
    NothingInCommon,
    CertificateDemanded,
    CertificateRefused,
    NotTls,
    CutOff,
    Other,
};

[[nodiscard]] bool isAboutServerCertificate(TlsProblem problem);
[[nodiscard]] TlsProblem tlsProblemOfVerifyCode(long code); // X509_V_ERR_...
// From the words of the TLS library ("tlsv1 alert protocol version").
[[nodiscard]] TlsProblem tlsProblemOfLibraryText(const QString &text);

// The end of "The connection to X is not safe: ": "its certificate expired on 3 May 2024". The certificate gives
// names and dates where there is one.
[[nodiscard]] QString tlsReason(TlsProblem problem, const TlsCertificate &certificate = {});
[[nodiscard]] QString tlsAdvice(TlsProblem problem);

}
