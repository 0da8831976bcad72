#include "app/workspace/PathVariables.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_PathVariables : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsNames_data();
    void findsNames();
    void keepsInStep_data();
    void keepsInStep();
    void renamesInTheUrl();
    void fillsIn_data();
    void fillsIn();
};

void tst_PathVariables::findsNames_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("colon") << u"https://h/users/:id/posts"_s << QStringList{u"id"_s};
    QTest::newRow("braces") << u"https://h/users/{id}"_s << QStringList{u"id"_s};
    QTest::newRow("behind a variable") << u"{{baseUrl}}/users/:id?x=:no#/:no"_s << QStringList{u"id"_s};
    QTest::newRow("twice is once") << u"/:a/{b}/:a"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("port") << u"http://h:8080/x"_s << QStringList();
    QTest::newRow("port alone") << u"http://:8080/:x"_s << QStringList{u"x"_s};
    QTest::newRow("without a scheme") << u"localhost:8080/:x"_s << QStringList{u"x"_s};
    QTest::newRow("part of a segment") << u"https://h/v1/things:cancel/a{b}"_s << QStringList();
    QTest::newRow("a variable is none") << u"https://h/{{id}}/x"_s << QStringList();
    QTest::newRow("slash in a variable") << u"{{ a/:b }}/:c"_s << QStringList{u"c"_s};
    QTest::newRow("number") << u"https://h/:1"_s << QStringList();
    QTest::newRow("empty") << QString() << QStringList();
    QTest::newRow("nothing but colons") << u"https://h/:/{}/::"_s << QStringList();
}

void tst_PathVariables::findsNames()
{
    QFETCH(QString, url);
    QTEST(PathVariables::names(url), "names");
}

void tst_PathVariables::keepsInStep_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("after"); // name=value
    QTest::newRow("as it was") << u"/:a/:b"_s << QStringList{u"a=1"_s, u"b=2"_s};
    QTest::newRow("other order") << u"/:b/:a"_s << QStringList{u"b=2"_s, u"a=1"_s};
    QTest::newRow("one went") << u"/:b"_s << QStringList{u"b=2"_s};
    QTest::newRow("one came") << u"/:a/:c/:b"_s << QStringList{u"a=1"_s, u"c="_s, u"b=2"_s};
    QTest::newRow("renamed") << u"/:a/:bb"_s << QStringList{u"a=1"_s, u"bb=2"_s};
    QTest::newRow("all new") << u"/:x/:y"_s << QStringList{u"x="_s, u"y="_s};
    QTest::newRow("none") << u"/"_s << QStringList();
}

void tst_PathVariables::keepsInStep()
{
    QFETCH(QString, url);
    QStringList after;
    for (const auto &row : PathVariables::inStep({{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}}, url))
        after += row.name + u'=' + row.value;
    QTEST(after, "after");
}

void tst_PathVariables::renamesInTheUrl()
{
    QCOMPARE(PathVariables::renamed(u"{{b}}/:id/{id}/x?id=:id"_s, u"id"_s, u"key"_s), u"{{b}}/:key/{key}/x?id=:id"_s);
}

void tst_PathVariables::fillsIn_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("url");
    QTest::newRow("plain") << u"7"_s << u"https://h/7/x?y"_s;
    QTest::newRow("cannot leave its segment") << u"a/b?c#d%"_s << u"https://h/a%2Fb%3Fc%23d%25/x?y"_s;
    QTest::newRow("blank and UTF-8") << u"ä b"_s << u"https://h/%C3%A4%20b/x?y"_s;
    QTest::newRow("what a segment may hold") << u"a:b@c;d=e,f"_s << u"https://h/a:b@c;d=e,f/x?y"_s;
    QTest::newRow("braces are none of ours") << u"{{x}}"_s << u"https://h/%7B%7Bx%7D%7D/x?y"_s;
}

void tst_PathVariables::fillsIn()
{
    QFETCH(QString, value);
    QTEST(PathVariables::filled(u"https://h/:id/x?y"_s, {{u"id"_s, value}}), "url");
    QCOMPARE(PathVariables::filled(u"https://h/:id"_s, {}), u"https://h/:id"_s);
}

QTEST_APPLESS_MAIN(tst_PathVariables)
#include "tst_PathVariables.moc"
