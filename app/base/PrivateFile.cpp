#include "app/base/PrivateFile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

namespace tessera::PrivateFile {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PrivateFile", text);
}

}

Result<Done> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return Done{};
    // What is missing above it, too: who may write there may put another folder in this one's place.
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (auto above = makeFolder(QFileInfo(clean).absolutePath()); !above)
        return above;
    const auto owners = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkdir(clean, owners) && !QFileInfo(clean).isDir())
        return failure(
            ErrorKind::Storage, tr("The folder %1 can't be made.").arg(path), tr("Check that its parent can be written."));
    return Done{};
}

Result<QByteArray> read(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Storage, tr("%1 can't be read: %2.").arg(path, file.errorString()));
    if (file.size() > limit)
        return failure(
            ErrorKind::Storage, tr("%1 has %2 bytes; more than %3 is not read.").arg(path).arg(file.size()).arg(limit));
    return file.read(limit);
}

Result<Done> create(const QString &path, const QByteArray &bytes)
{
    if (auto folder = makeFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
            return failure(ErrorKind::Storage, tr("There is a file %1 already.").arg(path));
        return failure(ErrorKind::Storage, tr("%1 can't be written: %2.").arg(path, file.errorString()));
    }
    if (file.write(bytes) != bytes.size() || !file.flush()) {
        const QString reason = file.errorString();
        file.remove();
        return failure(ErrorKind::Storage, tr("%1 can't be written: %2.").arg(path, reason), tr("Check the free space of the disk."));
    }
    return Done{};
}

Result<Done> write(const QString &path, const QByteArray &bytes)
{
    if (auto folder = makeFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(ErrorKind::Storage, tr("%1 can't be written: %2.").arg(path, file.errorString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(bytes);
    if (!file.commit())
        return failure(ErrorKind::Storage, tr("%1 can't be written: %2.").arg(path, file.errorString()),
            tr("The old file is kept. Check the free space of the disk."));
    return Done{};
}

}
