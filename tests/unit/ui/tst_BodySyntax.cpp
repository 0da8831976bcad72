#include "ui/widgets/BodySyntax.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_BodySyntax : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsFaults_data();
    void findsFaults();
    void whatIsSwitchedOffNeedsNoValue();
    void formats_data();
    void formats();
    void indentsXml_data();
    void indentsXml();
    void indentsGraphQl_data();
    void indentsGraphQl();
    void whatCantBeReadIsAFault();
};

void tst_BodySyntax::findsFaults_data()
{
    using Language = BodyLanguage;
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at"); // -1: none

    QTest::newRow("JSON") << Language::Json << u"{\"a\": 1}"_s << -1;
    QTest::newRow("empty") << Language::Json << u" \n"_s << -1;
    QTest::newRow("missing value") << Language::Json << u"{\"a\": }"_s << 6;
    QTest::newRow("behind letters of two bytes") << Language::Json << u"[\"ü😀\", x]"_s << 8;
    QTest::newRow("a variable as a value") << Language::Json << u"{\"a\": {{x}} }"_s << -1;
    QTest::newRow("a variable in a text") << Language::Json << u"{\"a\": \"b{{ x | json }}\"}"_s << -1;
    QTest::newRow("a variable as part of a number") << Language::Json << u"[-{{x}}.5, {{a}}{{b}}]"_s << -1;
    QTest::newRow("braces that are meant") << Language::Json << u"[\"\\{{\"]"_s << -1;
    QTest::newRow("behind a variable") << Language::Json << u"[{{x}} 1]"_s << 7;
    QTest::newRow("a variable that is not closed") << Language::Json << u"[{{x]"_s << 2;

    QTest::newRow("XML") << Language::Xml << u"<?xml version=\"1.0\"?><a b='{{x}}'>{{y}}<{{z}}/></a>"_s << -1;
    QTest::newRow("tags that don't fit") << Language::Xml << u"<a><b></a>"_s << 9;
    QTest::newRow("a root is missing") << Language::Xml << u"text"_s << 0;

    QTest::newRow("GraphQL") << Language::GraphQl << u"query Q($a: [Int!]) { b(c: \"}\") { d } } # {"_s << -1;
    QTest::newRow("a block of text") << Language::GraphQl << u"{ a(b: \"\"\"\n{ \" \"\"\") }"_s << -1;
    QTest::newRow("never closed") << Language::GraphQl << u"{ a { b }"_s << 0;
    QTest::newRow("nothing to close") << Language::GraphQl << u"{ a )"_s << 4;
    QTest::newRow("open text") << Language::GraphQl << u"{ a(b: \"c) }\n}"_s << 7;

    QTest::newRow("text can't be wrong") << Language::Text << u"{"_s << -1;
}

void tst_BodySyntax::findsFaults()
{
    QFETCH(BodyLanguage, language);
    QFETCH(QString, text);
    const auto fault = BodySyntax::faultIn(text, language);
    QTEST(fault ? int(fault->at) : -1, "at");
    if (fault) {
        QVERIFY(fault->message.endsWith(u'.'));
        QVERIFY(fault->sentence().contains(u"column %1"_s.arg(fault->column)));
        QCOMPARE(int(text.left(fault->at).count(u'\n')) + 1, fault->line);
    }
}

void tst_BodySyntax::whatIsSwitchedOffNeedsNoValue()
{
    const QString text = u"A: {{x}}\n  // B: {{y}}\nC: // {{z}}"_s;
    const auto names = [&](BodyLanguage language) {
        QStringList found;
        for (const VariableMark &mark : BodySyntax::variablesIn(text, language, {}))
            found += mark.name;
        return found;
    };
    QCOMPARE(names(BodyLanguage::Headers), (QStringList{u"x"_s, u"z"_s}));
    QCOMPARE(names(BodyLanguage::Text), (QStringList{u"x"_s, u"y"_s, u"z"_s})); // a body goes as it is
}

void tst_BodySyntax::formats_data()
{
    QTest::addColumn<QString>("compact");
    QTest::addColumn<QString>("indented");
    QTest::newRow("numbers as written") << u"[1.10,1e400,18446744073709551616,-0]"_s
                                        << u"[\n  1.10,\n  1e400,\n  18446744073709551616,\n  -0\n]"_s;
    QTest::newRow("duplicates and order") << u"{\"b\":1,\"a\":2,\"b\":3}"_s
                                          << u"{\n  \"b\": 1,\n  \"a\": 2,\n  \"b\": 3\n}"_s;
    QTest::newRow("variables") << u"{\"a\":{{ x | json }},\"b\":\"1 {{y}} \\u00fc\",\"c\":[{{z}}{{z}},-{{n}}]}"_s
                               << u"{\n  \"a\": {{ x | json }},\n  \"b\": \"1 {{y}} \\u00fc\",\n  \"c\": [\n    {{z}}{{z}},\n    -{{n}}\n  ]\n}"_s;
    QTest::newRow("nothing inside") << u"{\"a\":{},\"b\":[]}"_s << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
    QTest::newRow("a variable alone") << u"{{all}}"_s << u"{{all}}"_s;
    QTest::newRow("ones beside ones") << u"[11,{{x}},1]"_s << u"[\n  11,\n  {{x}},\n  1\n]"_s;
}

