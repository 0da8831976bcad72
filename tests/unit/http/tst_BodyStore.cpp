#include "app/http/AddressRange.h"
#include "app/http/BodyStore.h"
#include "tests/support/BusyPool.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <sys/resource.h>

#include <cerrno>
#endif

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_BodyStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatIsAppended_data();
    void keepsWhatIsAppended();
    void goesToDiskFrom256MebibytesOn();
    void readsPieces();
    void viewsStayGood();
    void leavesNoFileBehind();
    void staysInMemoryWhereAskedTo();
    void refusesMoreThanIsAllowed();
    void saysWhenTheFolderCantBeUsed();
    void isReadWhileItGrows_data();
    void isReadWhileItGrows();
    void padsTheEnd();
    void givesBackWhatDidNotCome();
    void isGoneWhileThreadsAreBusy();
    void takesNoMoreThanItNeedsWhereMemoryIsScarce();
};

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

QByteArray pattern(qint64 offset, qint64 size)
{
    static const QByteArray period = [] {
        QByteArray bytes;
        for (int i = 0; i < 251; ++i)
            bytes += char(i * 31 % 251);
        return bytes.repeated(int(mebibyte / 251));
    }();
    QByteArray bytes;
    bytes.reserve(size);
    bytes += period.mid(offset % 251, qMin(size, period.size() - 251));
    while (bytes.size() < size)
        bytes += QByteArrayView(period).sliced((offset + bytes.size()) % 251, qMin(period.size() - 251, size - bytes.size()));
    return bytes;
}

BodyStore::Options diskFrom(qint64 limit)
{
    BodyStore::Options options;
    options.memoryLimit = limit;
    return options;
}

}

