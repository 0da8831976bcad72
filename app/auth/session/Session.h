#pragma once

#include "app/auth/session/CredentialStatus.h"
#include "app/auth/session/CurrentRefresh.h"
#include "app/auth/session/Member.h"
#include "app/auth/session/RefreshScheduler.h"
#include "app/auth/session/ServerClock.h"
#include "app/auth/session/SessionParts.h"
#include "app/base/Clock.h"
#include "app/base/Completion.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QList>

#include <optional>
#include <vector>

namespace tessera {

struct Origin;

// The life of one pair of tokens: keeps its state, refreshes it in time, lets requests wait for the one refresh that is
// under way. One credential as a rule; several where a server gave them the same tokens. Tells the listener of its parts.
// There may be very many: what each holds beside its members is kept small.
class Session {
    Q_DECLARE_TR_FUNCTIONS(tessera::Session)
public:
    Session(SessionParts &parts, const Member &member);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    [[nodiscard]] const std::vector<Member> &members() const { return m_members; }
    [[nodiscard]] QList<CredentialId> ids() const;
    [[nodiscard]] Member *member(const CredentialId &id);
    [[nodiscard]] const StoredCredential &stored() const { return m_members.front().stored; }
    [[nodiscard]] const SessionState &state() const { return m_state; }
    void join(const Member &member); // it holds these tokens too
    void leave(const CredentialId &id);

    // After a restart: what the keychain held.
    void restore();
    void beginSignIn();
    void endSignIn(); // without tokens
    void takeTokens(); // of a sign-in: the members' stored tokens are new

    [[nodiscard]] bool isAccessOver() const;
    [[nodiscard]] std::optional<Error> refreshObstacle() const;
    // Good as soon as the access token can be used: at once, or after the refresh that is under way or needed.
    void whenFresh(ResultCompletion<Done> completion);
    void refresh(CredentialEvent::Reason reason, ResultCompletion<Done> completion);
    [[nodiscard]] bool isRefreshing() const { return m_refresh.isUnderWay(); }
    [[nodiscard]] CurrentRefresh &currentRefresh() { return m_refresh; }
    // For whoever will write the entry himself; who waits for it is told `why`.
    void dropRefresh(const Error &why);
    void restartRefresh(); // the credential has changed
    void wipeTokens(); // signed out; waiters are told

    void noteRefusedAfterRefresh() { m_refusedGeneration = stored().tokens.generation; }
    [[nodiscard]] bool isRefusedAfterRefresh() const { return m_refusedGeneration == stored().tokens.generation; }
    void addressBound(); // the user said yes to an address
    void learnClock(const Origin &server, const ServerClock &clock); // what its answers tell now
    void replan(); // after anything that moves a deadline: online again, a clock that was set

    [[nodiscard]] CredentialStatus status(const Member &member) const;
    void tell(CredentialEvent event); // adds instant and fingerprint

private:
    void useTokens(const SessionEvent &event, bool arrivedExpired);
    void apply(const SessionEvent &event);
    void anchor(); // server's instants to deadlines of our own
    void plan();
    void wake();
    void timeRanOut();
    void start(CredentialEvent::Reason reason, bool isSilent);
    void conclude(const RefreshJob::Outcome &outcome, CredentialEvent::Reason reason);
    [[nodiscard]] UtcTime serverNow() const;
    [[nodiscard]] bool canReachServer() const;
    [[nodiscard]] bool isTyped() const;
    [[nodiscard]] bool isOverThereAlone() const;
    // Of a token that is over and that nobody can refresh, for this reason: why it goes along all the same. Nullopt: it does not.
    [[nodiscard]] std::optional<Error> whySentAsItIs(const Error &obstacle) const;
    void askUser(const Error &obstacle);
    [[nodiscard]] Error signInNeeded(const QString &why) const;

    SessionParts &m_parts;
    std::vector<Member> m_members;
    SessionState m_state;
    RefreshScheduler::Id m_deadline;
    std::optional<BootTime> m_accessEnds, m_refreshAt;
    BootTime m_notBefore{}; // a server's Retry-After
    CurrentRefresh m_refresh;
    int m_failures = 0;
    bool m_arrivedExpired = false; // judged by time this generation would be refreshed for ever
    std::optional<Error> m_trouble;
    std::optional<QString> m_addressToConfirm;
    std::optional<quint64> m_refusedGeneration;
    QList<CredentialEvent> m_events; // newest first
};

}
