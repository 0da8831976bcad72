#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// The body of a request: bytes, or pieces of bytes and whole files, which are read while they are sent and never are in
// memory. A value, cheap to copy. Its size is known from the beginning; BodyReader refuses a file that is another one by
// then. Bytes stand for a source by themselves: request.body = "text".
class BodySource {
public:
    struct Piece {
        QByteArray bytes; // where `file` is empty
        QString file;
        qint64 size = 0;
        QDateTime modified; // the file's, when it was taken in
        bool operator==(const Piece &) const = default;
    };

    BodySource() = default;
    BodySource(const QByteArray &bytes);
    BodySource(const char *text);

    void append(const QByteArray &bytes);
    // The whole file as it is now. Errors: Input: it is missing, a folder, a pipe (of no known size), or can't be read.
    [[nodiscard]] Result<Done> appendFile(const QString &path);
    void append(const BodySource &other);

    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] bool isInMemory() const; // no files in it
    [[nodiscard]] QByteArray bytes() const; // of one that is in memory; of others what is not in files
    [[nodiscard]] const QList<Piece> &pieces() const { return m_pieces; } // none of them is empty

    bool operator==(const BodySource &) const = default;

private:
    QList<Piece> m_pieces; // bytes that follow one another are one piece
    qint64 m_size = 0;
};

}
