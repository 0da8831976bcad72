#pragma once

#include "app/base/Clock.h"

#include <QtCore/QByteArray>

#include <optional>

namespace tessera {

// What a value in somebody's JSON probably means beside what it says: to be explained on hover, and never more than a guess.
struct ValueHint {
    enum class Kind {
        EpochSeconds, // a number, or a string of digits, of the years 2001 to 2100
        EpochMilliseconds,
        IsoTime, // ISO 8601 with a time of day; without a zone it is taken as UTC and hasZone is false
        Jwt, // explain it with Jwt::decode()
    };
    Kind kind = Kind::IsoTime;
    UtcTime at; // all but Jwt
    bool hasZone = true;
    QByteArray token; // Jwt: without quotes and "Bearer "

    // `value` as written in JSON, `name` of the member without escapes: a number is a time only where the name does not speak
    // against it ("id", "count", "size" ...).
    [[nodiscard]] static std::optional<ValueHint> of(QByteArrayView value, QStringView name = {});
    bool operator==(const ValueHint &) const = default;
};

}
