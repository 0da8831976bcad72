#include "tests/support/FakeSecretStore.h"

#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SecretText.h"

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

FakeSecretStore::FakeSecretStore(QObject *parent)
    : FakeSecretStore(std::make_shared<Entries>(), parent)
{
}

FakeSecretStore::FakeSecretStore(std::shared_ptr<Entries> entries, QObject *parent)
    : SecretStore(parent)
    , m_entries(std::move(entries))
{
}

void FakeSecretStore::read(const QString &key, ResultCompletion<Secret> completion)
{
    run(u"read "_s + key, [this, key, completion] {
        if (m_state != KeychainState::Unlocked)
            return completion.deliver(failure(keychainError(m_state)));
        completion.deliver(Secret(m_entries->value(key)));
    });
}

void FakeSecretStore::write(const QString &key, const Secret &secret, ResultCompletion<Done> completion)
{
    run(u"write "_s + key, [this, key, secret, completion] {
        if (m_state != KeychainState::Unlocked)
            return completion.deliver(failure(keychainError(m_state)));
        if (m_refusedWrites > 0) {
            --m_refusedWrites;
            return completion.deliver(failure(keychainError(KeychainState::Refusing)));
        }
        const auto text = checkSecretText(secret);
        if (text)
            m_entries->insert(key, secret.reveal());
        completion.deliver(text);
    });
}

void FakeSecretStore::remove(const QString &key, ResultCompletion<Done> completion)
{
    run(u"remove "_s + key, [this, key, completion] {
        if (m_state != KeychainState::Unlocked)
            return completion.deliver(failure(keychainError(m_state)));
        m_entries->remove(key);
        completion.deliver(Done{});
    });
}

void FakeSecretStore::unlock()
{
    setState(m_unlocksTo);
}

void FakeSecretStore::setState(KeychainState state)
{
    if (std::exchange(m_state, state) == state)
        return;
    if (state == KeychainState::Hanging)
        hold();
    else
        release();
    Q_EMIT stateChanged(state);
}

void FakeSecretStore::hold()
{
    m_holding = true;
}

void FakeSecretStore::release()
{
    m_holding = false;
    for (auto &[operation, effect] : std::exchange(m_held, {}))
        run(operation, std::move(effect));
}

void FakeSecretStore::run(const QString &operation, std::function<void()> effect)
{
    if (m_holding) {
        m_held.emplace_back(operation, std::move(effect));
        return;
    }
    if (m_observer)
        m_observer(operation);
    m_log.append(operation);
    effect();
}

}
