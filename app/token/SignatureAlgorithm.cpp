#include "app/token/SignatureAlgorithm.h"

#include <algorithm>
#include <array>

namespace tessera {

namespace {

using Family = SignatureAlgorithm::Family;

constexpr std::array algorithms{
    SignatureAlgorithm{"HS256", Family::Hmac, "SHA256", 32, nullptr},
    SignatureAlgorithm{"HS384", Family::Hmac, "SHA384", 48, nullptr},
    SignatureAlgorithm{"HS512", Family::Hmac, "SHA512", 64, nullptr},
    SignatureAlgorithm{"RS256", Family::RsaPkcs1, "SHA256", 32, nullptr},
    SignatureAlgorithm{"RS384", Family::RsaPkcs1, "SHA384", 48, nullptr},
    SignatureAlgorithm{"RS512", Family::RsaPkcs1, "SHA512", 64, nullptr},
    SignatureAlgorithm{"PS256", Family::RsaPss, "SHA256", 32, nullptr},
    SignatureAlgorithm{"PS384", Family::RsaPss, "SHA384", 48, nullptr},
    SignatureAlgorithm{"PS512", Family::RsaPss, "SHA512", 64, nullptr},
    SignatureAlgorithm{"ES256", Family::Ecdsa, "SHA256", 32, "P-256"},
    SignatureAlgorithm{"ES384", Family::Ecdsa, "SHA384", 48, "P-384"},
    SignatureAlgorithm{"ES512", Family::Ecdsa, "SHA512", 64, "P-521"},
    SignatureAlgorithm{"ES256K", Family::Ecdsa, "SHA256", 32, "secp256k1"},
    SignatureAlgorithm{"EdDSA", Family::EdDsa, nullptr, 0, nullptr},
    SignatureAlgorithm{"Ed25519", Family::EdDsa, nullptr, 0, "Ed25519"},
    SignatureAlgorithm{"Ed448", Family::EdDsa, nullptr, 0, "Ed448"},
};

}

const SignatureAlgorithm *SignatureAlgorithm::named(QStringView name)
{
    const auto found = std::find_if(algorithms.begin(), algorithms.end(),
        [&](const SignatureAlgorithm &algorithm) { return name == QLatin1StringView(algorithm.name); });
    return found == algorithms.end() ? nullptr : &*found;
}

const QList<const SignatureAlgorithm *> &SignatureAlgorithm::all()
{
    static const QList<const SignatureAlgorithm *> list = [] {
        QList<const SignatureAlgorithm *> made;
        for (const SignatureAlgorithm &algorithm : algorithms)
            made.append(&algorithm);
        return made;
    }();
    return list;
}

}
