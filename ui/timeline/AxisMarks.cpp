#include "ui/timeline/AxisMarks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds day = 24h;
constexpr Milliseconds mostFromNow = 75min;
constexpr std::array<Milliseconds, 12> stepsFromNow{1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min};
constexpr std::array<Milliseconds, 16> clockSteps{1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h, 3h, 6h, 12h};
constexpr std::array daySteps{1, 2, 7, 14};
constexpr std::array monthSteps{1, 2, 3, 6, 12};

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("AxisMarks", text, nullptr, n);
}

QString fromNowLabel(Milliseconds distance, Milliseconds step, bool isFirst)
{
    const QChar sign = distance < 0ms ? u'−' : u'+';
    const qint64 seconds = std::chrono::abs(distance) / 1s;
    if (step < 1min)
        return u"%1%2:%3"_s.arg(sign).arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
    const QString minutes = sign + QString::number(seconds / 60);
    return isFirst ? tr("%1 min").arg(minutes) : minutes;
}

QList<AxisMark> marksFromNow(const TimeScale &scale, UtcTime now, double least)
{
    Milliseconds step = stepsFromNow.back();
    for (const Milliseconds candidate : stepsFromNow) {
        if (double(candidate.count()) >= least) {
            step = candidate;
            break;
        }
    }
    QList<AxisMark> marks;
    const auto first = qint64(std::ceil(double((scale.from - now).count()) / double(step.count())));
    const auto last = qint64(std::floor(double((scale.to() - now).count()) / double(step.count())));
    for (qint64 i = first; i <= last; ++i) {
        if (i != 0) // now has a mark of its own
            marks += {scale.xOf(now + i * step), fromNowLabel(i * step, step, marks.isEmpty()), false};
    }
    return marks;
}

UtcTime momentOf(const QDateTime &local)
{
    return UtcTime(Milliseconds(local.toMSecsSinceEpoch()));
}

QDate dateOf(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
}

QString dateLabel(const QDate &date, const QDate &today)
{
    return QLocale().toString(date, date.year() == today.year() ? u"ddd d MMM"_s : u"d MMM yyyy"_s);
}

// Within days: every day from its own midnight, so that a day of 23 hours has no crooked times.
QList<AxisMark> marksByClock(const TimeScale &scale, UtcTime now, Milliseconds step)
{
    QList<AxisMark> marks;
    const QDate today = dateOf(now), last = dateOf(scale.to());
    for (QDate date = dateOf(scale.from); date <= last; date = date.addDays(1)) {
        const bool isFirstDay = date == dateOf(scale.from);
        Milliseconds time{0};
        if (isFirstDay) // not the whole day, where seconds are seen
            time = std::max(Milliseconds(0), (scale.from - momentOf(date.startOfDay())) / step * step - step);
        for (; time < day; time += step) {
            const QTime clock = QTime::fromMSecsSinceStartOfDay(int(time.count()));
            const UtcTime at = momentOf(QDateTime(date, clock));
            if (at > scale.to())
                return marks;
            if (at < scale.from)
                continue;
            const bool isMidnight = time == 0ms;
            const QString words = QLocale().toString(clock, step < 1min ? u"HH:mm:ss"_s : u"HH:mm"_s);
            marks += {scale.xOf(at), isMidnight ? dateLabel(date, today) : words, isMidnight};
        }
    }
    return marks;
}

QList<AxisMark> marksByDay(const TimeScale &scale, UtcTime now, int days)
{
    QList<AxisMark> marks;
    const QDate today = dateOf(now);
    QDate date = dateOf(scale.from);
    // From a fixed Monday on: the marks stay where they are while one pans.
    date = date.addDays(-(date.toJulianDay() % days));
    for (UtcTime at; (at = momentOf(date.startOfDay())) <= scale.to(); date = date.addDays(days)) {
        if (at >= scale.from)
            marks += {scale.xOf(at), dateLabel(date, today), date.day() == 1};
    }
    return marks;
}

QList<AxisMark> marksByMonth(const TimeScale &scale, int months)
{
    QList<AxisMark> marks;
    QDate date = dateOf(scale.from);
    date = QDate(date.year(), (date.month() - 1) / months * months + 1, 1);
    for (UtcTime at; (at = momentOf(date.startOfDay())) <= scale.to(); date = date.addMonths(months)) {
        if (at >= scale.from)
            marks += {scale.xOf(at), QLocale().toString(date, u"MMM yyyy"_s), date.month() == 1};
    }
    return marks;
}

}

QList<AxisMark> axisMarks(const TimeScale &scale, UtcTime now, double spacing)
{
    if (scale.width < 1)
        return {};
    const double least = scale.msPerPixel * spacing;
    if (scale.span() <= mostFromNow && scale.shows(now))
        return marksFromNow(scale, now, least);
    for (const Milliseconds step : clockSteps) {
        if (double(step.count()) >= least)
            return marksByClock(scale, now, step);
    }
    for (const int days : daySteps) {
        if (double(day.count()) * days >= least)
            return marksByDay(scale, now, days);
    }
    for (const int months : monthSteps) {
        if (double(day.count()) * 28 * months >= least)
            return marksByMonth(scale, months);
    }
    return marksByMonth(scale, 24);
}

QString spanText(Milliseconds span)
{
    const double seconds = double(span.count()) / 1000;
    if (seconds < 100)
        return tr("%1 s").arg(std::lround(seconds));
    if (seconds < 100 * 60)
        return tr("%1 min").arg(std::lround(seconds / 60));
    if (seconds < 47.5 * 3600)
        return tr("%1 h").arg(std::lround(seconds / 3600));
    if (seconds < 100 * 86'400)
        return tr("%1 days").arg(std::lround(seconds / 86'400));
    return tr("%1 months").arg(std::lround(seconds / 86'400 / 30.4));
}

}
