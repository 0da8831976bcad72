#pragma once

#include "app/token/SignatureAlgorithm.h"

#include <memory>
#include <mutex>
#include <vector>

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX
struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace tessera {

// What OpenSSL needs to check signatures of one public key: set up once for each algorithm and copied from there on, as
// looking up algorithms by name takes a good part of the time of a check. Any thread may ask.
class SignatureContexts {
public:
    struct Freed {
        void operator()(evp_md_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Freed>;

    explicit SignatureContexts(std::shared_ptr<evp_pkey_st> key);

    // For one signature; null where the key can't do it.
    [[nodiscard]] Context contextFor(const SignatureAlgorithm &algorithm);

private:
    struct Prepared {
        const SignatureAlgorithm *algorithm;
        Context context;
    };

    const std::shared_ptr<evp_pkey_st> m_key; // shared, as keys are
    std::mutex m_mutex;
    std::vector<Prepared> m_prepared;
};

}
