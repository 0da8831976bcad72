#include "app/json/JsonReader.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

Json json(const char *text)
{
    return Json::parse(text);
}

QString message(const JsonReader &reader)
{
    return reader.error() ? reader.error()->message : QString();
}

}

class tst_JsonReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere();
    void firstErrorWins();
    void namesThePlace_data();
    void namesThePlace();
    void unknownKeysAreErrors();
    void shortFormsReadAsObjects();
    void shortFormsAreNamedWhereTheyStand();
    void onlyTextAndNumbersHaveAShortForm();
    void oneMemberMayBeSkipped();
    void rootMustBeAnObject();
    void bytesAreCheckedFirst_data();
    void bytesAreCheckedFirst();
};

void tst_JsonReader::readsWhatIsThere()
{
    const Json root = json(R"({"t": "x", "b": true, "n": 7, "l": ["a", "b"], "o": {"k": "v"}, "c": "two"})");
    JsonReader reader(root, u"s"_s);
    QCOMPARE(reader.requiredString("t"), u"x"_s);
    QCOMPARE(reader.string("absent", u"d"_s), u"d"_s);
    QVERIFY(reader.boolean("b"));
    QCOMPARE(reader.integer("n", 1, 0, 10), 7);
    QCOMPARE(reader.strings("l"), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(reader.stringMembers("o"), (QList<std::pair<QString, QString>>{{u"k"_s, u"v"_s}}));
    QCOMPARE(reader.choice("c", {u"one"_s, u"two"_s}, 0), 1);
    reader.finish();
    QCOMPARE(message(reader), QString());
}

void tst_JsonReader::firstErrorWins()
{
    const Json root = json(R"({"a": 1, "b": 2})");
    JsonReader reader(root, u"s"_s);
    QCOMPARE(reader.string("a", u"d"_s), u"d"_s);
    QCOMPARE(reader.string("b", u"d"_s), u"d"_s);
    QVERIFY2(message(reader).startsWith("s: /a "_L1), qPrintable(message(reader)));
}

void tst_JsonReader::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("member of an object") << QByteArray(R"({"o": {"a/b": 1}})") << u"/o/a~1b"_s;
    QTest::newRow("an object that is none") << QByteArray(R"({"o": 5})") << u"/o"_s;
    QTest::newRow("item of a list") << QByteArray(R"({"l": [{"a/b": "x"}, {"a/b": 1}]})") << u"/l/1/a~1b"_s;
    QTest::newRow("an item that is none") << QByteArray(R"({"l": [{}, []]})") << u"/l/1"_s;
    QTest::newRow("a list that is none") << QByteArray(R"({"l": {}})") << u"/l"_s;
}

void tst_JsonReader::namesThePlace()
{
    QFETCH(QByteArray, text);
    const Json root = json(text.constData());
    JsonReader reader(root, u"file.json"_s);
    JsonReader object = reader.object("o");
    QCOMPARE(object.string("a/b"), QString());
    for (JsonReader &item : reader.objects("l"))
        (void)item.string("a/b");
    QTEST(message(reader).section(u' ', 1, 1), "place");
    QVERIFY(message(reader).startsWith("file.json: "_L1));
}

void tst_JsonReader::unknownKeysAreErrors()
{
    const Json root = json(R"({"known": 1, "unknown": 2})");
    JsonReader reader(root, u"s"_s);
    reader.ignore("known");
    reader.finish();
    QVERIFY2(message(reader).contains("/unknown is not known here"_L1), qPrintable(message(reader)));
}

void tst_JsonReader::shortFormsReadAsObjects()
{
    const Json root = json(R"({"l": ["x", 5, {"v": "y", "w": true}], "m": {"one": "x", "two": {"v": "y"}}})");
    JsonReader reader(root, u"s"_s);
    QList<JsonReader> items = reader.objects("l", "v");
    QCOMPARE(items.size(), 3);
    QCOMPARE(items[0].string("v"), u"x"_s);
    QCOMPARE(items[1].integer("v", 0, 0, 9), 5);
    QCOMPARE(items[2].string("v"), u"y"_s);
    QVERIFY(items[2].boolean("w"));
    QStringList read;
    for (auto &[name, member] : reader.members("m", "v"))
        read += name + u'=' + member.string("v");
    QCOMPARE(read, QStringList({u"one=x"_s, u"two=y"_s}));
    for (JsonReader &item : items)
        item.finish();
    QCOMPARE(message(reader), QString());
}

void tst_JsonReader::shortFormsAreNamedWhereTheyStand()
{
    const Json root = json(R"({"l": ["x"]})");
    JsonReader reader(root, u"s"_s);
    reader.objects("l", "v")[0].fail("v", u"is wrong"_s);
    QCOMPARE(message(reader), u"s: /l/0 is wrong."_s);
}

void tst_JsonReader::onlyTextAndNumbersHaveAShortForm()
{
    for (const char *text : {R"({"l": [true]})", R"({"l": [null]})", R"({"l": [[]]})"}) {
        const Json root = json(text);
        JsonReader reader(root, u"s"_s);
        (void)reader.objects("l", "v");
        QCOMPARE(message(reader), u"s: /l/0 must be an object."_s);
    }
}

void tst_JsonReader::oneMemberMayBeSkipped()
{
    const Json root = json(R"({"m": {"comment": ["any", "thing"], "a": "x"}})");
    JsonReader reader(root, u"s"_s);
    const auto members = reader.members("m", "v", "comment");
    QCOMPARE(members.size(), 1);
    QCOMPARE(members.first().first, u"a"_s);
    QCOMPARE(message(reader), QString());
}

void tst_JsonReader::rootMustBeAnObject()
{
    const Json root = json("[]");
    JsonReader reader(root, u"s"_s);
    QCOMPARE(reader.string("a", u"d"_s), u"d"_s);
    QVERIFY2(message(reader).contains("must be an object"_L1), qPrintable(message(reader)));
}

void tst_JsonReader::bytesAreCheckedFirst_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("not JSON") << QByteArray("{\n \"a\": x}") << u"line 2"_s;
    QTest::newRow("equal keys") << QByteArray(R"({"a": {"b": 1, "b": 2}})") << u"the key \"b\" twice"_s;
    QTest::newRow("too deep") << QByteArray(300, '[') + QByteArray(300, ']') << u"nested deeper"_s;
    QTest::newRow("too large") << QByteArray(17 * 1024 * 1024, ' ') << u"more than is read"_s;
    QTest::newRow("empty") << QByteArray() << u"is not JSON"_s;
}

void tst_JsonReader::bytesAreCheckedFirst()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto parsed = parseJson(bytes, u"some file"_s);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Parse);
    QVERIFY2(parsed.error().message.startsWith("some file "_L1) && parsed.error().message.contains(words),
        qPrintable(parsed.error().message));
}

QTEST_GUILESS_MAIN(tst_JsonReader)
#include "tst_JsonReader.moc"
