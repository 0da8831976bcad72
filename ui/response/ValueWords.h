#pragma once

#include "app/base/Clock.h"
#include "app/json/ValueHint.h"

namespace tessera::ui {

// What a value in a body probably means, in words: a time, a token, a number that many programs would round.
struct ValueWords {
    // Short, to stand beside the value; empty where there is nothing to add to it.
    [[nodiscard]] static QString remark(const ValueHint &hint, UtcTime now);
    [[nodiscard]] static QString explained(const ValueHint &hint, UtcTime now); // some lines, on hover
    // An integer, as written, that a double (RFC 8259, section 6) does not hold; empty for others.
    [[nodiscard]] static QString remarkOfNumber(QByteArrayView number);
    [[nodiscard]] static QString explainedNumber(QByteArrayView number);
};

}
