#include "app/http/BodyReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cstring>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyReader", text);
}

tl::unexpected<Error> changed(const QString &path)
{
    return failure(ErrorKind::Storage, tr("The file %1 was changed while the request was under way, so it was not sent whole.").arg(path),
        tr("Send it again when nothing writes to it any more."));
}

bool isAsTakenIn(const BodySource::Piece &piece)
{
    const QFileInfo now(piece.file);
    return now.size() == piece.size && now.lastModified() == piece.modified;
}

}

BodyReader::BodyReader(BodySource source)
    : m_source(std::move(source))
{
}

Result<qint64> BodyReader::read(char *data, qint64 size)
{
    while (m_piece < m_source.pieces().size()) {
        const BodySource::Piece &piece = m_source.pieces().at(m_piece);
        if (m_offset == piece.size) {
            m_file.close();
            m_offset = 0;
            ++m_piece;
            continue;
        }
        const qint64 wanted = std::min(size, piece.size - m_offset);
        if (piece.file.isEmpty())
            std::memcpy(data, piece.bytes.constData() + m_offset, std::size_t(wanted));
        const auto got = piece.file.isEmpty() ? Result<qint64>(wanted) : readFile(piece, data, wanted);
        if (got) {
            m_offset += *got;
            m_position += *got;
        }
        return got;
    }
    return 0;
}

void BodyReader::seek(qint64 offset)
{
    m_file.close();
    m_position = offset;
    m_offset = offset;
    for (m_piece = 0; m_piece < m_source.pieces().size() && m_offset >= m_source.pieces().at(m_piece).size; ++m_piece)
        m_offset -= m_source.pieces().at(m_piece).size;
}

Result<QByteArray> BodyReader::head(const BodySource &source, qint64 size)
{
    QByteArray bytes(qsizetype(std::min(size, source.size())), Qt::Uninitialized);
    BodyReader reader(source);
    for (qint64 at = 0; at < bytes.size();) {
        const auto got = reader.read(bytes.data() + at, bytes.size() - at);
        if (!got)
            return failure(got.error());
        at += *got;
    }
    return bytes;
}

Result<Done> BodyReader::open(const BodySource::Piece &piece)
{
    m_file.setFileName(piece.file);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorKind::Storage, tr("The file %1 can't be read any more: %2.").arg(piece.file, m_file.errorString()),
            tr("Choose another file."));
    if (!isAsTakenIn(piece) || !m_file.seek(m_offset))
        return changed(piece.file);
    return Done{};
}

Result<qint64> BodyReader::readFile(const BodySource::Piece &piece, char *data, qint64 size)
{
    if (!m_file.isOpen()) {
        if (const auto opened = open(piece); !opened)
            return failure(opened.error());
    }
    const qint64 got = m_file.read(data, size);
    if (got < 0)
        return failure(ErrorKind::Storage, tr("The file %1 can't be read: %2.").arg(piece.file, m_file.errorString()),
            tr("Look after the disk it is on."));
    // Looked at again before the last byte goes: a server must not take half of the old and half of the new for a whole.
    if (got == 0 || (m_offset + got == piece.size && !isAsTakenIn(piece)))
        return changed(piece.file);
    return got;
}

}
