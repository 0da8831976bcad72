#pragma once

#include "app/json/JsonText.h"
#include "app/token/Base64Url.h"
#include "app/token/TokenClaims.h"

#include <optional>

namespace tessera {

struct Jws;

// One part of a token between its dots.
struct JwtPart {
    QByteArray encoded; // as it stands in the token
    QByteArray bytes; // decoded as far as possible
    QList<Base64Url::Finding> findings; // how it deviates from base64url
    bool operator==(const JwtPart &) const = default;
};

// A part that should be a JSON object: the header, and most payloads.
struct JwtJsonPart : JwtPart {
    std::optional<JsonFault> fault; // why it is not JSON
    TokenClaims claims; // recovered ones where it is not
    [[nodiscard]] bool isObject() const { return claims.isObject(); }
};

// A token in the compact form of RFC 7515 (JWS, three parts) or RFC 7516 (JWE, five), taken apart. Decoding never fails
// for what is wrong inside: it is shown as far as it can be read. It says nothing about who made the token: see JwtVerifier.
class Jwt {
public:
    static constexpr qsizetype largest = 1024 * 1024; // characters; what is longer is not looked into

    enum class Kind { Signed, Encrypted };

    // Nullopt for what does not look like such a token: neither header nor payload begins like a JSON object. "Bearer ",
    // quotes and white space around it are passed over. Two parts are a token without its signature.
    [[nodiscard]] static std::optional<Jwt> decode(QStringView text);
    [[nodiscard]] static std::optional<Jwt> decode(QByteArrayView text);
    // One signature of a token in a JSON form of RFC 7515 section 7.2, as if it stood in the compact one. `size`: of the
    // whole text.
    [[nodiscard]] static Jwt of(const Jws &jws, qsizetype size);
    // Without what people paste along: white space and quotes around it, an authentication scheme before it.
    [[nodiscard]] static QByteArrayView bare(QByteArrayView text);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const JwtJsonPart &header() const { return m_header; } // the signed one, where there is one
    // Of a JSON form: nobody vouches for it. Empty where there is none. Where nothing of the header is signed, header() is this.
    [[nodiscard]] const JwtJsonPart &unprotectedHeader() const { return m_unprotectedHeader; }
    [[nodiscard]] bool isHeaderProtected() const { return m_isHeaderProtected; }
    [[nodiscard]] const TokenClaim *headerMember(QStringView name) const; // of either; null where there is none
    [[nodiscard]] const JwtJsonPart &payload() const { return m_payload; } // empty for an encrypted token
    [[nodiscard]] const JwtPart &signature() const { return m_signature; }
    [[nodiscard]] bool hasSignaturePart() const { return m_hasSignaturePart; } // also an empty one
    [[nodiscard]] qsizetype size() const { return m_size; } // characters of all parts and dots

    [[nodiscard]] QString algorithm() const; // "alg" of either header; empty where there is none
    // What the signature is about: header and payload as they are written.
    [[nodiscard]] QByteArray signingInput() const;
    // All parts are base64url as it should be and the header is a JSON object without duplicates. The payload may be anything.
    [[nodiscard]] bool isWellFormed() const;

private:
    Kind m_kind = Kind::Signed;
    JwtJsonPart m_header, m_unprotectedHeader, m_payload;
    bool m_isHeaderProtected = true;
    JwtPart m_signature;
    bool m_hasSignaturePart = false;
    qsizetype m_size = 0;
};

}
