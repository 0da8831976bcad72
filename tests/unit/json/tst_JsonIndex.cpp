#include "app/json/JsonIndex.h"

#include "app/base/JsonEscapes.h"
#include "tests/support/RandomJson.h"

#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_JsonIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void findsByPointer_data();
    void findsByPointer();
    void writesPaths_data();
    void writesPaths();
    void knowsTheNodeAtAByte();
    void flagsDuplicates();
    void remembersTheNamesOfLargeObjects();
    void agreesWithJsonTextAboutFaults_data();
    void agreesWithJsonTextAboutFaults();
    void agreesWithJsonTextAboutRandomFaults();
    void keepsWhatStandsBeforeAFault();
    void walksAnyDocument_data();
    void walksAnyDocument();
    void isTheSameInPieces();
    void isReadWhileItIsBuilt();
    void goesAnyDepth();
    void readsSequences();
    void knowsTheEndsOfLongStrings();
    void goesOnBehindBrokenLines_data();
    void goesOnBehindBrokenLines();
    void findsBrokenLinesInLargeSequences();
    void waitsForTheRestOfALine();
    void readsEndlessBrokenLinesOnce_data();
    void readsEndlessBrokenLinesOnce();
    void isSmall_data();
    void isSmall();
};

namespace {

QStringList segmentsOf(const QString &pointer)
{
    QStringList segments = pointer.split(u'/').mid(1);
    for (QString &segment : segments)
        segment.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
    return segments;
}

// A second reader, as simple as can be: every node of good JSON in order.
class PlainReader {
public:
    struct Step {
        JsonNode node;
        QByteArray value;
        QByteArray key;
        QString pointer;
        int children = 0;
    };
    explicit PlainReader(const QByteArray &text)
        : m_text(text)
    {
        read(0, 0, -1, {});
    }
    QList<Step> steps;

private:
    void space()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }
    QByteArray string()
    {
        const qsizetype from = m_at++;
        while (m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        return m_text.mid(from, ++m_at - from);
    }
    void read(int depth, int index, qint64 keyAt, const QString &pointer)
    {
        space();
        const qsizetype place = steps.size();
        const char c = m_text[m_at];
        const QByteArrayView words("tfn");
        const JsonKind kind = c == '{' ? JsonKind::Object : c == '[' ? JsonKind::List : c == '"' ? JsonKind::String
            : c == 't' ? JsonKind::True : c == 'f' ? JsonKind::False : c == 'n' ? JsonKind::Null : JsonKind::Number;
        const qsizetype from = m_at;
        steps.append({{kind, m_at, keyAt, index, depth}, {}, {}, pointer, 0});
        if (kind == JsonKind::String) {
            (void)string();
        } else if (kind == JsonKind::Object || kind == JsonKind::List) {
            ++m_at;
            int count = 0;
            for (space(); m_text[m_at] != '}' && m_text[m_at] != ']'; space()) {
                if (m_text[m_at] == ',')
                    ++m_at;
                space();
                const qsizetype child = steps.size();
                const qsizetype childKey = m_at;
                if (kind == JsonKind::Object) {
                    const QByteArray key = string();
                    space();
                    ++m_at;
                    const QString name = QString::fromUtf8(JsonEscapes::unescaped(QByteArrayView(key).sliced(1).chopped(1)));
                    read(depth + 1, count++, childKey, pointer + u'/' + QString(name).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1));
                    steps[child].key = key;
                } else {
                    read(depth + 1, count, -1, pointer + u'/' + QString::number(count));
                    ++count;
                }
            }
            ++m_at;
            steps[place].children = count;
        } else {
            while (m_at < m_text.size() && !QByteArrayView(" \t\r\n,]}").contains(m_text[m_at]))
                ++m_at;
        }
        steps[place].value = m_text.mid(from, m_at - from);
    }

    const QByteArray m_text;
    qsizetype m_at = 0;
};

}

