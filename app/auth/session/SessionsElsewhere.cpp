#include "app/auth/session/Sessions.h"
#include "app/secrets/SecretStore.h"

// What sessions make of what happens outside of this program: to the accounts file, and to a keychain that was locked.

namespace tessera {

// Another Tessera signed in, or changed what is not secret about a credential.
void Sessions::takeAccount(const Credential &credential)
{
    const CredentialId id = credential.id;
    if (Session *mine = find(id)) {
        mine->member(id)->credential = credential;
        mine->replan();
        Q_EMIT stateChanged(id);
        if (mine->members().empty() || !mine->stored().tokens.isEmpty())
            return; // what is newer in the keychain is found before the next refresh
    } else {
        m_order += id;
        make({credential, {}, false});
        Q_EMIT changed();
    }
    m_parts.secrets.read(keychainKey(id), {this, [this, id](const Result<Secret> &entry) { (void)restore(id, entry); }});
}

void Sessions::loseAccount(const CredentialId &id)
{
    if (!find(id))
        return;
    separate(id).wipeTokens();
    remove(id);
}

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