void tst_BodyStore::keepsWhatIsAppended_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("piece");
    QTest::addColumn<qint64>("expected");
    QTest::addColumn<bool>("onDisk"); // from 8 MiB on
    QTest::newRow("nothing") << qint64(0) << qint64(1) << qint64(0) << false;
    QTest::newRow("one byte") << qint64(1) << qint64(1) << qint64(0) << false;
    QTest::newRow("small") << qint64(1000) << qint64(7) << qint64(0) << false;
    QTest::newRow("small, expected") << qint64(60'000) << qint64(1000) << qint64(60'000) << false;
    QTest::newRow("outgrows its first place") << qint64(200'000) << qint64(999) << qint64(0) << false;
    QTest::newRow("outgrows what was expected") << qint64(200'000) << qint64(999) << qint64(10) << false;
    QTest::newRow("large at once") << 3 * mebibyte << 3 * mebibyte << qint64(0) << false;
    QTest::newRow("exactly the limit") << 8 * mebibyte << mebibyte << qint64(0) << false;
    QTest::newRow("over the limit") << 8 * mebibyte + 1 << mebibyte << qint64(0) << true;
    QTest::newRow("far over the limit") << 100 * mebibyte + 17 << qint64(123'457) << qint64(0) << true;
    QTest::newRow("expected to be over the limit") << qint64(10) << qint64(10) << 9 * mebibyte << true;
}

void tst_BodyStore::keepsWhatIsAppended()
{
    QFETCH(qint64, size);
    QFETCH(qint64, piece);
    QFETCH(qint64, expected);
    BodyStore store(diskFrom(8 * mebibyte));
    store.expect(expected);
    for (qint64 at = 0; at < size; at += piece)
        QVERIFY(store.append(pattern(at, qMin(piece, size - at))));
    QVERIFY(!store.isFinished());
    store.finish();
    QVERIFY(store.isFinished());
    QCOMPARE(store.size(), size);
    QTEST(store.isOnDisk(), "onDisk");
    QVERIFY(store.bytes() == pattern(0, size));
}

// Nothing said: what is promised of every answer.
void tst_BodyStore::goesToDiskFrom256MebibytesOn()
{
    for (const qint64 beyond : {0, 1}) {
        BodyStore store;
        store.expect(256 * mebibyte + beyond);
        QVERIFY(store.append(pattern(0, 100)));
        QCOMPARE(store.isOnDisk(), beyond > 0);
    }
    BodyStore unexpected;
    const QByteArray piece = pattern(0, 16 * mebibyte);
    for (int i = 0; i < 16; ++i)
        QVERIFY(unexpected.append(piece));
    QVERIFY(!unexpected.isOnDisk());
    QVERIFY(unexpected.append("x"));
    QVERIFY(unexpected.isOnDisk());
    QCOMPARE(unexpected.size(), 256 * mebibyte + 1);
}

void tst_BodyStore::readsPieces()
{
    BodyStore store;
    QVERIFY(store.append("hello world"));
    QCOMPARE(store.read(0, 5), "hello"_ba);
    QCOMPARE(store.read(6, 100), "world"_ba);
    QCOMPARE(store.read(100, 5), ""_ba);
    QCOMPARE(store.read(-3, 2), "he"_ba);
    QCOMPARE(store.read(3, -1), ""_ba);
}

void tst_BodyStore::viewsStayGood()
{
    BodyStore store(diskFrom(2 * mebibyte));
    QVERIFY(store.append(pattern(0, 100)));
    const QByteArrayView small = store.bytes();
    QVERIFY(store.append(pattern(100, mebibyte)));
    const QByteArrayView large = store.bytes();
    QVERIFY(store.append(pattern(100 + mebibyte, 5 * mebibyte)));
    QVERIFY(store.isOnDisk());
    QVERIFY(small == pattern(0, 100));
    QVERIFY(large == pattern(0, 100 + mebibyte));
    QCOMPARE(store.bytes().data(), large.data());
}

void tst_BodyStore::leavesNoFileBehind()
{
    QTemporaryDir folder;
    BodyStore::Options options = diskFrom(mebibyte);
    options.folder = folder.path();
    BodyStore store(options);
    QVERIFY(store.append(pattern(0, 3 * mebibyte)));
    QVERIFY(store.isOnDisk());
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void tst_BodyStore::staysInMemoryWhereAskedTo()
{
    BodyStore::Options options = diskFrom(mebibyte);
    options.mayUseDisk = false;
    BodyStore store(options);
    QVERIFY(store.append(pattern(0, 3 * mebibyte)));
    QVERIFY(!store.isOnDisk());
    QVERIFY(store.bytes() == pattern(0, 3 * mebibyte));
}

void tst_BodyStore::refusesMoreThanIsAllowed()
{
    BodyStore::Options options;
    options.most = 100;
    BodyStore store(options);
    QVERIFY(store.append(pattern(0, 60)));
    const auto refused = store.append(pattern(60, 41));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QVERIFY(store.append(pattern(60, 40)));
    QVERIFY(store.bytes() == pattern(0, 100));
}

void tst_BodyStore::saysWhenTheFolderCantBeUsed()
{
    BodyStore::Options options = diskFrom(mebibyte);
    options.folder = u"/no/such/folder"_s;
    BodyStore store(options);
    QVERIFY(store.append(pattern(0, mebibyte)));
    const auto failed = store.append(pattern(mebibyte, 10));
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::Storage);
    QVERIFY(store.bytes() == pattern(0, mebibyte));
}

void tst_BodyStore::isReadWhileItGrows_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<qint64>("expected"); // of 24 MiB
    QTest::newRow("memory") << qint64(1024) * mebibyte << qint64(0);
    QTest::newRow("memory, as expected") << qint64(1024) * mebibyte << 24 * mebibyte;
    QTest::newRow("memory, more is expected") << qint64(1024) * mebibyte << 100 * mebibyte;
    QTest::newRow("memory, less is expected") << qint64(1024) * mebibyte << 9 * mebibyte;
    QTest::newRow("disk") << 4 * mebibyte << qint64(0);
    QTest::newRow("disk, not expected to need it") << 20 * mebibyte << 19 * mebibyte;
}

void tst_BodyStore::isReadWhileItGrows()
{
    QFETCH(qint64, limit);
    constexpr qint64 size = 24 * mebibyte;
    QFETCH(qint64, expected);
    const QByteArray whole = pattern(0, size);
    BodyStore store(diskFrom(limit));
    store.expect(expected);
    std::thread writer([&] {
        for (qint64 at = 0; at < size;) {
            const qint64 piece = qMin<qint64>(1 + at / 50, size - at);
            if (!store.append(QByteArrayView(whole).sliced(at, piece)))
                qFatal("append failed");
            at += piece;
        }
        store.finish();
    });
    bool isSame = true;
    qint64 seen = 0;
    while (true) {
        const bool isFinished = store.isFinished();
        const QByteArrayView now = store.bytes();
        isSame = isSame && now.size() >= seen
            && (now.isEmpty() || (now.back() == whole[now.size() - 1] && now[now.size() / 2] == whole[now.size() / 2]));
        seen = now.size();
        if (isFinished)
            break;
    }
    writer.join();
    QVERIFY(isSame);
    QVERIFY(store.bytes() == whole);
}

void tst_BodyStore::padsTheEnd()
{
    for (const qint64 size : {qint64(1), qint64(1024), qint64(65536), qint64(65537), 4 * mebibyte - 1, 4 * mebibyte, 64 * mebibyte}) {
        for (const qint64 limit : {mebibyte, 1024 * mebibyte}) {
            BodyStore store(diskFrom(limit));
            QVERIFY(store.append(QByteArray(size, 'x')));
            const volatile char *end = store.bytes().data() + size;
            int sum = 0;
            for (qsizetype i = 0; i < BodyStore::padding; ++i)
                sum += end[i];
            QVERIFY(sum == sum); // that it could be read is what counts
        }
    }
}

void tst_BodyStore::givesBackWhatDidNotCome()
{
#ifdef Q_OS_LINUX
    constexpr qint64 expected = 100 * mebibyte, page = 4096;
    const QByteArray come = pattern(0, 3 * mebibyte);
    BodyStore store;
    store.expect(expected);
    QVERIFY(store.append(come));
    // So many bytes of the expected ones take memory; less where a page is larger.
    const auto resident = [&] {
        std::vector<unsigned char> pages(std::size_t(expected / page));
        if (::mincore(const_cast<char *>(store.bytes().data()), std::size_t(expected), pages.data()) != 0)
            return expected;
        return qint64(std::count_if(pages.begin(), pages.end(), [](unsigned char state) { return (state & 1) != 0; })) * page;
    };
    QVERIFY(resident() < 24 * mebibyte); // whatever a server says will come
    store.finish();
    QTRY_VERIFY(resident() <= 6 * mebibyte); // a thread may be at a last piece
    QVERIFY(store.bytes() == come);
#else
    QSKIP("Memory is looked at as Linux shows it.");
#endif
}

void tst_BodyStore::isGoneWhileThreadsAreBusy()
{
#ifdef Q_OS_LINUX
    const BusyPool pool; // what warms the store waits behind others
    auto store = std::make_unique<BodyStore>();
    store->expect(100 * mebibyte);
    QVERIFY(store->append(pattern(0, 3 * mebibyte)));
    char *const base = const_cast<char *>(store->bytes().data());
    unsigned char page = 0;
    QCOMPARE(::mincore(base, 1, &page), 0);
    store.reset();
    QCOMPARE(::mincore(base, 1, &page), -1);
    QCOMPARE(errno, ENOMEM); // nothing is there any more
#else
    QSKIP("Memory is looked at as Linux shows it.");
#endif
}

void tst_BodyStore::takesNoMoreThanItNeedsWhereMemoryIsScarce()
{
#ifdef Q_OS_LINUX
    const auto range = AddressRange::reserve(512 * mebibyte);
    QVERIFY(range);
    QVERIFY((*range)->commit(64 * mebibyte)); // as much again would be the next step
    QFile status(u"/proc/self/status"_s);
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray text = status.readAll();
    const qint64 used = text.mid(text.indexOf("VmData:") + 7).trimmed().split(' ').constFirst().toLongLong() * 1024;
    QVERIFY(used > 64 * mebibyte);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_DATA, &before), 0);
    const rlimit scarce{rlim_t(used + 16 * mebibyte), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_DATA, &scarce), 0);
    const bool isMore = (*range)->commit(70 * mebibyte).has_value();
    const bool isTooMuch = (*range)->commit(100 * mebibyte).has_value();
    QCOMPARE(::setrlimit(RLIMIT_DATA, &before), 0);
    QVERIFY(isMore);
    QVERIFY(!isTooMuch);
    (*range)->base()[70 * mebibyte - 1] = 'x';
    QVERIFY((*range)->commit(100 * mebibyte));
#else
    QSKIP("Memory is limited as Linux does it.");
#endif
}

QTEST_GUILESS_MAIN(tst_BodyStore)
#include "tst_BodyStore.moc"
