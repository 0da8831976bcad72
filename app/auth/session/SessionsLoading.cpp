#include "app/auth/session/Accounts.h"
#include "app/auth/session/Sessions.h"
#include "app/base/Redactor.h"
#include "app/secrets/SecretStore.h"

#include <utility>

// What sessions make of what the keychain holds, at the start and when it opens later.

namespace tessera {

void Sessions::load(ResultCompletion<Done> completion)
{
    m_isLoading = true;
    const auto loaded = m_parts.accounts.load();
    for (const Credential &credential : m_parts.accounts.credentials()) {
        if (m_sessions.contains(credential.id))
            continue;
        m_order += credential.id;
        make({credential, {}, false});
    }
    readNetwork(m_parts.accounts.environments() << QString(), loaded, std::move(completion));
}

void Sessions::whenLoaded(std::function<void()> run)
{
    m_isLoading ? m_afterLoading.push_back(std::move(run)) : run();
}

// Environments first: a refresh may need their proxy.
void Sessions::readNetwork(QStringList environments, Result<Done> first, ResultCompletion<Done> completion)
{
    if (environments.isEmpty())
        return readEntry(0, std::move(first), std::move(completion));
    const QString environment = environments.takeFirst();
    const NetworkSettings known = m_parts.accounts.network(environment);
    if (known.proxy.user.isEmpty() && known.clientCertificate.certificateFile.isEmpty())
        return readNetwork(environments, std::move(first), std::move(completion));
    m_parts.secrets.read(NetworkSecrets::key(environment),
        {this, [=, this, completion = std::move(completion)](const Result<Secret> &entry) mutable {
             if (entry)
                 takeNetworkSecrets(environment, NetworkSecrets::parse(*entry));
             else
                 m_unreadNetworks.insert(environment);
             readNetwork(environments, std::move(first), std::move(completion));
         }});
}

void Sessions::readEntry(qsizetype index, Result<Done> first, ResultCompletion<Done> completion)
{
    if (index == m_order.size()) {
        m_isLoading = false;
        Q_EMIT changed();
        for (const auto &resume : std::exchange(m_afterLoading, {}))
            resume();
        return completion.deliver(std::move(first));
    }
    const CredentialId id = m_order.at(index);
    m_parts.secrets.read(
        keychainKey(id), {this, [=, this, completion = std::move(completion)](const Result<Secret> &entry) mutable {
                              if (const auto trouble = restore(id, entry); !trouble && first)
                                  first = trouble;
                              readEntry(index + 1, std::move(first), std::move(completion));
                          }});
}

Result<Done> Sessions::restore(const CredentialId &id, const Result<Secret> &entry)
{
    Session *mine = find(id);
    if (!mine || !mine->stored().tokens.isEmpty()) // forgotten, or signed in anew in the meantime
        return Done{};
    if (!entry) {
        m_unread.insert(id); // a locked keychain, say: looked at again when it opens
        return failure(entry.error());
    }
    if (m_unread.remove(id))
        Q_EMIT stateChanged(id);
    if (entry->isEmpty())
        return Done{};
    auto stored = StoredCredential::parse(*entry);
    if (!stored)
        return failure(stored.error());
    Member *member = mine->member(id);
    member->stored = *std::move(stored);
    member->isInKeychain = m_parts.secrets.isDurable();
    hide(*member);
    if (const auto other = twin(*member); other && !member->stored.tokens.isEmpty()) {
        const Member copy = *member;
        detach(id);
        m_sessions.insert(id, other);
        other->join(copy);
        return Done{};
    }
    m_pairs.note(*mine);
    mine->restore();
    return Done{};
}

// What the keychain would not give at the start.
void Sessions::readAgain()
{
    for (const QString &environment : std::exchange(m_unreadNetworks, {})) {
        m_parts.secrets.read(NetworkSecrets::key(environment),
            {this, [this, environment](const Result<Secret> &entry) {
                 if (!entry) {
                     m_unreadNetworks.insert(environment);
                     return;
                 }
                 const NetworkSecrets typed = m_networkSecrets.value(environment);
                 takeNetworkSecrets(environment, typed.completedBy(NetworkSecrets::parse(*entry)));
                 if (!typed.isEmpty())
                     storeNetworkSecrets(environment, m_networkSecrets.value(environment), {});
             }});
    }
    for (const CredentialId &id : std::as_const(m_unread))
        m_parts.secrets.read(keychainKey(id), {this, [this, id](const Result<Secret> &entry) { (void)restore(id, entry); }});
}

NetworkSettings Sessions::network(const QString &environment) const
{
    NetworkSettings settings = m_parts.accounts.network(environment);
    const NetworkSecrets secrets = m_networkSecrets.value(environment);
    settings.proxy.password = secrets.proxyPassword;
    settings.clientCertificate.passphrase = secrets.passphrase;
    return settings;
}

void Sessions::takeNetworkSecrets(const QString &environment, const NetworkSecrets &secrets)
{
    m_networkSecrets.insert(environment, secrets);
    m_parts.redactor.addSecret(secrets.proxyPassword);
    m_parts.redactor.addSecret(secrets.passphrase);
}

void Sessions::storeNetworkSecrets(
    const QString &environment, const NetworkSecrets &secrets, ResultCompletion<Done> completion)
{
    takeNetworkSecrets(environment, secrets);
    if (m_unreadNetworks.contains(environment))
        return completion.deliver(Done{}); // see readAgain()
    if (secrets.isEmpty())
        return m_parts.secrets.remove(NetworkSecrets::key(environment), std::move(completion));
    m_parts.secrets.write(NetworkSecrets::key(environment), secrets.serialised(), std::move(completion));
}

}
