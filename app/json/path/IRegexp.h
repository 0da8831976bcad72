#pragma once

#include "app/base/PcrePattern.h"

#include <tl/expected.hpp>

#include <QtCore/QString>

namespace tessera {

// An interoperable regular expression (RFC 9485) as PCRE2 runs it.
struct IRegexp {
    enum class Reach { Whole, Part }; // of the text it must match
    // Error: what in it is no I-Regexp, a sentence.
    [[nodiscard]] static tl::expected<PcrePattern, QString> compile(const QString &text, Reach reach);
};

}
