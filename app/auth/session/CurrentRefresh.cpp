#include "app/auth/session/CurrentRefresh.h"

#include "app/auth/session/SessionParts.h"

#include <utility>

namespace tessera {

CurrentRefresh::CurrentRefresh(SessionParts &parts, Finished finished)
    : m_parts(parts)
    , m_finished(std::move(finished))
{
}

CurrentRefresh::~CurrentRefresh()
{
    drop();
    answerWaiters(failure(ErrorKind::Cancelled, tr("Its session has ended.")));
}

void CurrentRefresh::start(const std::vector<Member> &members, Reason reason, bool isSilent)
{
    m_reason = reason;
    m_isSilent = isSilent;
    if (isSilent)
        ++m_parts.silentRefreshes;
    run(members);
}

void CurrentRefresh::run(const std::vector<Member> &members)
{
    const CredentialId &first = members.front().credential.id;
    const AuthProfile *profile = m_parts.profile(first.profile);
    Q_ASSERT(profile);
    m_job = new RefreshJob({*profile, QList<Member>(members.begin(), members.end()), m_parts.network(first.environment)},
        m_parts.turns, m_parts.secrets, m_parts.transport, &m_parts.jobs);
    QObject::connect(m_job, &RefreshJob::finished, m_job, [this](const RefreshJob::Outcome &outcome) { // never of an abandoned one
        std::exchange(m_job, nullptr)->deleteLater();
        end();
        m_finished(outcome, m_reason);
    });
    m_job->start();
}

void CurrentRefresh::restart(const std::vector<Member> &members)
{
    if (!m_job)
        return;
    std::exchange(m_job, nullptr)->abandon();
    run(members);
}

void CurrentRefresh::leaveOut(const CredentialId &id)
{
    if (m_job && !m_job->leaveOut(id))
        drop();
}

void CurrentRefresh::drop()
{
    if (!m_job)
        return;
    std::exchange(m_job, nullptr)->abandon();
    end();
}

void CurrentRefresh::end()
{
    if (std::exchange(m_isSilent, false))
        --m_parts.silentRefreshes;
    for (const auto &waiter : std::exchange(m_idleWaiters, {}))
        waiter.deliver(Done{});
}

void CurrentRefresh::settle()
{
    if (m_job && m_job->spending().isEmpty())
        m_job->cancel();
}

bool CurrentRefresh::isSpending(const Secret &refreshToken) const
{
    return m_job && !refreshToken.isEmpty() && m_job->spending() == refreshToken.fingerprint();
}

void CurrentRefresh::answerWaiters(const Result<Done> &result)
{
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter.deliver(result);
}

void CurrentRefresh::whenIdle(Milliseconds limit, Completion<Done> completion)
{
    if (!m_job)
        return completion.deliver(Done{});
    m_idleWaiters.push_back(completion);
    m_parts.clock.after(limit, &m_parts.jobs, [completion] { completion.deliver(Done{}); });
}

}
