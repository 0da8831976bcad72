#include "app/token/Jws.h"

#include "app/json/JsonReader.h"
#include "app/token/Base64Url.h"
#include "app/token/Jwt.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSignatures = 10; // each is tried with many keys

QString tr(const char *text)
{
    return QCoreApplication::translate("Jws", text);
}

Result<TokenClaims> readHeader(const QByteArray &json)
{
    TokenClaims claims = TokenClaims::read(json);
    if (!claims.isObject())
        return failure(ErrorKind::Parse, tr("The header is not a JSON object."));
    if (const auto twice = claims.duplicates(); !twice.isEmpty())
        return failure(ErrorKind::Parse, tr("“%1” stands in the header more than once.").arg(twice.first()));
    return claims;
}

Result<Jws> assemble(const QByteArray &protectedHeader, const QByteArray &unprotectedHeader, const QByteArray &payload, const QByteArray &signature)
{
    Jws jws;
    jws.protectedHeader = protectedHeader;
    jws.unprotectedHeader = unprotectedHeader;
    jws.payload = payload;
    const auto header = Base64Url::decodeStrictly(protectedHeader);
    const auto bytes = Base64Url::decodeStrictly(signature);
    if (!header || !bytes)
        return failure(ErrorKind::Parse, header ? tr("The signature is not base64url.") : tr("The header is not base64url."));
    jws.signature = *bytes;
    if (!protectedHeader.isEmpty()) {
        auto claims = readHeader(*header);
        if (!claims)
            return failure(claims.error());
        jws.protectedClaims = *std::move(claims);
    }
    if (!unprotectedHeader.isEmpty()) {
        auto claims = readHeader(unprotectedHeader);
        if (!claims)
            return failure(claims.error());
        jws.unprotectedClaims = *std::move(claims);
        const auto known = jws.protectedClaims.byName();
        for (const TokenClaim &claim : jws.unprotectedClaims.all())
            if (known.contains(claim.name))
                return failure(ErrorKind::Parse, tr("“%1” stands in both headers.").arg(claim.name));
    }
    if (jws.isPayloadEncoded() && !Base64Url::decodeStrictly(payload))
        return failure(ErrorKind::Parse, tr("The payload is not base64url."));
    return jws;
}

Result<QList<Jws>> parseCompact(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() == 5)
        return failure(ErrorKind::Parse, tr("This is an encrypted token: it has no signature that could be checked."));
    if (parts.size() != 3)
        return failure(ErrorKind::Parse, tr("A signed token has three parts with dots between them; this one has %1.").arg(parts.size()));
    if (parts.at(0).isEmpty())
        return failure(ErrorKind::Parse, tr("The header is missing."));
    auto jws = assemble(parts.at(0), {}, parts.at(1), parts.at(2));
    if (!jws)
        return failure(jws.error());
    if (!jws->isPayloadEncoded() && jws->payload.contains('.'))
        return failure(ErrorKind::Parse, tr("A payload that is not encoded can't hold dots here."));
    return QList<Jws>{*std::move(jws)};
}

// `text`: of the object that `json` reads. The header that is not signed is cut out of it, as it was written.
Result<Jws> readSignature(JsonReader &json, const QByteArray &text, const QByteArray &payload)
{
    const QString header = json.string("protected"), signature = json.requiredString("signature");
    const TokenClaims members = TokenClaims::read(text);
    const TokenClaim *unprotected = members.find(u"header");
    if (json.error())
        return failure(ErrorKind::Parse, json.error()->message);
    if (header.isEmpty() && !unprotected) // RFC 7515 section 7.2.1
        return failure(ErrorKind::Parse, tr("The header is missing."));
    return assemble(header.toUtf8(), unprotected ? unprotected->json : QByteArray(), payload, signature.toUtf8());
}

Result<QList<Jws>> parseJsonForm(const QByteArray &text)
{
    const auto parsed = parseJson(text, tr("The token"));
    if (!parsed)
        return failure(ErrorKind::Parse, parsed.error().message);
    JsonReader json(*parsed, tr("The token"));
    const QByteArray payload = json.requiredString("payload").toUtf8();
    const bool isGeneral = json.has("signatures");
    if (isGeneral && (json.has("signature") || json.has("protected") || json.has("header")))
        return failure(ErrorKind::Parse, tr("The token mixes the two JSON forms."));
    QList<JsonReader> readers = isGeneral ? json.objects("signatures") : QList<JsonReader>{json};
    if (json.error())
        return failure(ErrorKind::Parse, json.error()->message);
    if (readers.isEmpty() || readers.size() > mostSignatures)
        return failure(ErrorKind::Parse,
            tr("The token has %1 signatures; from 1 to %2 can be checked.").arg(readers.size()).arg(mostSignatures));
    QList<QByteArray> texts{text};
    if (isGeneral) {
        const TokenClaims members = TokenClaims::read(text);
        texts = members.find(u"signatures")->items();
    }
    QList<Jws> signatures;
    for (qsizetype i = 0; i < readers.size(); ++i) {
        auto jws = readSignature(readers[i], texts.at(i), payload);
        if (!jws)
            return failure(jws.error());
        signatures.append(*std::move(jws));
    }
    return signatures;
}

}

const TokenClaim *Jws::header(QStringView name) const
{
    const TokenClaim *claim = protectedClaims.find(name);
    return claim ? claim : unprotectedClaims.find(name);
}

bool Jws::isPayloadEncoded() const
{
    const TokenClaim *b64 = protectedClaims.find(u"b64");
    return !b64 || b64->json != "false";
}

Result<QList<Jws>> Jws::parse(QByteArrayView text)
{
    if (text.size() > Jwt::largest)
        return failure(ErrorKind::Parse, tr("The token is longer than a megabyte."));
    const QByteArray token = Jwt::bare(text).toByteArray();
    if (token.startsWith('{'))
        return parseJsonForm(token);
    auto parsed = parseCompact(token);
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    if (!parsed && std::any_of(token.begin(), token.end(), isSpace)) // only a payload that is not encoded may have any
        return failure(ErrorKind::Parse, tr("There is white space in it, and a token has none: paste the token alone, in one line."));
    return parsed;
}

}
