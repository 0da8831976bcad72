#include "app/auth/profile/Endpoint.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_Endpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void manyStarsStayQuick();
};

void tst_Endpoint::matches_data()
{
    QTest::addColumn<QString>("ruleMethod");
    QTest::addColumn<QString>("rulePath");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const QString &ruleMethod, const QString &rulePath, const QByteArray &method,
                         const QString &path,
                         bool expected) { QTest::newRow(name) << ruleMethod << rulePath << method << path << expected; };
    const QString any;

    row("same", u"POST"_s, u"/users"_s, "POST", u"/users"_s, true);
    row("another method", u"POST"_s, u"/users"_s, "PATCH", u"/users"_s, false);
    row("any method", any, u"/users"_s, "PATCH", u"/users"_s, true);
    row("GET covers HEAD", u"GET"_s, u"/api"_s, "HEAD", u"/api"_s, true);
    row("HEAD does not cover GET", u"HEAD"_s, u"/api"_s, "GET", u"/api"_s, false);
    row("POST does not cover HEAD", u"POST"_s, u"/api"_s, "HEAD", u"/api"_s, false);
    row("methods have a case", u"GET"_s, u"/api"_s, "get", u"/api"_s, false);
    row("paths have a case", u"GET"_s, u"/api"_s, "GET", u"/API"_s, false);
    row("a longer path", u"GET"_s, u"/api"_s, "GET", u"/api/v3"_s, false);
    row("a prefix of a name", u"GET"_s, u"/api"_s, "GET", u"/apis"_s, false);
    row("a slash at the end is another path", u"GET"_s, u"/api"_s, "GET", u"/api/"_s, false);
    row("a rule with a slash at the end", any, u"/api/"_s, "GET", u"/api/"_s, true);
    row("query", u"GET"_s, u"/api"_s, "GET", u"/api?x=/y/../z"_s, true);
    row("fragment", u"GET"_s, u"/api"_s, "GET", u"/api#x"_s, true);
    row("empty path", u"GET"_s, u"/"_s, "GET", QString(), false);
    row("root", u"GET"_s, u"/"_s, "GET", u"/"_s, true);
    row("no slash before", u"GET"_s, u"/api"_s, "GET", u"api"_s, false);

    row("one star", any, u"/a/*/c"_s, "GET", u"/a/b/c"_s, true);
    row("one star is one segment", any, u"/a/*/c"_s, "GET", u"/a/b/b/c"_s, false);
    row("one star is not none", any, u"/a/*"_s, "GET", u"/a"_s, false);
    row("one star is not empty", any, u"/a/*"_s, "GET", u"/a/"_s, false);
    row("two stars", any, u"/auth/**"_s, "POST", u"/auth/login"_s, true);
    row("two stars, deeper", any, u"/auth/**"_s, "POST", u"/auth/a/b/c"_s, true);
    row("two stars, none", any, u"/auth/**"_s, "POST", u"/auth"_s, true);
    row("two stars, slash", any, u"/auth/**"_s, "POST", u"/auth/"_s, true);
    row("two stars, beside", any, u"/auth/**"_s, "POST", u"/authors"_s, false);
    row("two stars between", any, u"/a/**/z"_s, "GET", u"/a/b/z/c/z"_s, true);
    row("two stars between, no end", any, u"/a/**/z"_s, "GET", u"/a/b/z/c"_s, false);
    row("two stars twice", any, u"/**/b/**/d"_s, "GET", u"/a/b/c/b/d"_s, true);
    row("everything", any, u"/**"_s, "GET", u"/x/y"_s, true);
    row("query behind stars", any, u"/auth/**"_s, "GET", u"/auth/x?y"_s, true);

    row("dots", any, u"/auth/**"_s, "GET", u"/auth/../users"_s, false);
    row("one dot", any, u"/auth/**"_s, "GET", u"/auth/./login"_s, false);
    row("dots at the end", any, u"/auth/**"_s, "GET", u"/auth/.."_s, false);
    row("encoded dots", any, u"/auth/**"_s, "GET", u"/auth/%2e%2E/users"_s, false);
    row("half encoded dots", any, u"/auth/**"_s, "GET", u"/auth/.%2e/users"_s, false);
    row("encoded slash", any, u"/auth/**"_s, "GET", u"/auth/..%2fusers"_s, false);
    row("encoded slash, large", any, u"/auth/**"_s, "GET", u"/auth/..%2Fusers"_s, false);
    row("encoded slash alone", any, u"/auth/**"_s, "GET", u"/auth/a%2fb"_s, false);
    row("encoded twice", any, u"/auth/**"_s, "GET", u"/auth/%252e%252e/users"_s, false);
    row("encoded slash twice", any, u"/auth/**"_s, "GET", u"/auth/..%252fusers"_s, false);
    row("backslash", any, u"/auth/**"_s, "GET", u"/auth/..\\users"_s, false);
    row("encoded backslash", any, u"/auth/**"_s, "GET", u"/auth/..%5cusers"_s, false);
    row("semicolon after dots", any, u"/auth/**"_s, "GET", u"/auth/..;/users"_s, false);
    row("semicolon after dots, encoded", any, u"/auth/**"_s, "GET", u"/auth/..%3b/users"_s, false);
    row("NUL", any, u"/auth/**"_s, "GET", u"/auth/%00/users"_s, false);
    row("line break", any, u"/auth/**"_s, "GET", u"/auth/%0d%0a"_s, false);
    row("two slashes", any, u"/auth/**"_s, "GET", u"/auth//users"_s, false);
    row("two slashes before", any, u"/auth/**"_s, "GET", u"//auth/login"_s, false);
    row("dots in a name are a name", any, u"/auth/**"_s, "GET", u"/auth/a..b/...x"_s, true);
    row("other encoded text", any, u"/auth/**"_s, "GET", u"/auth/%20%e4"_s, true);
    row("encoded letters are not compared", any, u"/auth/login"_s, "POST", u"/%61uth/login"_s, false);
    row("percent alone", any, u"/auth/**"_s, "GET", u"/auth/100%"_s, true);
}

void tst_Endpoint::matches()
{
    QFETCH(QString, ruleMethod);
    QFETCH(QString, rulePath);
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QTEST((Endpoint{ruleMethod, rulePath}.matches(method, path)), "expected");
}

void tst_Endpoint::manyStarsStayQuick()
{
    const Endpoint rule{QString(), QString(u"/**/a"_s).repeated(50) + u"/z"_s};
    QVERIFY(!rule.matches("GET", QString(u"/a"_s).repeated(5000)));
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_Endpoint.moc"
