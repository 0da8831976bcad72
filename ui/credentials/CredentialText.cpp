#include "ui/credentials/CredentialText.h"

#include "app/auth/session/PlainHttp.h"
#include "ui/credentials/LifeText.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool hasTokens(const CredentialStatus &status)
{
    return !std::holds_alternative<SignedOut>(status.state) && status.generation > 0;
}

bool isOver(const CredentialStatus &status, UtcTime now)
{
    const auto left = status.timeLeft(now);
    return std::holds_alternative<Expired>(status.state) || (left && *left <= 0ms);
}

// Good as its tokens may be, they are sent nowhere.
bool isKeptBack(const CredentialStatus &status)
{
    const Credential &credential = status.credential;
    const auto origin = Origin::of(credential.baseUrl);
    return hasTokens(status) && origin && PlainHttp::isRefused(*origin, credential.baseUrl, credential.allowsHttp);
}

Milliseconds sinceEnd(const CredentialStatus &status, UtcTime now)
{
    const auto left = status.timeLeft(now);
    return left && *left < 0ms ? -*left : Milliseconds(0);
}

}

CredentialText::Line CredentialText::state(const CredentialItem &item, UtcTime now)
{
    const CredentialStatus &status = item.status;
    if (status.addressToConfirm)
        return {tr("waits for your yes: its address changed"), Tone::Warn, tr("its address changed")};
    if (!item.hasProfile)
        return {tr("its profile is missing, so it can't be used"), Tone::Bad, tr("its profile is missing")};
    if (std::holds_alternative<SignedOut>(status.state) && status.isUnread)
        return {tr("the keychain is locked: unlock it to use this one"), Tone::Warn, tr("keychain locked")};
    if (std::holds_alternative<SignedOut>(status.state))
        return {tr("signed out"), Tone::Quiet};
    if (std::holds_alternative<SigningIn>(status.state))
        return {tr("signing in"), Tone::Calm};
    if (isKeptBack(status))
        return {tr("may not use http://, sign in again"), Tone::Bad, tr("may not use http://")};
    return isOver(status, now) ? stateOfExpired(item, now) : stateOfActive(status, now);
}

CredentialText::Line CredentialText::stateOfExpired(const CredentialItem &item, UtcTime now)
{
    const CredentialStatus &status = item.status;
    const QString over = tr("expired %1").arg(LifeText::ago(sinceEnd(status, now)));
    const auto line = [&](const QString &then, Tone tone, const QString &brief = {}) {
        return Line{tr("%1, %2").arg(over, then), tone, tr("expired, %1").arg(brief.isEmpty() ? then : brief)};
    };
    if (std::holds_alternative<Failed>(status.state))
        return line(tr("sign in again"), Tone::Bad);
    if (std::holds_alternative<Refreshing>(status.state))
        return line(tr("refreshing now"), Tone::Warn);
    if (status.failures > 0 && status.nextRefresh) {
        const QString again = roughly(*status.nextRefresh - now);
        return {tr("%1, refresh failed, tries again in %2").arg(over, again), Tone::Bad,
            tr("expired, tries again in %1").arg(again)};
    }
    if (status.failures > 0)
        return line(tr("refresh failed"), Tone::Bad);
    if (!status.refreshesByItself)
        return line(tr("sign in again"), Tone::Bad);
    return item.refresh == RefreshRule::Kind::SignIn ? line(tr("signs in again at next use"), Tone::Quiet, tr("signs in when used"))
                                                     : line(tr("refreshes at next use"), Tone::Quiet, tr("refreshes when used"));
}

