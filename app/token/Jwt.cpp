#include "app/token/Jwt.h"

#include "app/token/Jws.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

template <typename Part> Part decoded(QByteArrayView encoded)
{
    auto read = Base64Url::decode(encoded);
    Part part;
    part.encoded = encoded.toByteArray();
    part.bytes = std::move(read.bytes);
    part.findings = std::move(read.findings);
    return part;
}

JwtJsonPart understood(JwtJsonPart part)
{
    part.fault = JsonText::faultIn(part.bytes);
    part.claims = TokenClaims::read(part.bytes, !part.fault);
    return part;
}

JwtJsonPart readJson(QByteArrayView encoded)
{
    return understood(decoded<JwtJsonPart>(encoded));
}

JwtJsonPart readPlain(const QByteArray &bytes)
{
    JwtJsonPart part;
    part.encoded = part.bytes = bytes;
    return understood(std::move(part));
}

// A brace alone is not enough: "example" in base64url begins with one.
bool beginsLikeObject(QByteArrayView bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    bytes = bytes.trimmed();
    return bytes.size() >= 2 && bytes[0] == '{' && QByteArrayView("\"} \t\r\n").contains(bytes[1]);
}

QList<QByteArrayView> split(QByteArrayView token)
{
    QList<QByteArrayView> parts;
    qsizetype begin = 0;
    for (qsizetype dot = token.indexOf('.'); dot >= 0 && parts.size() < 6; dot = token.indexOf('.', begin)) {
        parts.append(token.sliced(begin, dot - begin));
        begin = dot + 1;
    }
    parts.append(token.sliced(begin));
    return parts;
}

}

std::optional<Jwt> Jwt::decode(QStringView text)
{
    return text.size() > largest ? std::nullopt : decode(QByteArrayView(text.toUtf8()));
}

std::optional<Jwt> Jwt::decode(QByteArrayView text)
{
    if (text.size() > largest)
        return std::nullopt;
    const QByteArrayView token = bare(text);
    const auto parts = split(token);
    if (parts.size() != 2 && parts.size() != 3 && parts.size() != 5)
        return std::nullopt;
    Jwt jwt;
    jwt.m_size = token.size();
    jwt.m_header = readJson(parts.at(0));
    if (parts.size() == 5) {
        if (!jwt.m_header.claims.find(u"enc"))
            return std::nullopt;
        jwt.m_kind = Kind::Encrypted;
        return jwt;
    }
    jwt.m_payload = readJson(parts.at(1));
    if (!beginsLikeObject(jwt.m_header.bytes) && !beginsLikeObject(jwt.m_payload.bytes))
        return std::nullopt;
    jwt.m_hasSignaturePart = parts.size() == 3;
    if (jwt.m_hasSignaturePart)
        jwt.m_signature = decoded<JwtPart>(parts.at(2));
    return jwt;
}

Jwt Jwt::of(const Jws &jws, qsizetype size)
{
    Jwt jwt;
    jwt.m_size = size;
    if (!jws.unprotectedHeader.isEmpty())
        jwt.m_unprotectedHeader = readPlain(jws.unprotectedHeader);
    jwt.m_isHeaderProtected = !jws.protectedHeader.isEmpty();
    jwt.m_header = jwt.m_isHeaderProtected ? readJson(jws.protectedHeader) : jwt.m_unprotectedHeader;
    jwt.m_payload = jws.isPayloadEncoded() ? readJson(jws.payload) : readPlain(jws.payload);
    jwt.m_signature.bytes = jws.signature;
    jwt.m_signature.encoded = Base64Url::encode(jws.signature);
    jwt.m_hasSignaturePart = true;
    return jwt;
}

QByteArrayView Jwt::bare(QByteArrayView text)
{
    text = text.trimmed();
    for (const QByteArrayView before : {QByteArrayView("authorization:"), QByteArrayView("bearer "), QByteArrayView("dpop ")})
        if (text.size() > before.size() && text.first(before.size()).compare(before, Qt::CaseInsensitive) == 0)
            text = text.sliced(before.size()).trimmed();
    for (const char quote : {'"', '\'', '`'})
        if (text.size() > 2 && text.front() == quote && text.back() == quote)
            text = text.sliced(1, text.size() - 2).trimmed();
    return text;
}

const TokenClaim *Jwt::headerMember(QStringView name) const
{
    const TokenClaim *member = m_header.claims.find(name);
    return member ? member : m_unprotectedHeader.claims.find(name);
}

QString Jwt::algorithm() const
{
    const TokenClaim *alg = headerMember(u"alg");
    return alg && alg->type == TokenClaim::Type::Text ? alg->text() : QString();
}

QByteArray Jwt::signingInput() const
{
    return m_header.encoded + '.' + m_payload.encoded;
}

bool Jwt::isWellFormed() const
{
    return m_header.findings.isEmpty() && m_payload.findings.isEmpty() && m_signature.findings.isEmpty() && m_header.isObject()
        && m_header.claims.duplicates().isEmpty() && (m_hasSignaturePart || m_kind == Kind::Encrypted);
}

}
