#pragma once

#include "app/token/ClaimCatalog.h"
#include "app/token/Jwt.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace tessera {

// The claim that gives rights, wherever it stands, and the words in it.
struct GrantedRights {
    QString claim; // "scope", "realm_access.roles", "https://example.org/roles"
    bool isScope = false; // scope, scp and scopes are spellings of one thing
    QStringList words; // "orders:write"; of a claim that is no list of words, its JSON
    bool operator==(const GrantedRights &) const = default;

    // In the order of the token; claims within claims too, as Keycloak, Zitadel and Hasura have them.
    [[nodiscard]] static QList<GrantedRights> of(const Jwt &jwt, const ClaimCatalog &catalog = ClaimCatalog::bundled());
};

}
