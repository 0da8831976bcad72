#include "app/http/LineIndex.h"

#include <QtCore/QByteArray>
#include <QtTest/QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_LineIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsLines_data();
    void findsLines();
    void cutsLongLinesBetweenCharacters_data();
    void cutsLongLinesBetweenCharacters();
    void agreesWithThePlainWay_data();
    void agreesWithThePlainWay();
    void isReadWhileItIsBuilt();
    void isSmall();
};

namespace {

QList<QByteArray> textOf(const LineIndex &index)
{
    QList<QByteArray> lines;
    for (const auto &row : index.rows(0, index.rowCount()))
        lines += index.bytes().sliced(row.at, row.size).toByteArray();
    return lines;
}

// Every row, found in the simplest way.
QList<LineIndex::Row> plainRows(const QByteArray &text)
{
    QList<LineIndex::Row> rows;
    qint64 line = 0;
    for (qint64 at = 0; at <= text.size(); ++line) {
        qint64 newline = text.indexOf('\n', at);
        const qint64 next = newline < 0 ? text.size() + 1 : newline + 1;
        if (newline < 0)
            newline = text.size();
        else if (newline > at && text[newline - 1] == '\r')
            --newline;
        const qint64 size = newline - at;
        const qint64 pieces = qMax<qint64>(1, (size + LineIndex::longestRow - 1) / LineIndex::longestRow);
        qint64 from = at;
        for (qint64 piece = 0; piece < pieces; ++piece) {
            qint64 to = piece + 1 == pieces ? newline : at + (piece + 1) * LineIndex::longestRow;
            while (to < newline && (uchar(text[to]) & 0xc0) == 0x80)
                --to;
            rows.append({from, to - from, line, piece});
            from = to;
        }
        at = next;
    }
    return rows;
}

}

void tst_LineIndex::findsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::newRow("nothing") << ""_ba << QList<QByteArray>{""};
    QTest::newRow("one") << "a"_ba << QList<QByteArray>{"a"};
    QTest::newRow("ends with a newline") << "a\n"_ba << QList<QByteArray>{"a", ""};
    QTest::newRow("two") << "a\nb"_ba << QList<QByteArray>{"a", "b"};
    QTest::newRow("CR LF") << "a\r\n\r\nb\r"_ba << QList<QByteArray>{"a", "", "b\r"};
    QTest::newRow("CR alone ends nothing") << "a\rb"_ba << QList<QByteArray>{"a\rb"};
    QTest::newRow("newlines only") << "\n\n\n"_ba << QList<QByteArray>{"", "", "", ""};
}

void tst_LineIndex::findsLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, lines);
    LineIndex index;
    QVERIFY(!index.isComplete());
    QVERIFY(index.extend(text, true));
    QVERIFY(index.isComplete());
    QCOMPARE(textOf(index), lines);
    QCOMPARE(index.lineCount(), lines.size());
    LineIndex slow;
    for (qsizetype i = 0; i < text.size(); ++i)
        slow.extend(QByteArrayView(text).first(i), false);
    slow.extend(text, true);
    QCOMPARE(textOf(slow), lines);
}

void tst_LineIndex::cutsLongLinesBetweenCharacters_data()
{
    QTest::addColumn<QByteArray>("before"); // so that each byte of a character comes to stand at a cut
    for (int size = 0; size < 4; ++size)
        QTest::addRow("%d", size) << QByteArray(size, 'x');
}

void tst_LineIndex::cutsLongLinesBetweenCharacters()
{
    QFETCH(QByteArray, before);
    for (const QByteArray &character : {"a"_ba, "ä"_ba, "€"_ba, "😀"_ba, "\xff"_ba, "\x80"_ba}) {
        const QByteArray line = before + character.repeated(10'000);
        const QByteArray text = "x\n" + line + "\ny";
        LineIndex index;
        index.extend(text, true);
        const auto rows = index.rows(0, index.rowCount());
        QVERIFY(rows == plainRows(text) || character == "\x80");
        QByteArray joined;
        for (const auto &row : rows) {
            QVERIFY(row.size <= LineIndex::longestRow + 3);
            if (row.line == 1)
                joined += text.mid(row.at, row.size);
            if (uchar(character[0]) < 0xff && uchar(character[0]) != 0x80)
                QVERIFY(!QString::fromUtf8(text.mid(row.at, row.size)).contains(QChar::ReplacementCharacter));
        }
        QCOMPARE(joined, line);
    }
}

void tst_LineIndex::agreesWithThePlainWay_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 6; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void tst_LineIndex::agreesWithThePlainWay()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    QByteArray text;
    while (text.size() < 200'000) {
        text += QByteArray(below(10) == 0 ? below(below(5) == 0 ? 40'000 : 5'000) : below(60), 'a');
        text += below(4) == 0 ? "ö" : below(5) == 0 ? "\r\n" : "\n";
    }
    LineIndex index;
    for (qsizetype i = 0; i < text.size(); i += 1 + below(9'000))
        while (!index.extend(QByteArrayView(text).first(i), false, 1 + below(5'000))) { }
    while (!index.extend(text, true, 5'000)) { }
    const auto rows = plainRows(text);
    QCOMPARE(index.rowCount(), rows.size());
    QCOMPARE(index.rows(0, rows.size() + 1), rows);
    for (int i = 0; i < 500; ++i) {
        const int first = below(int(rows.size()));
        QCOMPARE(index.rows(first, 5), rows.mid(first, 5));
        const auto &row = rows.at(first);
        QCOMPARE(index.rowOf(row.at), row.size == 0 && row.piece > 0 ? first - 1 : first);
        QCOMPARE(index.rowOf(row.at + qMax<qint64>(row.size - 1, 0)), first);
    }
    QCOMPARE(index.rowOf(text.size()), rows.size() - 1);
}

void tst_LineIndex::isReadWhileItIsBuilt()
{
    const QByteArray text = QByteArray("0123456789abcde\n").repeated(500'000);
    LineIndex index;
    std::thread builder([&] {
        for (qsizetype size = 0; size < text.size(); size += 70'001)
            index.extend(QByteArrayView(text).first(size), false);
        index.extend(text, true);
    });
    bool isRight = true;
    while (!index.isComplete()) {
        const qint64 count = index.rowCount();
        for (const auto &row : index.rows(count / 2, 2))
            isRight = isRight && row.at == row.line * 16;
    }
    builder.join();
    QVERIFY(isRight);
    QCOMPARE(index.rowCount(), 500'001);
}

void tst_LineIndex::isSmall()
{
    for (const QByteArray &line : {"\n"_ba, "0123456789abcde\n"_ba, QByteArray(5000, 'x') + '\n', "x"_ba}) {
        const QByteArray text = line.repeated(8'000'000 / line.size());
        LineIndex index;
        index.extend(text, true);
        QVERIFY2(index.memory() * 100 < text.size(), qPrintable(QString::number(index.memory())));
    }
}

QTEST_APPLESS_MAIN(tst_LineIndex)
#include "tst_LineIndex.moc"
