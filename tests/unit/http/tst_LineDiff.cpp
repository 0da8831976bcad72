#include "app/http/LineDiff.h"

#include "app/base/SequenceDiff.h"
#include "app/http/LineIndex.h"
#include "app/json/PrettyRows.h"

#include <QtTest/QTest>

#include <random>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_LineDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comparesTexts_data();
    void comparesTexts();
    void agreesWithAnyTexts();
    void findsTheShortestWay();
    void comparesLaidOutJson();
    void isBounded_data();
    void isBounded();
    void isStopped();
    void saysWhatDiffersInARow_data();
    void saysWhatDiffersInARow();
};

namespace {

// "=2 -1+2": two rows are the same, then one is replaced by two.
QString shape(const LineDiff &diff)
{
    QStringList parts;
    for (const LineDiff::Part &part : diff.parts) {
        if (part.isSame)
            parts += u"=%1"_s.arg(part.beforeCount);
        else
            parts += u"-%1+%2"_s.arg(part.beforeCount).arg(part.afterCount);
    }
    return parts.join(u' ');
}

// Whether the parts cover both texts in order, and what they call the same is the same.
bool isTrue(const LineDiff &diff, const QByteArray &before, const QByteArray &after)
{
    const QByteArrayList first = before.split('\n'), second = after.split('\n');
    qint64 beforeAt = 0, afterAt = 0;
    bool wasSame = false;
    for (qsizetype i = 0; i < diff.parts.size(); ++i) {
        const LineDiff::Part &part = diff.parts.at(i);
        if (part.before != beforeAt || part.after != afterAt || (i > 0 && wasSame == part.isSame))
            return false;
        if (part.isSame && (part.beforeCount != part.afterCount || first.mid(beforeAt, part.beforeCount) != second.mid(afterAt, part.afterCount)))
            return false;
        beforeAt += part.beforeCount;
        afterAt += part.afterCount;
        wasSame = part.isSame;
    }
    return beforeAt == first.size() && afterAt == second.size();
}

QByteArray numbered(int from, int to, int step = 1)
{
    QByteArray text;
    for (int i = from; i < to; i += step)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

}

void tst_LineDiff::comparesTexts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("parts");
    QTest::newRow("same") << "a\nb"_ba << "a\nb"_ba << u"=2"_s;
    QTest::newRow("empty") << ""_ba << ""_ba << u"=1"_s;
    QTest::newRow("all new") << ""_ba << "a\nb"_ba << u"-1+2"_s;
    QTest::newRow("one line more") << "a\nb\nc"_ba << "a\nx\nb\nc"_ba << u"=1 -0+1 =2"_s;
    QTest::newRow("one line less") << "a\nb\nc"_ba << "a\nc"_ba << u"=1 -1+0 =1"_s;
    QTest::newRow("one line changed") << "a\nb\nc"_ba << "a\nB\nc"_ba << u"=1 -1+1 =1"_s;
    QTest::newRow("at the begin and at the end") << "a\nb\nc\nd"_ba << "b\nc\ne"_ba << u"-1+0 =2 -1+1"_s;
    QTest::newRow("line ends make no difference") << "a\r\nb\r\n"_ba << "a\nb\n"_ba << u"=3"_s;
    QTest::newRow("repeated") << "a\na\na\na"_ba << "a\na"_ba << u"=2 -2+0"_s;
    QTest::newRow("the classic") << "a\nb\nc\na\nb\nb\na"_ba << "c\nb\na\nb\na\nc"_ba << QString();
}

void tst_LineDiff::comparesTexts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, parts);
    const LineDiff diff = LineDiff::between(before, after);
    if (!parts.isEmpty())
        QCOMPARE(shape(diff), parts);
    QVERIFY(!diff.isCoarse && !diff.isStopped);
    before.replace("\r\n", "\n");
    QVERIFY(isTrue(diff, before, after));
}

void tst_LineDiff::agreesWithAnyTexts()
{
    std::mt19937 random(1);
    const auto below = [&random](int limit) { return int(random() % unsigned(limit)); };
    for (int round = 0; round < 300; ++round) {
        const int words = 2 + below(30);
        QByteArrayList first, second;
        for (int i = below(120); i > 0; --i)
            first += QByteArray::number(below(words));
        second = first;
        for (int i = below(20); i > 0; --i) {
            const int at = below(int(second.size()) + 1);
            if (below(2) == 0 && at < second.size())
                second.removeAt(at);
            else
                second.insert(at, QByteArray::number(below(words)));
        }
        const QByteArray before = first.join('\n'), after = second.join('\n');
        const LineDiff diff = LineDiff::between(before, after);
        QVERIFY2(isTrue(diff, before, after), before + "\n--\n" + after);
    }
}

