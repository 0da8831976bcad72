#include "app/json/JsonPath.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_JsonPath : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void notesPatternsThatMatchNothing_data();
    void notesPatternsThatMatchNothing();
    void findsInSequences();
    void stopsWhereItIsEnough();
    void isStopped();
    void goesDeep();
    void looksThroughLargeBodies();
    void survivesHardPatterns();
    void readsWhatHasComeSoFar();
};

namespace {

// The example of RFC 9535, section 1.5.
const QByteArray store = R"({ "store": {
    "book": [
      { "category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95 },
      { "category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99 },
      { "category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3", "price": 8.99 },
      { "category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings", "isbn": "0-395-19395-8", "price": 22.99 }
    ],
    "bicycle": { "color": "red", "price": 399 } } })";
// Of sections 2.3.5.3, 2.5.2.3 and 2.3.5.3.
const QByteArray filters = R"({ "a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}], "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}, "e": "f" })";
const QByteArray descendants = R"({ "o": {"j": 1, "k": 2}, "a": [5, 3, [{"j": 4}, {"k": 6}]] })";
const QByteArray letters = R"(["a", "b", "c", "d", "e", "f", "g"])";
const QByteArray compared = R"({ "obj": {"x": "y"}, "arr": [2, 3] })";

QByteArray listOf(const JsonIndex &index, const QList<JsonNode> &nodes)
{
    QByteArrayList values;
    for (const JsonNode &node : nodes)
        values += JsonText::compact(index.value(node)).value();
    return values.join(' ');
}

}

