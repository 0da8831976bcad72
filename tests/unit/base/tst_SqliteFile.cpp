#include "app/base/SqliteFile.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlQuery>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

const QString first = u"CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT); -- a table\nCREATE INDEX by_text ON note (text);"_s;
const QString second = u"ALTER TABLE note ADD COLUMN colour TEXT;"_s;

bool run(SqliteFile &file, const QString &sql)
{
    return QSqlQuery(file.database()).exec(sql);
}

int count(SqliteFile &file)
{
    QSqlQuery query(file.database());
    return query.exec(u"SELECT count(*) FROM note"_s) && query.next() ? query.value(0).toInt() : -1;
}

}

class tst_SqliteFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void migratesStepByStep();
    void isPrivate();
    void leavesNewerFilesAlone();
    void takesBackABrokenStep();
    void keepsDamagedFilesAside_data();
    void keepsDamagedFilesAside();
    void survivesRandomDamage();
    void saysWhyItCantOpen();
    void worksInMemory();
};

void tst_SqliteFile::migratesStepByStep()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a/b.sqlite"_s);
    {
        SqliteFile file;
        const auto opened = file.open({path, {first}, true});
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
        QVERIFY(run(file, u"INSERT INTO note (text) VALUES ('x')"_s));
        QVERIFY(!run(file, u"SELECT colour FROM note"_s));
    }
    SqliteFile file, other;
    QVERIFY(file.open({path, {first, second}, false}));
    QVERIFY(other.open({path, {first, second}, false}));
    QVERIFY(run(file, u"UPDATE note SET colour = 'red'"_s));
    QCOMPARE(count(other), 1);
    QVERIFY(file.notice().isEmpty());
}

void tst_SqliteFile::isPrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"b.sqlite"_s);
    SqliteFile file;
    QVERIFY(file.open({path, {first}, false}));
    QVERIFY(run(file, u"INSERT INTO note (text) VALUES ('x')"_s));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const auto ending : {""_L1, "-wal"_L1, "-shm"_L1}) {
        QVERIFY(QFile::exists(path + ending));
        QVERIFY(!(QFile::permissions(path + ending) & others));
    }
}

void tst_SqliteFile::leavesNewerFilesAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"b.sqlite"_s);
    {
        SqliteFile file;
        QVERIFY(file.open({path, {first, second}, false}));
        QVERIFY(run(file, u"INSERT INTO note (text) VALUES ('x')"_s));
    }
    SqliteFile older;
    const auto opened = older.open({path, {first}, false});
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains(u"newer"_s));
    QVERIFY(!older.isOpen());
    QVERIFY(older.open({path, {first, second}, false}));
    QCOMPARE(count(older), 1);
}

void tst_SqliteFile::takesBackABrokenStep()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"b.sqlite"_s);
    SqliteFile file;
    QVERIFY(file.open({path, {first}, false}));
    QVERIFY(!file.open({path, {first, u"ALTER TABLE note ADD COLUMN a TEXT; NONSENSE;"_s}, false}));
    QVERIFY(file.open({path, {first, second}, false}));
    QVERIFY(!run(file, u"SELECT a FROM note"_s));
}

void tst_SqliteFile::keepsDamagedFilesAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no database") << QByteArray(8192, 'x');
    QTest::newRow("a page of nothing") << QByteArray("SQLite format 3\0", 16) + QByteArray(8000, '\0');
    QTest::newRow("a beginning only") << QByteArray("SQLite format 3\0", 16);
}

void tst_SqliteFile::keepsDamagedFilesAside()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"b.sqlite"_s);
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(bytes);
    damaged.close();
    SqliteFile file;
    const auto opened = file.open({path, {first}, false});
    QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().message));
    QVERIFY2(file.notice().contains(u"b.sqlite.damaged"_s), qPrintable(file.notice()));
    QVERIFY(run(file, u"INSERT INTO note (text) VALUES ('x')"_s));
    QFile kept(path + u".damaged"_s);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), bytes);
}

void tst_SqliteFile::survivesRandomDamage()
{
    const QTemporaryDir folder;
    const QString whole = folder.filePath(u"whole.sqlite"_s);
    {
        SqliteFile file;
        QVERIFY(file.open({whole, {first}, false}));
        for (int i = 0; i < 300; ++i)
            QVERIFY(run(file, u"INSERT INTO note (text) VALUES ('%1')"_s.arg(QString(100, QChar(u'a' + i % 26)))));
        QVERIFY(run(file, u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    }
    QFile source(whole);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray good = source.readAll();
    QVERIFY(good.size() > 20'000);
    quint32 random = 1;
    const auto next = [&](int below) { return int((random = random * 1'664'525U + 1'013'904'223U) >> 8) % below; };
    for (int round = 0; round < 60; ++round) {
        const QString path = folder.filePath(u"%1.sqlite"_s.arg(round));
        QByteArray bytes = good;
        if (round % 4 == 3)
            bytes.truncate(next(int(bytes.size())));
        for (int i = 0; i < 20 && !bytes.isEmpty(); ++i)
            bytes[next(int(bytes.size()))] = char(next(256));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        SqliteFile database;
        if (database.open({path, {first}, false})) {
            run(database, u"INSERT INTO note (text) VALUES ('x')"_s);
            QVERIFY(count(database) >= -1);
        } else {
            QVERIFY(!database.isOpen());
        }
    }
}

void tst_SqliteFile::saysWhyItCantOpen()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SqliteFile database;
    const auto opened = database.open({folder.filePath(u"file/b.sqlite"_s), {first}, false});
    QVERIFY(!opened);
    QVERIFY(opened.error().message.endsWith(u'.'));
}

void tst_SqliteFile::worksInMemory()
{
    SqliteFile file;
    QVERIFY(file.openInMemory({first, second}));
    QVERIFY(run(file, u"INSERT INTO note (text, colour) VALUES ('x', 'y')"_s));
    QCOMPARE(count(file), 1);
}

QTEST_GUILESS_MAIN(tst_SqliteFile)
#include "tst_SqliteFile.moc"
