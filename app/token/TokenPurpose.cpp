#include "app/token/TokenPurpose.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace tessera {

using namespace Qt::StringLiterals;
using Kind = TokenPurpose::Kind;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenPurpose", text);
}

struct Word {
    QStringView word;
    Kind kind;
};
// RFC 9068 2.1 and RFC 9449 4.2 in the header; Keycloak, Cognito, SimpleJWT, Flask and datarhei in the payload.
constexpr std::array words{Word{u"at+jwt", Kind::Access}, Word{u"access", Kind::Access}, Word{u"access_token", Kind::Access},
    Word{u"bearer", Kind::Access}, Word{u"id", Kind::Id}, Word{u"id_token", Kind::Id}, Word{u"refresh", Kind::Refresh},
    Word{u"refresh_token", Kind::Refresh}, Word{u"offline", Kind::Refresh}, Word{u"dpop+jwt", Kind::Proof}};

Kind kindIn(const TokenClaims &claims, QStringView name)
{
    const TokenClaim *claim = claims.find(name);
    if (!claim || claim->type != TokenClaim::Type::Text)
        return Kind::Unknown;
    QString text = claim->text().toLower();
    if (text.startsWith("application/"_L1)) // RFC 7515 4.1.9: may be left out
        text = text.sliced(12);
    for (const Word &each : words)
        if (text == each.word)
            return each.kind;
    return Kind::Unknown;
}

}

TokenPurpose TokenPurpose::of(const Jwt &jwt)
{
    if (const Kind kind = kindIn(jwt.header().claims, u"typ"); kind != Kind::Unknown)
        return {kind, u"typ"_s};
    const TokenClaims &claims = jwt.payload().claims;
    for (const auto &name : {u"token_use"_s, u"usefor"_s, u"typ"_s, u"token_type"_s, u"type"_s})
        if (const Kind kind = kindIn(claims, name); kind != Kind::Unknown)
            return {kind, name};
    // OpenID Connect Core 2 and 3.3.2.11: what ties an ID token to its sign-in.
    for (const auto &name : {u"at_hash"_s, u"c_hash"_s, u"s_hash"_s, u"nonce"_s})
        if (claims.find(name))
            return {Kind::Id, name};
    return {};
}

QString TokenPurpose::nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Unknown:
        return tr("a token that does not say what it is for");
    case Kind::Access:
        return tr("an access token");
    case Kind::Id:
        return tr("an ID token");
    case Kind::Refresh:
        return tr("a refresh token");
    case Kind::Proof:
        return tr("a DPoP proof");
    }
    Q_UNREACHABLE();
}

}
