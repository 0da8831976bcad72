#pragma once

#include "app/base/Result.h"
#include "app/http/NetworkSettings.h"
#include "app/http/tls/TlsProblem.h"

#include <memory>

struct ssl_ctx_st;
struct x509_store_st;
struct x509_store_ctx_st;

namespace tessera {

// What was found about a server's certificate.
struct TlsVerdict {
    QList<TlsProblem> problems; // empty: it can be trusted
    QList<TlsCertificate> chain; // as the server sent it, its own first
    TlsTrust trust = TlsTrust::Verified; // not so where there are problems

    [[nodiscard]] bool isAccepted() const { return trust == TlsTrust::Verified || trust == TlsTrust::Exception; }
    [[nodiscard]] Error error(const QString &authority) const; // kind Tls: all reasons in words, the advice of the first
};

// Decides about server certificates, for both transports: the system's authorities, those of a file in addition, and
// exceptions for one certificate on one host and port. Immutable, may be used from any thread.
class ServerTrust {
public:
    // Reads the CA file. Errors: Input, naming the file.
    [[nodiscard]] static Result<std::shared_ptr<const ServerTrust>> make(
        const QString &caFile, const QList<TlsException> &exceptions);

    // `host` as in Origin::host. Verifies by X509_verify_cert, past the first problem, to name them all.
    [[nodiscard]] TlsVerdict judge(x509_store_ctx_st *context, const QString &host, int port) const;
    // The same for a chain in DER, the server's own first.
    [[nodiscard]] TlsVerdict judge(const QList<QByteArray> &chain, const QString &host, int port) const;

    void applyTo(ssl_ctx_st *context) const; // its authorities; judge() still has to be asked
    [[nodiscard]] const QList<QByteArray> &additionalAuthorities() const { return m_additional; } // DER

private:
    ServerTrust() = default;
    std::shared_ptr<x509_store_st> m_store; // shared: OpenSSL counts it, too
    QList<QByteArray> m_additional;
    QList<TlsException> m_exceptions;
};

}
