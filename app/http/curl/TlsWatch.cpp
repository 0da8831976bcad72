#include "app/http/curl/TlsWatch.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace tessera::TlsWatch {

namespace {

void freeCheck(void *, void *check, CRYPTO_EX_DATA *, int, long, void *)
{
    delete static_cast<Check *>(check);
}

void freeVerdict(void *, void *verdict, CRYPTO_EX_DATA *, int, long, void *)
{
    delete static_cast<TlsVerdict *>(verdict);
}

// Places for our data in the library's objects, freed with them.
int checkIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, freeCheck);
    return index;
}

int verdictIndex()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, freeVerdict);
    return index;
}

int judge(X509_STORE_CTX *context, void *argument)
{
    const auto *check = static_cast<const Check *>(argument);
    auto *connection = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const TlsVerdict verdict = check->trust->judge(context, check->host, check->port);
    check->outcome->verdict = verdict;
    delete static_cast<TlsVerdict *>(SSL_get_ex_data(connection, verdictIndex()));
    SSL_set_ex_data(connection, verdictIndex(), new TlsVerdict(verdict));
    X509_STORE_CTX_set_error(context, verdict.isAccepted() ? X509_V_OK : X509_V_ERR_CERT_REJECTED);
    return verdict.isAccepted() ? 1 : 0;
}

// Asked where the server wants a certificate and none was set.
int noteMissingIdentity(SSL *connection, X509 **, EVP_PKEY **)
{
    const auto *check = static_cast<const Check *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), checkIndex()));
    check->outcome->isIdentityMissing = true;
    return 0;
}

}

bool install(ssl_ctx_st *context, Check check)
{
    if (check.identity && !check.identity->applyTo(context))
        return false;
    check.trust->applyTo(context);
    if (!check.identity)
        SSL_CTX_set_client_cert_cb(context, noteMissingIdentity);
    auto *kept = new Check(std::move(check));
    SSL_CTX_set_ex_data(context, checkIndex(), kept);
    SSL_CTX_set_cert_verify_callback(context, judge, kept);
    return true;
}

std::optional<TlsInfo> infoOf(const ssl_st *connection)
{
    TlsInfo info;
    info.version = QString::fromLatin1(SSL_get_version(connection));
    info.cipher = QString::fromLatin1(SSL_get_cipher_name(connection));
    if (const auto *verdict = static_cast<const TlsVerdict *>(SSL_get_ex_data(connection, verdictIndex()))) {
        info.chain = verdict->chain;
        info.trust = verdict->trust;
    }
    return info;
}

}
