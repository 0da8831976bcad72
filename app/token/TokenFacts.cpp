#include "app/token/TokenFacts.h"

#include "app/token/Jws.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLooked = 64 * 1024; // of what is no JWT
constexpr qsizetype mostItems = 1000; // scopes and roles

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenFacts", text);
}

const TokenClaim *firstOf(const TokenClaims &claims, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names)
        if (const TokenClaim *claim = claims.find(name))
            return claim;
    return nullptr;
}

QString textOf(const TokenClaim *claim)
{
    return claim && claim->type != TokenClaim::Type::Null ? claim->text() : QString();
}

QStringList wordsOf(const TokenClaims &claims, std::initializer_list<QStringView> names)
{
    const TokenClaim *claim = firstOf(claims, names);
    if (!claim)
        return {};
    // "scope": "a b" (RFC 8693), "scp": ["a", "b"] (Microsoft), "roles": "a,b"
    static const QRegularExpression separator(u"[ ,]+"_s);
    if (claim->type == TokenClaim::Type::Text)
        return claim->text().split(separator, Qt::SkipEmptyParts).mid(0, mostItems);
    return claim->texts().mid(0, mostItems);
}

std::optional<NumericDate> dateOf(const TokenClaims &claims, QStringView name)
{
    const TokenClaim *claim = claims.find(name);
    return claim ? NumericDate::fromJson(claim->json) : std::nullopt;
}

QString whyBroken(const Jwt &jwt)
{
    const auto part = [](const QString &name, const JwtPart &which) {
        return name + u' ' + Base64Url::describe(which.findings.constFirst());
    };
    if (!jwt.header().isObject())
        return tr("The header is not a JSON object; what can be told apart is shown.");
    if (jwt.kind() == Jwt::Kind::Signed && jwt.payload().encoded.isEmpty())
        return tr("The payload is empty: it may have been sent beside the token.");
    if (jwt.kind() == Jwt::Kind::Signed && jwt.payload().fault)
        return tr("The payload is not JSON: %1 What can be told apart is shown.").arg(jwt.payload().fault->message);
    if (jwt.kind() == Jwt::Kind::Signed && !jwt.hasSignaturePart())
        return tr("The signature is missing: the token ends after its payload.");
    if (!jwt.header().findings.isEmpty())
        return part(tr("Header:"), jwt.header());
    if (!jwt.payload().findings.isEmpty())
        return part(tr("Payload:"), jwt.payload());
    if (!jwt.signature().findings.isEmpty())
        return part(tr("Signature:"), jwt.signature());
    if (const auto twice = jwt.header().claims.duplicates() + jwt.payload().claims.duplicates(); !twice.isEmpty())
        return tr("“%1” stands in it more than once; the last one is shown, and other programs may take the first.").arg(twice.first());
    return {};
}

void readJwt(TokenFacts &facts)
{
    const Jwt &jwt = *facts.jwt;
    const TokenClaims &claims = jwt.payload().claims;
    facts.kind = jwt.kind() == Jwt::Kind::Signed ? TokenFacts::Kind::SignedJwt : TokenFacts::Kind::EncryptedJwt;
    facts.algorithm = jwt.algorithm();
    facts.type = textOf(jwt.headerMember(u"typ"));
    facts.keyId = textOf(jwt.headerMember(u"kid"));
    facts.subject = textOf(claims.find(u"sub"));
    facts.issuer = textOf(claims.find(u"iss"));
    if (const TokenClaim *audience = claims.find(u"aud"))
        facts.audience = audience->texts().mid(0, mostItems);
    facts.scopes = wordsOf(claims, {u"scope", u"scp", u"scopes"});
    facts.roles = wordsOf(claims, {u"roles", u"role", u"groups", u"ar"});
    facts.expires = dateOf(claims, u"exp");
    facts.notBefore = dateOf(claims, u"nbf");
    facts.issued = dateOf(claims, u"iat");
    if (const TokenClaim *duration = firstOf(claims, {u"exi", u"expires_in", u"ttl"}))
        facts.duration = secondsFromJson(duration->json);
    facts.broken = whyBroken(jwt);
}

