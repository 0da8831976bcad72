#include "app/token/NumericDate.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <cmath>

namespace tessera {

namespace {

constexpr double firstMillisecond = -62135596800000.0; // 0001-01-01T00:00:00Z
constexpr double lastMillisecond = 253402300799999.0; // 9999-12-31T23:59:59.999Z
constexpr qsizetype longestNumber = 400;
constexpr qsizetype longestDate = 40;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype skipDigits(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at;
}

bool isNumber(QByteArrayView text) // of JSON; zeros in front are forgiven
{
    if (text.isEmpty() || text.size() > longestNumber)
        return false;
    const qsizetype begin = text[0] == '-' ? 1 : 0;
    qsizetype at = skipDigits(text, begin);
    if (at == begin)
        return false;
    if (at < text.size() && text[at] == '.') {
        const qsizetype fraction = at + 1;
        at = skipDigits(text, fraction);
        if (at == fraction)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        qsizetype exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-'))
            ++exponent;
        at = skipDigits(text, exponent);
        if (at == exponent)
            return false;
    }
    return at == text.size();
}

// Whole milliseconds; 1e400 and its like become infinite, which is out of range.
std::optional<double> millisecondsOf(QByteArrayView text)
{
    if (!isNumber(text))
        return std::nullopt;
    bool isGood = false;
    const double seconds = text.toDouble(&isGood);
    if (isGood)
        return std::floor(seconds * 1000 + 0.5);
    if (text.contains("e-") || text.contains("E-"))
        return 0; // too small for a double
    return text.front() == '-' ? -HUGE_VAL : HUGE_VAL;
}

NumericDate dateOf(double milliseconds)
{
    NumericDate date;
    date.looksLikeMilliseconds = milliseconds > lastMillisecond && milliseconds <= lastMillisecond * 1000;
    if (date.looksLikeMilliseconds)
        milliseconds = std::floor(milliseconds / 1000 + 0.5);
    date.isOutOfRange = milliseconds < firstMillisecond || milliseconds > lastMillisecond;
    date.at = UtcTime(Milliseconds(qint64(std::clamp(milliseconds, firstMillisecond, lastMillisecond))));
    return date;
}

QByteArrayView inside(QByteArrayView json)
{
    return json.size() >= 2 && json.front() == '"' && json.back() == '"' ? json.sliced(1, json.size() - 2) : QByteArrayView();
}

std::optional<NumericDate> writtenDate(const QString &text)
{
    QDateTime date = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (date.timeSpec() == Qt::LocalTime) // no zone is written: this machine's has nothing to do with it
        date = QDateTime(date.date(), date.time(), QTimeZone::utc());
    return date.isValid() ? std::optional(dateOf(double(date.toMSecsSinceEpoch()))) : std::nullopt;
}

}

std::optional<NumericDate> NumericDate::fromJson(QByteArrayView json)
{
    if (const auto milliseconds = millisecondsOf(json))
        return dateOf(*milliseconds);
    const QByteArrayView text = inside(json).trimmed();
    std::optional<NumericDate> date;
    if (const auto milliseconds = millisecondsOf(text))
        date = dateOf(*milliseconds);
    else if (text.size() <= longestDate && text.contains('T'))
        date = writtenDate(QString::fromUtf8(text));
    if (date)
        date->isText = true;
    return date;
}

std::optional<Milliseconds> secondsFromJson(QByteArrayView json)
{
    auto milliseconds = millisecondsOf(json);
    if (!milliseconds)
        milliseconds = millisecondsOf(inside(json).trimmed());
    if (!milliseconds || *milliseconds < 0)
        return std::nullopt;
    return Milliseconds(qint64(std::min(*milliseconds, lastMillisecond)));
}

}
