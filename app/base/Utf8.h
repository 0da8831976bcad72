#pragma once

#include <QtCore/QtGlobal>

namespace tessera {

// Where to cut UTF-8 text that is to be cut at `at`, which is behind `from`: at the beginning of a character, up to three
// bytes before. Bytes that are no UTF-8 are cut where it was asked.
inline qint64 cutBetweenCharacters(const char *bytes, qint64 at, qint64 from)
{
    for (int back = 0; back <= 3 && at - back > from; ++back) {
        if ((uchar(bytes[at - back]) & 0xc0) != 0x80)
            return at - back;
    }
    return at;
}

}