void tst_JsonPath::finds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("values");
    const auto row = [](const QByteArray &json, const QString &path, const QByteArray &values) { QTest::newRow(qPrintable(path)) << json << path << values; };

    row(store, u"$.store.book[*].author"_s, R"("Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien")");
    row(store, u"$..author"_s, R"("Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien")");
    row(store, u"$.store..price"_s, "8.95 12.99 8.99 22.99 399");
    row(store, u"$..book[2].title"_s, R"("Moby Dick")");
    row(store, u"$..book[-1].title"_s, R"("The Lord of the Rings")");
    row(store, u"$..book[0,1].title"_s, R"("Sayings of the Century" "Sword of Honour")");
    row(store, u"$..book[:2].title"_s, R"("Sayings of the Century" "Sword of Honour")");
    row(store, u"$..book[?@.isbn].title"_s, R"("Moby Dick" "The Lord of the Rings")");
    row(store, u"$..book[?@.price<10].title"_s, R"("Sayings of the Century" "Moby Dick")");
    row(store, u"$..book[?@.price == $.store.book[0].price].price"_s, "8.95");
    row(store, u"$..book[?match(@.author, 'J.*')].price"_s, "22.99");
    row(store, u"$..book[?length(@.title) > 20].price"_s, "8.95 22.99");
    row(store, u"$..[?count(@.*) == 5].isbn"_s, R"("0-553-21311-3" "0-395-19395-8")");
    row(store, u"$.store[?value(@..color) == 'red'].price"_s, "399");

    row(R"({ "o": {"j j": {"k.k": 3}}, "'": {"@": 2} })", u"$.o['j j']['k.k']"_s, "3");
    row(R"({ "o": {"j j": {"k.k": 3}}, "'": {"@": 2} })", u"$[\"'\"][\"@\"]"_s, "2");
    row(letters, u"$[1:3]"_s, R"("b" "c")");
    row(letters, u"$[5:]"_s, R"("f" "g")");
    row(letters, u"$[1:5:2]"_s, R"("b" "d")");
    row(letters, u"$[5:1:-2]"_s, R"("f" "d")");
    row(letters, u"$[::-1]"_s, R"("g" "f" "e" "d" "c" "b" "a")");
    row(letters, u"$[-2:]"_s, R"("f" "g")");
    row(letters, u"$[1:5:0]"_s, "");
    row(letters, u"$[0,0]"_s, R"("a" "a")");
    row(letters, u"$[7]"_s, "");
    row(letters, u"$[-8]"_s, "");

    row(filters, u"$.a[?@.b == 'kilo']"_s, R"({"b":"kilo"})");
    row(filters, u"$.a[?(@.b == 'kilo')]"_s, R"({"b":"kilo"})");
    row(filters, u"$.a[?@>3.5]"_s, "5 4 6");
    row(filters, u"$.a[?@.b]"_s, R"({"b":"j"} {"b":"k"} {"b":{}} {"b":"kilo"})");
    row(filters, u"$[?@.*]"_s, R"([3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}] {"p":1,"q":2,"r":3,"s":5,"t":{"u":6}})");
    row(filters, u"$[?@[?@.b]]"_s, R"([3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}])");
    row(filters, u"$.o[?@<3, ?@<3]"_s, "1 2 1 2");
    row(filters, u"$.a[?@<2 || @.b == \"k\"]"_s, R"(1 {"b":"k"})");
    row(filters, u"$.a[?match(@.b, \"[jk]\")]"_s, R"({"b":"j"} {"b":"k"})");
    row(filters, u"$.a[?search(@.b, \"[jk]\")]"_s, R"({"b":"j"} {"b":"k"} {"b":"kilo"})");
    row(filters, u"$.o[?@>1 && @<4]"_s, "2 3");
    row(filters, u"$.o[?@.u || @.x]"_s, R"({"u":6})");
    row(filters, u"$.a[?@.b == $.x]"_s, "3 5 1 2 4 6");
    row(filters, u"$.a[?@ == @]"_s, R"(3 5 1 2 4 6 {"b":"j"} {"b":"k"} {"b":{}} {"b":"kilo"})");

    row(descendants, u"$..j"_s, "1 4");
    row(descendants, u"$..[0]"_s, R"(5 {"j":4})");
    row(descendants, u"$..[*]"_s, R"({"j":1,"k":2} [5,3,[{"j":4},{"k":6}]] 1 2 5 3 [{"j":4},{"k":6}] {"j":4} {"k":6} 4 6)");
    row(descendants, u"$..o"_s, R"({"j":1,"k":2})");
    row(descendants, u"$.o..[*, *]"_s, "1 2 1 2");
    row(descendants, u"$.a..[0, 1]"_s, R"(5 3 {"j":4} {"k":6})");
    row(R"({"x": {"name": 1}, "name": 2})", u"$..name"_s, "2 1");

    // Table 11.
    const auto truth = [&](const QString &test, bool isTrue) { row(compared, u"$[?(%1)]"_s.arg(test), isTrue ? R"({"x":"y"} [2,3])" : ""); };
    truth(u"$.absent1 == $.absent2"_s, true);
    truth(u"$.absent1 <= $.absent2"_s, true);
    truth(u"$.absent == 'g'"_s, false);
    truth(u"$.absent1 != $.absent2"_s, false);
    truth(u"$.absent != 'g'"_s, true);
    truth(u"1 <= 2"_s, true);
    truth(u"1 > 2"_s, false);
    truth(u"13 == '13'"_s, false);
    truth(u"'a' <= 'b'"_s, true);
    truth(u"'a' > 'b'"_s, false);
    truth(u"$.obj == $.arr"_s, false);
    truth(u"$.obj != $.arr"_s, true);
    truth(u"$.obj == $.obj"_s, true);
    truth(u"$.obj == 17"_s, false);
    truth(u"$.arr == 17"_s, false);
    truth(u"$.obj <= $.arr"_s, false);
    truth(u"$.arr <= $.arr"_s, true);
    truth(u"1 <= $.arr"_s, false);
    truth(u"true <= true"_s, true);
    truth(u"true > true"_s, false);

    // What the RFC leaves to those who read: every digit counts, of equal names the last.
    const QByteArray numbers = "[18446744073709551616, 18446744073709551617, 1e400, 10e399, 1.10, 1.1, -0, 0, 1e-5, 0.00001, -1e400]";
    row(numbers, u"$[?@ == 18446744073709551616]"_s, "18446744073709551616");
    row(numbers, u"$[?@ > 18446744073709551616]"_s, "18446744073709551617 1e400 10e399");
    row(numbers, u"$[?@ == 1e400]"_s, "1e400 10e399");
    row(numbers, u"$[?@ == 1.1]"_s, "1.10 1.1");
    row(numbers, u"$[?@ == 0]"_s, "-0 0");
    row(numbers, u"$[?@ == 0.1e-4]"_s, "1e-5 0.00001");
    row(numbers, u"$[?@ < -5]"_s, "-1e400");
    row(R"([1e99999999999999999999, 1e99999999999999999998, 0e99999999999999999999])", u"$[?@ > 5]"_s, "1e99999999999999999999 1e99999999999999999998");
    row(R"({"a": 1, "a": 2, "b": {"a": 3}})", u"$.a"_s, "2");
    row(R"({"a": 1, "a": 2})", u"$[*]"_s, "1 2");
    row(R"([{"a": [1, {"x": 1.0, "y": "\u0041"}]}, {"a": [1e0, {"y": "A", "x": 1}]}, {"a": [1, {"y": "A"}]}])", u"$[?@.a == $[0].a].a[0]"_s, "1 1e0");
    row(R"(["\u0041bc", "Abcd", "\ud83d\ude00"])", u"$[?@ == 'Abc']"_s, R"("\u0041bc")");
    row(R"(["\u0041bc", "Abcd", "\ud83d\ude00"])", u"$[?length(@) == 1]"_s, R"("\ud83d\ude00")");
    row(R"({"\u0061": 7})", u"$.a"_s, "7");
    row(R"(["", "a", "^a$", "a.c", "abc", "a\nc"])", u"$[?match(@, 'a*')]"_s, R"("" "a")");
    row(R"(["", "a", "^a$", "a.c", "abc", "a\nc"])", u"$[?match(@, '^a$')]"_s, R"("a")");
    row(R"(["", "a", "^a$", "a.c", "abc", "a\nc"])", u"$[?search(@, '[$^.]')]"_s, R"("^a$" "a.c")");
    row(R"(["", "a", "^a$", "a.c", "abc", "a\nc"])", u"$[?match(@, 'a.c')]"_s, R"("a.c" "abc")");
    row(R"([{"t": "ab", "p": "a."}, {"t": "ab", "p": "b"}, {"t": "ab", "p": "\\d"}])", u"$[?match(@.t, @.p)].p"_s, R"("a.")");
    row("17", u"$"_s, "17");
    row("17", u"$..*"_s, "");
    row("[1, [2, 3], ]", u"$..*"_s, "1 [2,3] 2 3"); // broken at its end
}

