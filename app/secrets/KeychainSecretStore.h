#pragma once

#include "app/secrets/KeychainAccess.h"
#include "app/secrets/KeychainEntry.h"
#include "app/secrets/SecretStore.h"

#include <deque>

namespace tessera {

// The operating system's keychain: keeps secrets there, or says that it could not and why; never anywhere else. Operations
// run one after the other in the order of their calls; Done means that the entry was read back. Lives in the main thread.
class KeychainSecretStore final : public SecretStore {
    Q_OBJECT
public:
    // `prefix` begins the names of all entries and keeps two installations apart ("tessera").
    KeychainSecretStore(Clock &clock, const QString &prefix, QObject *parent = nullptr);
    KeychainSecretStore(Clock &clock, std::unique_ptr<KeychainProbe> probe, std::unique_ptr<KeychainBackend> backend,
        const QString &prefix, QObject *parent = nullptr);

    void read(const QString &key, ResultCompletion<Secret> completion) override;
    void write(const QString &key, const Secret &secret, ResultCompletion<Done> completion) override;
    void remove(const QString &key, ResultCompletion<Done> completion) override;
    [[nodiscard]] KeychainState state() const override { return m_access.state(); }
    void unlock() override { m_access.unlock(); }
    [[nodiscard]] bool isDurable() const override { return state() == KeychainState::Unlocked; }

private:
    using Work = std::function<void()>;
    using Fail = std::function<void(const Error &)>;

    void enqueue(Work work);
    void startNext();
    template <typename T> void end(const ResultCompletion<T> &completion, Result<T> result);

    // Steps of the running operation: each goes on with `then`, or ends in `fail`.
    void readEntry(const QString &rawKey, std::function<void(const std::optional<Secret> &)> then, Fail fail);
    void writeEntry(const QString &rawKey, const Secret &text, Work then, Fail fail);
    void readParts(const QString &key, const KeychainEntry::Parts &parts, const QByteArray &before,
        std::function<void(const Secret &)> then, Fail fail, int number = 0);
    void writeParts(const QString &key, KeychainEntry::Slot slot, const QList<Secret> &texts, Work then, Fail fail,
        int number = 0);
    void removeParts(const QString &key, KeychainEntry::Slot slot, int firstNumber, Work then, Fail fail);
    void writeToSmallEntries(const QString &key, const Secret &secret, Work then, Fail fail);

    [[nodiscard]] QString entryKey(const QString &key) const { return KeychainEntry::key(m_prefix, key); }
    [[nodiscard]] bool entriesAreSmall() const;

    const QString m_prefix;
    KeychainAccess m_access;
    std::deque<Work> m_queue; // the first one is running
};

}
