#pragma once

#include <QtCore/QByteArray>

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tessera {

// A run of bytes to find, ASCII letters in either case where asked for. Compares two bytes of it, those that are likely to be
// rare, at 16 places at once.
class FixedBytes {
public:
    FixedBytes() = default;
    FixedBytes(QByteArray bytes, bool ignoresCase);

    [[nodiscard]] qint64 size() const { return m_bytes.size(); }
    // Where it stands first in [p, end), counted from p; -1 where it doesn't. Nothing is read behind `end`.
    [[nodiscard]] qint64 find(const char *p, const char *end) const;

private:
    [[nodiscard]] bool isAt(const char *p) const;

    QByteArray m_bytes; // lower case where it counts for nothing
    QByteArray m_masks; // 0x20 for letters in either case, else 0
    qsizetype m_first = 0, m_second = 0; // which bytes are compared
};

}