void tst_LineDiff::findsTheShortestWay()
{
    std::mt19937 random(2);
    for (int round = 0; round < 200; ++round) {
        std::vector<quint64> first(random() % 40), second(random() % 40);
        for (auto *items : {&first, &second}) {
            for (quint64 &item : *items)
                item = random() % 5;
        }
        // The longest common part by its definition.
        std::vector<std::vector<int>> table(first.size() + 1, std::vector<int>(second.size() + 1));
        for (std::size_t i = 1; i <= first.size(); ++i) {
            for (std::size_t j = 1; j <= second.size(); ++j)
                table[i][j] = first[i - 1] == second[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
        }
        qint64 count = 0;
        for (const SequenceDiff::Match &match : SequenceDiff::between(first, second).matches)
            count += match.count;
        QCOMPARE(count, table[first.size()][second.size()]);
    }
}

void tst_LineDiff::comparesLaidOutJson()
{
    const auto before = JsonIndex::of(R"({"a":1,"list":[1,2],"z":{"deep":true}})");
    const auto after = JsonIndex::of("{\"a\":1,\n\n \"list\":[1,2,3],\"z\":{\"deep\":false},\"new\":null}");
    const LineDiff diff = LineDiff::between(before, after);
    // { "a" "list": [ 1 2 (3) ] "z": { "deep" } ("new") }: commas that come and go are no difference.
    QCOMPARE(shape(diff), u"=5 -0+1 =2 -1+1 =1 -0+1 =1"_s);
    QCOMPARE(PrettyRows(after).rows(diff.parts.at(1).after, 1).constFirst().text, "3"_ba);
    // The same words a level deeper are another row.
    QCOMPARE(shape(LineDiff::between(JsonIndex::of("[1]"), JsonIndex::of("[[1]]"))), u"=1 -1+3 =1"_s);
}

void tst_LineDiff::isBounded_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isCoarse");
    QTest::newRow("scattered") << numbered(0, 100'000) << numbered(0, 100'000).replace("7\n", "seven\n") << false;
    QTest::newRow("nothing in common") << numbered(0, 60'000) << numbered(100'000, 160'000) << true;
    QTest::newRow("turned round") << numbered(0, 30'000) << [] {
        QByteArrayList lines = numbered(0, 30'000).split('\n');
        std::reverse(lines.begin(), lines.end());
        return lines.join('\n');
    }() << false;
    QTest::newRow("two words") << [] {
        QByteArray text;
        std::mt19937 random(3);
        for (int i = 0; i < 50'000; ++i)
            text += random() % 2 == 0 ? "a\n" : "b\n";
        return text;
    }() << QByteArray("a\nb\n").repeated(25'000) << true;
}

void tst_LineDiff::isBounded()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QElapsedTimer timer;
    timer.start();
    const LineDiff diff = LineDiff::between(before, after);
    QTEST(diff.isCoarse, "isCoarse");
    QVERIFY(isTrue(diff, before, after));
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed()))); // no bound: minutes to hours
}

void tst_LineDiff::isStopped()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(LineDiff::between(numbered(0, 1000), numbered(500, 1500), stop.get_token()).isStopped);
}

void tst_LineDiff::saysWhatDiffersInARow_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("beforePart");
    QTest::addColumn<QByteArray>("afterPart");
    QTest::newRow("number") << "\"price\": 12.99,"_ba << "\"price\": 13.99,"_ba << "2"_ba << "3"_ba;
    QTest::newRow("put in") << "ab"_ba << "aXb"_ba << ""_ba << "X"_ba;
    QTest::newRow("repeated") << "aa"_ba << "aaa"_ba << ""_ba << "a"_ba;
    QTest::newRow("nothing alike") << "a"_ba << "b"_ba << "a"_ba << "b"_ba;
    QTest::newRow("same") << "a"_ba << "a"_ba << ""_ba << ""_ba;
    QTest::newRow("characters stay whole") << "x\xc3\xa4y"_ba << "x\xc3\xb6y"_ba << "\xc3\xa4"_ba << "\xc3\xb6"_ba;
    QTest::newRow("also from behind") << "\xc3\xa4"_ba << "\xc4\xa4"_ba << "\xc3\xa4"_ba << "\xc4\xa4"_ba;
}

void tst_LineDiff::saysWhatDiffersInARow()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const LineDiff::Inside inside = LineDiff::inside(before, after);
    QTEST(before.mid(inside.from, inside.beforeSize), "beforePart");
    QTEST(after.mid(inside.from, inside.afterSize), "afterPart");
}

QTEST_APPLESS_MAIN(tst_LineDiff)
#include "tst_LineDiff.moc"
