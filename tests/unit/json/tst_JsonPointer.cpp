#include "app/json/JsonPointer.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_JsonPointer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void finds_data();
    void finds();
    void staysQuickOnHostileInput_data();
    void staysQuickOnHostileInput();
};

void tst_JsonPointer::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("segments");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("whole document") << QString() << QStringList() << true;
    QTest::newRow("empty name") << u"/"_s << QStringList{QString()} << true;
    QTest::newRow("two names") << u"/a/b"_s << QStringList{u"a"_s, u"b"_s} << true;
    QTest::newRow("escapes") << u"/a~1b/~0/~01"_s << QStringList{u"a/b"_s, u"~"_s, u"~1"_s} << true;
    QTest::newRow("no slash") << u"a"_s << QStringList() << false;
    QTest::newRow("tilde alone") << u"/a~"_s << QStringList() << false;
    QTest::newRow("tilde two") << u"/a~2"_s << QStringList() << false;
}

void tst_JsonPointer::parses()
{
    QFETCH(QString, text);
    const auto pointer = JsonPointer::parse(text);
    QTEST(pointer.has_value(), "isGood");
    if (pointer)
        QTEST(pointer->segments(), "segments");
    else
        QCOMPARE(pointer.error().kind, ErrorKind::Parse);
}

void tst_JsonPointer::finds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("expected"); // null: nothing

    const QByteArray rfc = R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})";
    QTest::newRow("RFC: first of a list") << rfc << u"/foo/0"_s << u"bar"_s;
    QTest::newRow("RFC: empty name") << rfc << u"/"_s << u"0"_s;
    QTest::newRow("RFC: slash") << rfc << u"/a~1b"_s << u"1"_s;
    QTest::newRow("RFC: backslash") << rfc << u"/i\\j"_s << u"5"_s;
    QTest::newRow("RFC: quote") << rfc << u"/k\"l"_s << u"6"_s;
    QTest::newRow("RFC: tilde") << rfc << u"/m~0n"_s << u"8"_s;
    QTest::newRow("a list is no text") << rfc << u"/foo"_s << QString();
    QTest::newRow("an object is no text") << rfc << QString() << QString();
    QTest::newRow("beyond the list") << rfc << u"/foo/2"_s << QString();
    QTest::newRow("leading zero") << rfc << u"/foo/00"_s << QString();
    QTest::newRow("minus") << rfc << u"/foo/-"_s << QString();
    QTest::newRow("through a text") << rfc << u"/foo/0/x"_s << QString();
    QTest::newRow("root text") << QByteArray(R"("x")") << QString() << u"x"_s;
    QTest::newRow("root number") << QByteArray("17") << QString() << u"17"_s;
    QTest::newRow("true") << QByteArray(R"({"a":true})") << u"/a"_s << u"true"_s;
    QTest::newRow("null") << QByteArray(R"({"a":null})") << u"/a"_s << QString();
    QTest::newRow("empty text") << QByteArray(R"({"a":""})") << u"/a"_s << QString();
    QTest::newRow("number as written") << QByteArray(R"({"a":1.10})") << u"/a"_s << u"1.10"_s;
    QTest::newRow("number of 30 digits") << QByteArray(R"({"a":123456789012345678901234567890})") << u"/a"_s
                                         << u"123456789012345678901234567890"_s;
    QTest::newRow("largest unsigned") << QByteArray(R"({"a":18446744073709551615})") << u"/a"_s << u"18446744073709551615"_s;
    QTest::newRow("after a neighbour") << QByteArray(R"({"x":{"a":1,"y":[{"a":2}]},"a":3})") << u"/a"_s << u"3"_s;
    QTest::newRow("last of equal keys") << QByteArray(R"({"a":"1","a":"2"})") << u"/a"_s << u"2"_s;
    QTest::newRow("last of equal keys is null") << QByteArray(R"({"a":"1","a":null})") << u"/a"_s << QString();
    QTest::newRow("every item") << QByteArray(R"({"e":["x","y",3]})") << u"/e/*"_s << u"x, y, 3"_s;
    QTest::newRow("every item's member") << QByteArray(R"({"e":[{"p":"x"},"text",{"q":1},{"p":"y"}]})") << u"/e/*/p"_s
                                         << u"x, y"_s;
    QTest::newRow("items of items") << QByteArray(R"([[1,2],[3]])") << u"/*/*"_s << u"1, 2, 3"_s;
    QTest::newRow("no items") << QByteArray(R"({"e":[]})") << u"/e/*"_s << QString();
    QTest::newRow("star in an object is a name") << QByteArray(R"({"*":"s","a":"t"})") << u"/*"_s << u"s"_s;
    QTest::newRow("non-ASCII name") << QByteArray("{\"\xc3\xa4\":\"\xe2\x82\xac\"}") << u"/\u00e4"_s << u"\u20ac"_s;
    QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}") << u"/a"_s << u"1"_s;
    QTest::newRow("wrong bytes elsewhere") << QByteArray("{\"name\":\"J\xf8rgen\",\"a\":\"t\"}") << u"/a"_s << u"t"_s;
    QTest::newRow("cut short") << QByteArray(R"({"a":"t","b")") << u"/a"_s << QString();
    QTest::newRow("something after the end") << QByteArray(R"({"a":"t"} x)") << u"/a"_s << QString();
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><p>\"a\": 1") << u"/a"_s << QString();
    QTest::newRow("empty") << QByteArray() << u"/a"_s << QString();
}

void tst_JsonPointer::finds()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    const auto parsed = JsonPointer::parse(pointer);
    QVERIFY(parsed.has_value());
    QTEST(parsed->textIn(json).value_or(QString()), "expected");
}

void tst_JsonPointer::staysQuickOnHostileInput_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("deep") << QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
    QTest::newRow("deep on the way") << QByteArray(R"({"a":)").repeated(200'000) + '1' + QByteArray(200'000, '}');
    QByteArray wide("{");
    for (int i = 0; i < 200'000; ++i)
        wide += '"' + QByteArray::number(i) + R"(":1,)";
    QTest::newRow("wide") << wide + R"("z":1})";
    QTest::newRow("one key, often") << '{' + QByteArray(R"("a":[1,1,1],)").repeated(100'000) + R"("z":1})";
}

void tst_JsonPointer::staysQuickOnHostileInput()
{
    QFETCH(QByteArray, json);
    QVERIFY(JsonPointer::isJson(json));
    QVERIFY(!JsonPointer({u"a"_s, u"*"_s, u"b"_s}).textIn(json));
}

QTEST_GUILESS_MAIN(tst_JsonPointer)
#include "tst_JsonPointer.moc"
