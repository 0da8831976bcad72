#pragma once

#include "app/json/JsonText.h"

namespace tessera {

// The ways in which text is not JSON, for all who read it: the same text gets the same sentence from each of them.
enum class JsonMistake : quint8 {
    None,
    EndsEarly,
    MoreText,
    ColonMissing,
    CommaOrBraceMissing,
    CommaOrBracketMissing,
    NameMissing,
    ValueMissing,
    DigitMissing,
    LeadingZero,
    StringNeverClosed,
    LineInString,
    ControlInString,
    BadEscape,
    BadHexEscape,
    TooDeep, // these two: more than can be indexed, JSON though it may be
    TooLarge,
};

// With line and column, which takes reading the text before.
[[nodiscard]] JsonFault jsonFault(QByteArrayView text, qsizetype at, JsonMistake mistake);

}
