#pragma once

#include "app/token/JwtVerifier.h"
#include "app/token/TokenDetails.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

// What is known of a token as text for a terminal and as JSON for programs (resources/schemas/jwt-decode.schema.json and
// jwt-verify.schema.json). It holds the token's claims, so it is as confidential as they are; the signature is left out.
namespace tessera::TokenReport {

// A JWT or JWE that can be read as it should be. Odd ones and expired ones are sound, too.
[[nodiscard]] bool isSound(const TokenDetails &details);

[[nodiscard]] QString text(const TokenDetails &details); // ends in a newline
[[nodiscard]] QByteArray json(const TokenDetails &details); // header and payload as they were written, digit by digit
[[nodiscard]] QString checkText(const SignatureCheck &check, const TokenDetails &details);
[[nodiscard]] QByteArray checkJson(const SignatureCheck &check, const TokenDetails &details);

[[nodiscard]] QString kindName(TokenFacts::Kind kind); // "signed-jwt": for programs

}
