#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

struct TokenSet;

// Who held which pair of tokens when it was last told: a way to the few that may hold the same, among very many. Keeps
// fingerprints only; whoever asks compares the tokens themselves.
class TokenPairs {
public:
    void note(const CredentialId &id, const TokenSet &tokens);
    void forget(const CredentialId &id);
    [[nodiscard]] QList<CredentialId> holders(const TokenSet &tokens) const;

private:
    QMultiHash<QString, CredentialId> m_holders; // by the fingerprints of the pair
    QHash<CredentialId, QString> m_pairs;
};

}
