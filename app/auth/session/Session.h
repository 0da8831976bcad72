#pragma once

#include "app/auth/flow/RefreshJob.h"
#include "app/auth/session/CredentialStatus.h"
#include "app/auth/session/Member.h"
#include "app/auth/session/RefreshScheduler.h"
#include "app/base/Clock.h"
#include "app/base/Completion.h"

#include <QtCore/QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace tessera {

// What all sessions share.
struct SessionParts {
    Clock &clock;
    SecretStore &secrets;
    QnamTransport &transport;
    RefreshScheduler &scheduler;
    QString lockFolder;
    std::function<const AuthProfile *(const QString &id)> profile; // as it is on disk now; null: missing
    std::function<NetworkSettings(const QString &environment)> network;
    std::function<double()> random; // 0 to 1
    int silentRefreshes = 0; // under way now
    bool isOnline = true;
    bool isSettling = false; // the program is about to end
};

// The life of one pair of tokens: keeps its state, refreshes it in time, lets requests wait for the one refresh that is
// under way. One credential as a rule; several where a server gave them the same tokens.
class Session : public QObject {
    Q_OBJECT
public:
    Session(SessionParts &parts, const Member &member, QObject *parent);
    ~Session() override;

    [[nodiscard]] const std::vector<Member> &members() const { return m_members; }
    [[nodiscard]] Member *member(const CredentialId &id);
    [[nodiscard]] const StoredCredential &stored() const { return m_members.front().stored; }
    [[nodiscard]] const SessionState &state() const { return m_state; }
    void join(const Member &member); // it holds these tokens too
    void leave(const CredentialId &id);

    // After a restart: what the keychain held.
    void restore();
    void beginSignIn();
    void endSignIn(); // without tokens
    void takeTokens(); // the members' stored tokens are new

    [[nodiscard]] bool isAccessOver() const;
    [[nodiscard]] std::optional<Error> refreshObstacle() const;
    // Good as soon as the access token can be used: at once, or after the refresh that is under way or needed.
    void whenFresh(ResultCompletion<Done> completion);
    void refresh(CredentialEvent::Reason reason, ResultCompletion<Done> completion);
    [[nodiscard]] bool isRefreshing() const { return m_job != nullptr; }
    void cancelRefresh();
    void whenIdle(Milliseconds limit, Completion<Done> completion); // no refresh under way, or the limit is over
    void wipeTokens(); // signed out; waiters are told

    void noteRefusedAfterRefresh(quint64 generation) { m_refusedGeneration = generation; }
    [[nodiscard]] bool isRefusedAfterRefresh() const { return m_refusedGeneration == stored().tokens.generation; }
    void addressBound(); // the user said yes to an address
    void replan(); // after anything that moves a deadline: online again, a clock that was set

    [[nodiscard]] CredentialStatus status(const Member &member) const;
    void tell(CredentialEvent event); // adds instant and fingerprint

Q_SIGNALS:
    void changed();
    void eventHappened(const tessera::CredentialEvent &event);
    void tokensChanged(); // for the redactor
    void userNeeded(const QString &message);

private:
    void apply(const SessionEvent &event);
    void anchor(); // server's instants to deadlines of our own
    void plan();
    void wake();
    void timeRanOut();
    void start(CredentialEvent::Reason reason);
    void conclude(const RefreshJob::Outcome &outcome, CredentialEvent::Reason reason);
    void answerWaiters(const Result<Done> &result);
    [[nodiscard]] UtcTime serverNow() const;
    [[nodiscard]] bool canReachServer() const;
    [[nodiscard]] Error signInNeeded(const QString &why) const;

    SessionParts &m_parts;
    std::vector<Member> m_members;
    SessionState m_state;
    RefreshScheduler::Id m_deadline;
    std::optional<BootTime> m_accessEnds, m_refreshAt;
    BootTime m_notBefore{}; // a server's Retry-After
    RefreshJob *m_job = nullptr;
    bool m_isSilent = false; // the job under way was asked for by the timer
    int m_failures = 0;
    bool m_arrivedExpired = false; // judged by time this generation would be refreshed for ever
    std::optional<Error> m_trouble;
    std::optional<QString> m_addressToConfirm;
    std::optional<quint64> m_refusedGeneration;
    std::vector<ResultCompletion<Done>> m_waiters;
    std::vector<Completion<Done>> m_idleWaiters;
    std::deque<CredentialEvent> m_events; // newest first
};

}
