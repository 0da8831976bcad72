#pragma once

#include "app/token/Base64Url.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QString>

// Tokens for tests and galleries, made on the spot.
namespace tessera::SampleToken {

inline const QByteArray secret = "an obviously fake secret of 32 b";

inline QString of(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256","typ":"JWT"})", const QByteArray &key = secret)
{
    const QByteArray input = Base64Url::encode(header) + '.' + Base64Url::encode(payload);
    return QString::fromLatin1(input + '.' + Base64Url::encode(QMessageAuthenticationCode::hash(input, key, QCryptographicHash::Sha256)));
}

// As a datarhei Core hands it out.
inline QString core(qint64 issued, qint64 seconds, const QByteArray &use = "access")
{
    const QByteArray iat = QByteArray::number(issued), exp = QByteArray::number(issued + seconds), exi = QByteArray::number(seconds);
    return of(R"({"exi":)" + exi + R"(,"exp":)" + exp + R"(,"iat":)" + iat + R"(,"iss":"datarhei-core","jti":"0b2f1a6c-53f3-4bb6-9e8a-1f2d3c4b5a69","sub":"admin","usefor":")" + use + "\"}");
}

// As an OpenID provider does: many claims, scopes, roles, a numeric date that no double holds.
inline QString rich(qint64 issued, qint64 seconds, const QByteArray &scope = "openid profile orders:read orders:write")
{
    const QByteArray iat = QByteArray::number(issued), exp = QByteArray::number(issued + seconds);
    return of(R"({"iss":"https://login.example.org/tenant-a/","sub":"auth0|5f7c8ec7c33c6c004bbafe82","aud":["https://api.example.org","https://login.example.org/userinfo"],"iat":)" + iat
            + R"(,"nbf":)" + iat + R"(,"exp":)" + exp + R"(,"azp":"fVcDzbm8Lz2eYmW1","scope":")" + scope
            + R"(","roles":["organiser","volunteer"],"email":"organiser@example.org","email_verified":true,"ledger":18446744073709551615,"https://example.org/plan":{"name":"team","seats":12.50}})",
        R"({"alg":"RS256","typ":"at+jwt","kid":"2026-11-a"})");
}

}
