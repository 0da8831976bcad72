#include "app/auth/apply/TokenFingerprint.h"
#include "app/auth/flow/RefreshNeeds.h"
#include "app/auth/session/Session.h"
#include "app/auth/session/SessionListener.h"
#include "app/http/Origin.h"

// What a session says of itself, and what keeps it from refreshing.

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype eventsKept = 50;

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
    if (auto what = RefreshNeeds::obstacle(*profile, m_members.front()))
        return what;
    const Expiry &refresh = stored().tokens.refresh;
    if (profile->refresh.kind == RefreshRule::Kind::Steps && refresh.kind == Expiry::Kind::At && !refresh.isEstimate
        && refresh.at <= serverNow())
        return Error{ErrorKind::SignInNeeded, tr("The refresh token's time is over."), tr("Sign in again.")};
    return std::nullopt;
}

// Its token was given by hand, and no server makes another one.
bool Session::isTyped() const
{
    const AuthProfile *profile = m_parts.profile(m_members.front().credential.id.profile);
    return profile && profile->refresh.kind == RefreshRule::Kind::None && !profile->tokens.value(u"access"_s).inputName().isEmpty();
}

// By this computer's clock its time is not over yet.
bool Session::isOverThereAlone() const
{
    const Expiry &access = stored().tokens.access;
    return isAccessOver() && access.kind == Expiry::Kind::At && access.at > m_parts.clock.now();
}

std::optional<Error> Session::whySentAsItIs(const Error &obstacle) const
{
    if (obstacle.kind != ErrorKind::SignInNeeded)
        return std::nullopt; // what keeps it from refreshing may go away
    if (isOverThereAlone())
        return Error{ErrorKind::AuthRejected, tr("By the server's clock the token's time is over, by this computer's it is not."),
            tr("It is sent as it is. Compare the two clocks.")};
    if (isTyped())
        return Error{ErrorKind::AuthRejected, tr("The token's time is over."), tr("It is sent as it is, and the server may refuse it. Enter a new one.")};
    return std::nullopt;
}

void Session::askUser(const Error &obstacle)
{
    const Error trouble = m_trouble.value_or(obstacle);
    m_trouble = trouble;
    apply(UserNeeded{trouble});
    m_parts.listener.sessionNeedsUser(*this, trouble.message);
}

// A machine without a network still reaches itself.
bool Session::canReachServer() const
{
    if (m_parts.isOnline)
        return true;
    const auto origin = Origin::of(m_members.front().credential.baseUrl);
    return origin && origin->isLoopback();
}

void Session::addressBound()
{
    m_addressToConfirm.reset();
    m_trouble.reset();
    if (const auto *failed = std::get_if<Failed>(&m_state); failed && failed->error.kind == ErrorKind::OriginNotBound)
        m_state = isAccessOver() ? SessionState(Expired{}) : SessionState(Active{});
    plan();
    m_parts.listener.sessionChanged(*this);
}

Error Session::signInNeeded(const QString &why) const
{
    return {ErrorKind::SignInNeeded, u"%1 %2"_s.arg(m_members.front().credential.id.account, why),
        tr("Sign in, then send again.")};
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
    if (!m_trouble && std::holds_alternative<Expired>(m_state))
        if (const auto obstacle = refreshObstacle())
            status.trouble = whySentAsItIs(*obstacle);
    status.addressToConfirm = m_addressToConfirm;
    // An address that was edited, or changed on disk, is asked about before a refresh would meet it.
    if (const auto origin = Origin::of(member.credential.baseUrl);
        origin && !member.stored.tokens.isEmpty() && !member.stored.origins.contains(origin->toString()))
        status.addressToConfirm = origin->toString();
    // Requests go without it now, whatever the last refresh came to.
    if (const auto what = RefreshNeeds::httpObstacle(member.credential); what && !member.stored.tokens.isEmpty())
        status.trouble = what;
    status.isInMemoryOnly = !member.isInKeychain && !stored().tokens.isEmpty();
    for (const Member &other : m_members) {
        if (other.credential.id != member.credential.id)
            status.sharedWith += other.credential.id;
    }
    status.origins = member.stored.origins;
    status.events = m_events;
    return status;
}

void Session::tell(CredentialEvent event)
{
    if (m_members.empty())
        return;
    event.at = m_parts.clock.now();
    const Credential &credential = m_members.front().credential;
    event.fingerprint = tokenFingerprint(stored().tokens.captures.value(u"access"_s), m_parts.profile(credential.id.profile), credential.choices);
    if (event.kind != CredentialEvent::Kind::Used) {
        m_events.prepend(event);
        if (m_events.size() > eventsKept)
            m_events.removeLast();
    }
    m_parts.listener.sessionTold(*this, event);
}

}
