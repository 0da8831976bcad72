#include "app/base/TimeText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <array>

namespace tessera::TimeText {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TimeText", text);
}

struct Unit {
    qint64 seconds;
    const char *text;
};
constexpr std::array units{
    Unit{365 * 86'400, QT_TRANSLATE_NOOP("TimeText", "%1 y")},
    Unit{86'400, QT_TRANSLATE_NOOP("TimeText", "%1 d")},
    Unit{3'600, QT_TRANSLATE_NOOP("TimeText", "%1 h")},
    Unit{60, QT_TRANSLATE_NOOP("TimeText", "%1 min")},
    Unit{1, QT_TRANSLATE_NOOP("TimeText", "%1 s")},
};

QDateTime dateOf(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

}

QString length(Milliseconds time)
{
    qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    if (seconds < 0)
        seconds = -seconds;
    QString text;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const qint64 whole = seconds / units[i].seconds;
        if (whole == 0)
            continue;
        text = tr(units[i].text).arg(whole);
        // The unit below, where there is some of it: years with days, hours with minutes.
        if (const qint64 rest = i + 1 < units.size() ? seconds % units[i].seconds / units[i + 1].seconds : 0; rest > 0)
            text += u' ' + tr(units[i + 1].text).arg(rest);
        return text;
    }
    return tr("%1 s").arg(0);
}

QString relative(UtcTime at, UtcTime now)
{
    const auto left = std::chrono::floor<std::chrono::seconds>(at - now);
    if (left.count() == 0)
        return tr("now");
    return left.count() > 0 ? tr("in %1").arg(length(left)) : tr("%1 ago").arg(length(left));
}

QString utc(UtcTime at)
{
    return dateOf(at).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

QString local(UtcTime at)
{
    const QDateTime date = dateOf(at).toTimeZone(QTimeZone::systemTimeZone());
    return date.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + date.timeZoneAbbreviation();
}

QString iso(UtcTime at)
{
    return dateOf(at).toString(Qt::ISODateWithMs);
}

}
