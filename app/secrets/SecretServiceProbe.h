#pragma once

#include "app/secrets/KeychainProbe.h"

#include <QtDBus/QDBusConnection>

#include <functional>
#include <vector>

class QDBusError;
class QDBusMessage;
class QDBusServiceWatcher;
class QThread;

namespace tessera {

class BusSignals;
class SecretCollectionSignals;
class SecretPromptSignals;
class SecretServiceSignals;

// Asks org.freedesktop.secrets on the session bus, over a connection of its own that is made in another thread: a bus that
// does not answer holds nobody up. A keyring without a default collection counts as locked: making one is what unlocks it.
class SecretServiceProbe final : public KeychainProbe {
    Q_OBJECT
public:
    explicit SecretServiceProbe(QObject *parent = nullptr);
    ~SecretServiceProbe() override;

    void probe(Completion<KeychainState> completion) override;
    void unlock(Completion<KeychainState> completion) override;

private:
    using Answer = std::function<void(const QDBusMessage &)>;
    using Finding = std::function<void(KeychainState, const QString &collection)>;

    void withBus(std::function<void()> then); // connected or not
    void takeBus();
    void call(const QDBusMessage &message, Answer answer);
    void look(Finding found);
    void lookAtError(const QDBusMessage &error, Finding found);
    void openLocked(const QString &collection);
    void showPrompt(const QString &path);
    void finishUnlock(KeychainState state);
    void follow(const QString &owner, const QString &collection);
    void forgetOwner();
    [[nodiscard]] KeychainState gone() const { return m_wasSeen ? KeychainState::Lost : KeychainState::Absent; }

    const QString m_busName;
    QDBusConnection m_bus;
    QThread *m_connecting = nullptr; // deletes itself: it may outlive us in a bus that hangs
    std::vector<std::function<void()>> m_waitingForBus;
    std::shared_ptr<void> m_glibBus; // see Libsecret
    std::unique_ptr<QDBusServiceWatcher> m_watcher;
    std::unique_ptr<BusSignals> m_busSignals;
    QString m_owner; // unique bus name of the service
    QString m_collection;
    std::unique_ptr<SecretServiceSignals> m_serviceSignals;
    std::unique_ptr<SecretCollectionSignals> m_collectionSignals;
    std::unique_ptr<SecretPromptSignals> m_prompt;
    std::vector<Completion<KeychainState>> m_unlocking;
    bool m_wasSeen = false;
};

}
