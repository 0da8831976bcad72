#include "app/workspace/UrlQuery.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_UrlQuery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsTyped_data();
    void comesBackAsTyped();
    void cutsItems_data();
    void cutsItems();
    void readsNamesAndValues_data();
    void readsNamesAndValues();
    void encodesWhatIsTypedInTheTable_data();
    void encodesWhatIsTypedInTheTable();
    void dropsTheQuestionMarkWithTheLastItem();
};

void tst_UrlQuery::comesBackAsTyped_data()
{
    QTest::addColumn<QString>("url");
    const QStringList urls{{}, u"?"_s, u"#"_s, u"http://h/p"_s, u"http://h/p?"_s, u"http://h/p?#f"_s, u"http://h?a=1&b=2"_s,
        u"http://h?a=1&&b=2&"_s, u"http://h?&"_s, u"http://h?a"_s, u"http://h?a="_s, u"http://h?=b"_s, u"http://h?a=b=c"_s,
        u"http://h?a=%2f%zz%"_s, u"http://h?a=ä b+c"_s, u"http://h#f?a=1&b"_s, u"http://h?a=1#f#g"_s, u"{{base}}/x?y={{a}}&{{b}}"_s,
        u"{{a?b}}?c={{d&e#f}}#{{g}}"_s, u"http://h?a={{unclosed&b=1"_s, u"http://h?a=\\{{x&b=2}}"_s, u"http://h?\\{{{a&b}}&{{{{c"_s, u"?a=1?b=2"_s};
    for (const QString &url : urls)
        QTest::addRow("%s", qPrintable(url)) << url;
}

void tst_UrlQuery::comesBackAsTyped()
{
    QFETCH(QString, url);
    QCOMPARE(UrlQuery(url).url(), url);
    QCOMPARE(UrlQuery::beforeOf(url), UrlQuery(url).before);
}

void tst_UrlQuery::cutsItems_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("items");
    QTest::newRow("none") << u"http://h/p#f?x"_s << QStringList();
    QTest::newRow("bare") << u"http://h/p?"_s << QStringList();
    QTest::newRow("two") << u"http://h?a=1&b#f"_s << QStringList{u"a=1"_s, u"b"_s};
    QTest::newRow("an empty one between") << u"?a&&b"_s << QStringList{u"a"_s, u""_s, u"b"_s};
    QTest::newRow("variables are not cut") << u"?a={{x&y}}&{{z=#}}=1"_s << QStringList{u"a={{x&y}}"_s, u"{{z=#}}=1"_s};
    QTest::newRow("an unclosed one is text") << u"?a={{x&y"_s << QStringList{u"a={{x"_s, u"y"_s};
    QTest::newRow("escaped braces are text") << u"?a=\\{{x&y}}"_s << QStringList{u"a=\\{{x"_s, u"y}}"_s};
}

void tst_UrlQuery::cutsItems()
{
    QFETCH(QString, url);
    QStringList items;
    for (const auto &item : UrlQuery(url).items)
        items += item.text;
    QTEST(items, "items");
}

void tst_UrlQuery::readsNamesAndValues_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("hasValue");
    QTest::newRow("plain") << u"a=b"_s << u"a"_s << u"b"_s << true;
    QTest::newRow("no value") << u"a"_s << u"a"_s << QString() << false;
    QTest::newRow("empty value") << u"a="_s << u"a"_s << QString() << true;
    QTest::newRow("decoded") << u"a%20b=%C3%A4%26"_s << u"a b"_s << u"ä&"_s << true;
    QTest::newRow("equals in the value") << u"a=b=c"_s << u"a"_s << u"b=c"_s << true;
    QTest::newRow("plus stays") << u"a=b+c"_s << u"a"_s << u"b+c"_s << true;
    QTest::newRow("not UTF-8 stays") << u"a=%ff%FE"_s << u"a"_s << u"%ff%FE"_s << true;
    QTest::newRow("no escape stays") << u"a=100%&"_s << u"a"_s << u"100%&"_s << true;
    QTest::newRow("controls stay") << u"a=%0D%0A%00x"_s << u"a"_s << u"%0D%0A%00x"_s << true;
    QTest::newRow("what turns text around stays") << u"a=%E2%80%AE"_s << u"a"_s << u"%E2%80%AE"_s << true;
    QTest::newRow("braces stay") << u"a=%7b%7Bx}}"_s << u"a"_s << u"%7B%7Bx}}"_s << true;
    QTest::newRow("variable with equals") << u"{{a=b}}={{c}}"_s << u"{{a=b}}"_s << u"{{c}}"_s << true;
    QTest::newRow("percent in a variable") << u"a={{x%20}}%20"_s << u"a"_s << u"{{x%20}} "_s << true;
}

void tst_UrlQuery::readsNamesAndValues()
{
    QFETCH(QString, text);
    const UrlQuery::Item item{text};
    QTEST(item.name(), "name");
    QTEST(item.value(), "value");
    QTEST(item.hasValue(), "hasValue");
}

void tst_UrlQuery::encodesWhatIsTypedInTheTable_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"a"_s << u"b"_s << u"a=b"_s;
    QTest::newRow("separators") << u"a=b"_s << u"c&d=e#f"_s << u"a%3Db=c%26d=e%23f"_s;
    QTest::newRow("space and plus") << u"a"_s << u"b c+d"_s << u"a=b%20c%2Bd"_s;
    QTest::newRow("percent") << u"a"_s << u"50%25"_s << u"a=50%2525"_s;
    QTest::newRow("not ASCII") << u"ä"_s << u"😀"_s << u"%C3%A4=%F0%9F%98%80"_s;
    QTest::newRow("readable ones stay") << u"filter[x]"_s << u"a/b:c,d@e?"_s << u"filter[x]=a/b:c,d@e?"_s;
    QTest::newRow("variables stay") << u"{{n}}"_s << u"x {{a & b}} y"_s << u"{{n}}=x%20{{a & b}}%20y"_s;
    QTest::newRow("line feed") << u"a"_s << u"b\nc"_s << u"a=b%0Ac"_s;
}

void tst_UrlQuery::encodesWhatIsTypedInTheTable()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const auto item = UrlQuery::Item::of(name, value);
    QTEST(item.text, "text");
    // What was typed is read again, but for what has to stay encoded.
    if (!value.contains(u'\n')) {
        QCOMPARE(item.name(), name);
        QCOMPARE(item.value(), value);
    }
    // It is one item, whatever was typed.
    QCOMPARE(UrlQuery(u"http://h?"_s + item.text).items, QList<UrlQuery::Item>{item});
}

void tst_UrlQuery::dropsTheQuestionMarkWithTheLastItem()
{
    UrlQuery query(u"http://h/p?a=1#f"_s);
    query.items.clear();
    QCOMPARE(query.url(), u"http://h/p#f"_s);
}

QTEST_APPLESS_MAIN(tst_UrlQuery)
#include "tst_UrlQuery.moc"
