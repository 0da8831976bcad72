#include "app/auth/session/Session.h"

#include "app/auth/session/RefreshPlan.h"
#include "app/http/Origin.h"
#include "app/secrets/SecretStore.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t eventsKept = 50;
// A machine that wakes up may find thousands of tokens due; requests that wait for theirs come first.
constexpr int mostSilentRefreshes = 16;

}

Session::Session(SessionParts &parts, const Member &member, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_members{member}
    , m_deadline(parts.scheduler.add([this] { wake(); }))
{
}

Session::~Session()
{
    m_parts.scheduler.remove(m_deadline);
    if (m_job && m_isSilent)
        --m_parts.silentRefreshes;
}

Member *Session::member(const CredentialId &id)
{
    const auto found
        = std::find_if(m_members.begin(), m_members.end(), [&](const Member &m) { return m.credential.id == id; });
    return found == m_members.end() ? nullptr : &*found;
}

void Session::join(const Member &member)
{
    m_members.push_back(member);
    // The lowest name is the first in every process, so that all of them take the same lock.
    std::sort(m_members.begin(), m_members.end(),
        [](const Member &a, const Member &b) { return a.credential.id < b.credential.id; });
    tell({CredentialEvent::Kind::SharedWith, CredentialEvent::Reason::None, {},
        tr("The server gave %1 the same tokens: one session serves both.").arg(member.credential.id.account), {}, {}, {},
        0});
    Q_EMIT changed();
}

void Session::leave(const CredentialId &id)
{
    std::erase_if(m_members, [&](const Member &m) { return m.credential.id == id; });
    if (!m_members.empty())
        Q_EMIT changed();
}

UtcTime Session::serverNow() const
{
    return m_parts.clock.now() + stored().serverOffset;
}

// A machine without a network still reaches itself.
bool Session::canReachServer() const
{
    if (m_parts.isOnline)
        return true;
    const auto origin = Origin::of(m_members.front().credential.baseUrl);
    return origin && origin->isLoopback();
}

void Session::apply(const SessionEvent &event)
{
    m_state = transition(m_state, event);
    Q_EMIT changed();
}

void Session::restore()
{
    if (stored().tokens.isEmpty())
        return;
    anchor();
    m_arrivedExpired
        = stored().tokens.access.kind == Expiry::Kind::At && stored().tokens.access.at <= stored().tokens.obtainedAt;
    apply(TokensArrived{isAccessOver()});
    plan();
}

void Session::beginSignIn()
{
    apply(SignInBegan{});
}

void Session::endSignIn()
{
    apply(SignInEnded{!stored().tokens.isEmpty(), isAccessOver()});
    plan();
}

void Session::takeTokens()
{
    anchor();
    m_failures = 0;
    m_notBefore = {};
    m_trouble.reset();
    m_addressToConfirm.reset();
    m_arrivedExpired = isAccessOver();
    if (m_arrivedExpired)
        m_trouble = Error{ErrorKind::AuthRejected, tr("The token's time was over when it came."),
            tr("It is sent as it is. Compare this computer's clock with the server's.")};
    Q_EMIT tokensChanged();
    apply(TokensArrived{m_arrivedExpired});
    plan();
    answerWaiters(Done{});
}

void Session::anchor()
{
    const Expiry &access = stored().tokens.access;
    m_accessEnds.reset();
    if (access.kind == Expiry::Kind::At)
        m_accessEnds = m_parts.clock.boot() + (access.at - serverNow());
}

bool Session::isAccessOver() const
{
    return m_accessEnds && m_parts.clock.boot() >= *m_accessEnds;
}

std::optional<Error> Session::refreshObstacle() const
{
    if (stored().tokens.isEmpty())
        return signInNeeded(tr("is signed out."));
    if (m_addressToConfirm)
        return Error{ErrorKind::OriginNotBound,
            tr("Its address changed; nothing goes to %1 before you say so.").arg(*m_addressToConfirm),
            tr("Confirm the address in its card, or sign in again.")};
    const AuthProfile *profile = m_parts.profile(m_members.front().credential.id.profile);
    if (!profile)
        return Error{ErrorKind::Profile,
            tr("Its profile “%1” is missing or can't be read.").arg(m_members.front().credential.id.profile),
            tr("Look into the profile file.")};
    if (auto what = RefreshJob::obstacle(*profile, m_members.front()))
        return what;
    const Expiry &refresh = stored().tokens.refresh;
    if (profile->refresh.kind == RefreshRule::Kind::Steps && refresh.kind == Expiry::Kind::At && !refresh.isEstimate
        && refresh.at <= serverNow())
        return Error{ErrorKind::SignInNeeded, tr("The refresh token's time is over."), tr("Sign in again.")};
    return std::nullopt;
}

Error Session::signInNeeded(const QString &why) const
{
    return {ErrorKind::SignInNeeded, u"%1 %2"_s.arg(m_members.front().credential.id.account, why),
        tr("Sign in, then send again.")};
}

void Session::plan()
{
    m_refreshAt.reset();
    m_parts.scheduler.unschedule(m_deadline);
    if (m_job || stored().tokens.isEmpty() || std::holds_alternative<SigningIn>(m_state)
        || std::holds_alternative<Failed>(m_state))
        return;
    const BootTime now = m_parts.clock.boot();
    const bool isExpired = std::holds_alternative<Expired>(m_state);
    if (!m_arrivedExpired && !isRefusedAfterRefresh() && !refreshObstacle()) {
        const AuthProfile *profile = m_parts.profile(m_members.front().credential.id.profile);
        const bool isLazy = profile && profile->refresh.kind == RefreshRule::Kind::SignIn && isExpired; // at its next use
        if (m_failures > 0)
            m_refreshAt = std::max(now + RefreshPlan::backOff(m_failures, std::nullopt), m_notBefore);
        else if (isExpired && !isLazy)
            m_refreshAt = now;
        else if (const auto due = RefreshPlan::dueAt(stored().tokens, m_parts.random()); due && !isExpired)
            m_refreshAt = now + (*due - serverNow());
    }
    std::optional<BootTime> next = m_refreshAt;
    if (!canReachServer() || m_parts.isSettling)
        next.reset();
    if (!isExpired && m_accessEnds && (!next || *m_accessEnds < *next))
        next = m_accessEnds;
    if (next)
        m_parts.scheduler.schedule(m_deadline, *next);
}

void Session::replan()
{
    if (m_parts.isOnline && m_failures > 0 && m_notBefore <= m_parts.clock.boot())
        m_failures = 0; // what failed while offline says nothing about now
    plan();
    Q_EMIT changed();
}

void Session::wake()
{
    if (isAccessOver() && std::holds_alternative<Active>(m_state))
        timeRanOut();
    if (m_refreshAt && m_parts.clock.boot() >= *m_refreshAt && canReachServer() && !m_parts.isSettling && !m_job) {
        if (m_parts.silentRefreshes < mostSilentRefreshes) {
            m_isSilent = true;
            ++m_parts.silentRefreshes;
            return start(m_failures == 0 && std::holds_alternative<Expired>(m_state) ? CredentialEvent::Reason::Restart
                                                                                     : CredentialEvent::Reason::Timer);
        }
        return m_parts.scheduler.schedule(m_deadline, m_parts.clock.boot() + 100ms);
    }
    plan();
}

void Session::timeRanOut()
{
    apply(TimeRanOut{});
    tell({CredentialEvent::Kind::Expired, CredentialEvent::Reason::None, {}, tr("The access token's time is over."), {}, {},
        {}, 0});
    const auto obstacle = refreshObstacle();
    if (!obstacle || m_arrivedExpired)
        return;
    m_trouble = m_trouble.value_or(*obstacle);
    apply(UserNeeded{*m_trouble});
    Q_EMIT userNeeded(m_trouble->message);
}

void Session::whenFresh(ResultCompletion<Done> completion)
{
    if (m_job) {
        m_waiters.push_back(std::move(completion));
        return;
    }
    if (stored().tokens.isEmpty())
        return completion.deliver(failure(
            signInNeeded(std::holds_alternative<SigningIn>(m_state) ? tr("is just signing in.") : tr("is signed out."))));
    if (!isAccessOver() && !std::holds_alternative<Failed>(m_state))
        return completion.deliver(Done{});
    if (m_arrivedExpired && !std::holds_alternative<Failed>(m_state))
        return completion.deliver(Done{}); // as it is: time alone is no reason to try over and over
    if (const auto obstacle = refreshObstacle()) {
        if (!std::holds_alternative<Failed>(m_state))
            timeRanOut();
        const auto *failed = std::get_if<Failed>(&m_state);
        return completion.deliver(failure(failed ? failed->error : *obstacle));
    }
    refresh(CredentialEvent::Reason::Request, std::move(completion));
}

void Session::refresh(CredentialEvent::Reason reason, ResultCompletion<Done> completion)
{
    if (m_job) {
        m_waiters.push_back(std::move(completion));
        return;
    }
    if (m_parts.isSettling)
        return completion.deliver(failure(ErrorKind::Cancelled, tr("Tessera is closing.")));
    if (const auto obstacle = refreshObstacle()) {
        m_trouble = *obstacle;
        Q_EMIT changed();
        return completion.deliver(failure(*obstacle));
    }
    if (m_notBefore > m_parts.clock.boot() && reason != CredentialEvent::Reason::User && m_trouble) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_notBefore - m_parts.clock.boot()).count();
        return completion.deliver(failure(ErrorKind::Network, m_trouble->message,
            tr("The server asked to wait; %n second(s) are left.", nullptr, int(seconds))));
    }
    m_waiters.push_back(std::move(completion));
    start(reason);
}

