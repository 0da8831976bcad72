#pragma once

#include "app/base/Clock.h"

#include <QtCore/QByteArray>

#include <optional>

namespace tessera {

// A NumericDate claim (RFC 7519 section 2: seconds since 1970, fractions allowed) as it turns up in the wild. Nothing
// overflows: what lies outside the years 1 to 9999 counts as their first or last instant, and is said to be so.
struct NumericDate {
    UtcTime at;
    bool isOutOfRange = false;
    bool isText = false; // written as a string: "1691154857", or an ISO 8601 date
    bool looksLikeMilliseconds = false; // as seconds it would be after the year 9999: `at` is what was meant

    bool operator==(const NumericDate &) const = default;

    // From JSON text: a number, or a string that holds one or a date. Nullopt for anything else.
    [[nodiscard]] static std::optional<NumericDate> fromJson(QByteArrayView json);
};

// A duration in seconds from JSON text, with the same leniency: exi and its like. Nullopt for anything else, negative ones
// included; at most 9,999 years.
[[nodiscard]] std::optional<Milliseconds> secondsFromJson(QByteArrayView json);

}
