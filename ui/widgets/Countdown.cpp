#include "ui/widgets/Countdown.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 minute = 60, hour = 60 * minute, day = 24 * hour, year = 365 * day;

// Rounded up: the last second is shown until it is over.
qint64 secondsOf(Milliseconds left)
{
    return left.count() <= 0 ? 0 : (left.count() + 999) / 1000;
}

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Countdown", text, nullptr, n);
}

QString clockText(qint64 seconds)
{
    return u"%1:%2"_s.arg(seconds / minute).arg(seconds % minute, 2, 10, QChar(u'0'));
}

QString daysText(qint64 seconds)
{
    const auto days = int(seconds / day);
    return days == 1 ? tr("1 day") : tr("%1 days").arg(days);
}

}

Milliseconds Countdown::left(UtcTime now) const
{
    return kind == Kind::Until ? std::max(Milliseconds(0), end - now) : Milliseconds(0);
}

bool Countdown::isOver(UtcTime now) const
{
    return kind == Kind::Until && end <= now;
}

double Countdown::fraction(UtcTime now) const
{
    switch (kind) {
    case Kind::None:
        return 0;
    case Kind::Never:
    case Kind::Unknown:
        return 1;
    case Kind::Until:
        break;
    }
    if (isOver(now))
        return 0;
    return life.count() <= 0 ? 1 : std::clamp(double(left(now).count()) / double(life.count()), 0.0, 1.0);
}

QString largestUnit(Milliseconds left)
{
    const qint64 seconds = secondsOf(left);
    if (seconds <= 0)
        return u"–"_s;
    if (seconds < minute)
        return tr("%1s").arg(seconds);
    if (seconds < hour)
        return tr("%1m").arg(seconds / minute);
    if (seconds < day)
        return tr("%1h").arg(seconds / hour);
    if (seconds < 2 * year)
        return tr("%1d").arg(seconds / day);
    return tr("%1y").arg(std::min<qint64>(seconds / year, 99));
}

QString countdownText(Milliseconds left)
{
    const qint64 seconds = secondsOf(left);
    if (seconds <= 0)
        return tr("expired");
    if (seconds < hour)
        return clockText(seconds);
    if (seconds < 2 * day)
        return tr("%1 h %2 min").arg(seconds / hour).arg(seconds % hour / minute);
    return daysText(seconds);
}

QString roughly(Milliseconds left)
{
    const qint64 seconds = secondsOf(left);
    if (seconds < 10 * minute)
        return clockText(seconds);
    if (seconds < hour)
        return tr("%1 min").arg(seconds / minute);
    if (seconds < 2 * day)
        return tr("%1 h").arg(seconds / hour);
    return daysText(seconds);
}

Milliseconds untilTextChanges(Milliseconds left)
{
    if (left.count() <= 0)
        return 24h;
    const qint64 seconds = secondsOf(left);
    // The unit that changes first in any of the texts.
    const qint64 step = seconds <= hour ? 1 : seconds <= 2 * day ? minute : hour;
    const qint64 below = seconds / step * step - 1; // the value at which the next text begins to hold
    return std::max<Milliseconds>(1ms, left - Milliseconds(below * 1000));
}

}
