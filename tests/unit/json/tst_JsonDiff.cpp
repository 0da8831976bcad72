#include "app/json/JsonDiff.h"

#include "tests/support/RandomJson.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_JsonDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void compares_data();
    void compares();
    void comparesSequences();
    void findsNothingInTheSame();
    void findsChangesInLargeLists();
    void stopsWhereItIsEnough();
    void isStopped();
    void goesDeep_data();
    void goesDeep();
    void isBounded_data();
    void isBounded();
};

namespace {

// "+/a" added, "-/a" removed, "~/a" changed, "=/a" respelled, "%/a" reordered.
QStringList told(const JsonDiff &diff)
{
    QStringList changes;
    for (const JsonChange &change : diff.changes)
        changes += QChar(u"+-~=%"[int(change.kind)]) + change.pointer;
    return changes;
}

QByteArray valueOf(const JsonIndex &index, const std::optional<JsonNode> &node)
{
    return node ? index.value(*node).toByteArray() : QByteArray();
}

}

void tst_JsonDiff::compares_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QStringList &changes) {
        QTest::newRow(name) << before << after << changes;
    };
    row("same", R"({"a":[1,{"b":null}]})", "{ \"a\" : [ 1, {\"b\":null} ] }", {});
    row("scalars", "1", "2", {u"~"_s});
    row("other kinds", R"({"a":1})", "[1]", {u"~"_s});
    row("true and false", R"({"a":true})", R"({"a":false})", {u"~/a"_s});
    row("added", R"({"a":1})", R"({"b":2,"a":1})", {u"+/b"_s});
    row("removed where it stood", R"({"a":1,"b":2,"c":3})", R"({"a":0,"c":4})", {u"~/a"_s, u"-/b"_s, u"~/c"_s});
    row("nested", R"({"a":{"b":{"c":1}},"d":2})", R"({"a":{"b":{"c":2}},"d":2})", {u"~/a/b/c"_s});
    row("number as written", R"([1.10, 18446744073709551616, 1e400])", R"([1.1, 18446744073709551617, 10e399])", {u"=/0"_s, u"~/1"_s, u"=/2"_s});
    row("text as written", R"(["\u0041", "A"])", R"(["A", "B"])", {u"=/0"_s, u"~/1"_s});
    row("number and text", "[1]", R"(["1"])", {u"~/0"_s});
    row("only the order", R"({"a":1,"b":{"x":1,"y":2}})", R"({"b":{"y":2,"x":1},"a":1})", {u"%"_s, u"%/b"_s});
    row("order and value", R"({"a":1,"b":2})", R"({"b":3,"a":1})", {u"%"_s, u"~/b"_s});
    row("order where names come and go", R"({"a":1,"b":2})", R"({"b":2,"c":3,"a":1})", {u"+/c"_s});
    row("names twice", R"({"a":1,"a":2})", R"({"a":1,"a":3,"a":4})", {u"~/a"_s, u"+/a"_s});
    row("names with escapes", R"({"\u0061/~":1})", R"({"a/~":2})", {u"~/a~1~0"_s});
    row("item put in", "[1,2,3]", "[1,9,2,3]", {u"+/1"_s});
    row("item taken out", "[1,2,3]", "[1,3]", {u"-/1"_s});
    row("item changed", "[1,2,3]", "[1,9,3]", {u"~/1"_s});
    row("put in before objects", R"([{"a":1},{"a":2}])", R"([{"z":0},{"a":1},{"a":2}])", {u"+/0"_s});
    row("of the same thing", R"([{"id":1,"v":1},{"id":2,"v":1},{"id":3,"v":1}])", R"([{"id":0,"v":0},{"id":1,"v":2},{"id":3,"v":3}])",
        {u"+/0"_s, u"~/1/v"_s, u"-/1"_s, u"~/2/v"_s});
    row("by name", R"([{"name":"x","v":1},{"name":"y","v":1}])", R"([{"name":"y","v":2}])", {u"-/0"_s, u"~/0/v"_s});
    row("things that say nothing", R"([{"v":1},{"v":2}])", R"([{"v":1,"w":1},{"v":3}])", {u"+/0/w"_s, u"~/1/v"_s});
    row("order within an item", R"([{"a":1,"b":2},5])", R"([4,{"b":2,"a":1},5])", {u"+/0"_s, u"%/1"_s});
    row("list of lists", "[[1,2],[3,4]]", "[[1,2],[3,5]]", {u"~/1/1"_s});
    row("empty", "[]", "[1]", {u"+/0"_s});
    row("emptied", R"({"a":[1]})", R"({"a":[]})", {u"-/a/0"_s});
    row("nothing before", "", "[1]", {u"+"_s});
    row("broken at its end", "[1,2,", "[1,2,3", {u"+/2"_s});
}

void tst_JsonDiff::compares()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto first = JsonIndex::of(before), second = JsonIndex::of(after);
    const JsonDiff diff = JsonDiff::between(*first, *second);
    QTEST(told(diff), "changes");
    QVERIFY(!diff.isCut && !diff.isCoarse && !diff.isStopped);
    for (const JsonChange &change : diff.changes) {
        QCOMPARE(change.before.has_value(), change.kind != JsonChange::Kind::Added);
        QCOMPARE(change.after.has_value(), change.kind != JsonChange::Kind::Removed);
        QCOMPARE(change.after ? second->pointer(*change.after) : first->pointer(*change.before), change.pointer);
        QVERIFY(valueOf(*first, change.before) != valueOf(*second, change.after));
    }
}