void tst_JsonIndex::readsValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("number") << " 18446744073709551616 "_ba << "18446744073709551616"_ba;
    QTest::newRow("decimals") << "1.10"_ba << "1.10"_ba;
    QTest::newRow("huge") << "1e400\n"_ba << "1e400"_ba;
    QTest::newRow("minus nothing") << "-0"_ba << "-0"_ba;
    QTest::newRow("text") << "\"a\\ud800\\u0000\""_ba << "\"a\\ud800\\u0000\""_ba;
    QTest::newRow("word") << "true"_ba << "true"_ba;
    QTest::newRow("empty list") << "[ ]"_ba << "[ ]"_ba;
    QTest::newRow("list") << " [1,[2]] "_ba << "[1,[2]]"_ba;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{}"_ba << "{}"_ba;
    QTest::newRow("bytes that are not UTF-8") << "\"\xff\xfe\""_ba << "\"\xff\xfe\""_ba;
}

void tst_JsonIndex::readsValues()
{
    QFETCH(QByteArray, json);
    const auto index = JsonIndex::of(json);
    QVERIFY(index->isComplete());
    QVERIFY(!index->fault());
    QTEST(index->value(index->root().value()).toByteArray(), "value");
}

void tst_JsonIndex::findsByPointer_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("value"); // null where there is nothing
    QTest::newRow("whole") << u""_s << R"({"a":{"b/c":[1,{"~":null}]},"":true,"d":1,"d":2,"\u00e4":3})"_ba;
    QTest::newRow("member") << u"/a/b~1c/0"_s << "1"_ba;
    QTest::newRow("tilde") << u"/a/b~1c/1/~0"_s << "null"_ba;
    QTest::newRow("empty name") << u"/"_s << "true"_ba;
    QTest::newRow("the last of equal names") << u"/d"_s << "2"_ba;
    QTest::newRow("escaped name") << u"/ä"_s << "3"_ba;
    QTest::newRow("no such name") << u"/x"_s << QByteArray();
    QTest::newRow("behind the end") << u"/a/b~1c/2"_s << QByteArray();
    QTest::newRow("no number") << u"/a/b~1c/x"_s << QByteArray();
    QTest::newRow("leading zero") << u"/a/b~1c/00"_s << QByteArray();
    QTest::newRow("minus") << u"/a/b~1c/-"_s << QByteArray();
    QTest::newRow("into a number") << u"/d/0"_s << QByteArray();
}

void tst_JsonIndex::findsByPointer()
{
    QFETCH(QString, pointer);
    QFETCH(QByteArray, value);
    const QByteArray json = R"({"a":{"b/c":[1,{"~":null}]},"":true,"d":1,"d":2,"\u00e4":3})"_ba;
    const auto index = JsonIndex::of(json);
    const auto found = index->find(segmentsOf(pointer));
    QCOMPARE(found.has_value(), !value.isNull());
    if (found)
        QCOMPARE(index->value(*found), value);
}

void tst_JsonIndex::writesPaths_data()
{
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("path");
    QTest::newRow("root") << "{"_ba << u""_s << u"$"_s;
    QTest::newRow("item") << "10"_ba << u"/a~1b/0"_s << u"$['a/b'][0]"_s;
    QTest::newRow("nested") << "20"_ba << u"/a~1b/1/it's ~0\n"_s << u"$['a/b'][1]['it\\'s ~\\n']"_s;
    QTest::newRow("control") << "30"_ba << u"/\u0001\\"_s << u"$['\\u0001\\\\']"_s;
}

void tst_JsonIndex::writesPaths()
{
    QFETCH(QByteArray, at);
    const QByteArray json = R"({"a/b":[10,{"it's ~\n":20}],"\u0001\\":30})"_ba;
    const auto index = JsonIndex::of(json);
    const auto node = index->nodeAt(json.indexOf(at));
    QVERIFY(node);
    QTEST(index->pointer(*node), "pointer");
    QTEST(index->normalizedPath(*node), "path");
    QCOMPARE(index->find(segmentsOf(index->pointer(*node))), node);
}

void tst_JsonIndex::knowsTheNodeAtAByte()
{
    const QByteArray json = R"( {"name" : [ 12 , "x" ] , "b":{}} )"_ba;
    const auto index = JsonIndex::of(json);
    const auto at = [&](qint64 offset) { return index->nodeAt(offset) ? index->value(*index->nodeAt(offset)).toByteArray() : "nothing"_ba; };
    QCOMPARE(at(0), "nothing"_ba);
    QCOMPARE(at(1), json.trimmed());
    QCOMPARE(at(3), R"([ 12 , "x" ])"_ba); // its name
    QCOMPARE(at(9), R"([ 12 , "x" ])"_ba); // the colon behind it
    QCOMPARE(at(13), "12"_ba);
    QCOMPARE(at(16), R"([ 12 , "x" ])"_ba);
    QCOMPARE(at(18), "\"x\""_ba);
    QCOMPARE(at(25), json.trimmed());
    QCOMPARE(at(json.indexOf("{}") + 1), "{}"_ba);
    QCOMPARE(index->parent(*index->nodeAt(13)), index->nodeAt(3));
    QCOMPARE(index->parent(*index->root()), std::nullopt);
}

