#include "ui/credentials/LifeText.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

QDateTime local(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

}

QString LifeText::ago(Milliseconds passed)
{
    if (passed < 2s)
        return tr("just now");
    if (passed < 1min)
        return tr("%1 s ago").arg(floor<seconds>(passed).count());
    if (passed < 1h)
        return tr("%1 min ago").arg(floor<minutes>(passed).count());
    if (passed < 48h)
        return tr("%1 h ago").arg(floor<hours>(passed).count());
    return tr("%1 days ago").arg(floor<days>(passed).count());
}

QString LifeText::length(Milliseconds span)
{
    const seconds whole = std::chrono::round<seconds>(std::chrono::abs(span));
    if (whole < 2min)
        return tr("%1 s").arg(whole.count());
    if (whole < 1h) {
        const auto rest = (whole % 1min).count();
        return rest == 0 ? tr("%1 min").arg(whole / 1min) : tr("%1 min %2 s").arg(whole / 1min).arg(rest);
    }
    if (whole < 48h) {
        const auto rest = (whole % 1h) / 1min;
        return rest == 0 ? tr("%1 h").arg(whole / 1h) : tr("%1 h %2 min").arg(whole / 1h).arg(rest);
    }
    return tr("%1 days").arg(whole / days(1));
}

Milliseconds LifeText::untilAgoChanges(Milliseconds passed)
{
    if (passed < 2s)
        return 2s - std::max(passed, Milliseconds(0));
    const Milliseconds unit = passed < 1min ? Milliseconds(1s) : passed < 1h ? Milliseconds(1min) : Milliseconds(1h);
    return unit - passed % unit;
}

QString LifeText::moment(UtcTime at, UtcTime now)
{
    const QDateTime then = local(at);
    const QDate today = local(now).date();
    const QLocale locale;
    if (then.date() == today)
        return locale.toString(then, u"HH:mm:ss"_s);
    if (std::abs(today.daysTo(then.date())) < 7)
        return locale.toString(then, u"ddd d MMM HH:mm"_s);
    return locale.toString(then, u"d MMM yyyy HH:mm"_s);
}

QString LifeText::exactMoment(UtcTime at)
{
    const QDateTime then = local(at);
    return u"%1 %2"_s.arg(then.toString(u"yyyy-MM-dd HH:mm:ss"_s), then.timeZoneAbbreviation());
}

}
