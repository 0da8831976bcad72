#include "app/auth/session/Session.h"

#include "app/auth/session/RefreshPlan.h"
#include "app/auth/session/SessionListener.h"
#include "app/http/Origin.h"
#include "app/secrets/SecretStore.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A machine that wakes up may find thousands of tokens due; requests that wait for theirs come first.
constexpr int mostSilentRefreshes = 16;

bool hasNoLife(const TokenSet &tokens)
{
    return tokens.access.kind == Expiry::Kind::At && tokens.access.at <= tokens.obtainedAt;
}

}

Session::Session(SessionParts &parts, const Member &member)
    : m_parts(parts)
    , m_members{member}
    , m_deadline(parts.scheduler.add([this] { wake(); }))
    , m_refresh(parts, [this](const RefreshJob::Outcome &outcome, CredentialEvent::Reason reason) { conclude(outcome, reason); })
{
}

Session::~Session()
{
    m_parts.scheduler.remove(m_deadline);
}

QList<CredentialId> Session::ids() const
{
    QList<CredentialId> ids;
    for (const Member &member : m_members)
        ids += member.credential.id;
    return ids;
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
    m_parts.listener.sessionChanged(*this);
}

void Session::leave(const CredentialId &id)
{
    const bool wasRefreshing = isRefreshing();
    m_refresh.leaveOut(id);
    std::erase_if(m_members, [&](const Member &m) { return m.credential.id == id; });
    if (m_members.empty())
        return m_refresh.drop();
    if (wasRefreshing && !isRefreshing()) { // it was of that one only
        dropRefresh({ErrorKind::Cancelled, tr("The refresh was cancelled."), tr("Try again.")});
        plan();
    }
    m_parts.listener.sessionChanged(*this);
}

void Session::apply(const SessionEvent &event)
{
    m_state = transition(m_state, event);
    m_parts.listener.sessionChanged(*this);
}

void Session::restore()
{
    if (stored().tokens.isEmpty())
        return;
    anchor();
    m_arrivedExpired = hasNoLife(stored().tokens);
    apply(TokensArrived{isAccessOver()});
    replan();
}

void Session::beginSignIn()
{
    apply(SignInBegan{});
    plan(); // no refresh by itself while the user is at it
}

void Session::endSignIn()
{
    apply(SignInEnded{!stored().tokens.isEmpty(), isAccessOver()});
    replan();
}

void Session::takeTokens()
{
    m_refresh.drop();
    anchor();
    useTokens(TokensArrived{isAccessOver()}, isAccessOver());
    m_refresh.answerWaiters(Done{});
}

void Session::useTokens(const SessionEvent &event, bool arrivedExpired)
{
    if (m_members.empty())
        return;
    m_failures = 0;
    m_notBefore = {};
    m_trouble.reset();
    m_addressToConfirm.reset();
    m_arrivedExpired = arrivedExpired;
    if (m_arrivedExpired)
        m_trouble = Error{ErrorKind::AuthRejected, tr("The token's time was over when it came."),
            tr("It is sent as it is. Compare this computer's clock with the server's.")};
    m_parts.listener.sessionGotTokens(*this);
    apply(event);
    replan(); // the next refresh is part of the status that others show
}

