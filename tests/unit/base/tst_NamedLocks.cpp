#include "app/base/NamedLocks.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_NamedLocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneHasItAtATime();
    void namesAreApart_data();
    void namesAreApart();
    void endWithTheirHolder();
    void leaveOneFileOfTheirOwn();
    void saysWhereThereCanBeNone();

private:
    QTemporaryDir m_folder;
};

void tst_NamedLocks::oneHasItAtATime()
{
    NamedLocks mine(m_folder.filePath(u"locks"_s)), other(m_folder.filePath(u"locks"_s));
    QVERIFY(mine.tryLock(u"a"_s).value());
    QVERIFY(!other.tryLock(u"a"_s).value());
    mine.unlock(u"a"_s);
    QVERIFY(other.tryLock(u"a"_s).value());
    QVERIFY(!mine.tryLock(u"a"_s).value());
}

void tst_NamedLocks::namesAreApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("another") << u"credential/a/home/bob"_s;
    QTest::newRow("longer") << u"credential/a/home/ada2"_s;
    QTest::newRow("other case") << u"credential/a/home/Ada"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("no file name") << u"../\\:*\u00e4\U0001F511"_s;
}

void tst_NamedLocks::namesAreApart()
{
    QFETCH(QString, name);
    NamedLocks mine(m_folder.filePath(u"locks"_s)), other(m_folder.filePath(u"locks"_s));
    QVERIFY(mine.tryLock(u"credential/a/home/ada"_s).value());
    QVERIFY(other.tryLock(name).value());
    other.unlock(name);
    QVERIFY(!other.tryLock(u"credential/a/home/ada"_s).value());
}

void tst_NamedLocks::endWithTheirHolder()
{
    NamedLocks other(m_folder.filePath(u"locks"_s));
    auto mine = std::make_unique<NamedLocks>(m_folder.filePath(u"locks"_s));
    QVERIFY(mine->tryLock(u"a"_s).value());
    {
        NamedLocks third(m_folder.filePath(u"locks"_s)); // of this process, too: its end is no end of others
        QVERIFY(!third.tryLock(u"a"_s).value());
    }
    QVERIFY(!other.tryLock(u"a"_s).value());
    mine.reset();
    QVERIFY(other.tryLock(u"a"_s).value());
}

void tst_NamedLocks::leaveOneFileOfTheirOwn()
{
    const QTemporaryDir folder;
    NamedLocks locks(folder.filePath(u"locks"_s));
    for (int i = 0; i < 100; ++i)
        QVERIFY(locks.tryLock(QString::number(i)).value());
    const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().size(), 0);
    QCOMPARE(files.first().permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
}

void tst_NamedLocks::saysWhereThereCanBeNone()
{
    NamedLocks locks(m_folder.filePath(u"missing/locks"_s));
    const auto locked = locks.tryLock(u"a"_s);
    QVERIFY(!locked);
    QCOMPARE(locked.error().kind, ErrorKind::Storage);
    QVERIFY(locked.error().message.contains(u"missing"_s));
}

QTEST_GUILESS_MAIN(tst_NamedLocks)
#include "tst_NamedLocks.moc"
