#include "ui/composer/QueryRows.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = RequestDocument::Row;
using Parked = RequestDocument::ParkedItem;

class tst_QueryRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsItemsAndParkedOnesInOrder();
    void takesRowsFromTheTable_data();
    void takesRowsFromTheTable();
    void switchingOffAndOnKeepsPlaceAndSpelling();
    void undoInTheTableBringsTheSpellingBack();
    void undoInTheUrlBringsAParkedItemBack();
    void parkedOnesSurviveAnotherUrl();
    void manyRowsAreQuick();
    void anEditOfTheUrlGivesWhatItWouldGiveAnew_data();
    void anEditOfTheUrlGivesWhatItWouldGiveAnew();
};

void tst_QueryRows::showsItemsAndParkedOnesInOrder()
{
    const QueryRows rows(u"http://h?a=1&&b=2"_s, {{0, u"x=0"_s}, {1, u"y=%20"_s}, {9, u"z"_s}});
    const QList<Row> expected{{false, u"x"_s, u"0"_s}, {true, u"a"_s, u"1"_s}, {false, u"y"_s, u" "_s}, {true, u"b"_s, u"2"_s},
        {false, u"z"_s, {}}};
    QCOMPARE(rows.rows(), expected);
    QCOMPARE(rows.url(), u"http://h?a=1&&b=2"_s);
}

void tst_QueryRows::takesRowsFromTheTable_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<Row>>("rows");
    QTest::addColumn<QString>("changed");
    using Rows = QList<Row>;
    const Row a{true, u"a"_s, u"/"_s}, b{true, u"b"_s, u"x+y"_s}, flag{true, u"c"_s, {}};
    const QString query = u"?a=%2f&&b=x+y&c#top"_s;
    QTest::newRow("as they were") << query << Rows{a, b, flag} << query;
    QTest::newRow("a value") << query << Rows{a, {true, u"b"_s, u"1 2"_s}, flag} << u"?a=%2f&&b=1%202&c#top"_s;
    QTest::newRow("a name") << query << Rows{a, {true, u"B&"_s, u"x+y"_s}, flag} << u"?a=%2f&&B%26=x%2By&c#top"_s;
    QTest::newRow("a flag stays one") << query << Rows{a, b, {true, u"d"_s, {}}} << u"?a=%2f&&b=x+y&d#top"_s;
    QTest::newRow("a flag gets a value") << query << Rows{a, b, {true, u"c"_s, u"1"_s}} << u"?a=%2f&&b=x+y&c=1#top"_s;
    QTest::newRow("one more") << query << Rows{a, b, flag, {true, u"n"_s, {}}} << u"?a=%2f&&b=x+y&c&n=#top"_s;
    QTest::newRow("one between") << query << Rows{a, {true, u"n"_s, u"1"_s}, b, flag} << u"?a=%2f&&n=1&b=x+y&c#top"_s;
    QTest::newRow("one less") << query << Rows{a, flag} << u"?a=%2f&&c#top"_s;
    QTest::newRow("two less, apart") << query << Rows{b} << u"?&b=x+y#top"_s;
    QTest::newRow("one off") << query << Rows{{false, a.name, a.value}, b, flag} << u"?&b=x+y&c#top"_s;
    QTest::newRow("copies") << query << Rows{a, b, flag, b, a, flag} << u"?a=%2f&&b=x+y&c&b=x+y&a=%2f&c#top"_s;
    QTest::newRow("a copy that is off") << query << Rows{a, b, flag, {false, b.name, b.value}} << query;
    QTest::newRow("none") << u"?a=1#top"_s << Rows{} << u"#top"_s;
    QTest::newRow("moved") << query << Rows{flag, a, b} << u"?c&a=%2f&&b=x+y#top"_s;
    QTest::newRow("the first one") << QString() << Rows{{true, u"q"_s, u"{{x}}"_s}} << u"?q={{x}}"_s;
}

void tst_QueryRows::takesRowsFromTheTable()
{
    QFETCH(QString, query);
    QFETCH(QList<Row>, rows);
    QueryRows both(u"{{base}}/p"_s + query, {});
    both.setRows(rows);
    QCOMPARE(both.rows(), rows);
    QTEST(both.url().mid(10), "changed");
}

