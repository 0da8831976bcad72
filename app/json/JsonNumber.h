#pragma once

#include <QtCore/QByteArrayView>

#include <compare>

namespace tessera::JsonNumber {

// Of two numbers as JSON writes them, exactly and whatever their size: 1.0 and 1e0 are equal, 2^64 is not 2^64 + 1.
[[nodiscard]] std::strong_ordering compare(QByteArrayView a, QByteArrayView b);

}
