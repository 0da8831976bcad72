#include "app/secrets/KeychainAccess.h"

#include "app/secrets/KeychainMessage.h"

#include <utility>

namespace tessera {

using Outcome = KeychainAnswer::Outcome;

KeychainAccess::KeychainAccess(
    Clock &clock, std::unique_ptr<KeychainProbe> probe, std::unique_ptr<KeychainBackend> backend, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_probe(std::move(probe))
    , m_backend(std::move(backend))
{
    connect(m_probe.get(), &KeychainProbe::changed, this, [this] { look(); });
    look();
}

KeychainAccess::~KeychainAccess() = default;

void KeychainAccess::read(const QString &key, ResultCompletion<std::optional<Secret>> completion)
{
    begin([completion](const Error &error) { completion.deliver(failure(error)); },
        [this, key, completion] {
            readBack(key, [this, completion](const KeychainAnswer &answer) {
                succeed();
                completion.deliver(answer.outcome == Outcome::Done ? std::optional(answer.text) : std::nullopt);
            });
        });
}

void KeychainAccess::write(const QString &key, const Secret &text, ResultCompletion<Done> completion)
{
    begin([completion](const Error &error) { completion.deliver(failure(error)); },
        [this, key, text, completion] {
            m_backend->write(key, text, inTime<KeychainAnswer>([this, key, text, completion](const KeychainAnswer &answer) {
                if (answer.outcome != Outcome::Done)
                    return explain(answer);
                // libsecret takes a dismissed prompt for success.
                readBack(key, [this, text, completion](const KeychainAnswer &kept) {
                    if (kept.outcome != Outcome::Done || kept.text != text)
                        return explain({Outcome::Denied, {}, {}});
                    succeed();
                    completion.deliver(Done{});
                });
            }));
        });
}

void KeychainAccess::remove(const QString &key, ResultCompletion<Done> completion)
{
    begin([completion](const Error &error) { completion.deliver(failure(error)); },
        [this, key, completion] {
            m_backend->remove(key, inTime<KeychainAnswer>([this, key, completion](const KeychainAnswer &answer) {
                if (answer.outcome != Outcome::Done && answer.outcome != Outcome::NotFound)
                    return explain(answer);
                readBack(key, [this, completion](const KeychainAnswer &kept) {
                    if (kept.outcome != Outcome::NotFound)
                        return explain({Outcome::Denied, {}, {}});
                    succeed();
                    completion.deliver(Done{});
                });
            }));
        });
}

void KeychainAccess::unlock()
{
    look([this](KeychainState state) {
        if (state == KeychainState::Locked)
            m_probe->unlock({this, [this](KeychainState after) { setState(after); }}); // as long as the user likes
    });
}

void KeychainAccess::begin(Fail fail, Work work)
{
    Q_ASSERT(!m_fail);
    if (m_stuck != Stuck::No)
        return fail(keychainError(KeychainState::Hanging));
    m_fail = std::move(fail);
    ++m_operation;
    m_deadline = m_clock.after(patience, this, [this] { giveUp(); });
    m_isInJob = false;
    m_probe->probe(inTime<KeychainState>([this, work = std::move(work)](const KeychainState &state) {
        if (state == KeychainState::Unlocked) {
            if (m_state != KeychainState::Refusing) // that is over when something succeeds
                setState(state);
            m_isInJob = true;
            return work();
        }
        if (m_state != KeychainState::Refusing || state != KeychainState::Locked) // a dismissed prompt leaves it locked
            setState(state);
        this->fail(keychainError(state));
    }));
}

void KeychainAccess::readBack(const QString &key, AnswerHandler then)
{
    m_backend->read(key, inTime<KeychainAnswer>([this, then = std::move(then)](const KeychainAnswer &answer) {
        if (answer.outcome == Outcome::Done)
            return then(answer);
        if (answer.outcome != Outcome::NotFound)
            return explain(answer);
        confirmUnlocked([then, answer] { then(answer); }); // a locked keyring reads as empty
    }));
}

void KeychainAccess::confirmUnlocked(Work then)
{
    m_isInJob = false;
    m_probe->probe(inTime<KeychainState>([this, then = std::move(then)](const KeychainState &state) {
        if (state == KeychainState::Unlocked)
            return then();
        setState(state);
        fail(keychainError(state));
    }));
}

void KeychainAccess::explain(const KeychainAnswer &answer)
{
    confirmUnlocked([this, answer] {
        setState(KeychainState::Refusing);
        Error error = keychainError(KeychainState::Refusing);
        if (!answer.words.isEmpty())
            error.detail += tr(" The keychain says: “%1”").arg(answer.words);
        fail(error);
    });
}

void KeychainAccess::succeed()
{
    m_clock.cancel(m_deadline);
    m_fail = nullptr;
    setState(KeychainState::Unlocked);
}

void KeychainAccess::fail(const Error &error)
{
    m_clock.cancel(m_deadline);
    std::exchange(m_fail, nullptr)(error);
}

void KeychainAccess::giveUp()
{
    m_stuck = m_isInJob ? Stuck::InJob : Stuck::InProbe;
    m_stuckOperation = m_operation++;
    setState(KeychainState::Hanging);
    fail(keychainError(KeychainState::Hanging));
}

void KeychainAccess::takeLateAnswer()
{
    m_stuck = Stuck::No;
    look();
}

template <typename T> Completion<T> KeychainAccess::inTime(std::function<void(const T &)> then)
{
    return {this, [this, operation = m_operation, then = std::move(then)](const T &value) {
                if (operation == m_operation)
                    then(value);
                else if (operation == m_stuckOperation)
                    takeLateAnswer();
            }};
}

void KeychainAccess::look(std::function<void(KeychainState)> then)
{
    const quint64 turn = ++m_look;
    const quint64 deadline = m_clock.after(patience, this, [this, turn] {
        if (turn == m_look)
            setState(KeychainState::Hanging);
    });
    m_probe->probe({this, [this, turn, deadline, then = std::move(then)](KeychainState state) {
                        m_clock.cancel(deadline);
                        if (turn == m_look && m_stuck != Stuck::InJob) {
                            m_stuck = Stuck::No;
                            setState(state);
                        }
                        if (then)
                            then(state);
                    }});
}

void KeychainAccess::setState(KeychainState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

}