void Session::start(CredentialEvent::Reason reason)
{
    const AuthProfile *profile = m_parts.profile(m_members.front().credential.id.profile);
    Q_ASSERT(profile); // refreshObstacle() said so
    m_parts.scheduler.unschedule(m_deadline);
    m_refreshAt.reset();
    m_job = new RefreshJob({*profile, QList<Member>(m_members.begin(), m_members.end()),
                               m_parts.network(m_members.front().credential.id.environment), m_parts.lockFolder},
        m_parts.clock, m_parts.secrets, m_parts.transport, this);
    connect(m_job, &RefreshJob::finished, this,
        [this, reason](const RefreshJob::Outcome &outcome) { conclude(outcome, reason); });
    apply(RefreshBegan{});
    m_job->start();
}

void Session::conclude(const RefreshJob::Outcome &outcome, CredentialEvent::Reason reason)
{
    m_job->deleteLater();
    m_job = nullptr;
    if (std::exchange(m_isSilent, false))
        --m_parts.silentRefreshes;
    for (const Member &changed : outcome.members) {
        if (Member *mine = member(changed.credential.id))
            *mine = {mine->credential, changed.stored, changed.isInKeychain};
    }
    using Kind = RefreshJob::Outcome::Kind;
    switch (outcome.kind) {
    case Kind::Renewed:
    case Kind::FoundNewer: {
        const bool isOurs = outcome.kind == Kind::Renewed;
        takeTokens();
        if (outcome.storeError)
            m_trouble = outcome.storeError;
        tell({CredentialEvent::Kind::Refreshed, isOurs ? reason : CredentialEvent::Reason::OtherProcess, {},
            isOurs ? tr("Refreshed.") : tr("Another Tessera had refreshed it."), {}, stored().tokens.access,
            stored().tokens.refresh, 0});
        break;
    }
    case Kind::SignedOutElsewhere:
        wipeTokens();
        tell({CredentialEvent::Kind::SignedOut, CredentialEvent::Reason::OtherProcess, {},
            tr("Another program signed it out."), {}, {}, {}, 0});
        break;
    case Kind::FailedForNow:
        if (outcome.error.kind != ErrorKind::Cancelled) {
            ++m_failures;
            m_trouble = outcome.error;
            if (outcome.retryAfter)
                m_notBefore = m_parts.clock.boot() + RefreshPlan::backOff(m_failures, outcome.retryAfter);
            tell({CredentialEvent::Kind::RefreshFailed, reason, {}, outcome.error.message, {}, {}, {}, 0});
        }
        apply(RefreshFailed{isAccessOver()});
        plan();
        answerWaiters(failure(outcome.error));
        break;
    case Kind::Refused: {
        m_trouble = outcome.error;
        if (outcome.error.kind == ErrorKind::OriginNotBound)
            m_addressToConfirm = outcome.error.detail;
        const bool isTokenGood = !isAccessOver() && reason != CredentialEvent::Reason::Answer401;
        tell({CredentialEvent::Kind::RefreshRefused, reason, {}, outcome.error.message, {}, {}, {}, 0});
        apply(RefreshRefused{outcome.error, isTokenGood});
        plan();
        answerWaiters(failure(outcome.error));
        Q_EMIT userNeeded(outcome.error.message);
        break;
    }
    }
    Q_EMIT changed();
    for (const auto &waiter : std::exchange(m_idleWaiters, {}))
        waiter.deliver(Done{});
}