void tst_JsonIndex::flagsDuplicates()
{
    const QByteArray json = R"({"a":1,"b":{"a":2},"\u0061":3,"c":[{"x":1,"x":1}]})"_ba;
    const auto index = JsonIndex::of(json);
    QStringList flagged;
    for (qint64 i = 0; i < json.size(); ++i) {
        const auto node = index->nodeAt(i);
        if (node && node->keyAt == i && index->isDuplicate(*node).value())
            flagged += QString::fromUtf8(index->key(*node)) + QString::fromUtf8(index->value(*node));
    }
    QCOMPARE(flagged, (QStringList{u"\"a\"1"_s, u"\"\\u0061\"3"_s, u"\"x\"1"_s, u"\"x\"1"_s}));
}

void tst_JsonIndex::remembersTheNamesOfLargeObjects()
{
    QByteArray json = "{\"twice\":0";
    for (int i = 0; i < 20'000; ++i)
        json += ",\n\"k\\u0065y" + QByteArray::number(i) + "\":[" + QByteArray::number(i) + "]";
    json += ",\"twice\":1}";
    const auto index = JsonIndex::of(json);
    const JsonNode root = index->root().value();
    QCOMPARE(index->childCount(root), 20'002);
    const JsonNode first = index->children(root, 0, 1).constFirst();
    QCOMPARE(index->isDuplicate(first), std::nullopt);
    for (const int i : {0, 1, 9'999, 19'999})
        QCOMPARE(index->value(index->find({u"key%1"_s.arg(i), u"0"_s}).value()), QByteArray::number(i));
    QCOMPARE(index->find({u"key20000"_s}), std::nullopt);
    QCOMPARE(index->find({u"k\\u0065y1"_s}), std::nullopt);
    QCOMPARE(index->value(index->find({u"twice"_s}).value()), "1"_ba);
    QCOMPARE(index->isDuplicate(first), true);
    QCOMPARE(index->isDuplicate(index->children(root, 7, 1).constFirst()), false);
    QVERIFY(index->memory() > 20'000 * 4);
}

void tst_JsonIndex::agreesWithJsonTextAboutFaults_data()
{
    QTest::addColumn<QByteArray>("json");
    const char *const texts[] = {"", " ", "\xef\xbb\xbf", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"", "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\",1}", "[1}", "{\"a\":1]", "\"", "\"abc", "\"a\nb\"",
        "\"a\rb\"", "\"a\tb\"", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12", "\"\\u123g\"", "\"\\u1234\\", "-", "-a", "01", "-01",
        "1.", "1.a", ".1", "1e", "1e+", "1e-x", "+1", "00", "0x1", "tru", "truee", "True", "nul", "NaN", "fals", "falsey", "1 1", "[] []",
        "{} x", "[[[]", "[1,\n\n  2,\n \xc3\xa4]", "// x", "'a'", "[\"a\"\"b\"]", "{\"a\":\"b\":1}", "[\0]", "\x1e{}", "{\"a\":{\"b\":[1,2,{\"c\":tru}]}}"};
    for (const char *text : texts)
        QTest::newRow(text[0] ? text : "nothing") << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("[\0]", 3);
    QTest::newRow("NUL behind") << QByteArray("[]\0", 3);
    QTest::newRow("good") << "{\"a\":[]}"_ba;
}

void tst_JsonIndex::agreesWithJsonTextAboutFaults()
{
    QFETCH(QByteArray, json);
    QCOMPARE(JsonIndex::of(json)->fault(), JsonText::faultIn(json));
    JsonIndex slow;
    for (qsizetype i = 1; i <= json.size(); ++i)
        slow.extend(QByteArrayView(json).first(i), false);
    QVERIFY(slow.extend(json, true));
    QCOMPARE(slow.fault(), JsonText::faultIn(json));
}

void tst_JsonIndex::agreesWithJsonTextAboutRandomFaults()
{
    RandomJson random(1);
    const QByteArray bytes = "{}[],:\"\\\n0-.eu \x01\xff" "atfn"_ba;
    for (int round = 0; round < 1000; ++round) {
        QByteArray json = random.document(random.below(200));
        for (int i = random.below(4); i >= 0; --i) {
            const int at = random.below(int(json.size()));
            const char c = bytes[random.below(int(bytes.size()))];
            if (random.below(2) == 0)
                json[at] = c;
            else if (random.below(2) == 0)
                json.insert(at, c);
            else
                json.remove(at, 1 + random.below(5));
            if (json.isEmpty())
                json = "x";
        }
        QVERIFY2(JsonIndex::of(json)->fault() == JsonText::faultIn(json), json.constData());
        JsonIndex slow;
        for (qsizetype i = 0; i < json.size(); i += 1 + random.below(40))
            slow.extend(QByteArrayView(json).first(i), false);
        slow.extend(json, true);
        QVERIFY2(slow.fault() == JsonText::faultIn(json), json.constData());
    }
}

void tst_JsonIndex::keepsWhatStandsBeforeAFault()
{
    QByteArray json = "{\"list\":[";
    for (int i = 0; i < 5000; ++i)
        json += QByteArray::number(i) + ",";
    const qsizetype end = json.size();
    json += " oops], \"more\":1}";
    const auto index = JsonIndex::of(json);
    QCOMPARE(index->fault().value().at, end + 1);
    const JsonNode list = index->find({u"list"_s}).value();
    QCOMPARE(index->childCount(list), 5000);
    QCOMPARE(index->childCount(index->root().value()), 1);
    QCOMPARE(index->value(index->find({u"list"_s, u"4999"_s}).value()), "4999"_ba);
    QCOMPARE(index->find({u"more"_s}), std::nullopt);
    QCOMPARE(index->pointer(index->nodeAt(end - 3).value()), u"/list/4999"_s);
}

void tst_JsonIndex::walksAnyDocument_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("size");
    for (int seed = 0; seed < 12; ++seed)
        QTest::addRow("%d", seed) << seed << (seed % 3 == 0 ? 300 : seed % 3 == 1 ? 30'000 : 150'000);
}

void tst_JsonIndex::walksAnyDocument()
{
    QFETCH(int, seed);
    QFETCH(int, size);
    RandomJson random{unsigned(seed)};
    const QByteArray json = random.document(size);
    const auto index = JsonIndex::of(json);
    QVERIFY(!index->fault());
    const PlainReader plain(json);
    for (const auto &step : plain.steps) {
        QCOMPARE(index->nodeAt(step.node.at), step.node);
        if (step.node.keyAt >= 0)
            QCOMPARE(index->nodeAt(step.node.keyAt), step.node);
        QCOMPARE(index->value(step.node), step.value);
        QCOMPARE(index->key(step.node), step.key);
        QCOMPARE(index->childCount(step.node), step.children);
        if (size > 1000 && random.below(30) > 0)
            continue;
        QCOMPARE(index->pointer(step.node), step.pointer);
        QCOMPARE(index->find(segmentsOf(step.pointer)), step.node);
    }
    // Children of each, from anywhere.
    QHash<qint64, QList<JsonNode>> children;
    QList<JsonNode> open;
    for (const auto &step : plain.steps) {
        while (open.size() > step.node.depth)
            open.removeLast();
        if (!open.isEmpty())
            children[open.constLast().at].append(step.node);
        open.append(step.node);
    }
    for (const auto &step : plain.steps) {
        const QList<JsonNode> all = children.value(step.node.at);
        const int first = random.below(int(all.size()) + 1);
        QCOMPARE(index->children(step.node, first, 3), all.mid(first, 3));
        if (step.node.depth == 0)
            QCOMPARE(index->children(step.node, 0, all.size() + 1), all);
    }
}

void tst_JsonIndex::isTheSameInPieces()
{
    RandomJson random(77);
    const QByteArray json = random.document(60'000);
    const auto whole = JsonIndex::of(json);
    JsonIndex pieces;
    qint64 seen = 0;
    for (qsizetype i = 0; i < json.size(); i += 1 + random.below(3000)) {
        const QByteArrayView part = QByteArrayView(json).first(i);
        while (!pieces.extend(part, false, 1000)) { }
        QVERIFY(pieces.indexedTo() >= seen && pieces.indexedTo() <= i);
        seen = pieces.indexedTo();
        if (const auto root = pieces.root(); root && seen > 0) {
            const qint64 count = pieces.childCount(*root);
            if (count > 0)
                QCOMPARE(pieces.children(*root, count - 1, 5), whole->children(*root, count - 1, 1));
            QCOMPARE(pieces.pathTo(seen / 2), whole->pathTo(seen / 2));
        }
    }
    while (!pieces.extend(json, true, 1000)) { }
    QVERIFY(pieces.isComplete() && !pieces.fault());
    for (qsizetype i = 0; i < json.size(); i += 7)
        QCOMPARE(pieces.nodeAt(i), whole->nodeAt(i));
    QCOMPARE(pieces.memory(), whole->memory());
}

void tst_JsonIndex::isReadWhileItIsBuilt()
{
    QByteArray json = "[";
    for (int i = 0; i < 300'000; ++i)
        json += "{\"n\":" + QByteArray::number(i) + "},";
    json += "0]";
    JsonIndex index;
    std::thread builder([&] {
        for (qsizetype size = 0; size < json.size(); size += 50'000)
            index.extend(QByteArrayView(json).first(size), false);
        index.extend(json, true);
    });
    bool isRight = true;
    qint64 seen = 0;
    while (!index.isComplete()) {
        const auto root = index.root();
        const qint64 count = root ? index.childCount(*root) : 0;
        isRight = isRight && count >= seen;
        seen = count;
        if (count > 1) {
            const auto node = index.find({QString::number(count / 2), u"n"_s});
            isRight = isRight && node && index.value(*node) == QByteArray::number(count / 2);
        }
    }
    builder.join();
    QVERIFY(isRight);
    QCOMPARE(index.childCount(index.root().value()), 300'001);
}

void tst_JsonIndex::goesAnyDepth()
{
    constexpr int depth = 100'000;
    const QByteArray json = QByteArray(depth, '[') + "7" + QByteArray(depth, ']');
    const auto index = JsonIndex::of(json);
    QVERIFY(!index->fault());
    QStringList segments;
    for (int i = 0; i < depth; ++i)
        segments += u"0"_s;
    const auto node = index->find(segments);
    QVERIFY(node);
    QCOMPARE(index->value(*node), "7"_ba);
    QCOMPARE(node->depth, depth);
    QCOMPARE(index->pathTo(node->at).size(), depth + 1);
    QCOMPARE(index->nodeAt(json.size() - 1), index->root());

    QByteArray winding;
    for (int i = 0; i < depth; ++i)
        winding += "[0,";
    winding += '7' + QByteArray(depth, ']');
    const auto second = JsonIndex::of(winding);
    segments.fill(u"1"_s);
    QCOMPARE(second->value(second->find(segments).value()), "7"_ba);

    const QByteArray endless(6'000'000, '[');
    QVERIFY(JsonIndex::of(endless)->fault().value().at < endless.size()); // too deep, and said so
}

void tst_JsonIndex::readsSequences()
{
    const QByteArray json = "{\"a\":1}\n{\"a\":[2]}\n\n\x1e" "3\n\"x\"\n"_ba;
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    QVERIFY(!index->fault());
    const JsonNode root = index->root().value();
    QCOMPARE(index->childCount(root), 4);
    QCOMPARE(index->value(index->children(root, 2, 1).constFirst()), "3"_ba);
    QCOMPARE(index->children(root, 0, 1).constFirst().depth, 0);
    const JsonNode two = index->find({u"1"_s, u"a"_s, u"0"_s}).value();
    QCOMPARE(index->value(two), "2"_ba);
    QCOMPARE(index->pointer(two), u"/1/a/0"_s);
    QCOMPARE(index->nodeAt(json.indexOf("2")), two);
    QVERIFY(!JsonIndex::of("", JsonIndex::Form::Sequence)->fault());
    QVERIFY(!JsonIndex::of("\n", JsonIndex::Form::Sequence)->fault());
    QVERIFY(!JsonIndex::of("{}\n{]", JsonIndex::Form::Sequence)->fault());

    QByteArray many;
    for (int i = 0; i < 5000; ++i)
        many += "{\"number\":" + QByteArray::number(i) + "}\n";
    const auto large = JsonIndex::of(many, JsonIndex::Form::Sequence);
    QCOMPARE(large->childCount(large->root().value()), 5000);
    QCOMPARE(large->value(large->find({u"4321"_s, u"number"_s}).value()), "4321"_ba);
    QCOMPARE(large->pointer(large->nodeAt(many.indexOf("4321")).value()), u"/4321/number"_s);
}

void tst_JsonIndex::knowsTheEndsOfLongStrings()
{
    const QByteArray first = '"' + QByteArray(100'000, 'x') + '"', second = '"' + QByteArray(200'000, 'y') + '"';
    const QByteArray json = first + '\n' + second + "\n[" + second + ',' + first + ",7]\n";
    JsonIndex index(JsonIndex::Form::Sequence);
    for (const qsizetype size : {qsizetype(50'000), qsizetype(250'000), json.size()}) {
        index.extend(QByteArrayView(json).first(size), size == json.size());
        for (int round = 0; round < 2; ++round) {
            const auto documents = index.children(*index.root(), 0, 3);
            for (qsizetype i = 0; i < documents.size() && i < 2; ++i)
                QCOMPARE(index.value(documents.at(i)), i == 0 ? first : second);
        }
    }
    const JsonNode list = index.children(*index.root(), 2, 1).constFirst();
    QCOMPARE(index.value(index.children(list, 1, 1).constFirst()), first);
    QCOMPARE(index.value(index.children(list, 2, 1).constFirst()), "7"_ba);
    QCOMPARE(index.pointer(index.nodeAt(json.size() - 3).value()), u"/2/2"_s);
}

void tst_JsonIndex::goesOnBehindBrokenLines_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("values"); // of the documents; a broken one has ! before it
    QTest::newRow("in the middle") << "{\"a\":1}\n{\"a\":\n{\"a\":3}\n"_ba << QByteArrayList{"{\"a\":1}", "!{\"a\":", "{\"a\":3}"};
    QTest::newRow("never closed") << "[1,\n[2]\n[3]"_ba << QByteArrayList{"![1,", "[2]", "[3]"};
    QTest::newRow("closed twice") << "[1]]\n[2]\n"_ba << QByteArrayList{"[1]", "!]", "[2]"};
    QTest::newRow("no JSON at all") << "Error: no more  \r\n[2]\r\nend"_ba << QByteArrayList{"!Error: no more", "[2]", "!end"};
    QTest::newRow("open string") << "[\"a]\n[2]"_ba << QByteArrayList{"![\"a]", "[2]"};
    QTest::newRow("bad escape") << "[\"\\x\"]\n[2]"_ba << QByteArrayList{"![\"\\x\"]", "[2]"};
    QTest::newRow("cut off at the end") << "[1]\n[2, "_ba << QByteArrayList{"[1]", "![2,"};
    QTest::newRow("two on a line") << "[1][2] x [3]\n[4]"_ba << QByteArrayList{"[1]", "[2]", "!x [3]", "[4]"};
    QTest::newRow("glued together") << "1[2]\n\"x\"3\ntruefalse\n[4]5"_ba << QByteArrayList{"!1[2]", "\"x\"", "3", "!truefalse", "[4]", "5"};
    QTest::newRow("over several lines") << "{\n \"a\": [\n1 ]\n}\n{\n}\nx"_ba << QByteArrayList{"{\n \"a\": [\n1 ]\n}", "{\n}", "!x"};
    QTest::newRow("records") << "\x1e{\n\"a\":1}\n\x1e{\n\"a\"\n\x1e[3]"_ba << QByteArrayList{"{\n\"a\":1}", "!{\n\"a\"", "[3]"};
    QTest::newRow("only broken") << "a\nb\n"_ba << QByteArrayList{"!a", "!b"};
}

void tst_JsonIndex::goesOnBehindBrokenLines()
{
    QFETCH(QByteArray, json);
    const auto valuesOf = [](const JsonIndex &index) {
        QByteArrayList values;
        for (const JsonNode &node : index.children(*index.root(), 0, index.childCount(*index.root())))
            values += (node.kind == JsonKind::Broken ? "!" : "") + index.value(node).toByteArray();
        return values;
    };
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    QTEST(valuesOf(*index), "values");
    QVERIFY(!index->fault());
    QVERIFY(index->brokenCount() > 0);
    for (const JsonNode &node : index->broken(0, index->brokenCount())) {
        QCOMPARE(index->children(*index->root(), node.index, 1).constFirst(), node);
        QCOMPARE(index->nodeAt(node.at), node);
        const JsonFault fault = index->faultOf(node).value();
        QVERIFY(fault.at >= node.at && fault.at <= node.at + index->value(node).size() && !fault.message.isEmpty());
        QCOMPARE(fault.line, 1 + json.first(fault.at).count('\n'));
    }
    // Byte by byte it comes to the same.
    JsonIndex slow(JsonIndex::Form::Sequence);
    for (qsizetype size = 0; size < json.size(); ++size)
        slow.extend(QByteArrayView(json).first(size), false);
    slow.extend(json, true);
    QCOMPARE(valuesOf(slow), valuesOf(*index));
}

void tst_JsonIndex::findsBrokenLinesInLargeSequences()
{
    QByteArray json;
    for (int i = 0; i < 20'000; ++i)
        json += i % 100 == 50 ? "{\"number\": oops " + QByteArray::number(i) + '\n' : "{\"number\":" + QByteArray::number(i) + "}\n";
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    QCOMPARE(index->childCount(*index->root()), 20'000);
    QCOMPARE(index->brokenCount(), 200);
    QCOMPARE(index->value(index->broken(199, 5).constFirst()), "{\"number\": oops 19950"_ba);
    QCOMPARE(index->value(index->find({u"19951"_s, u"number"_s}).value()), "19951"_ba);
    QCOMPARE(index->children(*index->root(), 19950, 1).constFirst().kind, JsonKind::Broken);
    QCOMPARE(index->pointer(index->broken(1, 1).constFirst()), u"/150"_s);
}

void tst_JsonIndex::waitsForTheRestOfALine()
{
    const QByteArray json = "{\"a\":1}\n{\"a\":22}\n"_ba;
    JsonIndex index(JsonIndex::Form::Sequence);
    index.extend(QByteArrayView(json).first(13), false); // it may yet be good
    QCOMPARE(index.brokenCount(), 0);
    index.extend(json, true);
    QCOMPARE(index.brokenCount(), 0);
    QCOMPARE(index.childCount(*index.root()), 2);

    // What is too large to be read ahead is shown as it comes, and ends where it breaks.
    const QByteArray large = '[' + QByteArray("1,").repeated(1'000'000) + "]\n[2]\n";
    JsonIndex growing(JsonIndex::Form::Sequence);
    growing.extend(QByteArrayView(large).first(1'900'000), false);
    QVERIFY(growing.childCount(growing.children(*growing.root(), 0, 1).constFirst()) > 900'000);
    growing.extend(large, true);
    QCOMPARE(growing.fault().value().at, 2'000'001);
}

void tst_JsonIndex::readsEndlessBrokenLinesOnce_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("never closed") << "[1,\n"_ba;
    QTest::newRow("opened again and again") << "[\n"_ba;
    QTest::newRow("many on one line") << "1 "_ba;
    QTest::newRow("no JSON") << "x\n"_ba;
}

void tst_JsonIndex::readsEndlessBrokenLinesOnce()
{
    QFETCH(QByteArray, line);
    const QByteArray json = line.repeated(1'000'000 / line.size());
    QElapsedTimer timer; // each line against all that follow would be hours
    timer.start();
    const auto index = JsonIndex::of(json, JsonIndex::Form::Sequence);
    QCOMPARE(index->childCount(*index->root()), json.size() / line.size());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_JsonIndex::isSmall_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("dense") << '[' + QByteArray("1,").repeated(500'000) + "1]";
    QTest::newRow("usual") << '[' + QByteArray(R"({"id":123,"name":"somebody","tags":["a","b"],"address":{"city":"Berlin"}},)").repeated(14'000) + "1]";
    QTest::newRow("nested") << '[' + QByteArray("[[[[[[[[]]]]]]]],").repeated(60'000) + "1]";
}

void tst_JsonIndex::isSmall()
{
    QFETCH(QByteArray, json);
    const auto index = JsonIndex::of(json);
    QVERIFY(!index->fault());
    QVERIFY2(index->memory() * 20 < json.size(), qPrintable(QString::number(index->memory())));
}

QTEST_APPLESS_MAIN(tst_JsonIndex)
#include "tst_JsonIndex.moc"
