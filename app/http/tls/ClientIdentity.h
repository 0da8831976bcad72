#pragma once

#include "app/base/Result.h"
#include "app/http/NetworkSettings.h"

#include <QtNetwork/QSslConfiguration>

#include <memory>

struct evp_pkey_st;
struct ssl_ctx_st;
struct x509_st;

namespace tessera {

// The client's certificate and key as read from their files, for both transports.
class ClientIdentity {
public:
    // PEM (certificate, perhaps a chain, and a key in the same file or another) or PKCS#12.
    // Errors: Input, naming the file and what is wrong with it: missing, wrong passphrase, a key that does not fit.
    [[nodiscard]] static Result<std::shared_ptr<const ClientIdentity>> read(const ClientCertificate &files);

    void applyTo(QSslConfiguration &configuration) const;
    [[nodiscard]] bool applyTo(ssl_ctx_st *context) const;

private:
    ClientIdentity() = default;
    std::shared_ptr<evp_pkey_st> m_key; // shared: OpenSSL counts them, too
    QList<std::shared_ptr<x509_st>> m_chain; // its own first
};

}
