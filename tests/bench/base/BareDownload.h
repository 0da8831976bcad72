#pragma once

#include <QtCore/QByteArray>

namespace tessera::bench {

// Reads an answer as `curl -o /dev/null` does: one libcurl handle, the bytes are thrown away. How many there were.
[[nodiscard]] qint64 bareDownload(const QByteArray &url);
// The first so many bytes of an answer, and then no more.
[[nodiscard]] QByteArray bareBeginning(const QByteArray &url, qsizetype size);

}
