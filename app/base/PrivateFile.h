#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera::PrivateFile {

// Files of ours in the app data folder: mode 0600 in folders of mode 0700, replaced whole or not at all.

// Makes the folder (and its parents) where missing. Errors: Storage.
[[nodiscard]] Result<Done> makeFolder(const QString &path);
// A missing file is an empty answer; one larger than `limit` bytes is an error that names it. Errors: Storage.
[[nodiscard]] Result<QByteArray> read(const QString &path, qint64 limit = 16 * 1024 * 1024);
// Makes a file that was not there: whatever has that name, a link to nothing too, is left as it is. Errors: Storage.
[[nodiscard]] Result<Done> create(const QString &path, const QByteArray &bytes);
// Keeps the old file where writing fails. Errors: Storage.
[[nodiscard]] Result<Done> write(const QString &path, const QByteArray &bytes);

}
