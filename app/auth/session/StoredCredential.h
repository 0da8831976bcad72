#pragma once

#include "app/auth/session/Credential.h"
#include "app/auth/session/TokenSet.h"
#include "app/base/Result.h"

#include <QtCore/QStringList>

namespace tessera {

// A credential's entry in the keychain: everything secret about it, and the origins it may go to, in one versioned text.
struct StoredCredential {
    TokenSet tokens;
    QMap<QString, Secret> secrets; // fields: API keys, and passwords where the user let them be remembered
    QStringList origins; // Origin::toString()
    Milliseconds serverOffset{0}; // server minus local, as last measured
    QString accountName, role; // as the server says
    // Fingerprint of a refresh token that may leave at any moment, written before it does: one that is found here after a
    // crash counts as used.
    QString pendingRefresh;
    bool isRefreshDead = false; // the server refused the refresh token, or it may be spent
    QString replacedRefresh; // fingerprint of the refresh token that these came for
    QStringList sharedWith; // CredentialId::toString(): others that the server gave the same tokens

    // Made by a refresh from `older`, whoever did it: those are spent, or no better than these.
    [[nodiscard]] bool succeeds(const TokenSet &older) const;
    [[nodiscard]] Secret serialised() const;
    // Errors: Keychain: not ours, broken, or written by a newer Tessera.
    [[nodiscard]] static Result<StoredCredential> parse(const Secret &text);

    bool operator==(const StoredCredential &) const = default;
};

[[nodiscard]] QString keychainKey(const CredentialId &id);
[[nodiscard]] QString cookiesKey(const CredentialId &id); // of the entry of its kept cookies

}
