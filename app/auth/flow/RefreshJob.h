#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/session/Member.h"
#include "app/auth/session/RefreshLock.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

class SecretStore;

// One refresh of one session, guarded against other processes and against being killed: takes the lock, looks whether the
// keychain holds newer tokens already, writes down that a rotating refresh token is about to leave, sends it, and stores
// what came before anyone uses it. A rotating refresh token is never sent twice.
class RefreshJob : public QObject {
    Q_OBJECT
public:
    struct Setup {
        AuthProfile profile;
        QList<Member> members; // at least one
        NetworkSettings network;
        QString lockFolder;
    };
    struct Outcome {
        enum class Kind {
            Renewed,
            FoundNewer, // another process had refreshed: its tokens are taken over
            SignedOutElsewhere, // the keychain entry is gone
            FailedForNow, // the tokens are kept; worth another try
            Refused, // only the user can go on
        } kind
            = Kind::FailedForNow;
        QList<Member> members; // as they are now
        Error error; // for the last two
        std::optional<Milliseconds> retryAfter;
        std::optional<Error> storeError; // renewed, but the keychain does not hold it: memory only from here on
    };

    RefreshJob(Setup setup, Clock &clock, SecretStore &secrets, QnamTransport &transport, QObject *parent = nullptr);

    void start();
    void cancel(); // finished() follows with ErrorKind::Cancelled, unless it is storing already

    // What keeps this session from refreshing at all: no rule, no refresh token, nothing remembered, refused before.
    [[nodiscard]] static std::optional<Error> obstacle(const AuthProfile &profile, const Member &member);
    // Where its requests would go; the origins to bind a credential to. A template that can't be filled in yet adds none.
    [[nodiscard]] static QStringList origins(const AuthProfile &profile, const Member &member);

Q_SIGNALS:
    void finished(const tessera::RefreshJob::Outcome &outcome);

private:
    [[nodiscard]] bool rotates() const;
    void compareWithKeychain(const Result<Secret> &entry);
    void announce();
    void send();
    void judge(const AuthFlow::Failure &failure);
    void take(const AuthFlow::Success &success);
    void store(std::function<void(std::optional<Error>)> then);
    void storeFrom(qsizetype index, std::optional<Error> first, std::function<void(std::optional<Error>)> then);
    void failForNow(Error error, std::optional<Milliseconds> retryAfter = {});
    void refuse(Error error, bool isRefreshDead);
    void finish(Outcome::Kind kind, Error error = {});

    Setup m_setup;
    Clock &m_clock;
    SecretStore &m_secrets;
    QnamTransport &m_transport;
    RefreshLock m_lock;
    AuthFlow *m_flow = nullptr;
    Outcome m_outcome;
    bool m_isStoring = false;
    bool m_isCancelled = false;
    bool m_hasRetried = false;
};

}
