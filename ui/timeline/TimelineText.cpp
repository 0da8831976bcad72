#include "ui/timeline/TimelineText.h"

#include "app/base/TimeText.h"
#include "ui/credentials/LifeText.h"
#include "ui/widgets/Countdown.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/StatusBadge.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

namespace {

CredentialEvent asCredentialEvent(const TimelineEvent &event)
{
    using To = CredentialEvent::Kind;
    static const QMap<Kind, To> kinds{{Kind::SignedIn, To::SignedIn}, {Kind::Refreshed, To::Refreshed}, {Kind::RefreshFailed, To::RefreshFailed},
        {Kind::RefreshRefused, To::RefreshRefused}, {Kind::Expired, To::Expired}, {Kind::SignedOut, To::SignedOut},
        {Kind::SharedWith, To::SharedWith}, {Kind::OriginBound, To::OriginBound}, {Kind::Withheld, To::Withheld}, {Kind::Request, To::Used}};
    CredentialEvent same;
    same.kind = kinds.value(event.kind);
    same.reason = event.reason;
    same.text = event.text;
    return same;
}

QString endText(Expiry::Kind kind, std::optional<UtcTime> end, UtcTime now)
{
    switch (kind) {
    case Expiry::Kind::Never:
        return TimelineText::tr("does not expire");
    case Expiry::Kind::Unknown:
        return TimelineText::tr("its end is not known");
    case Expiry::Kind::At:
        break;
    }
    return end ? TimelineText::tr("until %1").arg(LifeText::moment(*end, now)) : QString();
}

QString statusWords(const TimelineEvent &event)
{
    return event.status == 0 ? TimelineText::tr("no answer") : statusText(event.status, {});
}

QStringList firstLines(const TimelineEvent &event)
{
    if (event.kind != Kind::Request)
        return {TimelineText::what(event), TimelineText::detail(event)};
    return {TimelineText::tr("%1 %2").arg(TimelineText::what(event), event.target),
        TimelineText::tr("%1, after %2").arg(statusWords(event), TimelineText::took(event)), event.text};
}

// Of the token that went along, or was there then.
QString shortFingerprint(const TimelineEvent &event)
{
    return event.kind == Kind::Withheld ? QString() : event.fingerprint.left(12);
}

}

TimelineText::Topic TimelineText::topicOf(const TimelineEvent &event)
{
    switch (event.kind) {
    case Kind::SignedIn:
    case Kind::SignedOut:
        return Topic::SignIn;
    case Kind::Refreshed:
        return Topic::Refresh;
    case Kind::RefreshFailed:
    case Kind::RefreshRefused:
    case Kind::Expired:
        return Topic::Failure;
    case Kind::Request:
    case Kind::Withheld:
        return Topic::Request;
    case Kind::SharedWith:
    case Kind::OriginBound:
        break;
    }
    return Topic::Other;
}

QString TimelineText::topicName(Topic topic)
{
    switch (topic) {
    case Topic::SignIn:
        return tr("Sign-ins");
    case Topic::Refresh:
        return tr("Refreshes");
    case Topic::Failure:
        return tr("Failures and ends");
    case Topic::Request:
        return tr("Requests");
    case Topic::Other:
        break;
    }
    return tr("Everything else");
}

QString TimelineText::what(const TimelineEvent &event)
{
    return event.kind == Kind::Request ? QString::fromUtf8(event.method) : CredentialText::event(asCredentialEvent(event)).text;
}

QString TimelineText::detail(const TimelineEvent &event)
{
    switch (event.kind) {
    case Kind::Request:
        return event.target;
    case Kind::SignedIn:
    case Kind::Refreshed:
        if (const auto end = event.accessEnds())
            return tr("The token lives %1.").arg(LifeText::length(std::chrono::round<std::chrono::seconds>(*end - event.at)));
        return event.access.kind == Expiry::Kind::Never ? tr("The token does not expire.") : tr("The token's end is not known.");
    case Kind::RefreshFailed:
    case Kind::RefreshRefused:
    case Kind::SharedWith:
    case Kind::OriginBound:
    case Kind::Withheld:
        return event.text;
    case Kind::Expired:
    case Kind::SignedOut:
        break;
    }
    return {};
}

// Whole milliseconds are kept of it.
QString TimelineText::took(const TimelineEvent &event)
{
    return event.duration < 1ms ? tr("< 1 ms") : Quantity::time(event.duration);
}

