#include "ui/token/TokenLife.h"

#include "app/base/TimeText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double leastLife = 0.7; // of the line, however long ago it ended

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenLife", text);
}

std::optional<UtcTime> atOf(const std::optional<NumericDate> &date)
{
    return date && !date->isOutOfRange ? std::optional(date->at) : std::nullopt;
}

// The whole of `time` in milliseconds without an overflow further on.
double length(Milliseconds time)
{
    return std::max(1.0, double(time.count()));
}

}

TokenLife TokenLife::of(const TokenFacts &facts, const TokenMoment &moment)
{
    const UtcTime now = moment.serverNow();
    const auto issued = atOf(facts.issued), notBefore = atOf(facts.notBefore), end = facts.end();
    const auto begin = issued ? issued : notBefore;
    TokenLife life;
    if (!begin && !end)
        return life;
    const auto relative = [now](UtcTime at) { return TimeText::relative(at, now); };
    const std::optional<UtcTime> first = notBefore && *notBefore > now ? notBefore : begin;
    if (begin)
        life.beginning = first == notBefore && *first > now ? tr("valid %1").arg(relative(*first))
            : *begin > now                                  ? tr("begins %1").arg(relative(*begin))
                                                            : tr("issued %1").arg(relative(*begin));
    if (end)
        life.ending = *end <= now ? tr("ended %1").arg(relative(*end)) : tr("ends %1").arg(relative(*end));
    else
        life.ending = tr("does not say when it ends");

    if (end && *end <= now) {
        life.phase = Phase::Over;
        life.now = 1;
        const double share = begin && *begin < *end ? length(*end - *begin) / length(now - *begin) : 0;
        life.end = std::max(leastLife, share);
        life.isCut = share < leastLife;
    } else if (first && *first > now) {
        life.phase = Phase::NotYet;
        life.now = 0;
        const double share = end && *first < *end ? length(*end - *first) / length(*end - now) : leastLife;
        life.begin = 1 - std::max(leastLife, std::min(share, 0.97));
        life.isCut = share < leastLife;
    } else if (end) {
        life.phase = Phase::Running;
        life.now = begin ? std::clamp(length(now - *begin) / length(*end - *begin), 0.0, 1.0) : 0;
    } else {
        life.phase = Phase::Endless;
        life.now = 0.5;
    }
    life.sentence = life.beginning.isEmpty() ? tr("The token %1.").arg(life.ending) : tr("The token was %1 and %2.").arg(life.beginning, life.ending);
    if (life.phase == Phase::NotYet)
        life.sentence = tr("The token is not valid yet: %1; it %2.").arg(life.beginning, life.ending);
    return life;
}

Milliseconds TokenLife::untilChange(const TokenFacts &facts, const TokenMoment &moment)
{
    const UtcTime now = moment.serverNow();
    Milliseconds next = 24h;
    for (const auto &at : {atOf(facts.issued), atOf(facts.notBefore), facts.end()}) {
        if (!at)
            continue;
        const Milliseconds away = *at > now ? *at - now : now - *at;
        // Seconds are said below an hour, minutes below a day.
        const Milliseconds unit = away <= 1h ? Milliseconds(1s) : away <= 24h ? Milliseconds(1min) : Milliseconds(1h);
        const Milliseconds phase = *at > now ? away % unit : unit - away % unit;
        next = std::min(next, std::max(phase, Milliseconds(20)));
    }
    return next;
}

}
