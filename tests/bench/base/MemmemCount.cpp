#include "tests/bench/base/MemmemCount.h"

#include <cstring>

namespace tessera::bench {

qint64 memmemCount(QByteArrayView text, QByteArrayView needle)
{
    qint64 count = 0;
    const char *p = text.data(), *const end = p + text.size();
    const auto next = [&] { return static_cast<const char *>(memmem(p, std::size_t(end - p), needle.data(), std::size_t(needle.size()))); };
    for (const char *hit = next(); hit; hit = next()) {
        ++count;
        p = hit + needle.size();
    }
    return count;
}

}
