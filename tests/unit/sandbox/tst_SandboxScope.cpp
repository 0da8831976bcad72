#include "app/sandbox/SandboxScope.h"

#include <QtTest/QTest>

using namespace tessera;

class tst_SandboxScope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fills_data();
    void fills();
    void newEachTime();
    void setsPaths();
    void readsForms();
};

void tst_SandboxScope::fills_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("filled"); // empty: nothing
    const auto row = [](const char *name, const char *form, const char *filled) {
        QTest::newRow(name) << QString::fromUtf8(form) << QString::fromUtf8(filled);
    };
    row("plain", R"("a b")", R"("a b")");
    row("number as it is", "1", "1");
    row("only a name keeps the type", R"("{{n}}")", "42");
    row("with spaces", R"("{{ n }}")", "42");
    row("in a text", R"("<{{n}}>")", R"("<42>")");
    row("a filter makes text", R"("{{n | trim}}")", R"("42")");
    row("an object in a text", R"("{{o | trim}}")", R"("{\"a\":\"x y\",\"list\":[1,{\"b\":null}]}")");
    row("path", R"("{{o.a}}")", R"("x y")");
    row("list item", R"("{{o.list.0}}")", "1");
    row("list item's member", R"("{{o.list.1.b}}")", "null");
    row("no such item", R"("{{o.list.7}}")", "");
    row("item by a bad number", R"("{{o.list.1x}}")", "");
    row("missing", R"("{{nobody}}")", "");
    row("missing in a text", R"("a{{nobody}}b")", R"("ab")");
    row("missing member is left out", R"({"a":"{{nobody}}","b":"{{n}}"})", R"({"b":42})");
    row("missing item is null", R"(["{{nobody}}",1])", "[null,1]");
    row("names in keys", R"({"{{o.a}}":1})", R"({"x y":1})");
    row("filters", R"("{{o.a | upper}}")", R"("X Y")");
    row("a value with braces is not looked at again", R"("{{evil}}")", R"("{{n}}")");
    row("nor in a text", R"("-{{evil}}")", R"("-{{n}}")");
}

void tst_SandboxScope::fills()
{
    QFETCH(QString, form);
    QFETCH(QString, filled);
    SandboxScope scope;
    scope.set("n", 42);
    scope.set("o", Json::parse(R"({"a":"x y","list":[1,{"b":null}]})"));
    scope.set("evil", "{{n}}");
    const auto result = scope.fill(Json::parse(form.toStdString()));
    QCOMPARE(result ? QString::fromStdString(result->dump()) : QString(), filled);
}

void tst_SandboxScope::newEachTime()
{
    const SandboxScope scope;
    const auto uuid = scope.text("{{random.uuid}}");
    QCOMPARE(uuid.size(), std::size_t(36));
    QVERIFY(uuid != scope.text("{{random.uuid}}"));
    QCOMPARE(scope.text("{{random.hex24}}").size(), std::size_t(24));
    QCOMPARE(scope.text("{{random.digits6}}").size(), std::size_t(6));
}

void tst_SandboxScope::setsPaths()
{
    SandboxScope scope;
    scope.set("a.b.c", 1);
    scope.set("a.b.d", 2);
    QCOMPARE(scope.fillOrNull("{{a}}"), Json::parse(R"({"b":{"c":1,"d":2}})"));
    scope.set("a.b", "text");
    scope.set("a.b.c", 3); // what is in the way makes room
    QCOMPARE(scope.fillOrNull("{{a.b.c}}"), Json(3));
    scope.unset("a");
    QVERIFY(!scope.find("a.b"));
}

void tst_SandboxScope::readsForms()
{
    QCOMPARE(SandboxScope::formFields("a=1&b=x+y%21&a=2&c"), Json::parse(R"({"a":"2","b":"x y!","c":""})"));
    QCOMPARE(SandboxScope::formFields(""), Json::object());
}

QTEST_GUILESS_MAIN(tst_SandboxScope)
#include "tst_SandboxScope.moc"
