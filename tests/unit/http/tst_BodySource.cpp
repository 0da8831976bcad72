#include "app/http/BodyReader.h"
#include "app/http/BodySource.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_BodySource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesAreASource();
    void joinsWhatFollows();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void readsPieceByPiece_data();
    void readsPieceByPiece();
    void goesBack();
    void noticesAnotherFile_data();
    void noticesAnotherFile();
    void showsItsHead();

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }
    static Result<QByteArray> all(BodyReader &reader, qint64 atOnce)
    {
        QByteArray bytes;
        QByteArray buffer(qsizetype(atOnce), Qt::Uninitialized);
        for (;;) {
            const auto got = reader.read(buffer.data(), atOnce);
            if (!got)
                return failure(got.error());
            if (*got == 0)
                return bytes;
            bytes.append(buffer.constData(), qsizetype(*got));
        }
    }
    QTemporaryDir m_folder;
};

void tst_BodySource::bytesAreASource()
{
    const BodySource source("text");
    QCOMPARE(source.size(), 4);
    QCOMPARE(source.bytes(), "text"_ba);
    QVERIFY(source.isInMemory());
    QVERIFY(BodySource().isEmpty());
    QVERIFY(BodySource(QByteArray()) == BodySource());
    QVERIFY(source == BodySource("text"_ba));
}

void tst_BodySource::joinsWhatFollows()
{
    BodySource source("a");
    source.append("b"_ba);
    source.append(BodySource("c"));
    QCOMPARE(source.pieces().size(), 1);
    QCOMPARE(source.bytes(), "abc"_ba);
    QVERIFY(source.appendFile(write(u"empty"_s, {})));
    QVERIFY(source.isInMemory());
    QVERIFY(source.appendFile(write(u"file"_s, "file")));
    source.append("d"_ba);
    QVERIFY(!source.isInMemory());
    QCOMPARE(source.pieces().size(), 3);
    QCOMPARE(source.size(), 8);
}

void tst_BodySource::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing chosen") << QString() << u"No file is chosen."_s;
    QTest::newRow("missing") << u"missing"_s << u"does not exist"_s;
    QTest::newRow("a folder") << u"."_s << u"is a folder"_s;
    QTest::newRow("a pipe") << u"pipe"_s << u"no ordinary file"_s;
}

void tst_BodySource::refusesWhatIsNoFile()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    QCOMPARE(mkfifo(m_folder.filePath(u"pipe"_s).toLocal8Bit().constData(), 0600) == 0 || QFile::exists(m_folder.filePath(u"pipe"_s)), true);
    BodySource source;
    const auto taken = source.appendFile(name.isEmpty() ? name : m_folder.filePath(name));
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, ErrorKind::Input);
    QVERIFY2(taken.error().message.contains(says), qPrintable(taken.error().message));
    QVERIFY(source.isEmpty());
}

void tst_BodySource::readsPieceByPiece_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::newRow("a byte") << 1;
    QTest::newRow("odd") << 7;
    QTest::newRow("more than all") << 100'000;
}

void tst_BodySource::readsPieceByPiece()
{
    QFETCH(int, atOnce);
    BodySource source("before|");
    QVERIFY(source.appendFile(write(u"one"_s, QByteArray(1000, '1'))));
    QVERIFY(source.appendFile(write(u"two"_s, "2")));
    source.append("|after"_ba);
    BodyReader reader(source);
    const auto bytes = all(reader, atOnce);
    QVERIFY(bytes.has_value());
    QCOMPARE(*bytes, "before|" + QByteArray(1000, '1') + "2|after");
    QCOMPARE(qint64(bytes->size()), source.size());
    QCOMPARE(reader.position(), source.size());
}

void tst_BodySource::goesBack()
{
    BodySource source("ab");
    QVERIFY(source.appendFile(write(u"one"_s, "cdef")));
    source.append("gh"_ba);
    BodyReader reader(source);
    for (qint64 from = 0; from <= source.size(); ++from) {
        reader.seek(from);
        const auto rest = all(reader, 3);
        QVERIFY(rest.has_value());
        QCOMPARE(*rest, "abcdefgh"_ba.mid(qsizetype(from)));
    }
}

void tst_BodySource::noticesAnotherFile_data()
{
    QTest::addColumn<QString>("what");
    for (const auto *what : {"grown", "shorter", "gone", "touched", "shorter in the middle"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_BodySource::noticesAnotherFile()
{
    QFETCH(QString, what);
    const QString path = write(u"watched"_s, QByteArray(1000, 'x'));
    BodySource source;
    QVERIFY(source.appendFile(path));
    BodyReader reader(source);
    char byte = 0;
    if (what == "shorter in the middle"_L1)
        QVERIFY(reader.read(&byte, 1));
    if (what == "grown"_L1)
        write(u"watched"_s, QByteArray(1001, 'x'));
    else if (what.startsWith("shorter"_L1))
        write(u"watched"_s, QByteArray(10, 'x'));
    else if (what == "gone"_L1)
        QFile::remove(path);
    else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(10), QFileDevice::FileModificationTime));
    }
    const auto bytes = all(reader, 100);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().kind, ErrorKind::Storage);
    QVERIFY(bytes.error().message.contains(path));
}

void tst_BodySource::showsItsHead()
{
    BodySource source("ab");
    QVERIFY(source.appendFile(write(u"one"_s, "cdef")));
    QCOMPARE(BodyReader::head(source, 3).value_or(QByteArray()), "abc"_ba);
    QCOMPARE(BodyReader::head(source, 100).value_or(QByteArray()), "abcdef"_ba);
}

QTEST_APPLESS_MAIN(tst_BodySource)
#include "tst_BodySource.moc"