void tst_QueryRows::switchingOffAndOnKeepsPlaceAndSpelling()
{
    const QString url = u"{{base}}/p?a=%2f&b=x+y&c#top"_s;
    QueryRows both(url, {});
    QList<Row> rows = both.rows();
    rows[1].isOn = false;
    both.setRows(rows);
    QCOMPARE(both.url(), u"{{base}}/p?a=%2f&c#top"_s);
    QCOMPARE(both.parked(), (QList<Parked>{{1, u"b=x+y"_s}}));

    QueryRows again(both.url(), both.parked());
    QCOMPARE(again.rows(), rows);
    rows[1].isOn = true;
    again.setRows(rows);
    QCOMPARE(again.url(), url);
    QVERIFY(again.parked().isEmpty());
}

void tst_QueryRows::undoInTheTableBringsTheSpellingBack()
{
    const QString url = u"http://h?a=%2f&b=%7e"_s;
    QueryRows both(url, {});
    const QList<Row> rows = both.rows();
    both.setRows({{true, u"a"_s, u"else"_s}});
    both.setRows(rows);
    QCOMPARE(both.url(), url);
}

void tst_QueryRows::undoInTheUrlBringsAParkedItemBack()
{
    const QString url = u"http://h?a=1&b=2&c=3"_s;
    QueryRows both(url, {{3, u"z=1"_s}});
    QList<Row> rows = both.rows();
    rows[1].isOn = false;
    both.setRows(rows);
    both.setUrl(url);
    QCOMPARE(both.rows(), (QList<Row>{{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}, {true, u"c"_s, u"3"_s}, {false, u"z"_s, u"1"_s}}));
}

void tst_QueryRows::parkedOnesSurviveAnotherUrl()
{
    QueryRows both(u"http://h?a=1&b=2&c=3"_s, {{2, u"x=1"_s}, {3, u"y=1"_s}});
    both.setUrl(u"http://h?a=1"_s);
    QCOMPARE(both.rows().size(), 3);
    QCOMPARE(both.parked(), (QList<Parked>{{1, u"x=1"_s}, {1, u"y=1"_s}}));
    both.setUrl({});
    QCOMPARE(both.parked().size(), 2);
}

void tst_QueryRows::manyRowsAreQuick()
{
    QList<Row> rows;
    for (int i = 0; i < 5000; ++i)
        rows.append({true, u"name%1"_s.arg(i), u"value"_s});
    QueryRows both(u"http://h"_s, {});
    both.setRows(rows);
    std::reverse(rows.begin(), rows.end());
    both.setRows(rows);
    QCOMPARE(both.rows(), rows);
}

void tst_QueryRows::anEditOfTheUrlGivesWhatItWouldGiveAnew_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const QString url = u"http://h/p?a=%2f&b=x+y&&c&a=%2f#top"_s;
    QTest::newRow("a key in a value") << url << u"http://h/p?a=%2f&b=x+yz&&c&a=%2f#top"_s;
    QTest::newRow("a key in the path") << url << u"http://h/pp?a=%2f&b=x+y&&c&a=%2f#top"_s;
    QTest::newRow("an item more") << url << u"http://h/p?a=%2f&b=x+y&n=%41&&c&a=%2f#top"_s;
    QTest::newRow("the same item twice") << url << u"http://h/p?a=%2f&a=%2f&b=x+y&&c&a=%2f#top"_s;
    QTest::newRow("an item less") << url << u"http://h/p?a=%2f&&c&a=%2f#top"_s;
    QTest::newRow("an item cut in two") << url << u"http://h/p?a=%2f&b=x&y&&c&a=%2f#top"_s;
    QTest::newRow("none left") << url << u"http://h/p?"_s;
    QTest::newRow("all anew") << url << u"http://h/p?%41=%42&c=d"_s;
    QTest::newRow("the first one") << u"http://h/p"_s << u"http://h/p?a=%20"_s;
}

void tst_QueryRows::anEditOfTheUrlGivesWhatItWouldGiveAnew()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QueryRows both(before, {});
    both.setUrl(after);
    const QueryRows anew(after, {});
    QCOMPARE(both.rows(), anew.rows());
    QCOMPARE(both.url(), after);
    QList<Row> rows = both.rows();
    rows.append({true, u"last"_s, u"1"_s});
    both.setRows(rows);
    QCOMPARE(both.rows(), rows);
    both.setUrl(before);
    QCOMPARE(both.rows(), QueryRows(before, {}).rows());
}

QTEST_APPLESS_MAIN(tst_QueryRows)
#include "tst_QueryRows.moc"