void tst_BodySyntax::formats()
{
    QFETCH(QString, compact);
    QFETCH(QString, indented);
    QCOMPARE(BodySyntax::indented(compact, BodyLanguage::Json).value_or(QString()), indented);
    QCOMPARE(BodySyntax::compact(indented, BodyLanguage::Json).value_or(QString()), compact);
    QCOMPARE(BodySyntax::indented(indented, BodyLanguage::Json).value_or(QString()), indented);
}

void tst_BodySyntax::indentsXml_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("indented");
    QTest::newRow("elements and text") << u"<a><b x='{{y}}'>{{z}} 1.10</b><c/></a>"_s << u"<a>\n  <b x='{{y}}'>{{z}} 1.10</b>\n  <c/>\n</a>"_s;
    QTest::newRow("text among elements stays") << u"<p>one <b>two</b> {{three}}</p>"_s << u"<p>one <b>two</b> {{three}}</p>"_s;
    QTest::newRow("as written") << u"<a><![CDATA[ <b> ]]></a>"_s << u"<a><![CDATA[ <b> ]]></a>"_s;
}

void tst_BodySyntax::indentsXml()
{
    QFETCH(QString, written);
    QFETCH(QString, indented);
    QCOMPARE(BodySyntax::indented(written, BodyLanguage::Xml).value_or(QString()), indented);
    QCOMPARE(BodySyntax::indented(indented, BodyLanguage::Xml).value_or(QString()), indented);
}

void tst_BodySyntax::indentsGraphQl_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("indented");
    QTest::newRow("selections") << u"query Q($a:Int=1){me(id:$a){name,age friends{id}}}"_s
                                << u"query Q($a:Int=1) {\n  me(id:$a) {\n    name,\n    age\n    friends {\n      id\n    }\n  }\n}"_s;
    QTest::newRow("fragments") << u"{ ...F ... on User @include(if: $x) { id } a: b } fragment F on User { id }"_s
                               << u"{\n  ...F\n  ... on User @include(if: $x) {\n    id\n  }\n  a: b\n}\nfragment F on User {\n  id\n}"_s;
    QTest::newRow("comments and blank lines") << u"{ # all\n# of it\n\n\n\nid }"_s << u"{ # all\n  # of it\n\n  id\n}"_s;
    QTest::newRow("texts") << u"{ a(b: \"x { y\", c: \"\"\"\n  { as it is\n\"\"\") d }"_s
                           << u"{\n  a(b: \"x { y\", c: \"\"\"\n  { as it is\n\"\"\")\n  d\n}"_s;
    QTest::newRow("values keep their lines") << u"{ a(in: {b: [1 2], c: {}},\n d: 1) }"_s << u"{\n  a(in: {b: [1 2], c: {}},\n    d: 1)\n}"_s;
    QTest::newRow("variables of ours") << u"{ {{field}} { {{a}} {{ b }} } }"_s << u"{\n  {{field}} {\n    {{a}}\n    {{ b }}\n  }\n}"_s;
    QTest::newRow("types") << u"type A implements B & C { \"what\" a(b: Int = 1): [Int!]! @old c: D }"_s
                           << u"type A implements B & C {\n  \"what\"\n  a(b: Int = 1): [Int!]! @old\n  c: D\n}"_s;
    QTest::newRow("no selection") << u"{}"_s << u"{}"_s;
}

void tst_BodySyntax::indentsGraphQl()
{
    QFETCH(QString, written);
    QFETCH(QString, indented);
    QCOMPARE(BodySyntax::indented(written, BodyLanguage::GraphQl).value_or(QString()), indented);
    QCOMPARE(BodySyntax::indented(indented, BodyLanguage::GraphQl).value_or(QString()), indented);
    const auto solid = [](QString text) { return text.removeIf([](QChar c) { return c.isSpace(); }); };
    QCOMPARE(solid(indented), solid(written));
}

void tst_BodySyntax::whatCantBeReadIsAFault()
{
    QVERIFY(!BodySyntax::indented(u"{ a "_s, BodyLanguage::GraphQl));
    QVERIFY(!BodySyntax::indented(u"<a><b></a>"_s, BodyLanguage::Xml));
    const auto wrong = BodySyntax::indented(u"{\n \"a\" {{x}}}"_s, BodyLanguage::Json);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().line, 2);
    QCOMPARE(wrong.error().column, 6);
}

QTEST_APPLESS_MAIN(tst_BodySyntax)
#include "tst_BodySyntax.moc"