void tst_JsonDiff::comparesSequences()
{
    const auto first = JsonIndex::of("{\"a\":1}\noops\n{\"a\":3}\n", JsonIndex::Form::Sequence);
    const auto second = JsonIndex::of("{\"a\":1}\nooops\n{\"a\":4}\n", JsonIndex::Form::Sequence);
    QCOMPARE(told(JsonDiff::between(*first, *second)), (QStringList{u"~/1"_s, u"~/2/a"_s}));
    QVERIFY(JsonDiff::between(*first, *first).changes.isEmpty());
}

void tst_JsonDiff::findsNothingInTheSame()
{
    RandomJson random(7);
    for (int round = 0; round < 20; ++round) {
        const QByteArray json = random.document(20'000);
        const auto first = JsonIndex::of(json);
        QVERIFY(JsonDiff::between(*first, *JsonIndex::of(json)).changes.isEmpty());
        const QByteArray other = JsonText::indented(json).value();
        const JsonDiff diff = JsonDiff::between(*first, *JsonIndex::of(other));
        QVERIFY2(diff.changes.isEmpty(), qPrintable(told(diff).join(u' ')));
    }
}

void tst_JsonDiff::findsChangesInLargeLists()
{
    const auto bodyOf = [](int from, int to, int changed) {
        QByteArray json = "[";
        for (int i = from; i < to; ++i)
            json += "{\"id\":" + QByteArray::number(i) + ",\"v\":\"" + (i == changed ? "new" : "old") + "\",\"tags\":[1,2,3]},";
        json.chop(1);
        return json + ']';
    };
    const QByteArray before = bodyOf(0, 30'000, -1), after = bodyOf(3, 30'002, 20'000);
    const JsonDiff diff = JsonDiff::between(*JsonIndex::of(before), *JsonIndex::of(after));
    QCOMPARE(told(diff), (QStringList{u"-/0"_s, u"-/1"_s, u"-/2"_s, u"~/19997/v"_s, u"+/29997"_s, u"+/29998"_s}));
    QVERIFY(!diff.isCoarse);
}

void tst_JsonDiff::stopsWhereItIsEnough()
{
    const QByteArray before = '[' + QByteArray("1,").repeated(999) + "1]", after = '[' + QByteArray("2,").repeated(999) + "2]";
    const auto first = JsonIndex::of(before), second = JsonIndex::of(after);
    QCOMPARE(JsonDiff::between(*first, *second).changes.size(), 1000);
    QVERIFY(!JsonDiff::between(*first, *second, {}, 1000).isCut);
    const JsonDiff cut = JsonDiff::between(*first, *second, {}, 10);
    QCOMPARE(cut.changes.size(), 10);
    QVERIFY(cut.isCut);
}

void tst_JsonDiff::isStopped()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(JsonDiff::between(*JsonIndex::of("[1]"), *JsonIndex::of("[2]"), stop.get_token()).isStopped);
}

void tst_JsonDiff::goesDeep_data()
{
    QTest::addColumn<QByteArray>("level");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("lists") << "["_ba << "]"_ba;
    QTest::newRow("objects") << "{\"a\":"_ba << "}"_ba;
    QTest::newRow("lists beside each other") << "[1,"_ba << ",2]"_ba;
    QTest::newRow("lists with much to align") << "[3,"_ba << ",4,5]"_ba;
}

void tst_JsonDiff::goesDeep()
{
    QFETCH(QByteArray, level);
    QFETCH(QByteArray, end);
    const int depth = 5'000;
    const QByteArray before = level.repeated(depth) + '7' + end.repeated(depth), after = level.repeated(depth) + '8' + end.repeated(depth);
    const JsonDiff diff = JsonDiff::between(*JsonIndex::of(before), *JsonIndex::of(after));
    QCOMPARE(diff.changes.size(), 1);
    QCOMPARE(diff.changes.constFirst().pointer.count(u'/'), depth);
}

void tst_JsonDiff::isBounded_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto lists = [](int from) {
        QByteArray json = "[";
        for (int i = 0; i < 100'000; ++i)
            json += QByteArray::number(from + i) + ',';
        return json + "0]";
    };
    const auto members = [](int step) {
        QByteArray json = "{";
        for (int i = 0; i < 50'000; ++i)
            json += "\"n" + QByteArray::number(i * step) + "\":" + QByteArray::number(i) + ',';
        return json + "\"z\":0}";
    };
    // Each level differs on both sides of what lies in it: all of it would be read again on each.
    const auto comb = [](char c) { return QByteArray("[" + QByteArray(1, c) + ",[").repeated(1'000) + QByteArray("]]").repeated(1'000); };
    QTest::newRow("lists with nothing in common") << lists(0) << lists(1'000'000);
    QTest::newRow("members with other names") << members(1) << members(3);
    QTest::newRow("comb") << comb('1') << comb('2');
}

void tst_JsonDiff::isBounded()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QElapsedTimer timer;
    timer.start();
    const JsonDiff diff = JsonDiff::between(*JsonIndex::of(before), *JsonIndex::of(after));
    QVERIFY(!diff.changes.isEmpty());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(tst_JsonDiff)
#include "tst_JsonDiff.moc"
