#include "app/auth/session/ServerClock.h"

#include "app/token/TokenFacts.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds furthestBehind = 5min, furthestAhead = 24h; // told by a token

// "Sun, 22 Nov 2026 10:00:00 GMT". Nearly all of them, and one comes with every answer: no locale is asked.
std::optional<UtcTime> usualDate(QByteArrayView text)
{
    constexpr QByteArrayView months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() != 29 || !text.endsWith(" GMT") || text[19] != ':' || text[22] != ':')
        return std::nullopt;
    bool isNumber = true;
    const auto number = [&](qsizetype at, qsizetype size) {
        bool isGood = false;
        const int value = text.sliced(at, size).toInt(&isGood);
        isNumber = isNumber && isGood && value >= 0;
        return value;
    };
    const auto month = months.indexOf(text.sliced(8, 3));
    const std::chrono::year_month_day day(std::chrono::year(number(12, 4)), std::chrono::month(unsigned(month / 3 + 1)),
        std::chrono::day(unsigned(number(5, 2))));
    const int hour = number(17, 2), minute = number(20, 2), second = number(23, 2);
    if (!isNumber || month < 0 || month % 3 != 0 || !day.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return std::chrono::sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

std::optional<UtcTime> httpDate(const QByteArray &text)
{
    if (const auto date = usualDate(text))
        return date;
    if (text.isEmpty())
        return std::nullopt;
    QString trimmed = QString::fromLatin1(text).trimmed();
    // RFC 850 dates have two digits for the year; no server's clock is in the last century.
    static const QRegularExpression shortYear(u"^(\\w+, \\d{2}-\\w{3}-)(\\d{2} )"_s);
    trimmed.replace(shortYear, u"\\120\\2"_s);
    for (const auto format :
        {"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_L1, "dddd, dd-MMM-yyyy HH:mm:ss 'GMT'"_L1, "ddd MMM d HH:mm:ss yyyy"_L1}) {
        QDateTime date = QLocale::c().toDateTime(trimmed, QString(format));
        if (!date.isValid())
            continue;
        date.setTimeSpec(Qt::UTC);
        return UtcTime(Milliseconds(date.toMSecsSinceEpoch()));
    }
    return std::nullopt;
}

ServerClock measured(UtcTime serverSecond, UtcTime sentAt, UtcTime receivedAt)
{
    const Milliseconds trip = std::max<Milliseconds>(receivedAt - sentAt, 0ms);
    const UtcTime middle = sentAt + trip / 2;
    // The header names a second; on average half of it is over.
    const Milliseconds offset = serverSecond + 500ms - middle;
    const Milliseconds uncertainty = trip / 2 + 500ms;
    return {offset <= uncertainty && offset >= -uncertainty ? 0ms : offset, uncertainty};
}

}

std::optional<ServerClock> ServerClock::fromDate(const HttpHeaders &headers, UtcTime sentAt, UtcTime receivedAt)
{
    const auto date = dateOf(headers);
    return date ? std::optional(measured(*date, sentAt, receivedAt)) : std::nullopt;
}

std::optional<ServerClock> ServerClock::fromToken(const QString &access, UtcTime sentAt, UtcTime receivedAt)
{
    const auto issued = TokenFacts::of(access).issued;
    if (!issued || issued->isOutOfRange || issued->looksLikeMilliseconds)
        return std::nullopt;
    const ServerClock clock = fromIssuedAt(issued->at, sentAt, receivedAt);
    return clock.offset < -furthestBehind || clock.offset > furthestAhead ? std::nullopt : std::optional(clock);
}

ServerClock ServerClock::fromIssuedAt(UtcTime issuedAt, UtcTime sentAt, UtcTime receivedAt)
{
    return measured(std::chrono::floor<std::chrono::seconds>(issuedAt), sentAt, receivedAt);
}

std::optional<UtcTime> dateOf(const HttpHeaders &headers)
{
    const QByteArray age = headers.value("Age").trimmed();
    return age.isEmpty() || age == "0" ? httpDate(headers.value("Date")) : std::nullopt;
}

std::optional<Milliseconds> retryAfter(const HttpHeaders &headers, UtcTime receivedAt)
{
    const QByteArray text = headers.value("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return seconds < 0 ? std::nullopt : std::optional<Milliseconds>(std::min<qint64>(seconds, 86'400) * 1s);
    if (const auto date = httpDate(text))
        return std::max<Milliseconds>(*date - receivedAt, 0ms);
    return std::nullopt;
}

}