void Session::cancelRefresh()
{
    if (m_job)
        m_job->cancel();
}

void Session::whenIdle(Milliseconds limit, Completion<Done> completion)
{
    if (!m_job)
        return completion.deliver(Done{});
    m_idleWaiters.push_back(completion);
    m_parts.clock.after(limit, this, [this, completion] {
        if (!completion)
            return;
        cancelRefresh();
        completion.deliver(Done{});
    });
}

void Session::answerWaiters(const Result<Done> &result)
{
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter.deliver(result);
}

void Session::wipeTokens()
{
    for (Member &member : m_members) {
        const quint64 generation = member.stored.tokens.generation;
        member.stored.tokens = {};
        member.stored.tokens.generation = generation;
        member.stored.pendingRefresh.clear();
        member.stored.isRefreshDead = false;
        member.stored.accountName.clear();
        member.stored.role.clear();
    }
    m_accessEnds.reset();
    m_refreshAt.reset();
    m_trouble.reset();
    m_addressToConfirm.reset();
    m_failures = 0;
    m_parts.scheduler.unschedule(m_deadline);
    apply(SignOutDone{});
    answerWaiters(failure(signInNeeded(tr("was signed out."))));
}

void Session::addressBound()
{
    m_addressToConfirm.reset();
    m_trouble.reset();
    if (const auto *failed = std::get_if<Failed>(&m_state); failed && failed->error.kind == ErrorKind::OriginNotBound)
        m_state = isAccessOver() ? SessionState(Expired{}) : SessionState(Active{});
    plan();
    Q_EMIT changed();
}