TokenFacts::Kind kindByLooks(const QString &text)
{
    using Kind = TokenFacts::Kind;
    static const QRegularExpression uuid(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    static const QRegularExpression paseto(u"^v[1-9]\\.(local|public)\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?$"_s);
    static const QRegularExpression hex(u"^([0-9a-f]{2}){8,}$|^([0-9A-F]{2}){8,}$"_s);
    static const QRegularExpression base64(u"^[A-Za-z0-9+/]{16,}={1,2}$|^[A-Za-z0-9_-]{16,}={1,2}$|^[A-Za-z0-9+/]*[+/][A-Za-z0-9+/]*$"_s);
    static const QRegularExpression abbreviated(u"^\\S+(\\.{3}|\u2026)\\S*$"_s);
    if (text.isEmpty())
        return Kind::Empty;
    const bool isDocument = text.startsWith(u'{') || text.startsWith(u'[');
    const bool hasBlanks = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    if (hasBlanks && !isDocument)
        return Kind::Words;
    if (text.size() > longestLooked)
        return Kind::Opaque;
    if (uuid.match(text).hasMatch())
        return Kind::Uuid;
    if (paseto.match(text).hasMatch())
        return Kind::Paseto;
    if (abbreviated.match(text).hasMatch())
        return Kind::Abbreviated;
    if (isDocument)
        return !JsonText::faultIn(text.toUtf8()) ? Kind::Json : hasBlanks ? Kind::Words : Kind::Opaque;
    if (hex.match(text).hasMatch())
        return Kind::Hex;
    return base64.match(text).hasMatch() && text.size() % 4 == 0 ? Kind::Base64 : Kind::Opaque;
}

}

std::optional<Milliseconds> TokenFacts::life() const
{
    if ((expires && expires->isOutOfRange) || (issued && issued->isOutOfRange))
        return std::nullopt;
    if (expires && issued)
        return std::max(Milliseconds(0), expires->at - issued->at);
    return duration;
}

std::optional<UtcTime> TokenFacts::end() const
{
    if (expires)
        return expires->isOutOfRange ? std::nullopt : std::optional(expires->at);
    return issued && !issued->isOutOfRange && duration ? std::optional(issued->at + *duration) : std::nullopt;
}

bool TokenFacts::isUnsigned() const
{
    return kind == Kind::SignedJwt && (algorithm.compare("none"_L1, Qt::CaseInsensitive) == 0 || jwt->signature().encoded.isEmpty());
}

bool TokenFacts::isMeantAsClaims() const
{
    return jwt && (jwt->payload().bytes.trimmed().startsWith('{') || type.contains("jwt"_L1, Qt::CaseInsensitive));
}

TokenFacts TokenFacts::of(const QString &token)
{
    TokenFacts facts;
    const QByteArray text = token.size() > Jwt::largest ? QByteArray() : token.toUtf8();
    const QByteArrayView bare = Jwt::bare(text);
    const auto signatures = bare.startsWith('{') ? Jws::parse(bare) : Result<QList<Jws>>(QList<Jws>());
    if (signatures && !signatures->isEmpty()) {
        facts.jsonSignatures = int(signatures->size());
        facts.jwt = Jwt::of(signatures->constFirst(), bare.size());
    } else {
        facts.jwt = Jwt::decode(token);
    }
    if (facts.jwt)
        readJwt(facts);
    else
        facts.kind = kindByLooks(token.size() > longestLooked ? token : QString::fromUtf8(bare));
    return facts;
}

QString TokenFacts::name() const
{
    return isUnsigned() ? tr("Unsigned token (JWT)") : jsonSignatures > 0 ? tr("Signed token (JWS in JSON)") : nameOf(kind);
}

QString TokenFacts::nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Empty: return tr("No token");
    case Kind::SignedJwt: return tr("Signed token (JWT)");
    case Kind::EncryptedJwt: return tr("Encrypted token (JWE)");
    case Kind::Paseto: return tr("PASETO token");
    case Kind::Uuid: return tr("UUID");
    case Kind::Hex: return tr("Opaque token in hexadecimal");
    case Kind::Base64: return tr("Opaque token in base64");
    case Kind::Json: return tr("JSON, not a token");
    case Kind::Words: return tr("Text, not a token");
    case Kind::Abbreviated: return tr("Shortened token");
    case Kind::Opaque: return tr("Opaque token");
    }
    Q_UNREACHABLE();
}

}
