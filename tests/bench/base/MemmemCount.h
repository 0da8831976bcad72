#pragma once

#include <QtCore/QByteArrayView>

namespace tessera::bench {

// Hits of a text by the C library's search, none overlapping.
[[nodiscard]] qint64 memmemCount(QByteArrayView text, QByteArrayView needle);

}
