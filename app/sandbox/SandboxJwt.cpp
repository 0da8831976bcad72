#include "app/sandbox/SandboxJwt.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <QtCore/QByteArray>

#include <array>

namespace tessera {

namespace {

const EVP_MD *digestOf(const std::string &algorithm)
{
    if (algorithm == "HS256")
        return EVP_sha256();
    if (algorithm == "HS384")
        return EVP_sha384();
    return algorithm == "HS512" ? EVP_sha512() : nullptr;
}

std::string base64Url(const char *data, std::size_t size)
{
    return QByteArray::fromRawData(data, qsizetype(size))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

std::optional<Json> decoded(const std::string &part)
{
    const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(part),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    auto json = parseJson(*bytes, {});
    return json && json->is_object() ? std::optional(std::move(*json)) : std::nullopt;
}

std::string signature(const std::string &algorithm, const std::string &key, const std::string &text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    HMAC(digestOf(algorithm), key.data(), int(key.size()), reinterpret_cast<const unsigned char *>(text.data()), text.size(),
        bytes.data(), &size);
    return base64Url(reinterpret_cast<const char *>(bytes.data()), size);
}

}

bool SandboxJwt::isKnown(const std::string &algorithm)
{
    return digestOf(algorithm) != nullptr;
}

std::string SandboxJwt::make(const std::string &algorithm, const std::string &key, const Json &claims)
{
    const std::string header = Json{{"alg", algorithm}, {"typ", "JWT"}}.dump();
    const std::string payload = claims.dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string text = base64Url(header.data(), header.size()) + '.' + base64Url(payload.data(), payload.size());
    return text + '.' + signature(algorithm, key, text);
}

std::optional<Json> SandboxJwt::check(const std::string &algorithm, const std::string &key, const std::string &token)
{
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string::npos || first == last || token.find('.', first + 1) != last)
        return std::nullopt;
    const auto header = decoded(token.substr(0, first));
    if (!header || header->value("alg", Json()) != Json(algorithm))
        return std::nullopt;
    const std::string expected = signature(algorithm, key, token.substr(0, last));
    const std::string given = token.substr(last + 1);
    if (expected.size() != given.size() || CRYPTO_memcmp(expected.data(), given.data(), given.size()) != 0)
        return std::nullopt;
    return decoded(token.substr(first + 1, last - first - 1));
}

}
