#pragma once

#include "app/token/Jwt.h"
#include "app/token/NumericDate.h"

#include <optional>

namespace tessera {

// What a token says of itself: nothing here is verified, and nothing is fatal.
struct TokenFacts {
    enum class Kind {
        Empty,
        SignedJwt, // JWS, in JSON too; also one that is broken or not signed
        EncryptedJwt, // JWE: only its header can be read
        Paseto,
        Uuid,
        Hex,
        Base64, // bytes that may be anything
        Json, // a JSON document in a token's place
        Words, // text with blanks in it: a token has none
        Abbreviated, // "eyJz93a...k4laUWw": cut for showing, no token any more
        Opaque, // a word that says nothing
    };
    Kind kind = Kind::Empty;
    std::optional<Jwt> jwt; // for both kinds of JWT
    int jsonSignatures = 0; // how many a token in a JSON form has, of which `jwt` is the first; 0: it is in the compact one

    QString algorithm, type, keyId; // alg, typ, kid
    QString subject, issuer; // sub, iss
    QStringList audience; // aud
    QStringList scopes; // scope, scp, in either spelling
    QStringList roles; // roles, role, groups, ar
    std::optional<NumericDate> expires, notBefore, issued; // exp, nbf, iat
    std::optional<Milliseconds> duration; // exi, expires_in, ttl
    QString broken; // a sentence: why it can be read only in part; empty where it is as it should be

    // How long it is valid in all, where it says so; never negative.
    [[nodiscard]] std::optional<Milliseconds> life() const;
    // When it ends by itself: exp, or its beginning and how long it lives. Nullopt where it does not say.
    [[nodiscard]] std::optional<UtcTime> end() const;
    [[nodiscard]] bool isUnsigned() const; // a JWT that says “none”, or has nothing where its signature would be
    [[nodiscard]] bool isMeantAsClaims() const; // a payload that is, or was to be, a JSON object
    [[nodiscard]] static TokenFacts of(const QString &token);
    [[nodiscard]] QString name() const; // "Signed token (JWT)"
    [[nodiscard]] static QString nameOf(Kind kind);
};

}