void tst_JsonPath::finds()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto parsed = JsonPath::parse(path);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
    const auto index = JsonIndex::of(json);
    const auto found = parsed->evaluate(*index);
    QTEST(listOf(*index, found.nodes), "values");
    QVERIFY(!found.isCut && !found.isStopped);
    QVERIFY(parsed->notes().isEmpty() || path.contains(u"\\d"));
}

void tst_JsonPath::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("says");
    const auto row = [](const QString &path, int at, const QString &says) { QTest::newRow(qPrintable(path)) << path << at << says; };
    row(u""_s, 0, u"begins with $"_s);
    row(u"store"_s, 0, u"begins with $, which stands for the whole body. Perhaps $.store is meant"_s);
    row(u"a.b"_s, 0, u"Perhaps $.a.b is meant"_s);
    row(u".a"_s, 0, u"Perhaps $.a is meant"_s);
    row(u"[0]"_s, 0, u"Perhaps $[0] is meant"_s);
    row(u"@.a"_s, 0, u"Perhaps $.a is meant"_s);
    row(u"/a/b"_s, 0, u"stands for the whole body."_s);
    row(u"a"_s.repeated(100), 0, u"stands for the whole body."_s);
    row(u" $"_s, 0, u"no blanks before"_s);
    row(u"$.a "_s, 3, u"no blanks behind"_s);
    row(u"$a"_s, 1, u"dot or a bracket"_s);
    row(u"$."_s, 2, u"name or *"_s);
    row(u"$.."_s, 3, u"missing behind the two dots"_s);
    row(u"$...a"_s, 3, u"missing behind the two dots"_s);
    row(u"$.a b"_s, 3, u"a name with a blank in it is written in brackets and quotes"_s);
    row(u"$.a-b"_s, 3, u"No - can stand in a name behind a dot; such a name is written in brackets and quotes, such as ['a-b']"_s);
    row(u"$.a]"_s, 3, u"no [ that this ] would close"_s);
    row(u"$['a']b"_s, 6, u"dot or a bracket"_s);
    row(u"$["_s, 2, u"A name in quotes, a number, a slice"_s);
    row(u"$['a]"_s, 2, u"never closed: a ' is missing"_s);
    row(u"$[1:2:3:4]"_s, 7, u"from:to:step"_s);
    row(u"$[?(@.a)"_s, 8, u"a ] is missing"_s);
    row(u"$[?@.a==]"_s, 8, u"What to compare with is missing here"_s);
    row(u"$[?foo(@)]"_s, 3, u"no function foo: only length"_s);
    row(u"$.1"_s, 2, u"begins with a letter"_s);
    row(u"$[a]"_s, 2, u"in quotes"_s);
    row(u"$['a"_s, 2, u"never closed"_s);
    row(u"$['a'"_s, 5, u"never closed"_s);
    row(u"$['\\x']"_s, 3, u"backslash"_s);
    row(u"$['\\ud800']"_s, 3, u"Half a character"_s);
    row(u"$[01]"_s, 2, u"no 0 before"_s);
    row(u"$[-0]"_s, 2, u"no minus"_s);
    row(u"$[9007199254740992]"_s, 2, u"too large"_s);
    row(u"$[99999999999999999999]"_s, 2, u"too large"_s);
    row(u"$[?@.a = 1]"_s, 7, u"compared with =="_s);
    row(u"$[?1]"_s, 3, u"alone is no question"_s);
    row(u"$[?@.a == b]"_s, 10, u"nothing that is known"_s);
    row(u"$[?@.a == @..b]"_s, 10, u"may find several"_s);
    row(u"$[?@.a == @.*]"_s, 10, u"may find several"_s);
    row(u"$[?length(@.a)]"_s, 3, u"must be compared"_s);
    row(u"$[?match(@.a, 'x') == true]"_s, 3, u"no value to compare"_s);
    row(u"$[?lenght(@.a) > 1]"_s, 3, u"no function lenght"_s);
    row(u"$[?length(@.a, 1) > 1]"_s, 3, u"one value"_s);
    row(u"$[?match(@.a)]"_s, 3, u"two values"_s);
    row(u"$[?count(1) > 1]"_s, 9, u"takes a path"_s);
    row(u"$[?!@.a == 1]"_s, 8, u"parentheses"_s);
    row(u"$[?(@.a]"_s, 7, u") is missing"_s);
    row(u"$[?@.a && ]"_s, 10, u"missing here"_s);
    row(u"$"_s + u".a"_s.repeated(1001), 2001, u"more than 1000 steps"_s);
    row(u"$[?"_s + u"("_s.repeated(101) + u"@"_s, 103, u"too deep"_s);
}

