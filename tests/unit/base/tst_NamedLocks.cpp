#include "app/base/NamedLocks.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>
#include <optional>
#include <thread>

#ifdef Q_OS_LINUX
#include <cerrno>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <cstddef>
#endif

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
    void holdsAfterTheFileIsGone_data();
    void holdsAfterTheFileIsGone();
    void locksFilesWhereBytesCantBe_data();
    void locksFilesWhereBytesCantBe();

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

void tst_NamedLocks::holdsAfterTheFileIsGone_data()
{
    QTest::addColumn<bool>("isReplaced");
    QTest::addColumn<bool>("isHolding");
    QTest::newRow("taken away") << false << false;
    QTest::newRow("taken away while a lock is held") << false << true;
    QTest::newRow("another one in its place") << true << false;
    QTest::newRow("another one in its place while a lock is held") << true << true;
}

void tst_NamedLocks::holdsAfterTheFileIsGone()
{
    QFETCH(bool, isReplaced);
    QFETCH(bool, isHolding);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"locks"_s);
    NamedLocks mine(path);
    QVERIFY(mine.tryLock(u"before"_s).value());
    if (!isHolding)
        mine.unlock(u"before"_s);
    QVERIFY(QFile::rename(path, folder.filePath(u"away"_s)));
    if (isReplaced) {
        QFile restored(path);
        QVERIFY(restored.open(QIODevice::WriteOnly));
    }
    NamedLocks other(path);
    QVERIFY(other.tryLock(u"a"_s).value());
    QVERIFY(!mine.tryLock(u"a"_s).value());
    QVERIFY(mine.tryLock(u"b"_s).value());
    QVERIFY(!other.tryLock(u"b"_s).value());
    mine.unlock(u"before"_s); // in the old file
    mine.unlock(u"b"_s);
    QVERIFY(other.tryLock(u"b"_s).value());
    QVERIFY(!mine.tryLock(u"a"_s).value());
}

#ifdef Q_OS_LINUX
namespace {

// Has the system refuse this thread every byte lock, as file systems without them do. False: it can't be had.
bool refuseByteLocks(int number)
{
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fcntl, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args) + sizeof(quint64)), // the lower half of the second
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_OFD_SETLK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | quint32(number)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    sock_fprog filter = {};
    filter.len = ushort(std::size(program));
    filter.filter = program;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}
#endif

void tst_NamedLocks::locksFilesWhereBytesCantBe_data()
{
#ifdef Q_OS_LINUX
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("isLocking");
    QTest::newRow("no lock service") << ENOLCK << true;
    QTest::newRow("unknown") << EINVAL << true;
    QTest::newRow("not supported") << EOPNOTSUPP << true;
    QTest::newRow("a fault of the disk") << EIO << false;
#endif
}

void tst_NamedLocks::locksFilesWhereBytesCantBe()
{
#ifdef Q_OS_LINUX
    QFETCH(int, number);
    QFETCH(bool, isLocking);
    const QTemporaryDir folder;
    bool isRefusing = false;
    std::optional<Result<bool>> first;
    QList<bool> later;
    std::thread([&] {
        isRefusing = refuseByteLocks(number);
        NamedLocks mine(folder.filePath(u"locks"_s)), other(folder.filePath(u"locks"_s));
        first = mine.tryLock(u"../a"_s);
        if (!isRefusing || !*first)
            return;
        later += other.tryLock(u"../a"_s).value_or(true);
        later += other.tryLock(u"b"_s).value_or(false);
        mine.unlock(u"../a"_s);
        later += other.tryLock(u"../a"_s).value_or(false);
    }).join();
    if (!isRefusing)
        QSKIP("the system lets nobody refuse locks here");
    QCOMPARE(first->has_value(), isLocking);
    if (!isLocking) {
        QCOMPARE(first->error().kind, ErrorKind::Storage);
        return;
    }
    QVERIFY(**first);
    QCOMPARE(later, (QList<bool>{false, true, true}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"locks"_s}); // the others go with their locks
#else
    QSKIP("no other system is had to refuse locks");
#endif
}

QTEST_GUILESS_MAIN(tst_NamedLocks)
#include "tst_NamedLocks.moc"
