#include "app/json/JsonText.h"

#include <QtTest/QTest>

using namespace tessera;

class tst_JsonText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void indents_data();
    void indents();
    void compacts();
    void namesTheFirstFault_data();
    void namesTheFirstFault();
    void keepsEveryToken();
    void survivesAnyDepth();
    void undoesItself_data();
    void undoesItself();
};

void tst_JsonText::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("object") << QByteArray(R"({"b":1,"a":[true,null]})")
                            << QByteArray("{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}");
    QTest::newRow("empty object and list") << QByteArray("{\"a\" : { } , \"b\":[\n]}")
                                           << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("root number") << QByteArray(" 1.10 ") << QByteArray("1.10");
    QTest::newRow("root text") << QByteArray("\"x\"") << QByteArray("\"x\"");
    QTest::newRow("root null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[1]") << QByteArray("[\n  1\n]");
    QTest::newRow("numbers as written") << QByteArray("[18446744073709551615,1.10,1e400,-0,1E+2]")
                                        << QByteArray("[\n  18446744073709551615,\n  1.10,\n  1e400,\n  -0,\n  1E+2\n]");
    QTest::newRow("duplicate names") << QByteArray(R"({"a":1,"a":2})") << QByteArray("{\n  \"a\": 1,\n  \"a\": 2\n}");
    QTest::newRow("lone surrogate") << QByteArray(R"(["\ud800"])") << QByteArray("[\n  \"\\ud800\"\n]");
    QTest::newRow("not UTF-8 inside a string") << QByteArray("[\"\xff\"]") << QByteArray("[\n  \"\xff\"\n]");
    QTest::newRow("braces inside a string") << QByteArray(R"(["{[,:]}\""])") << QByteArray("[\n  \"{[,:]}\\\"\"\n]");
}

void tst_JsonText::indents()
{
    QFETCH(QByteArray, json);
    const auto text = JsonText::indented(json);
    QVERIFY(text.has_value());
    QTEST(*text, "text");
}

void tst_JsonText::compacts()
{
    const auto text = JsonText::compact("{ \"a b\" : [ 1.0 , 2 ] ,\r\n\t\"c\" : \"x  y\" }");
    QVERIFY(text.has_value());
    QCOMPARE(*text, QByteArray(R"({"a b":[1.0,2],"c":"x  y"})"));
}

void tst_JsonText::namesTheFirstFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("nothing") << QByteArray() << 0 << 1 << 1;
    QTest::newRow("white space only") << QByteArray(" \n ") << 3 << 2 << 2;
    QTest::newRow("unclosed list") << QByteArray("[1") << 2 << 1 << 3;
    QTest::newRow("trailing comma") << QByteArray("[1,]") << 3 << 1 << 4;
    QTest::newRow("comma after the last member") << QByteArray("{\"a\":1,}") << 7 << 1 << 8;
    QTest::newRow("missing colon") << QByteArray("{\"a\" 1}") << 5 << 1 << 6;
    QTest::newRow("wrong bracket") << QByteArray("[1}") << 2 << 1 << 3;
    QTest::newRow("more after the end") << QByteArray("{}\n{}") << 3 << 2 << 1;
    QTest::newRow("unclosed text") << QByteArray("[1,\n \"abc]") << 5 << 2 << 2;
    QTest::newRow("control character") << QByteArray("[\"a\tb\"]") << 3 << 1 << 4;
    QTest::newRow("unknown escape") << QByteArray("[\"\\x\"]") << 2 << 1 << 3;
    QTest::newRow("short escape") << QByteArray("[\"\\u12\"]") << 2 << 1 << 3;
    QTest::newRow("escape at the end") << QByteArray("\"\\") << 1 << 1 << 2;
    QTest::newRow("leading zero") << QByteArray("01") << 1 << 1 << 2;
    QTest::newRow("sign alone") << QByteArray("-") << 1 << 1 << 2;
    QTest::newRow("no digits after the point") << QByteArray("1.") << 2 << 1 << 3;
    QTest::newRow("a word") << QByteArray("[nope]") << 1 << 1 << 2;
    QTest::newRow("HTML") << QByteArray("<html>") << 0 << 1 << 1;
    QTest::newRow("NUL") << QByteArray("[\0]", 3) << 1 << 1 << 2;
    QTest::newRow("columns count characters") << QByteArray("[\"\xc3\xa4\xf0\x9f\x98\x80\" 1]") << 10 << 1 << 7;
    QTest::newRow("a byte order mark is no column") << QByteArray("\xef\xbb\xbf x") << 4 << 1 << 2;
}

void tst_JsonText::namesTheFirstFault()
{
    QFETCH(QByteArray, json);
    const auto fault = JsonText::faultIn(json);
    QVERIFY(fault.has_value());
    QTEST(int(fault->at), "at");
    QTEST(int(fault->line), "line");
    QTEST(int(fault->column), "column");
    QVERIFY(fault->message.endsWith(u'.'));
    QVERIFY(!JsonText::indented(json));
    QVERIFY(!JsonText::compact(json));
}

void tst_JsonText::keepsEveryToken()
{
    const QByteArray json = R"({"z":0.10,"a":"é\u00e9\/","z":[-0.0,1e5,""],"":{}})";
    QCOMPARE(JsonText::compact(*JsonText::indented(json)).value(), json);
}

void tst_JsonText::survivesAnyDepth()
{
    constexpr int depth = 100'000;
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    const auto text = JsonText::indented(deep);
    QVERIFY(text.has_value());
    QVERIFY2(text->size() < 100 * 1024 * 1024, "the indentation explodes");
    QCOMPARE(JsonText::compact(*text).value(), deep);

    const auto fault = JsonText::faultIn(QByteArray(depth, '['));
    QVERIFY(fault.has_value());
    QCOMPARE(fault->at, qsizetype(depth));
}

void tst_JsonText::undoesItself_data()
{
    QTest::addColumn<int>("indent");
    QTest::newRow("none") << 0;
    QTest::newRow("two") << 2;
    QTest::newRow("four") << 4;
}

void tst_JsonText::undoesItself()
{
    QFETCH(int, indent);
    const QByteArray json = R"([{"a":[1,{"b":[]},[[2]]]},"x"])";
    const auto text = JsonText::indented(json, indent);
    QVERIFY(text.has_value());
    QCOMPARE(JsonText::indented(*text, indent).value(), *text);
    QCOMPARE(JsonText::compact(*text).value(), json);
}

QTEST_APPLESS_MAIN(tst_JsonText)
#include "tst_JsonText.moc"
