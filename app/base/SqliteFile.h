#pragma once

#include "app/base/Result.h"

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtSql/QSqlDatabase>

namespace tessera {

// A SQLite file of ours in the app data folder: mode 0600, WAL, deleted text overwritten, migrated by numbered steps. Several
// processes may have it open. Belongs to the thread that opened it.
class SqliteFile {
public:
    struct Setup {
        QString path;
        QStringList migrations; // SQL texts; the n-th leads to PRAGMA user_version n
        bool isDurable = false; // true: every commit reaches the disk (synchronous FULL); false: a power cut may lose the last ones
    };

    SqliteFile() = default;
    ~SqliteFile();
    SqliteFile(const SqliteFile &) = delete;
    SqliteFile &operator=(const SqliteFile &) = delete;

    // A file that is no database, or a damaged one, is kept aside beside the new one, and notice() says so. Errors: Storage: the
    // folder can't be written, or a newer program wrote the file, which is left alone.
    [[nodiscard]] Result<Done> open(const Setup &setup);
    // One that is gone with the process: where the file can't be opened.
    [[nodiscard]] Result<Done> openInMemory(const QStringList &migrations);
    void close();
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    [[nodiscard]] QSqlDatabase &database() { return m_database; }
    [[nodiscard]] const QString &notice() const { return m_notice; } // a sentence; empty where all was well

private:
    [[nodiscard]] bool connect(const QString &path);
    [[nodiscard]] Result<bool> isSound();
    [[nodiscard]] Result<Done> migrate(const QStringList &migrations);
    [[nodiscard]] Result<Done> keepAside(const QString &path);

    QSqlDatabase m_database;
    QString m_connection;
    QString m_notice;
};

}