CredentialText::Line CredentialText::stateOfActive(const CredentialStatus &status, UtcTime now)
{
    if (std::holds_alternative<Failed>(status.state))
        return {tr("sign in again"), Tone::Bad};
    if (std::holds_alternative<Refreshing>(status.state))
        return {tr("active, refreshing now")};
    const auto left = status.timeLeft(now);
    if (status.failures > 0 && status.nextRefresh) {
        const QString again = roughly(*status.nextRefresh - now);
        return {tr("active, refresh failed, tries again in %1").arg(again), Tone::Warn,
            tr("refresh failed, again in %1").arg(again)};
    }
    if (status.failures > 0) {
        return {left ? tr("active, refresh failed, ends in %1").arg(roughly(*left)) : tr("active, refresh failed"),
            Tone::Warn, left ? tr("refresh failed, ends in %1").arg(roughly(*left)) : QString()};
    }
    if (status.refreshesByItself && status.nextRefresh)
        return *status.nextRefresh <= now ? Line{tr("active, refreshes now"), Tone::Calm, tr("refreshes now")}
                                          : Line{tr("active, refreshes in %1").arg(roughly(*status.nextRefresh - now)), Tone::Calm,
                                                tr("refreshes in %1").arg(roughly(*status.nextRefresh - now))};
    if (status.access.kind == Expiry::Kind::Never)
        return {tr("active, does not expire")};
    if (!left)
        return {tr("active, its end is not known")};
    if (status.refreshesByItself)
        return {tr("active for %1, refreshes when used then").arg(roughly(*left)), Tone::Calm,
            tr("active for %1").arg(roughly(*left))};
    const auto warning = status.warning(now);
    return {tr("active, ends in %1, then sign in again").arg(roughly(*left)),
        warning == CredentialStatus::Warning::None      ? Tone::Calm
            : warning == CredentialStatus::Warning::Red ? Tone::Bad
                                                        : Tone::Warn,
        tr("ends in %1, then sign in").arg(roughly(*left))};
}

QString CredentialText::countdown(const CredentialItem &item, UtcTime now)
{
    const CredentialStatus &status = item.status;
    if (std::holds_alternative<SignedOut>(status.state))
        return status.isUnread ? tr("keychain locked") : tr("signed out");
    if (std::holds_alternative<SigningIn>(status.state))
        return tr("signing in");
    if (!hasTokens(status))
        return std::holds_alternative<Failed>(status.state) ? tr("sign in again") : QString();
    if (isOver(status, now))
        return tr("expired");
    const auto left = status.timeLeft(now);
    return left ? countdownText(*left) : QString();
}

Countdown CredentialText::life(const CredentialStatus &status)
{
    if (!hasTokens(status))
        return {};
    switch (status.access.kind) {
    case Expiry::Kind::Never:
        return {Countdown::Kind::Never, {}, {}};
    case Expiry::Kind::Unknown:
        return {std::holds_alternative<Expired>(status.state) ? Countdown::Kind::None : Countdown::Kind::Unknown, {}, {}};
    case Expiry::Kind::At:
        break;
    }
    return {Countdown::Kind::Until, status.access.at - status.serverOffset, status.access.at - status.obtainedAt};
}

QString CredentialText::spoken(const CredentialItem &item, UtcTime now)
{
    const CredentialStatus &status = item.status;
    QString text
        = tr("%1, %2, %3: %4").arg(item.id().account, status.profileName, item.id().environment, state(item, now).text);
    if (const QString who = account(status); !who.isEmpty())
        text += tr(". Signed in as %1").arg(who);
    if (status.isInMemoryOnly)
        text += tr(". Kept in memory only");
    if (const QString clock = skew(status.clockOffset()); !clock.isEmpty())
        text += u". "_s + clock;
    return text;
}

QString CredentialText::account(const CredentialStatus &status)
{
    const bool saysMore = !status.accountName.isEmpty() && status.accountName != status.credential.id.account;
    if (!saysMore)
        return status.role;
    return status.role.isEmpty() ? status.accountName : tr("%1, %2").arg(status.accountName, status.role);
}

QString CredentialText::end(const Expiry &expiry, Milliseconds serverOffset, UtcTime now)
{
    if (expiry.kind == Expiry::Kind::Never)
        return tr("never");
    if (expiry.kind == Expiry::Kind::Unknown)
        return tr("not known");
    const UtcTime at = expiry.at - serverOffset;
    if (at <= now)
        return tr("over since %1").arg(LifeText::moment(at, now));
    return (expiry.isEstimate ? tr("about in %1, %2") : tr("in %1, %2")).arg(roughly(at - now), LifeText::moment(at, now));
}

