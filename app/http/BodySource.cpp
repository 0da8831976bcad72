#include "app/http/BodySource.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodySource", text);
}

tl::unexpected<Error> refused(const QString &what)
{
    return failure(ErrorKind::Input, what, tr("Choose another file."));
}

}

BodySource::BodySource(const QByteArray &bytes)
{
    append(bytes);
}

BodySource::BodySource(const char *text)
    : BodySource(QByteArray(text))
{
}

void BodySource::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_pieces.isEmpty() || !m_pieces.constLast().file.isEmpty())
        m_pieces.append(Piece{});
    Piece &last = m_pieces.last();
    if (last.bytes.isEmpty())
        last.bytes = bytes; // shared, not copied
    else
        last.bytes += bytes;
    last.size += bytes.size();
    m_size += bytes.size();
}

Result<Done> BodySource::appendFile(const QString &path)
{
    if (path.isEmpty())
        return refused(tr("No file is chosen."));
    const QFileInfo info(path);
    if (!info.exists())
        return refused(tr("The file %1 does not exist.").arg(path));
    if (info.isDir())
        return refused(tr("%1 is a folder.").arg(path));
    if (!info.isFile()) // opening a pipe would wait for who writes to it
        return refused(tr("%1 is no ordinary file, so its size can't be known before it is sent.").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(tr("The file %1 can't be read: %2.").arg(path, file.errorString()));
    if (info.size() == 0)
        return Done{};
    m_pieces.append({{}, path, info.size(), info.lastModified()});
    m_size += info.size();
    return Done{};
}

void BodySource::append(const BodySource &other)
{
    for (const Piece &piece : other.m_pieces) {
        if (piece.file.isEmpty()) {
            append(piece.bytes);
        } else {
            m_pieces.append(piece);
            m_size += piece.size;
        }
    }
}

bool BodySource::isInMemory() const
{
    return std::all_of(m_pieces.cbegin(), m_pieces.cend(), [](const Piece &piece) { return piece.file.isEmpty(); });
}

QByteArray BodySource::bytes() const
{
    if (m_pieces.size() == 1)
        return m_pieces.constFirst().bytes;
    QByteArray all;
    for (const Piece &piece : m_pieces)
        all += piece.bytes;
    return all;
}

}
