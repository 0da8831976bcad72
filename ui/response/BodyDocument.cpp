#include "ui/response/BodyDocument.h"

#include <QtCore/QStringDecoder>

#include <algorithm>

namespace tessera::ui {

namespace {

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return uchar(c) < 0x80; });
}

}

void BodyDocument::reveal(qint64)
{
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
