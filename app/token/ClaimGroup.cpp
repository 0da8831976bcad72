#include "app/token/ClaimGroup.h"

#include "app/json/JsonText.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestValue = 80; // characters

using Claims = QList<const TokenClaim *>;

QString valueOf(const TokenClaim &claim)
{
    if (claim.type == TokenClaim::Type::Text)
        return claim.text();
    const QStringList texts = claim.texts();
    return texts.isEmpty() ? QString::fromUtf8(JsonText::compact(claim.json).value_or(claim.json)) : texts.join(u", "_s);
}

QString shownValue(const Claims &claims)
{
    if (claims.isEmpty())
        return {};
    const QString text = valueOf(*claims.constFirst());
    return text.size() > longestValue ? text.left(longestValue) + u'…' : text;
}

bool areEqual(const TokenClaim &first, const TokenClaim &second)
{
    return first.json == second.json
        || JsonText::compact(first.json).value_or(first.json) == JsonText::compact(second.json).value_or(second.json);
}

// In their order, of duplicates the last one.
Claims saying(const TokenClaims &claims, ClaimMeaning::Decides decides, const ClaimCatalog &catalog)
{
    const auto last = claims.byName();
    Claims found;
    for (const TokenClaim &claim : claims.all()) {
        const ClaimMeaning *meaning = catalog.find(TokenPart::Payload, claim.name);
        if (meaning && meaning->decides == decides && last.value(claim.name) == &claim && claim.type != TokenClaim::Type::Null
            && !valueOf(claim).isEmpty())
            found.append(&claim);
    }
    return found;
}

const TokenClaim *named(const Claims &claims, const QString &name)
{
    const auto found = std::find_if(claims.begin(), claims.end(), [&](const TokenClaim *each) { return each->name == name; });
    return found == claims.end() ? nullptr : *found;
}

bool sayTheSame(const Claims &first, const Claims &second)
{
    return std::any_of(first.begin(), first.end(), [&](const TokenClaim *one) {
        return std::any_of(
            second.begin(), second.end(), [&](const TokenClaim *other) { return valueOf(*one) == valueOf(*other); });
    });
}

}

ClaimGroup ClaimGroup::of(
    const TokenClaims &first, const TokenClaims &second, ClaimMeaning::Decides decides, const ClaimCatalog &catalog)
{
    const Claims ofFirst = saying(first, decides, catalog), ofSecond = saying(second, decides, catalog);
    Claims changed, changedTo, onlyFirst, onlySecond;
    QStringList same;
    for (const TokenClaim *claim : ofFirst) {
        const TokenClaim *other = named(ofSecond, claim->name);
        if (!other) {
            onlyFirst += claim;
        } else if (areEqual(*claim, *other)) {
            same += claim->name;
        } else {
            changed += claim;
            changedTo += other;
        }
    }
    for (const TokenClaim *claim : ofSecond)
        if (!named(ofFirst, claim->name))
            onlySecond += claim;

    ClaimGroup group;
    if (!changed.isEmpty())
        group = {Outcome::Different, {}, same, shownValue(changed), shownValue(changedTo)};
    else if (!same.isEmpty() || (onlyFirst.isEmpty() && onlySecond.isEmpty()) || sayTheSame(onlyFirst, onlySecond))
        return group;
    else
        group = {onlySecond.isEmpty() ? Outcome::OnlyFirst : onlyFirst.isEmpty() ? Outcome::OnlySecond : Outcome::Apart, {}, {},
            shownValue(onlyFirst), shownValue(onlySecond)};
    for (const TokenClaim *claim : changed.isEmpty() ? onlyFirst + onlySecond : changed)
        group.claims += claim->name;
    return group;
}

}
