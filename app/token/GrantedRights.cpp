#include "app/token/GrantedRights.h"

#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;
using Type = TokenClaim::Type;

namespace {

constexpr int deepest = 4; // claims within claims
constexpr qsizetype mostWords = 1000, mostClaims = 100;

// "https://example.org/roles" and "urn:zitadel:iam:org:project:roles" mean what "roles" does.
bool givesRights(const QString &name, const ClaimCatalog &catalog)
{
    const auto decides = [&catalog](const QString &known) {
        const ClaimMeaning *meaning = catalog.find(TokenPart::Payload, known);
        return meaning && meaning->decides == ClaimMeaning::Decides::Rights;
    };
    static const QRegularExpression last(u"[/:]([^/:]+)/?$"_s);
    return decides(name) || decides(last.match(name).captured(1));
}

bool isScopeName(const QString &name)
{
    return name == "scope"_L1 || name == "scp"_L1 || name == "scopes"_L1;
}

QStringList wordsOf(const TokenClaim &claim)
{
    switch (claim.type) {
    case Type::Text: {
        // "a b" (RFC 8693), "a,b"; a role may be called "Team lead".
        const QString text = claim.text();
        static const QRegularExpression blanks(u"[\\s,]+"_s), commas(u"\\s*,\\s*"_s);
        return text.simplified().split(isScopeName(claim.name) ? blanks : commas, Qt::SkipEmptyParts);
    }
    case Type::List:
        if (const QStringList texts = claim.texts(); !texts.isEmpty())
            return texts;
        break;
    case Type::Object: { // {"admin": true}, {"admin": {"of": "somewhere"}}
        QStringList names;
        const TokenClaims members = TokenClaims::read(claim.json);
        for (const TokenClaim &member : members.all())
            if (member.type != Type::Null && member.json != "false")
                names += member.name;
        return names;
    }
    case Type::Null:
        return {};
    case Type::Number:
    case Type::Boolean:
        break;
    }
    const QByteArray json = JsonText::compact(claim.json).value_or(claim.json);
    return json == "[]" ? QStringList() : QStringList{QString::fromUtf8(json)};
}

void collect(
    const TokenClaims &claims, const QString &path, int depth, const ClaimCatalog &catalog, QList<GrantedRights> &found)
{
    const auto last = claims.byName();
    for (const TokenClaim &claim : claims.all()) {
        if (found.size() >= mostClaims)
            return;
        if (last.value(claim.name) != &claim) // overruled by a later one of its name
            continue;
        if (givesRights(claim.name, catalog)) {
            QStringList words = wordsOf(claim).mid(0, mostWords);
            words.removeDuplicates();
            found.append({path + claim.name, isScopeName(claim.name), words});
        } else if (claim.type == Type::Object && depth < deepest) {
            collect(TokenClaims::read(claim.json), path + claim.name + u'.', depth + 1, catalog, found);
        }
    }
}

}

QList<GrantedRights> GrantedRights::of(const Jwt &jwt, const ClaimCatalog &catalog)
{
    QList<GrantedRights> found;
    collect(jwt.payload().claims, {}, 0, catalog, found);
    return found;
}

}
