#pragma once

#include "app/auth/flow/RefreshJob.h"
#include "app/auth/session/CredentialStatus.h"
#include "app/base/Completion.h"

#include <QtCore/QObject>

#include <vector>

namespace tessera {

struct SessionParts;

// The one refresh of a session that is under way, and who waits for it. Once dropped, it stores nothing and is never heard
// of again.
class CurrentRefresh : public QObject {
    Q_OBJECT
public:
    using Reason = CredentialEvent::Reason;

    explicit CurrentRefresh(SessionParts &parts, QObject *parent = nullptr);
    ~CurrentRefresh() override;

    [[nodiscard]] bool isUnderWay() const { return m_job != nullptr; }
    // Of a profile that is there. `isSilent`: the timer asked for it.
    void start(const std::vector<Member> &members, Reason reason, bool isSilent);
    void restart(const std::vector<Member> &members); // it has not had its turn, and its setup has changed
    void leaveOut(const CredentialId &id);
    void drop();
    void settle(); // the program ends: what is not on its way to the server is called off
    [[nodiscard]] bool isSpending(const Secret &refreshToken) const;

    void addWaiter(ResultCompletion<Done> waiter) { m_waiters.push_back(std::move(waiter)); }
    void answerWaiters(const Result<Done> &result);
    void whenIdle(Milliseconds limit, Completion<Done> completion); // none is under way, or the limit is over

Q_SIGNALS:
    void finished(const tessera::RefreshJob::Outcome &outcome, tessera::CredentialEvent::Reason reason);

private:
    void run(const std::vector<Member> &members);
    void end();

    SessionParts &m_parts;
    RefreshJob *m_job = nullptr;
    Reason m_reason = Reason::None;
    bool m_isSilent = false;
    std::vector<ResultCompletion<Done>> m_waiters;
    std::vector<Completion<Done>> m_idleWaiters;
};

}
