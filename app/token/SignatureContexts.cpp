#include "app/token/SignatureContexts.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace tessera {

namespace {

SignatureContexts::Context prepared(const SignatureAlgorithm &algorithm, EVP_PKEY *key)
{
    SignatureContexts::Context context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *options = nullptr; // belongs to the context
    if (!context || EVP_DigestVerifyInit_ex(context.get(), &options, algorithm.digest, nullptr, nullptr, key, nullptr) != 1)
        return nullptr;
    if (algorithm.family == SignatureAlgorithm::Family::RsaPss
        && (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return nullptr;
    return context;
}

}

void SignatureContexts::Freed::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

SignatureContexts::SignatureContexts(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
{
}

SignatureContexts::Context SignatureContexts::contextFor(const SignatureAlgorithm &algorithm)
{
    const std::lock_guard lock(m_mutex);
    auto found = std::find_if(m_prepared.begin(), m_prepared.end(), [&](const Prepared &one) { return one.algorithm == &algorithm; });
    if (found == m_prepared.end()) {
        Context made = prepared(algorithm, m_key.get());
        if (!made)
            return nullptr;
        found = m_prepared.insert(found, {&algorithm, std::move(made)});
    }
    Context copy(EVP_MD_CTX_new());
    return copy && EVP_MD_CTX_copy_ex(copy.get(), found->context.get()) == 1 ? std::move(copy) : nullptr;
}

}
