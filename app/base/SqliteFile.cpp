#include "app/base/SqliteFile.h"

#include "app/base/PrivateFile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyMilliseconds = 10'000; // another process is writing

QString tr(const char *text)
{
    return QCoreApplication::translate("SqliteFile", text);
}

bool run(QSqlDatabase &database, const QString &sql)
{
    return QSqlQuery(database).exec(sql);
}

int numberOf(QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    return query.exec(sql) && query.next() ? query.value(0).toInt() : -1;
}

// One statement after the other: the driver takes one at a time. Comments reach to the end of their line and hold no ";".
QStringList statementsOf(const QString &sql)
{
    QString bare;
    for (const QString &line : sql.split(u'\n'))
        bare += line.section("--"_L1, 0, 0) + u'\n';
    QStringList statements;
    for (const QString &statement : bare.split(u';'))
        if (!statement.trimmed().isEmpty())
            statements += statement.trimmed();
    return statements;
}

}

SqliteFile::~SqliteFile()
{
    close();
}

void SqliteFile::close()
{
    if (m_connection.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

bool SqliteFile::connect(const QString &path)
{
    m_connection = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMilliseconds));
    return m_database.open();
}

Result<bool> SqliteFile::isSound()
{
    QSqlQuery query(m_database);
    if (query.exec(u"PRAGMA quick_check(1)"_s) && query.next())
        return query.value(0).toString() == "ok"_L1;
    const QString code = query.lastError().nativeErrorCode();
    if (code == "11"_L1 || code == "26"_L1) // SQLITE_CORRUPT, SQLITE_NOTADB
        return false;
    return failure(ErrorKind::Storage, tr("%1 can't be read: %2.").arg(m_database.databaseName(), query.lastError().text()));
}

Result<Done> SqliteFile::open(const Setup &setup)
{
    close();
    if (const auto folder = PrivateFile::makeFolder(QFileInfo(setup.path).absolutePath()); !folder)
        return folder;
    if (!QFile::exists(setup.path)) { // made here so that nobody else can ever read it; the -wal and -shm take its mode
        QFile file(setup.path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && !QFile::exists(setup.path))
            return failure(ErrorKind::Storage, tr("%1 can't be made: %2.").arg(setup.path, file.errorString()));
    }
    QFile::setPermissions(setup.path, QFile::ReadOwner | QFile::WriteOwner);
    if (!connect(setup.path))
        return failure(ErrorKind::Storage, tr("%1 can't be opened: %2.").arg(setup.path, m_database.lastError().text()));
    const auto sound = isSound();
    if (!sound)
        return failure(sound.error());
    if (!*sound) {
        if (const auto kept = keepAside(setup.path); !kept)
            return kept;
        if (!connect(setup.path))
            return failure(ErrorKind::Storage, tr("%1 can't be made.").arg(setup.path));
        QFile::setPermissions(setup.path, QFile::ReadOwner | QFile::WriteOwner);
    }
    run(m_database, u"PRAGMA journal_mode=WAL"_s);
    run(m_database, setup.isDurable ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s);
    run(m_database, u"PRAGMA secure_delete=ON"_s);
    run(m_database, u"PRAGMA foreign_keys=ON"_s);
    auto migrated = migrate(setup.migrations);
    if (!migrated)
        close();
    return migrated;
}

Result<Done> SqliteFile::openInMemory(const QStringList &migrations)
{
    close();
    if (!connect(u":memory:"_s))
        return failure(ErrorKind::Storage, tr("SQLite can't be used: %1.").arg(m_database.lastError().text()));
    return migrate(migrations);
}

Result<Done> SqliteFile::migrate(const QStringList &migrations)
{
    // The lock first: two processes must not both migrate.
    if (!run(m_database, u"BEGIN IMMEDIATE"_s))
        return failure(ErrorKind::Storage, tr("%1 is in use and can't be opened: %2.").arg(m_database.databaseName(), m_database.lastError().text()));
    const int version = numberOf(m_database, u"PRAGMA user_version"_s);
    if (version > migrations.size()) {
        run(m_database, u"ROLLBACK"_s);
        return failure(ErrorKind::Storage, tr("%1 was written by a newer Tessera, so it is left alone.").arg(m_database.databaseName()),
            tr("Update Tessera to use it."));
    }
    for (int step = version; step < migrations.size(); ++step) {
        QStringList statements = statementsOf(migrations.at(step));
        statements += u"PRAGMA user_version=%1"_s.arg(step + 1);
        for (const QString &statement : statements) {
            QSqlQuery query(m_database);
            if (query.exec(statement))
                continue;
            const QString why = query.lastError().text();
            run(m_database, u"ROLLBACK"_s);
            return failure(ErrorKind::Storage, tr("%1 can't be brought to version %2: %3.").arg(m_database.databaseName()).arg(step + 1).arg(why));
        }
    }
    if (!run(m_database, u"COMMIT"_s))
        return failure(ErrorKind::Storage, tr("%1 can't be written: %2.").arg(m_database.databaseName(), m_database.lastError().text()));
    return Done{};
}

Result<Done> SqliteFile::keepAside(const QString &path)
{
    close();
    QString aside = path + ".damaged"_L1;
    for (int i = 2; QFile::exists(aside); ++i)
        aside = path + u".damaged-%1"_s.arg(i);
    if (!QFile::rename(path, aside))
        return failure(ErrorKind::Storage, tr("%1 is damaged and can't be moved aside.").arg(path), tr("Check that its folder can be written."));
    for (const auto ending : {"-wal"_L1, "-shm"_L1}) // they belong to it
        QFile::rename(path + ending, aside + ending);
    m_notice = tr("%1 was damaged. It is kept as %2, and a new one was begun.").arg(path, aside);
    return Done{};
}

}
