#pragma once

#include "app/base/Clock.h"
#include "app/secrets/KeychainBackend.h"
#include "app/secrets/KeychainProbe.h"

#include <functional>
#include <memory>
#include <optional>

namespace tessera {

// Raw entries of a keychain, with answers that can be believed: an operation runs only on a keychain that was just seen
// unlocked, a write and a removal are read back, and "not there" counts only while the keychain is still unlocked. Knows
// the keychain's state. A step that takes longer than `patience` makes it Hanging; until the late answer comes, further
// operations get that error at once, because QtKeychain would queue them behind the one that hangs. One operation at a
// time: the next is asked for after the answer to the last. Errors: Keychain.
class KeychainAccess final : public QObject {
    Q_OBJECT
public:
    static constexpr Milliseconds patience = std::chrono::seconds(10);

    KeychainAccess(Clock &clock, std::unique_ptr<KeychainProbe> probe, std::unique_ptr<KeychainBackend> backend,
        QObject *parent = nullptr);
    ~KeychainAccess() override;

    void read(const QString &key, ResultCompletion<std::optional<Secret>> completion); // nullopt: there is no such entry
    void write(const QString &key, const Secret &text, ResultCompletion<Done> completion);
    void remove(const QString &key, ResultCompletion<Done> completion);
    [[nodiscard]] qsizetype entryLimit() const { return m_backend->entryLimit(); }

    [[nodiscard]] KeychainState state() const { return m_state; }
    void unlock();

Q_SIGNALS:
    void stateChanged(tessera::KeychainState state);

private:
    enum class Stuck { No, InProbe, InJob };
    using Fail = std::function<void(const Error &)>;
    using Work = std::function<void()>;
    using AnswerHandler = std::function<void(const KeychainAnswer &)>;

    void begin(Fail fail, Work work);
    void succeed();
    void fail(const Error &error);
    void giveUp();
    void takeLateAnswer();
    void confirmUnlocked(Work then);
    void explain(const KeychainAnswer &answer);
    void readBack(const QString &key, AnswerHandler then);
    template <typename T> [[nodiscard]] Completion<T> inTime(std::function<void(const T &)> then);
    void look(std::function<void(KeychainState)> then = {});
    void setState(KeychainState state);

    Clock &m_clock;
    std::unique_ptr<KeychainProbe> m_probe;
    std::unique_ptr<KeychainBackend> m_backend;
    KeychainState m_state = KeychainState::Unknown;
    Stuck m_stuck = Stuck::No;
    Fail m_fail; // of the running operation; empty for none
    bool m_isInJob = false; // the running operation waits for QtKeychain, not for the probe
    quint64 m_operation = 0; // answers to an earlier one are late
    quint64 m_stuckOperation = 0; // the one whose late answer ends m_stuck
    quint64 m_deadline = 0;
    quint64 m_look = 0; // the latest one counts
};

}
