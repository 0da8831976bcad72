#pragma once

#include "app/http/BodySource.h"

#include <QtCore/QFile>

namespace tessera {

// Reads a body from its beginning to its end, more than once where it must be sent again. For one thread; blocks on the disk.
class BodyReader {
public:
    explicit BodyReader(BodySource source);

    // Up to `size` bytes, at least one unless the end is reached; their number. Errors: Storage, naming the file: it is gone,
    // was changed since it was taken in, or can't be read.
    [[nodiscard]] Result<qint64> read(char *data, qint64 size);
    void seek(qint64 offset); // from 0 to the size
    [[nodiscard]] qint64 position() const { return m_position; }
    // The first bytes of a body, at most `size`: for showing.
    [[nodiscard]] static Result<QByteArray> head(const BodySource &source, qint64 size);

private:
    [[nodiscard]] Result<Done> open(const BodySource::Piece &piece);
    [[nodiscard]] Result<qint64> readFile(const BodySource::Piece &piece, char *data, qint64 size);

    BodySource m_source;
    qsizetype m_piece = 0;
    qint64 m_offset = 0; // in the piece
    qint64 m_position = 0; // in all
    QFile m_file; // of the piece, once it was asked for
};

}
