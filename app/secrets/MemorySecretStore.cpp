#include "app/secrets/MemorySecretStore.h"

#include "app/secrets/SecretText.h"

namespace tessera {

MemorySecretStore::MemorySecretStore(KeychainState why, QObject *parent)
    : SecretStore(parent)
    , m_why(why)
{
}

void MemorySecretStore::read(const QString &key, ResultCompletion<Secret> completion)
{
    const Result<Secret> found = m_entries.value(key); // named: g++ 12 warns where it sees the empty answer being moved
    completion.deliver(found);
}

void MemorySecretStore::write(const QString &key, const Secret &secret, ResultCompletion<Done> completion)
{
    const auto text = checkSecretText(secret);
    if (text)
        m_entries.insert(key, secret);
    completion.deliver(text);
}

void MemorySecretStore::remove(const QString &key, ResultCompletion<Done> completion)
{
    m_entries.remove(key);
    completion.deliver(Done{});
}

}
