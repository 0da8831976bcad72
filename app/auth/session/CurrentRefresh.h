#pragma once

#include "app/auth/flow/RefreshJob.h"
#include "app/auth/session/CredentialStatus.h"
#include "app/base/Completion.h"

#include <QtCore/QCoreApplication>

#include <functional>
#include <vector>

namespace tessera {

struct SessionParts;

// The one refresh of a session that is under way, and who waits for it. Once dropped, it stores nothing and is never heard
// of again.
class CurrentRefresh {
    Q_DECLARE_TR_FUNCTIONS(tessera::CurrentRefresh)
public:
    using Reason = CredentialEvent::Reason;
    using Finished = std::function<void(const RefreshJob::Outcome &outcome, Reason reason)>;

    CurrentRefresh(SessionParts &parts, Finished finished);
    ~CurrentRefresh();
    CurrentRefresh(const CurrentRefresh &) = delete;
    CurrentRefresh &operator=(const CurrentRefresh &) = delete;

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

private:
    void run(const std::vector<Member> &members);
    void end();

    SessionParts &m_parts;
    Finished m_finished;
    RefreshJob *m_job = nullptr;
    Reason m_reason = Reason::None;
    bool m_isSilent = false;
    std::vector<ResultCompletion<Done>> m_waiters;
    std::vector<Completion<Done>> m_idleWaiters;
};

}
