#include "app/secrets/SessionSecretStore.h"

#include <utility>

namespace tessera {

SessionSecretStore::SessionSecretStore(SecretStore &keychain, QObject *parent)
    : SecretStore(parent)
    , m_keychain(keychain)
{
    connect(&keychain, &SecretStore::stateChanged, this, [this](KeychainState state) {
        Q_EMIT stateChanged(state);
        moveIn();
    });
}

void SessionSecretStore::read(const QString &key, ResultCompletion<Secret> completion)
{
    // Always through the keychain, which keeps the answers in order.
    m_keychain.read(key, {this, [this, key, completion](Result<Secret> secret) {
                              if (const auto kept = m_kept.constFind(key); kept != m_kept.cend())
                                  return completion.deliver(kept->secret.value_or(Secret()));
                              if (!secret || !secret->isEmpty())
                                  m_maybeThere.insert(key);
                              completion.deliver(std::move(secret));
                          }});
}

void SessionSecretStore::write(const QString &key, const Secret &secret, ResultCompletion<Done> completion)
{
    const bool wasDurable = isDurable();
    const Kept entry{secret, ++m_version};
    if (m_kept.contains(key))
        m_kept.insert(key, entry); // else the older one might be moved in after this one was written
    m_keychain.write(key, secret, {this, [this, key, entry, wasDurable, completion](Result<Done> written) {
                                       if (written || wasDurable) // a late answer may have been a yes
                                           m_maybeThere.insert(key);
                                       else
                                           m_refused.insert(key);
                                       if (written)
                                           letGo(key, entry.version);
                                       else if (written.error().kind == ErrorKind::Keychain)
                                           keep(key, entry);
                                       if (!written && written.error().kind == ErrorKind::Keychain && !wasDurable)
                                           return completion.deliver(Done{});
                                       completion.deliver(std::move(written));
                                   }});
}

void SessionSecretStore::remove(const QString &key, ResultCompletion<Done> completion)
{
    const Kept entry{std::nullopt, ++m_version};
    if (m_kept.contains(key))
        m_kept.insert(key, entry);
    m_keychain.remove(key, {this, [this, key, entry, completion](Result<Done> removed) {
                                if (removed)
                                    letGo(key, entry.version);
                                else
                                    keep(key, entry);
                                if (removed)
                                    m_maybeThere.remove(key);
                                if (!removed && isNothingLeftOf(key))
                                    return completion.deliver(Done{});
                                completion.deliver(std::move(removed));
                            }});
}

bool SessionSecretStore::isNothingLeftOf(const QString &key) const
{
    return state() == KeychainState::Absent || (m_refused.contains(key) && !m_maybeThere.contains(key));
}

void SessionSecretStore::keep(const QString &key, Kept entry)
{
    if (const auto kept = m_kept.constFind(key); kept == m_kept.cend() || kept->version <= entry.version)
        m_kept.insert(key, std::move(entry));
    if (m_keychain.state() == KeychainState::Unlocked) // it came back before its refusal was heard
        moveIn();
}

void SessionSecretStore::letGo(const QString &key, quint64 upToVersion)
{
    if (const auto kept = m_kept.constFind(key); kept != m_kept.cend() && kept->version <= upToVersion)
        m_kept.erase(kept);
}

void SessionSecretStore::moveIn()
{
    if (m_kept.isEmpty() || m_isMovingIn || m_keychain.state() != KeychainState::Unlocked)
        return;
    m_isMovingIn = true;
    const QString key = m_kept.cbegin().key();
    const Kept entry = m_kept.cbegin().value();
    if (entry.secret)
        m_maybeThere.insert(key);
    const ResultCompletion<Done> completion(this, [this, key, version = entry.version](const Result<Done> &moved) {
        m_isMovingIn = false;
        if (!moved)
            return; // the state has changed with it; the next change tries again
        letGo(key, version);
        if (m_kept.isEmpty())
            Q_EMIT stateChanged(state());
        else
            moveIn();
    });
    if (entry.secret)
        m_keychain.write(key, *entry.secret, completion);
    else
        m_keychain.remove(key, completion);
}

}
