#pragma once

#include <QtCore/QString>

#include <chrono>

// Sizes and times as they stand beside a status: short, one unit, no false precision.
namespace tessera::ui::Quantity {

[[nodiscard]] QString size(qint64 bytes); // "23 B", "38.4 kB", "1.2 MB"; powers of 1000; below 0: unknown, "?"
[[nodiscard]] QString exactSize(qint64 bytes); // "38,412 bytes"
[[nodiscard]] QString time(std::chrono::microseconds duration); // "0.4 ms", "12 ms", "1.24 s", "2 min 3 s"
[[nodiscard]] QString speed(qint64 bytes, std::chrono::milliseconds duration); // "3.1 MB/s"; empty where there is none to tell yet

}
