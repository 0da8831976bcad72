#include "ui/timeline/TimelineLane.h"

#include <algorithm>

namespace tessera::ui {

using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

namespace {

constexpr Milliseconds same = 5s; // a token is told of a moment after it came

bool isBirth(const TimelineEvent &event)
{
    return event.kind == Kind::SignedIn || event.kind == Kind::Refreshed;
}

LaneLife lifeOf(const TimelineEvent &event)
{
    return {event.at, event.access.kind, event.accessEnds(), {}, event.refresh.kind, event.refreshEnds(), event.reason,
        event.kind == Kind::Refreshed};
}

}

std::optional<UtcTime> LaneLife::stop() const
{
    return end && replacedAt ? std::min(*end, *replacedAt) : end ? end : replacedAt;
}

bool LaneLife::isCurrent(UtcTime now) const
{
    return begin <= now && !replacedAt && (!end || *end > now);
}

qsizetype TimelineLane::insert(const TimelineEvent &event)
{
    const auto place = std::upper_bound(
        events.cbegin(), events.cend(), event.at, [](UtcTime at, const TimelineEvent &each) { return at < each.at; });
    const qsizetype index = place - events.cbegin();
    events.insert(index, event);
    if (event.kind == Kind::SignedOut && !lives.isEmpty() && !lives.constLast().replacedAt)
        lives.last().replacedAt = event.at;
    if (!isBirth(event))
        return index;
    const auto next = std::upper_bound(
        lives.begin(), lives.end(), event.at, [](UtcTime at, const LaneLife &life) { return at < life.begin; });
    LaneLife life = lifeOf(event);
    if (next != lives.end())
        life.replacedAt = next->begin;
    if (next != lives.begin() && (!std::prev(next)->replacedAt || *std::prev(next)->replacedAt > life.begin))
        std::prev(next)->replacedAt = life.begin;
    lives.insert(next, life);
    return index;
}

QList<LaneLife> TimelineLane::lastLives(const CredentialStatus *status) const
{
    QList<LaneLife> last = lives.isEmpty() ? QList<LaneLife>() : QList<LaneLife>{lives.constLast()};
    const bool hasTokens = status && status->generation > 0 && !std::holds_alternative<SignedOut>(status->state)
        && !std::holds_alternative<SigningIn>(status->state);
    if (!hasTokens)
        return last;
    const UtcTime begin = status->obtainedAt - status->serverOffset;
    const auto local = [&](const Expiry &expiry) {
        return expiry.kind == Expiry::Kind::At ? std::optional(expiry.at - status->serverOffset) : std::nullopt;
    };
    if (!last.isEmpty() && !last.constLast().replacedAt && std::chrono::abs(last.constLast().begin - begin) < same) {
        last.last().kind = status->access.kind;
        last.last().end = local(status->access);
    } else if (last.isEmpty() || last.constLast().begin < begin - same) {
        if (!last.isEmpty() && !last.constLast().replacedAt)
            last.last().replacedAt = begin;
        last += {begin, status->access.kind, local(status->access), {}, status->refresh.kind, local(status->refresh), {}, false};
    }
    return last;
}

qsizetype TimelineLane::firstFrom(UtcTime at) const
{
    return std::lower_bound(events.cbegin(), events.cend(), at, [](const TimelineEvent &each, UtcTime time) { return each.at < time; })
        - events.cbegin();
}

std::optional<LaneLife> TimelineLane::lifeAt(UtcTime at, const CredentialStatus *status) const
{
    const auto holds = [at](const LaneLife &life) { return life.begin <= at && (!life.stop() || at < *life.stop()); };
    const QList<LaneLife> last = lastLives(status);
    for (auto it = last.crbegin(); it != last.crend(); ++it) {
        if (it->begin <= at)
            return holds(*it) ? std::optional(*it) : std::nullopt;
    }
    const auto next = std::upper_bound(lives.cbegin(), lives.cend(), at, [](UtcTime time, const LaneLife &life) { return time < life.begin; });
    return next != lives.cbegin() && holds(*std::prev(next)) ? std::optional(*std::prev(next)) : std::nullopt;
}

qsizetype TimelineLane::eventOf(const LaneLife &life) const
{
    for (qsizetype i = firstFrom(life.begin); i < events.size() && events.at(i).at == life.begin; ++i) {
        if (isBirth(events.at(i)))
            return i;
    }
    return -1;
}

}