void tst_JsonPath::saysWhatIsWrong()
{
    QFETCH(QString, path);
    QFETCH(QString, says);
    const auto parsed = JsonPath::parse(path);
    QVERIFY2(!parsed, "was accepted");
    QVERIFY2(parsed.error().message.contains(says) && parsed.error().message.endsWith(u'.'), qPrintable(parsed.error().message));
    QTEST(int(parsed.error().at), "at");
}

void tst_JsonPath::notesPatternsThatMatchNothing_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("says");
    QTest::newRow("digit") << u"\\\\d+"_s << u"[0-9]"_s;
    QTest::newRow("lazy") << u"a+?"_s << u"how often"_s;
    QTest::newRow("look behind") << u"(?<=a)"_s << u"(?"_s;
    QTest::newRow("open") << u"(a"_s << u"never closed"_s;
    QTest::newRow("closed") << u"a)"_s << u"no \"(\""_s;
    QTest::newRow("brackets") << u"[a"_s << u"never closed"_s;
    QTest::newRow("class") << u"\\\\p{Xx}"_s << u"class of characters"_s;
    QTest::newRow("how often") << u"a{,2}"_s << u"{2}"_s;
    QTest::newRow("far too often") << u"a{99999999}"_s << u""_s;
    QTest::newRow("backwards") << u"[z-a]"_s << u""_s;
    QTest::newRow("deep") << u"("_s.repeated(300) << u"too deep"_s;
}

void tst_JsonPath::notesPatternsThatMatchNothing()
{
    QFETCH(QString, pattern);
    QFETCH(QString, says);
    const auto parsed = JsonPath::parse(u"$[?search(@, '%1')]"_s.arg(pattern));
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
    QCOMPARE(parsed->notes().size(), 1);
    QVERIFY2(parsed->notes().constFirst().contains(says), qPrintable(parsed->notes().constFirst()));
    const auto found = parsed->evaluate(*JsonIndex::of("[\"a1\", \"(a\"]"));
    QVERIFY(found.nodes.isEmpty());
}

void tst_JsonPath::findsInSequences()
{
    const auto index = JsonIndex::of("{\"a\":1}\n{\"a\":2}\n", JsonIndex::Form::Sequence);
    QCOMPARE(listOf(*index, JsonPath::parse(u"$[*].a"_s)->evaluate(*index).nodes), QByteArray("1 2"));
    QCOMPARE(listOf(*index, JsonPath::parse(u"$[1].a"_s)->evaluate(*index).nodes), QByteArray("2"));
    QCOMPARE(listOf(*index, JsonPath::parse(u"$..a"_s)->evaluate(*index).nodes), QByteArray("1 2"));
}

