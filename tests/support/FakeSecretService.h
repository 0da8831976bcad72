#pragma once

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVirtualObject>

#include <functional>
#include <vector>

namespace tessera {

// An org.freedesktop.secrets on the session bus that behaves badly as it is told: what no real keyring does on demand.
// It holds no secrets. One at a time, on a bus that has no other.
class FakeSecretService final : public QDBusVirtualObject {
    Q_OBJECT
public:
    enum class Mood {
        Refusing, // says it is unlocked, and denies everything else
        RefusingAll, // denies even to be asked
        Silent, // never answers
        SilentInJobs, // says it is unlocked, and never answers anything else
        DismissedPrompt, // locked; unlocking shows a prompt, which the user closes
        AcceptedPrompt, // locked; unlocking shows a prompt, which the user obeys
        UnansweredPrompt, // locked; the prompt is left open
        Empty, // no default collection; making one shows a prompt, which the user obeys
    };
    explicit FakeSecretService(Mood mood, QObject *parent = nullptr);
    ~FakeSecretService() override;

    [[nodiscard]] bool isRegistered() const { return m_isRegistered; }
    void answerHeld(); // the calls that were left without an answer get a refusal; later ones are refused at once
    void setLocked(bool isLocked); // by somebody else, with the signal that says so
    void vanish(); // leaves the bus
    [[nodiscard]] QStringList calls() const { return m_calls; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;
    [[nodiscard]] QString introspect(const QString &path) const override;

private:
    [[nodiscard]] bool isHeld(const QString &member) const;
    [[nodiscard]] QDBusMessage answerTo(const QDBusMessage &message);
    void completePrompt();

    Mood m_mood;
    const QString m_busName;
    QDBusConnection m_bus;
    bool m_isRegistered = false;
    bool m_isLocked = false;
    bool m_hasCollection = true;
    std::vector<QDBusMessage> m_held;
    QStringList m_calls;
};

}
