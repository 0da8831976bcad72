#pragma once

#include <QtCore/QByteArray>

#include <functional>

namespace tessera::bench {

// Bodies to measure with: the same bytes each time.
namespace BodySample {

// A list of records as APIs send them: names, numbers, dates, nested objects, text in several scripts; on one line each.
[[nodiscard]] QByteArray usual(qint64 size);
// Ten megabytes of the same over and over, in pieces: for bodies that should not be in memory twice.
void usualInPieces(qint64 size, const std::function<void(QByteArrayView)> &take);

}

}
