#pragma once

#include "app/token/ClaimCatalog.h"
#include "app/token/TokenFacts.h"
#include "app/token/TokenMoment.h"
#include "app/token/WordDiff.h"

#include <QtCore/QList>

namespace tessera {

// One thing by which an API may let in who brings one of two tokens, and not who brings the other.
struct AccessReason {
    enum class Kind { Ended, NotYet, NotSigned, Purpose, Issuer, Audience, Rights, Tenant, Subject, Client, SignIn, Binding };
    enum class Against { Neither, First, Second, Both }; // who may be turned away by it; Neither: they are just different
    Kind kind = Kind::Rights;
    Against against = Against::Neither;
    QStringList claims; // where it is read: "exp", "realm_access.roles"
    QString text; // a sentence or two
    WordDiff words; // of Audience and Rights
    QStringList same; // claims for the same thing by which the two agree all the same
    bool operator==(const AccessReason &) const = default;

    // What most likely decides comes first: what turns a token away as a whole, then what it may, then whose it is. Both
    // tokens are JWTs that can be looked into. The moments are those of the servers that take them.
    [[nodiscard]] static QList<AccessReason> between(const TokenFacts &first, const TokenMoment &firstMoment, const TokenFacts &second,
        const TokenMoment &secondMoment, const ClaimCatalog &catalog = ClaimCatalog::bundled());
    [[nodiscard]] static Against sides(bool first, bool second);
};

}
