#include "app/template/Template.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

std::optional<QString> known(const QString &name)
{
    static const QMap<QString, QString> values{{u"user"_s, u"ann"_s}, {u"empty"_s, QString()}, {u"braces"_s, u"{{user}}"_s},
        {u"odd"_s, u"a b/ü:+%"_s}, {u"quoted"_s, u"say \"hi\"\\\n\t\x01"_s}, {u"blank"_s, u"  x \n"_s},
        {u"first name"_s, u"Ann"_s}, {u"bytes"_s, u"\?\?\?>>>"_s}, {u"mixed"_s, u"AbC"_s}};
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(*found);
}

}

class tst_Template : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void renders_data();
    void renders();
    void refusesToParse_data();
    void refusesToParse();
    void unknownNamesAreNamed();
    void namesAreListedOnce();
    void longTextsStayQuick();
};

void tst_Template::renders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no names") << u"plain } text {"_s << u"plain } text {"_s;
    QTest::newRow("one name") << u"{{user}}"_s << u"ann"_s;
    QTest::newRow("blanks around") << u"<{{  user }}>"_s << u"<ann>"_s;
    QTest::newRow("several") << u"{{user}}:{{user}}{{empty}}."_s << u"ann:ann."_s;
    QTest::newRow("a name with a blank") << u"{{first name}}"_s << u"Ann"_s;
    QTest::newRow("values are not looked at again") << u"{{braces}}"_s << u"{{user}}"_s;
    QTest::newRow("escaped braces") << u"\\{{user}} {{user}}"_s << u"{{user}} ann"_s;
    QTest::newRow("other backslashes stay") << u"\\n\\{x"_s << u"\\n\\{x"_s;
    QTest::newRow("closing braces stay") << u"{{user}}}} }}"_s << u"ann}} }}"_s;
    QTest::newRow("one brace") << u"{user} {"_s << u"{user} {"_s;
    QTest::newRow("percent") << u"{{odd | percent}}"_s << u"a%20b%2F%C3%BC%3A%2B%25"_s;
    QTest::newRow("percent keeps the unreserved") << u"{{user|percent}}-._~"_s << u"ann-._~"_s;
    QTest::newRow("base64") << u"{{bytes|base64}}"_s << u"Pz8/Pj4+"_s;
    QTest::newRow("base64 with padding") << u"{{mixed|base64}}{{user | base64}}."_s << u"QWJDYW5u."_s;
    QTest::newRow("base64url") << u"{{bytes|base64url}}"_s << u"Pz8_Pj4-"_s;
    QTest::newRow("base64 of UTF-8") << u"{{odd|base64}}"_s << u"YSBiL8O8Oisl"_s;
    QTest::newRow("json") << u"\"{{quoted|json}}\""_s << u"\"say \\\"hi\\\"\\\\\\u000a\\u0009\\u0001\""_s;
    QTest::newRow("trim") << u"[{{blank|trim}}]"_s << u"[x]"_s;
    QTest::newRow("lower") << u"{{mixed|lower}}"_s << u"abc"_s;
    QTest::newRow("upper") << u"{{mixed|upper}}"_s << u"ABC"_s;
    QTest::newRow("filters in turn") << u"{{mixed | lower | base64 | percent}}"_s << u"YWJj"_s;
    QTest::newRow("a filter of nothing") << u"[{{empty|base64}}]"_s << u"[]"_s;
}

void tst_Template::renders()
{
    QFETCH(QString, text);
    const auto parsed = Template::parse(text);
    QVERIFY2(parsed.has_value(), qPrintable(parsed ? QString() : parsed.error().message));
    QCOMPARE(parsed->text(), text);
    QCOMPARE(parsed->isEmpty(), text.isEmpty());
    const auto rendered = parsed->render(known);
    QVERIFY(rendered.has_value());
    QTEST(*rendered, "expected");
}

void tst_Template::refusesToParse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("not closed") << u"abc{{user"_s << u"column 4"_s;
    QTest::newRow("closed once") << u"{{user}"_s << u"column 1"_s;
    QTest::newRow("no name") << u"{{}}"_s << u"no name"_s;
    QTest::newRow("blank name") << u"x{{ | trim}}"_s << u"column 2"_s;
    QTest::newRow("unknown filter") << u"{{user | shell}}"_s << u"\"shell\""_s;
    QTest::newRow("empty filter") << u"{{user |}}"_s << u"not a filter"_s;
    QTest::newRow("filters have a case") << u"{{user | Trim}}"_s << u"not a filter"_s;
    QTest::newRow("an opening inside") << u"x{{us{{er}}"_s << u"column 2"_s;
    QTest::newRow("closed by the next one") << u"{{a} {{b}}"_s << u"column 1"_s;
}

void tst_Template::refusesToParse()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto parsed = Template::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Input);
    QVERIFY2(parsed.error().message.contains(words), qPrintable(parsed.error().message));
}

void tst_Template::unknownNamesAreNamed()
{
    const auto rendered = Template::parse(u"ab {{user}} {{nobody | upper}}"_s)->render(known);
    QVERIFY(!rendered);
    QCOMPARE(rendered.error().kind, ErrorKind::Input);
    QVERIFY2(rendered.error().message.contains("{{nobody}}"_L1), qPrintable(rendered.error().message));
    QVERIFY2(rendered.error().message.contains("column 13"_L1), qPrintable(rendered.error().message));
}

void tst_Template::namesAreListedOnce()
{
    QCOMPARE(Template::parse(u"{{b}}{{a|trim}}\\{{c}}{{ b }}"_s)->names(), QStringList({u"b"_s, u"a"_s}));
    QCOMPARE(Template().names(), QStringList());
    const Template text = *Template::parse(u"ab{{a|trim}}\\{{c}}"_s);
    QVERIFY(text.mentions(u"a"));
    QVERIFY(!text.mentions(u"ab") && !text.mentions(u"c") && !text.mentions(u""));
    QVERIFY(Template::parse(u"{{a}}"_s) == Template::parse(u"{{a}}"_s));
}

void tst_Template::longTextsStayQuick()
{
    const QString text = QString(u"x{{user}}\\{{ }"_s).repeated(50'000);
    QCOMPARE(Template::parse(text)->render(known)->size(), 50'000 * 8);
}

QTEST_GUILESS_MAIN(tst_Template)
#include "tst_Template.moc"
