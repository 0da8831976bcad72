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

std::optional<UtcTime> httpDate(const QByteArray &text)
{
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
    const auto date = httpDate(headers.value("Date"));
    if (!date)
        return std::nullopt;
    return measured(*date, sentAt, receivedAt);
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
