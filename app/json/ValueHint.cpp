#include "app/json/ValueHint.h"

#include "app/base/JsonEscapes.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstSecond = 978'307'200; // 2001-01-01
constexpr qint64 lastSecond = 4'133'980'800; // 2101-01-01
constexpr qsizetype longestToken = 1024 * 1024;

// The last word of a name: "userId", "user_id" and "user-id" end with "id".
QString lastWord(QStringView name)
{
    static const QRegularExpression word(u"([A-Z]+|[A-Z]?[a-z]+)[^A-Za-z]*$"_s);
    return word.match(name.toString()).captured(1).toLower();
}

// A number in a member of such a name is something else, however large.
bool isNoTime(QStringView name)
{
    static const QStringList words{u"id"_s, u"ids"_s, u"count"_s, u"size"_s, u"length"_s, u"total"_s, u"bytes"_s, u"number"_s,
        u"phone"_s, u"tel"_s, u"price"_s, u"amount"_s, u"balance"_s, u"code"_s, u"version"_s, u"hash"_s, u"port"_s, u"zip"_s};
    return words.contains(lastWord(name));
}

std::optional<ValueHint> epoch(QByteArrayView digits)
{
    constexpr qsizetype shortest = 9; // of firstSecond
    if (digits.size() < shortest)
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = digits.toByteArray().toLongLong(&isNumber);
    if (!isNumber || digits[0] < '1' || digits[0] > '9')
        return std::nullopt;
    ValueHint hint;
    if (number >= firstSecond && number < lastSecond) {
        hint.kind = ValueHint::Kind::EpochSeconds;
        hint.at = UtcTime(std::chrono::seconds(number));
    } else if (number >= firstSecond * 1000 && number < lastSecond * 1000) {
        hint.kind = ValueHint::Kind::EpochMilliseconds;
        hint.at = UtcTime(Milliseconds(number));
    } else {
        return std::nullopt;
    }
    return hint;
}

std::optional<ValueHint> isoTime(QByteArrayView text)
{
    static const QRegularExpression shape(
        uR"(^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?$)"_s);
    constexpr qsizetype shortest = 16, longest = 40;
    if (text.size() < shortest || text.size() > longest || text[4] != '-') // most text: for that no expression is matched
        return std::nullopt;
    const auto match = shape.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), match.captured(2).size() > 5 ? u"HH:mm:ss"_s : u"HH:mm"_s);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const QString fraction = match.captured(3).leftJustified(3, u'0').left(3), zone = match.captured(4);
    int offset = 0; // minutes
    if (zone.size() > 1) {
        const QString digits = zone.mid(1).remove(u':').leftJustified(4, u'0');
        offset = digits.left(2).toInt() * 60 + digits.mid(2).toInt();
        if (offset >= 24 * 60)
            return std::nullopt;
        if (zone.startsWith(u'-'))
            offset = -offset;
    }
    ValueHint hint;
    hint.kind = ValueHint::Kind::IsoTime;
    hint.hasZone = !zone.isEmpty();
    hint.at = UtcTime(Milliseconds(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() + fraction.toInt()) - std::chrono::minutes(offset));
    return hint;
}

// Parts of base64url between dots, of which the first begins as {" does.
std::optional<ValueHint> jwt(QByteArrayView text)
{
    if (text.size() > 7 && text.first(7).compare("bearer ", Qt::CaseInsensitive) == 0)
        text = text.sliced(7);
    if (!text.startsWith("eyJ") && !text.startsWith("ewo") && !text.startsWith("eyA"))
        return std::nullopt;
    int dots = 0;
    for (const char c : text) {
        dots += c == '.' ? 1 : 0;
        const bool isPart = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!isPart && c != '.')
            return std::nullopt;
    }
    if (dots != 2 && dots != 4)
        return std::nullopt;
    ValueHint hint;
    hint.kind = ValueHint::Kind::Jwt;
    hint.token = text.toByteArray();
    return hint;
}

}

std::optional<ValueHint> ValueHint::of(QByteArrayView value, QStringView name)
{
    if (value.size() < 2 || value.size() > longestToken)
        return std::nullopt;
    const auto unlessNamed = [name](std::optional<ValueHint> hint) { return hint && isNoTime(name) ? std::nullopt : hint; };
    if (value[0] != '"')
        return unlessNamed(epoch(value));
    // A time begins with a digit, a token with "ey", "ew" or "Bearer", and any of them may be escaped.
    if (!QByteArrayView("0123456789eEbB\\").contains(value[1]))
        return std::nullopt;
    const QByteArray text = JsonEscapes::unescaped(value.sliced(1).chopped(1));
    if (auto hint = jwt(text))
        return hint;
    if (auto hint = isoTime(text))
        return hint;
    return unlessNamed(epoch(text));
}

}
