#include "app/auth/session/ExpiryReader.h"

#include "app/token/JwtClaim.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tessera {

using namespace Qt::StringLiterals;
using As = ExpirySource::As;

namespace {

constexpr double lastMillisecond = 253402300799999.0; // 9999-12-31T23:59:59.999Z, the last that a date can be written for
constexpr double durationsEnd = 1e9; // seconds: 31 years; as a point in time the year 2001
constexpr double millisecondsBegin = 1e11; // as milliseconds the year 1973, as seconds the year 5138

UtcTime instant(double milliseconds)
{
    return UtcTime(Milliseconds(qint64(std::clamp(milliseconds, 0.0, lastMillisecond))));
}

std::optional<double> number(const QString &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber && std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<UtcTime> at(const QDateTime &date)
{
    if (!date.isValid() || date.toMSecsSinceEpoch() < 0)
        return std::nullopt;
    return instant(double(date.toMSecsSinceEpoch()));
}

// Qt's own reader refuses "+0200" without a colon, more than three decimals and a comma before them.
std::optional<UtcTime> isoDate(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([Zz]|UTC|[+-]\d\d(?::?\d\d)?)?)?$)"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString clock = match.captured(2).isEmpty() ? u"00:00"_s : match.captured(2);
    const QString seconds = match.captured(3).isEmpty() ? u"00"_s : match.captured(3);
    const QString decimals = (match.captured(4) + u"000"_s).left(3);
    const QTime time = QTime::fromString(u"%1:%2.%3"_s.arg(clock, seconds, decimals), u"HH:mm:ss.zzz"_s);
    if (!time.isValid())
        return std::nullopt;
    QDateTime date(QDate::fromString(match.captured(1), Qt::ISODate), time, QTimeZone::utc());
    const QString zone = match.captured(5);
    if (zone.startsWith(u'+') || zone.startsWith(u'-')) {
        const int minutes = zone.mid(1, 2).toInt() * 60 + zone.right(zone.size() > 3 ? 2 : 0).toInt();
        date = date.addSecs(zone.startsWith(u'-') ? minutes * 60 : -minutes * 60);
    }
    return at(date);
}

// The three forms of RFC 9110 section 5.6.7.
std::optional<UtcTime> httpDate(const QString &text)
{
    const QLocale english = QLocale::c();
    for (const QString &format : {u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s, u"ddd MMM d HH:mm:ss yyyy"_s}) {
        QDateTime date = english.toDateTime(text.simplified(), format);
        date.setTimeZone(QTimeZone::utc());
        if (date.isValid())
            return at(date);
    }
    QDateTime shortYear = english.toDateTime(text.section(u", "_s, 1), u"dd-MMM-yy HH:mm:ss 'GMT'"_s);
    shortYear.setTimeZone(QTimeZone::utc());
    return at(shortYear.isValid() && shortYear.date().year() < 1970 ? shortYear.addYears(100) : shortYear);
}

std::optional<UtcTime> pointInTime(const QString &text, As as, UtcTime received, bool maySpan)
{
    const auto value = number(text);
    if (as == As::Date || (as == As::Guess && !value)) {
        const auto date = isoDate(text);
        return date ? date : httpDate(text);
    }
    if (!value)
        return std::nullopt;
    if (as == As::Seconds || (as == As::Guess && maySpan && *value <= durationsEnd))
        return instant(double(received.time_since_epoch().count()) + std::floor(*value * 1000));
    if (as == As::EpochMilliseconds || (as == As::Guess && *value >= millisecondsBegin))
        return instant(*value);
    return instant(*value * 1000);
}

std::optional<UtcTime> endFrom(const ExpirySource &source, const QMap<QString, Secret> &captures, UtcTime received)
{
    if (source.kind == ExpirySource::Kind::Fixed)
        return instant(double(received.time_since_epoch().count()) + double(source.seconds) * 1000);
    const QString captured = captures.value(source.capture).reveal();
    if (source.kind == ExpirySource::Kind::Capture)
        return pointInTime(captured.trimmed(), source.as, received, true);
    const auto claim = jwtClaim(captured, source.claim);
    return claim ? pointInTime(claim->trimmed(), source.as, received, false) : std::nullopt;
}

}

Expiry readExpiry(const QList<ExpirySource> &sources, const QMap<QString, Secret> &captures, UtcTime received)
{
    for (const ExpirySource &source : sources) {
        if (source.kind == ExpirySource::Kind::Never)
            return Expiry{Expiry::Kind::Never, {}, false};
        if (const auto end = endFrom(source, captures, received))
            return Expiry{Expiry::Kind::At, *end, source.kind == ExpirySource::Kind::Fixed};
    }
    return {};
}

}
