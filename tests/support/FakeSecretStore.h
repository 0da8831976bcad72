#pragma once

#include "app/secrets/SecretStore.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace tessera {

// A keychain whose moods the test decides. Two stores over one Entries are two processes over one keychain, or a process
// before and after its restart.
class FakeSecretStore final : public SecretStore {
    Q_OBJECT
public:
    using Entries = QMap<QString, QString>;

    explicit FakeSecretStore(QObject *parent = nullptr);
    explicit FakeSecretStore(std::shared_ptr<Entries> entries, QObject *parent = nullptr);

    void read(const QString &key, ResultCompletion<Secret> completion) override;
    void write(const QString &key, const Secret &secret, ResultCompletion<Done> completion) override;
    void remove(const QString &key, ResultCompletion<Done> completion) override;
    [[nodiscard]] KeychainState state() const override { return m_state; }
    void unlock() override;
    [[nodiscard]] bool isDurable() const override { return m_durable && m_state == KeychainState::Unlocked; }

    // Anything but Unlocked makes every operation an error of that state; Hanging holds them back instead.
    void setState(KeychainState state);
    void setDurable(bool durable) { m_durable = durable; }
    void setUnlocksTo(KeychainState state) { m_unlocksTo = state; } // what unlock() leads to; Unlocked by default
    void refuseWrites(int count) { m_refusedWrites = count; } // the next ones are refused, reads go on
    // Operations are taken and not done until release(), in the order of their calls.
    void hold();
    void release();
    [[nodiscard]] qsizetype held() const { return qsizetype(m_held.size()); }

    [[nodiscard]] const std::shared_ptr<Entries> &entries() const { return m_entries; } // shared: outlives a "restart"
    [[nodiscard]] QStringList log() const { return m_log; } // "read key", "write key", "remove key", as they took effect
    void clearLog() { m_log.clear(); }
    // Sees each operation the moment before it takes effect: where a test asks what else was done by then.
    void setObserver(std::function<void(const QString &operation)> observer) { m_observer = std::move(observer); }

private:
    void run(const QString &operation, std::function<void()> effect);

    std::shared_ptr<Entries> m_entries; // shared with the store of another "process"
    KeychainState m_state = KeychainState::Unlocked;
    KeychainState m_unlocksTo = KeychainState::Unlocked;
    bool m_durable = true;
    bool m_holding = false;
    int m_refusedWrites = 0;
    std::vector<std::pair<QString, std::function<void()>>> m_held;
    QStringList m_log;
    std::function<void(const QString &)> m_observer;
};

}
