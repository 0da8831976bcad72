#include "app/run/BrokenVariant.h"

#include "app/auth/profile/AuthProfile.h"
#include "app/run/LeftTokens.h"
#include "app/run/TokenPlaces.h"
#include "app/token/BrokenToken.h"
#include "app/token/TokenFacts.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = BrokenVariant::Kind;
using Scheme = CredentialScheme::Kind;

namespace {

constexpr Milliseconds since = 1h; // the made-up end lies in the past

QString tr(const char *text)
{
    return QCoreApplication::translate("BrokenVariant", text);
}

QString namesOf(const QList<Applier::Addition> &parts)
{
    QStringList names;
    for (const Applier::Addition &part : parts)
        names += part.name;
    names.removeDuplicates();
    return names.join(u", "_s);
}

std::optional<QString> brokenToken(Kind kind, const QString &token, UtcTime serverNow)
{
    switch (kind) {
    case Kind::Expired:
        return BrokenToken::endedAt(token, serverNow - since);
    case Kind::Tampered:
        return BrokenToken::tampered(token);
    case Kind::Unsigned:
        return BrokenToken::withoutSignature(token);
    case Kind::Whole:
    case Kind::NoToken:
    case Kind::OtherIdentity:
    case Kind::WithoutPart:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

QList<BrokenVariant> variantsOfToken(const QString &token, UtcTime serverNow)
{
    QList<BrokenVariant> variants;
    const TokenFacts facts = TokenFacts::of(token);
    const bool isJwt = facts.kind == TokenFacts::Kind::SignedJwt;
    const auto add = [&](Kind kind, const QString &title, const QString &text) {
        if (brokenToken(kind, token, serverNow))
            variants.append({kind, {}, {}, title, text});
    };
    const auto end = facts.end();
    if (!end || *end > serverNow) // else it is over as it is
        add(Kind::Expired, tr("Expired token"),
            tr("The same token, with “exp” in its payload an hour in the past, under the old signature, which does not fit any "
               "more. A server says the one or the other, whichever it looks at first; none should take it."));
    if (isJwt)
        add(Kind::Tampered, tr("Tampered signature"),
            tr("One bit of the signature is changed; header and payload stay. Only a server that checks no signatures takes it."));
    else
        add(Kind::Tampered, tr("Changed token"), tr("One character in the middle is another one: a token that the server never gave out."));
    add(Kind::Unsigned, u"alg: none"_s,
        tr("The header says that nobody signed it, and there is no signature. The payload stays. No server should take it (RFC 8725 section 3.2)."));
    return variants;
}

// Of what a person typed.
QList<BrokenVariant> variantsOfTyped(const QString &typed, Scheme scheme)
{
    if (!brokenToken(Kind::Tampered, typed, {}))
        return {};
    if (scheme == Scheme::Key)
        return {{Kind::Tampered, {}, {}, tr("Changed key"), tr("One character in the middle is another one: a key that the server never gave out."), scheme}};
    return {{Kind::Tampered, {}, {}, tr("Changed password"),
        tr("One character of the password is another one; the user name stays. Servers may count wrong passwords, and some lock "
           "the account after a few."),
        scheme}};
}

}

bool BrokenVariant::breaksToken() const
{
    return kind == Kind::NoToken || kind == Kind::Expired || kind == Kind::Tampered || kind == Kind::Unsigned;
}

QList<BrokenVariant> brokenVariants(const AuthorisedRequest &whole, const TokenSet &tokens, const AuthProfile *profile, UtcTime serverNow)
{
    const TokenPlaces places = TokenPlaces::in(whole, tokens, profile);
    if (places.isEmpty() && whole.additions.isEmpty())
        return {};
    QList<BrokenVariant> variants{{Kind::Whole, {}, {}, tr("As it is"), tr("What the others are compared with.")}};
    if (!places.isEmpty())
        variants.append({Kind::NoToken, {}, {}, places.scheme() == Scheme::Token ? tr("No token") : tr("No credential"),
            tr("%1 is left out.").arg(namesOf(places.places())), places.scheme()});
    if (const QString token = places.token().reveal(); !token.isEmpty()) {
        const bool isToken = places.scheme() == Scheme::Token || (places.scheme() == Scheme::Key && TokenFacts::of(token).jwt);
        variants += isToken ? variantsOfToken(token, serverNow) : variantsOfTyped(token, places.scheme());
    }
    for (const Applier::Addition &part : whole.additions)
        if (!places.places().contains(part))
            variants.append({Kind::WithoutPart, {}, part, tr("Without %1").arg(part.name), tr("%1 is left out; all else goes along.").arg(part.name)});
    return variants;
}

Result<Broken> breakOnPurpose(AuthorisedRequest &request, const BrokenVariant &variant, const TokenSet &tokens, const AuthProfile *profile, UtcTime serverNow)
{
    const auto nothingThere = [] { return failure(ErrorKind::Input, tr("There is nothing of the kind in this request any more."), tr("Choose again.")); };
    const TokenPlaces places = TokenPlaces::in(request, tokens, profile);
    if (variant.kind == Kind::Whole || variant.kind == Kind::OtherIdentity)
        return Broken{};
    if (variant.kind == Kind::WithoutPart) {
        if (!request.additions.contains(variant.part))
            return nothingThere();
        removeAddition(request, variant.part);
        return Broken{};
    }
    if (places.isEmpty())
        return nothingThere();
    if (variant.kind == Kind::NoToken) {
        places.remove(request);
        return Broken{{}, leftTokens(request, places, tokens, profile, {})};
    }
    const auto broken = brokenToken(variant.kind, places.token().reveal(), serverNow);
    if (places.token().isEmpty() || !broken)
        return nothingThere();
    places.replace(request, *broken);
    const Secret changed(*broken);
    return Broken{changed, leftTokens(request, places, tokens, profile, changed)};
}

}
