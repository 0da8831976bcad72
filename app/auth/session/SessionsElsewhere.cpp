#include "app/auth/session/Sessions.h"
#include "app/secrets/SecretStore.h"

// What sessions make of what happens outside of this program: to a keychain that was locked.

namespace tessera {

// What was in memory only may have got into the keychain when it opened.
void Sessions::noteMovedIn()
{
    for (const CredentialId &id : std::as_const(m_order)) {
        const Member *member = find(id)->member(id);
        if (member->isInKeychain || member->stored.tokens.isEmpty() || !m_parts.secrets.isDurable())
            continue;
        m_parts.secrets.read(keychainKey(id), {this, [this, id](const Result<Secret> &entry) {
                                                   Session *session = find(id);
                                                   Member *mine = session ? session->member(id) : nullptr;
                                                   const auto there = entry ? StoredCredential::parse(*entry) : Result<StoredCredential>(failure(entry.error()));
                                                   if (!mine || !there || there->tokens.captures != mine->stored.tokens.captures)
                                                       return;
                                                   mine->isInKeychain = m_parts.secrets.isDurable();
                                                   Q_EMIT stateChanged(id);
                                               }});
    }
}

}