void tst_JsonPath::stopsWhereItIsEnough()
{
    const QByteArray json = '[' + QByteArray("1,").repeated(999) + "1]";
    const auto index = JsonIndex::of(json);
    const auto path = JsonPath::parse(u"$[*]"_s);
    QCOMPARE(path->evaluate(*index, {}, 1000).nodes.size(), 1000);
    QVERIFY(!path->evaluate(*index, {}, 1000).isCut);
    QCOMPARE(path->evaluate(*index, {}, 10).nodes.size(), 10);
    QVERIFY(path->evaluate(*index, {}, 10).isCut);
}

void tst_JsonPath::isStopped()
{
    const QByteArray json = '[' + QByteArray("[1,2],").repeated(100'000) + "1]";
    std::stop_source stop;
    stop.request_stop();
    const auto found = JsonPath::parse(u"$..*..*..*..*..*[?@ == 7]"_s)->evaluate(*JsonIndex::of(json), stop.get_token());
    QVERIFY(found.isStopped);
    QVERIFY(found.nodes.isEmpty());
}

void tst_JsonPath::goesDeep()
{
    const int depth = 100'000;
    const QByteArray json = QByteArray("[").repeated(depth) + "7" + QByteArray("]").repeated(depth);
    const auto index = JsonIndex::of(json);
    QCOMPARE(listOf(*index, JsonPath::parse(u"$..[?@ == 7]"_s)->evaluate(*index).nodes), QByteArray("7"));
    QCOMPARE(JsonPath::parse(u"$..*"_s)->evaluate(*index, {}, depth).nodes.size(), depth);
    QCOMPARE(JsonPath::parse(u"$[?@ == $[0]]"_s)->evaluate(*index).nodes.size(), 1);
    const QByteArray broken = QByteArray("[").repeated(250'000); // more than is looked at
    QVERIFY(JsonPath::parse(u"$..a"_s)->evaluate(*JsonIndex::of(broken)).isCut);
}

void tst_JsonPath::looksThroughLargeBodies()
{
    QByteArray json = "{\"items\":[";
    constexpr int count = 50'000;
    for (int i = 0; i < count; ++i)
        json += "{\"id\":" + QByteArray::number(i) + ",\"tags\":[\"a\",\"b\"],\"owner\":{\"name\":\"n" + QByteArray::number(i % 10) + "\"}},";
    json.chop(1);
    json += "],\"wanted\":{\"name\":\"n3\",\"id\":49999}}";
    const auto index = JsonIndex::of(json);
    QCOMPARE(JsonPath::parse(u"$.items[?@.owner == $.wanted].id"_s)->evaluate(*index).nodes.size(), 0);
    QCOMPARE(JsonPath::parse(u"$.items[?@.owner.name == $.wanted.name].id"_s)->evaluate(*index).nodes.size(), count / 10);
    QCOMPARE(listOf(*index, JsonPath::parse(u"$.items[?@.id == $.wanted.id].owner.name"_s)->evaluate(*index).nodes), QByteArray("\"n9\""));
    QCOMPARE(listOf(*index, JsonPath::parse(u"$.items[-1:-4:-1].id"_s)->evaluate(*index).nodes), QByteArray("49999 49998 49997"));
    QCOMPARE(listOf(*index, JsonPath::parse(u"$.items[49990:1000000:4].id"_s)->evaluate(*index).nodes), QByteArray("49990 49994 49998"));
    QCOMPARE(JsonPath::parse(u"$.items[::-1]"_s)->evaluate(*index, {}, 2 * count).nodes.size(), count);
    QCOMPARE(JsonPath::parse(u"$..name"_s)->evaluate(*index, {}, 2 * count).nodes.size(), count + 1);
}

void tst_JsonPath::survivesHardPatterns()
{
    const QByteArray json = "[\"" + QByteArray("a").repeated(5000) + "!\"]";
    const auto found = JsonPath::parse(u"$[?match(@, '((a*)*)*[bc]')]"_s)->evaluate(*JsonIndex::of(json));
    QVERIFY(found.nodes.isEmpty());
    QVERIFY(found.isCut); // one was not to be decided
}

void tst_JsonPath::readsWhatHasComeSoFar()
{
    const QByteArray json = "{\"list\":[" + QByteArray("{\"a\":1},").repeated(10'000) + "{\"a\":2}]}";
    JsonIndex index;
    index.extend(QByteArrayView(json).first(json.size() / 2), false);
    const auto path = JsonPath::parse(u"$.list[*].a"_s);
    const auto half = path->evaluate(index).nodes.size();
    QVERIFY(half > 4000 && half < 6000);
    index.extend(json, true);
    QCOMPARE(path->evaluate(index).nodes.size(), 10'001);
}

QTEST_APPLESS_MAIN(tst_JsonPath)
#include "tst_JsonPath.moc"