QString TimelineText::event(const TimelineEvent &event, UtcTime now)
{
    QStringList lines = firstLines(event);
    lines << tr("%1, %2").arg(LifeText::moment(event.at, now), LifeText::ago(now - event.at));
    if (const QString token = shortFingerprint(event); !token.isEmpty())
        lines << tr("Token %1").arg(token);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QStringList TimelineText::whole(const TimelineEvent &event)
{
    QStringList parts = firstLines(event);
    parts.insert(1, LifeText::exactMoment(event.at));
    if (const auto end = event.accessEnds())
        parts << tr("access token until %1").arg(LifeText::exactMoment(*end));
    if (const auto end = event.refreshEnds())
        parts << tr("refresh token until %1").arg(LifeText::exactMoment(*end));
    parts << name(event.lane);
    if (const QString token = shortFingerprint(event); !token.isEmpty())
        parts << tr("token %1").arg(token);
    parts.removeAll(QString());
    return parts;
}

QString TimelineText::requests(const QList<TimelineEvent> &events, UtcTime now)
{
    constexpr qsizetype mostTold = 6;
    if (events.size() == 1)
        return event(events.constFirst(), now);
    QStringList lines{tr("%1 requests").arg(events.size())};
    for (qsizetype i = 0; i < std::min(events.size(), mostTold); ++i) {
        const TimelineEvent &each = events.at(i);
        lines << (each.kind == Kind::Request
                ? tr("%1  %2 %3, %4").arg(LifeText::moment(each.at, now), what(each), each.target, statusWords(each))
                : tr("%1  %2: %3").arg(LifeText::moment(each.at, now), what(each), detail(each)));
    }
    if (events.size() > mostTold)
        lines << tr("and %1 more: zoom in to tell them apart").arg(events.size() - mostTold);
    return lines.join(u'\n');
}

QString TimelineText::life(const LaneLife &life, UtcTime now)
{
    QStringList lines{tr("Access token, %1, %2").arg(LifeText::moment(life.begin, now), endText(life.kind, life.end, now))};
    if (life.end)
        lines.first() += tr(" (%1)").arg(LifeText::length(*life.end - life.begin));
    if (life.replacedAt && (!life.end || *life.replacedAt < *life.end))
        lines << tr("Let go at %1, after %2").arg(LifeText::moment(*life.replacedAt, now), LifeText::length(*life.replacedAt - life.begin));
    if (life.refreshKind != Expiry::Kind::Unknown)
        lines << tr("Refresh token: %1").arg(endText(life.refreshKind, life.refreshEnd, now));
    return lines.join(u'\n');
}

CredentialText::Line TimelineText::outlook(const CredentialItem &item, UtcTime now)
{
    using Tone = CredentialText::Tone;
    const CredentialStatus &status = item.status;
    const bool isSignedIn = !std::holds_alternative<SignedOut>(status.state) && !std::holds_alternative<SigningIn>(status.state);
    if (!isSignedIn || !item.hasProfile || status.addressToConfirm || std::holds_alternative<Refreshing>(status.state))
        return CredentialText::state(item, now);
    const auto left = status.timeLeft(now);
    const bool isRetrying = status.failures > 0 && status.nextRefresh;
    const QString again = isRetrying ? tr("refresh failed, tries again in %1").arg(roughly(std::max(Milliseconds(0), *status.nextRefresh - now))) : QString();
    if (left && *left <= 0ms) {
        const QString over = tr("expired %1 ago").arg(TimeText::length(-*left));
        if (isRetrying)
            return {tr("%1, %2").arg(over, again), Tone::Bad, again};
        const QString then = std::holds_alternative<Failed>(status.state) || !status.refreshesByItself ? tr("sign in again")
            : item.refresh == RefreshRule::Kind::SignIn                                                ? tr("signs in again at next use")
                                                                                                       : tr("refreshes at next use");
        return {tr("%1, %2").arg(over, then), Tone::Bad, over};
    }
    if (isRetrying)
        return {again, Tone::Warn};
    if (status.nextRefresh && !std::holds_alternative<Failed>(status.state))
        return {*status.nextRefresh <= now ? tr("refreshes now") : tr("refreshes in %1").arg(roughly(*status.nextRefresh - now))};
    return CredentialText::state(item, now);
}

QString TimelineText::name(const CredentialId &id)
{
    return tr("%1, %2, %3").arg(id.account, id.profile, id.environment);
}

}
