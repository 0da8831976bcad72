#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/session/EntryGroup.h"
#include "app/auth/session/Member.h"

#include <QtCore/QObject>

#include <functional>

namespace tessera {

// One refresh of one session, guarded against other processes and against being killed: has the turn to write the entries
// of all that share the tokens, looks whether the keychain holds newer ones already, writes down that a rotating refresh
// token is about to leave, sends it, and stores what came before anyone uses it. A rotating refresh token is never sent
// twice.
class RefreshJob : public QObject {
    Q_OBJECT
public:
    struct Setup {
        AuthProfile profile;
        QList<Member> members; // at least one
        NetworkSettings network;
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
        QList<Member> parted; // another process gave them other tokens, or none: they are of this session no more
        Error error; // for the last two
        std::optional<Milliseconds> retryAfter;
        std::optional<Error> storeError; // renewed, but the keychain does not hold it: memory only from here on
    };

    RefreshJob(Setup setup, EntryTurns &turns, SecretStore &secrets, QnamTransport &transport, QObject *parent);

    void start();
    // finished() follows, with ErrorKind::Cancelled where it comes in time, and the tokens are as if it had never begun.
    void cancel();
    // For whoever will write the entries himself: it writes nothing more, says nothing more, and goes by itself.
    void abandon();
    // The same for one of several. False: it was the last, and the job is abandoned.
    [[nodiscard]] bool leaveOut(const CredentialId &id);
    // The fingerprint of the rotating refresh token that is on its way to the server, or was and is not stored yet.
    [[nodiscard]] QString spending() const { return m_spending; }

Q_SIGNALS:
    void finished(const tessera::RefreshJob::Outcome &outcome);

private:
    [[nodiscard]] bool rotates() const;
    void compareWithKeychain();
    [[nodiscard]] std::optional<Error> readMembers();
    void takeOver(const StoredCredential &newest);
    void announce();
    void send();
    void judge(const AuthFlow::Failure &failure);
    void take(const AuthFlow::Success &success);
    void change(const std::function<void(StoredCredential &)> &change); // all that share the tokens
    void store(std::function<void(std::optional<Error>)> then);
    void failForNow(Error error, std::optional<Milliseconds> retryAfter = {});
    void refuse(Error error, bool isRefreshDead);
    void finish(Outcome::Kind kind, Error error = {});

    Setup m_setup;
    SecretStore &m_secrets;
    QnamTransport &m_transport;
    EntryGroup m_group;
    QList<CredentialId> m_twins; // that share the tokens and are not known in this process
    std::optional<StoredCredential> m_newest; // found in the keychain
    AuthFlow *m_flow = nullptr;
    QString m_spending;
    Outcome m_outcome;
    bool m_isCancelled = false;
    bool m_isOver = false;
    bool m_hasRetried = false;
};

}
