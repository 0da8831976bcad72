#pragma once

#include "app/secrets/SecretStore.h"

#include <QtCore/QHash>

namespace tessera {

// Keeps secrets in memory and nowhere else: gone with the process. For a run that is told not to use a keychain, and for
// what a keychain can't take at present.
class MemorySecretStore final : public SecretStore {
    Q_OBJECT
public:
    // `why` is the state that this store stands in for; it never changes.
    explicit MemorySecretStore(KeychainState why = KeychainState::Absent, QObject *parent = nullptr);

    void read(const QString &key, ResultCompletion<Secret> completion) override;
    void write(const QString &key, const Secret &secret, ResultCompletion<Done> completion) override;
    void remove(const QString &key, ResultCompletion<Done> completion) override;

    [[nodiscard]] KeychainState state() const override { return m_why; }
    void unlock() override { }
    [[nodiscard]] bool isDurable() const override { return false; }

private:
    KeychainState m_why;
    QHash<QString, Secret> m_entries;
};

}