void Session::plan()
{
    if (m_members.empty())
        return;
    m_refreshAt.reset();
    m_parts.scheduler.unschedule(m_deadline);
    if (isRefreshing() || stored().tokens.isEmpty() || std::holds_alternative<SigningIn>(m_state)
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
    if (isExpired && !next && isOverThereAlone())
        next = now + (stored().tokens.access.at - m_parts.clock.now());
    if (next)
        m_parts.scheduler.schedule(m_deadline, *next);
}

void Session::replan()
{
    if (m_parts.isOnline && m_failures > 0 && m_notBefore <= m_parts.clock.boot())
        m_failures = 0; // what failed while offline says nothing about now
    plan();
    m_parts.listener.sessionChanged(*this);
}

void Session::wake()
{
    if (isAccessOver() && std::holds_alternative<Active>(m_state))
        timeRanOut();
    else if (std::holds_alternative<Expired>(m_state) && !m_arrivedExpired)
        if (const auto obstacle = refreshObstacle(); obstacle && !whySentAsItIs(*obstacle))
            askUser(*obstacle);
    if (m_members.empty())
        return;
    if (m_refreshAt && m_parts.clock.boot() >= *m_refreshAt && canReachServer() && !m_parts.isSettling && !isRefreshing()) {
        if (m_parts.silentRefreshes < mostSilentRefreshes) {
            const bool isRestart = m_failures == 0 && std::holds_alternative<Expired>(m_state);
            return start(isRestart ? CredentialEvent::Reason::Restart : CredentialEvent::Reason::Timer, true);
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
    if (m_members.empty())
        return;
    const auto obstacle = refreshObstacle();
    if (!obstacle || m_arrivedExpired)
        return;
    const auto why = whySentAsItIs(*obstacle);
    if (!why)
        return askUser(*obstacle);
    if (isTyped())
        m_parts.listener.sessionNeedsUser(*this, why->message);
    plan();
}

void Session::whenFresh(ResultCompletion<Done> completion)
{
    if (isRefreshing())
        return m_refresh.addWaiter(std::move(completion));
    if (stored().tokens.isEmpty())
        return completion.deliver(failure(
            signInNeeded(std::holds_alternative<SigningIn>(m_state) ? tr("is just signing in.") : tr("is signed out."))));
    if (!isAccessOver() && !std::holds_alternative<Failed>(m_state))
        return completion.deliver(Done{});
    if (m_arrivedExpired && !std::holds_alternative<Failed>(m_state))
        return completion.deliver(Done{}); // as it is: time alone is no reason to try over and over
    if (const auto obstacle = refreshObstacle()) {
        if (std::holds_alternative<Active>(m_state))
            timeRanOut();
        if (std::holds_alternative<Expired>(m_state) && whySentAsItIs(*obstacle))
            return completion.deliver(Done{});
        if (!std::holds_alternative<Failed>(m_state))
            askUser(*obstacle);
        const auto *failed = std::get_if<Failed>(&m_state);
        return completion.deliver(failure(failed ? failed->error : *obstacle));
    }
    refresh(CredentialEvent::Reason::Request, std::move(completion));
}

void Session::refresh(CredentialEvent::Reason reason, ResultCompletion<Done> completion)
{
    if (isRefreshing())
        return m_refresh.addWaiter(std::move(completion));
    if (std::holds_alternative<SigningIn>(m_state))
        return completion.deliver(failure(signInNeeded(tr("is just signing in."))));
    if (m_parts.isSettling)
        return completion.deliver(failure(ErrorKind::Cancelled, tr("Tessera is closing.")));
    if (const auto obstacle = refreshObstacle()) {
        m_trouble = *obstacle;
        m_parts.listener.sessionChanged(*this);
        return completion.deliver(failure(*obstacle));
    }
    if (m_notBefore > m_parts.clock.boot() && reason != CredentialEvent::Reason::User && m_trouble) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_notBefore - m_parts.clock.boot()).count();
        return completion.deliver(failure(ErrorKind::Network, m_trouble->message,
            tr("The server asked to wait; %n second(s) are left.", nullptr, int(seconds))));
    }
    m_refresh.addWaiter(std::move(completion));
    start(reason, false);
}

void Session::start(CredentialEvent::Reason reason, bool isSilent)
{
    m_parts.scheduler.unschedule(m_deadline);
    m_refreshAt.reset();
    m_refresh.start(m_members, reason, isSilent);
    apply(RefreshBegan{});
}

void Session::dropRefresh(const Error &why)
{
    m_refresh.drop();
    apply(RefreshFailed{isAccessOver()});
    m_refresh.answerWaiters(failure(why));
}

void Session::restartRefresh()
{
    if (!isRefreshing())
        return;
    if (const auto obstacle = refreshObstacle())
        return dropRefresh(*obstacle);
    m_refresh.restart(m_members);
}

void Session::conclude(const RefreshJob::Outcome &outcome, CredentialEvent::Reason reason)
{
    for (const Member &changed : outcome.members) {
        Member *mine = member(changed.credential.id);
        if (!mine)
            continue;
        const QStringList bound = mine->stored.origins; // the user may have said yes to one meanwhile
        mine->stored = changed.stored;
        mine->isInKeychain = changed.isInKeychain;
        for (const QString &origin : bound) {
            if (!mine->stored.origins.contains(origin))
                mine->stored.origins += origin;
        }
    }
    if (outcome.kind == RefreshJob::Outcome::Kind::Renewed || outcome.kind == RefreshJob::Outcome::Kind::FoundNewer) {
        for (Member &mine : m_members) { // who came while it was under way
            if (mine.stored.tokens.captures == outcome.members.constFirst().stored.tokens.captures)
                continue;
            const quint64 generation = mine.stored.tokens.generation + 1;
            mine.stored.tokens = outcome.members.constFirst().stored.tokens;
            mine.stored.tokens.generation = generation;
        }
    }
    for (const Member &parted : outcome.parted)
        m_parts.listener.memberParted(parted);
    if (m_members.empty())
        return;
    using Kind = RefreshJob::Outcome::Kind;
    switch (outcome.kind) {
    case Kind::Renewed:
    case Kind::FoundNewer: {
        const bool isOurs = outcome.kind == Kind::Renewed;
        anchor();
        // Another process may have had it for a while: that its time is over now says nothing of the next one.
        const bool isOver = isAccessOver();
        useTokens(RefreshDone{isOver}, isOurs ? isOver : hasNoLife(stored().tokens));
        if (m_members.empty())
            return;
        if (outcome.storeError)
            m_trouble = outcome.storeError;
        tell({CredentialEvent::Kind::Refreshed, isOurs ? reason : CredentialEvent::Reason::OtherProcess, {},
            isOurs ? tr("Refreshed.") : tr("Another Tessera had refreshed it."), {}, stored().tokens.access,
            stored().tokens.refresh, 0});
        if (m_members.empty())
            return;
        if (isOver && !m_arrivedExpired && !refreshObstacle() && std::holds_alternative<Expired>(m_state))
            return start(reason, false);
        m_refresh.answerWaiters(Done{});
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
        m_refresh.answerWaiters(failure(outcome.error));
        break;
    case Kind::Refused: {
        m_trouble = outcome.error;
        if (outcome.error.kind == ErrorKind::OriginNotBound)
            m_addressToConfirm = outcome.error.detail;
        const bool isTokenGood = !isAccessOver() && reason != CredentialEvent::Reason::Answer401;
        tell({CredentialEvent::Kind::RefreshRefused, reason, {}, outcome.error.message, {}, {}, {}, 0});
        apply(RefreshRefused{outcome.error, isTokenGood});
        plan();
        m_refresh.answerWaiters(failure(outcome.error));
        m_parts.listener.sessionNeedsUser(*this, outcome.error.message);
        break;
    }
    }
    m_parts.listener.sessionChanged(*this);
}

void Session::wipeTokens()
{
    if (m_members.empty())
        return;
    m_refresh.drop();
    for (Member &member : m_members) {
        const quint64 generation = member.stored.tokens.generation;
        member.stored.tokens = {};
        member.stored.tokens.generation = generation;
        member.stored.pendingRefresh.clear();
        member.stored.isRefreshDead = false;
        member.stored.replacedRefresh.clear();
        member.stored.sharedWith.clear();
        member.stored.accountName.clear();
        member.stored.role.clear();
    }
    m_accessEnds.reset();
    m_refreshAt.reset();
    m_trouble.reset();
    m_addressToConfirm.reset();
    m_failures = 0;
    m_parts.scheduler.unschedule(m_deadline);
    const Error why = signInNeeded(tr("was signed out."));
    apply(SignOutDone{});
    m_refresh.answerWaiters(failure(why));
}

}
