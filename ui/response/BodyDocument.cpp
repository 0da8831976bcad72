#include "ui/response/BodyDocument.h"

#include <QtCore/QStringDecoder>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr qint64 near = 4096; // bytes: reading them costs less than another look

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return uchar(c) < 0x80; });
}

}

void BodyDocument::reveal(qint64)
{
}

void BodyDocument::addRange(QList<ByteRange> *ranges, ByteRange next)
{
    if (!ranges->isEmpty() && next.from >= ranges->constLast().from && next.from <= ranges->constLast().to + near)
        ranges->last().to = std::max(ranges->constLast().to, next.to);
    else
        ranges->append(next);
}

QString BodyDocument::decoded(QByteArrayView bytes)
{
    if (isAscii(bytes))
        return QString::fromLatin1(bytes);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(bytes);
}

int BodyDocument::columnsOf(QByteArrayView bytes)
{
    return int(isAscii(bytes) ? bytes.size() : decoded(bytes).size());
}

qsizetype BodyDocument::bytesBefore(QByteArrayView bytes, int column)
{
    if (isAscii(bytes))
        return std::min<qsizetype>(column, bytes.size());
    // Rows are short: halving finds it in a dozen steps.
    qsizetype low = 0, high = bytes.size();
    while (low < high) {
        const qsizetype middle = (low + high + 1) / 2;
        if (columnsOf(bytes.first(middle)) <= column)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

}