CredentialStatus Session::status(const Member &member) const
{
    CredentialStatus status;
    status.credential = member.credential;
    const AuthProfile *profile = m_parts.profile(member.credential.id.profile);
    status.profileName = profile ? profile->name : member.credential.id.profile;
    status.accountName = member.stored.accountName;
    status.role = member.stored.role;
    status.state = m_state;
    status.access = member.stored.tokens.access;
    status.refresh = member.stored.tokens.refresh;
    status.obtainedAt = member.stored.tokens.obtainedAt;
    status.generation = member.stored.tokens.generation;
    status.serverOffset = member.stored.serverOffset;
    const BootTime boot = m_parts.clock.boot();
    const UtcTime now = m_parts.clock.now();
    // The boot clock decides: the offset is what makes the wall clock agree with it at this moment.
    if (m_accessEnds && status.access.kind == Expiry::Kind::At)
        status.serverOffset = status.access.at - (now + (*m_accessEnds - boot));
    if (m_refreshAt)
        status.nextRefresh = now + (*m_refreshAt - boot);
    status.refreshesByItself = !stored().tokens.isEmpty() && !m_arrivedExpired && !refreshObstacle();
    status.failures = m_failures;
    status.trouble = m_trouble;
    status.addressToConfirm = m_addressToConfirm;
    // An address that was edited, or changed on disk, is asked about before a refresh would meet it.
    if (const auto origin = Origin::of(member.credential.baseUrl);
        origin && !member.stored.tokens.isEmpty() && !member.stored.origins.contains(origin->toString()))
        status.addressToConfirm = origin->toString();
    status.isInMemoryOnly = !member.isInKeychain && !stored().tokens.isEmpty();
    for (const Member &other : m_members) {
        if (other.credential.id != member.credential.id)
            status.sharedWith += other.credential.id;
    }
    status.origins = member.stored.origins;
    status.events = QList<CredentialEvent>(m_events.begin(), m_events.end());
    return status;
}

void Session::tell(CredentialEvent event)
{
    event.at = m_parts.clock.now();
    if (const Secret access = stored().tokens.captures.value(u"access"_s); !access.isEmpty())
        event.fingerprint = access.fingerprint();
    if (event.kind != CredentialEvent::Kind::Used) {
        m_events.push_front(event);
        if (m_events.size() > eventsKept)
            m_events.pop_back();
    }
    Q_EMIT eventHappened(event);
}

}