QString CredentialText::skew(Milliseconds serverOffset)
{
    if (std::chrono::abs(serverOffset) < 5s)
        return {};
    const QString by = LifeText::length(serverOffset);
    return serverOffset > 0ms
        ? tr("The server's clock is %1 ahead of this computer's. Tessera counts with the server's.").arg(by)
        : tr("The server's clock is %1 behind this computer's. Tessera counts with the server's.").arg(by);
}

QString CredentialText::shortSkew(Milliseconds serverOffset)
{
    return tr("clock %1%2").arg(QChar(serverOffset > 0ms ? u'+' : u'−')).arg(LifeText::length(serverOffset));
}

CredentialText::Line CredentialText::event(const CredentialEvent &event)
{
    using Kind = CredentialEvent::Kind;
    using Reason = CredentialEvent::Reason;
    switch (event.kind) {
    case Kind::SignedIn:
        return {event.reason == Reason::Restart ? tr("Brought back from the keychain") : tr("Signed in")};
    case Kind::Refreshed:
        switch (event.reason) {
        case Reason::User:
            return {tr("Refreshed, as you asked")};
        case Reason::Request:
            return {tr("Refreshed before a request")};
        case Reason::Answer401:
            return {tr("Refreshed after the server refused a request")};
        case Reason::Restart:
            return {tr("Refreshed at the start")};
        case Reason::OtherProcess:
            return {tr("Refreshed by another Tessera")};
        case Reason::None:
        case Reason::Timer:
            break;
        }
        return {tr("Refreshed by itself")};
    case Kind::RefreshFailed:
        return {tr("Refresh failed"), Tone::Warn};
    case Kind::RefreshRefused:
        return {tr("The server refused to refresh"), Tone::Bad};
    case Kind::Expired:
        return {tr("Expired"), Tone::Warn};
    case Kind::SignedOut:
        return {tr("Signed out")};
    case Kind::SharedWith:
        return {tr("Shares its tokens with another credential")};
    case Kind::OriginBound:
        return {tr("Allowed for one more address")};
    case Kind::Used:
        return {event.status > 0 ? tr("Used, answer %1").arg(event.status) : tr("Used"),
            event.status >= 400 ? Tone::Warn : Tone::Calm};
    case Kind::Withheld:
        return {tr("A request went without this account"), Tone::Warn};
    }
    return {event.text};
}

CredentialText::Need CredentialText::need(const CredentialItem &item)
{
    if (item.status.addressToConfirm)
        return Need::ConfirmAddress;
    const SessionState &state = item.status.state;
    if (!item.hasProfile)
        return Need::Nothing;
    if (item.status.isUnread && std::holds_alternative<SignedOut>(state))
        return Need::Unlock; // signed out it only seems
    if (isKeptBack(item.status) && !std::holds_alternative<SigningIn>(state))
        return Need::SignIn;
    const bool waits = std::holds_alternative<SignedOut>(state) || std::holds_alternative<Failed>(state)
        || (std::holds_alternative<Expired>(state) && !item.status.refreshesByItself);
    return waits ? Need::SignIn : Need::Nothing;
}

std::optional<Milliseconds> CredentialText::untilChange(const CredentialStatus &status, UtcTime now)
{
    if (std::holds_alternative<SignedOut>(status.state) || std::holds_alternative<SigningIn>(status.state))
        return std::nullopt;
    std::optional<Milliseconds> soonest;
    const auto consider = [&](Milliseconds change) { soonest = soonest ? std::min(*soonest, change) : change; };
    if (const auto left = status.timeLeft(now))
        consider(*left > 0ms ? untilTextChanges(*left) : LifeText::untilAgoChanges(-*left));
    if (status.nextRefresh && *status.nextRefresh > now)
        consider(untilTextChanges(*status.nextRefresh - now));
    return soonest;
}

}
