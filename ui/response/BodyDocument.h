#pragma once

#include "ui/widgets/CodeDocument.h"

namespace tessera::ui {

struct ByteRange {
    qint64 from = 0, to = 0;
    bool operator==(const ByteRange &) const = default;
};

// Rows of a body that know which bytes they are made of.
class BodyDocument : public CodeDocument {
public:
    [[nodiscard]] virtual bool isBlank() const = 0; // nothing of it is indexed yet, which takes a moment
    [[nodiscard]] virtual qint64 rowOf(qint64 offset) const = 0; // that shows a byte, or stands for it
    [[nodiscard]] virtual CodePlace placeOf(qint64 offset) const = 0; // where a byte is shown; what stands for it where it is not
    [[nodiscard]] virtual qint64 offsetOf(CodePlace place) const = 0; // the byte there, or the next one before it
    // The bytes that some rows show, ascending: little more than can be seen, however much is folded away between.
    [[nodiscard]] virtual QList<ByteRange> bytesShown(qint64 first, qint64 count) const = 0;
    virtual void reveal(qint64 offset); // so that it can be seen

    // The column behind so many bytes of a row: UTF-16 units of what they decode to.
    [[nodiscard]] static int columnsOf(QByteArrayView bytes);
    // The bytes before a column.
    [[nodiscard]] static qsizetype bytesBefore(QByteArrayView bytes, int column);
    [[nodiscard]] static QString decoded(QByteArrayView bytes); // UTF-8; a mark in the middle of a text stays, as it may deceive

protected:
    static void addRange(QList<ByteRange> *ranges, ByteRange next); // to the last one, where it lies near
};

}
