#include "ui/composer/QueryRows.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = RequestDocument::Row;

class tst_QueryRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsItemsAndParkedOnesInOrder();
    void togglingKeepsPlaceAndSpelling();
    void editingOneLeavesTheOthers();
    void editing_data();
    void editing();
    void appendsRemovesAndMoves();
    void parkedOnesSurviveAShorterUrl();
};

void tst_QueryRows::showsItemsAndParkedOnesInOrder()
{
    const QueryRows rows(u"http://h?a=1&&b=2"_s, {{0, u"x=0"_s}, {1, u"y=%20"_s}, {9, u"z"_s}});
    const QList<Row> expected{{false, u"x"_s, u"0"_s}, {true, u"a"_s, u"1"_s}, {false, u"y"_s, u" "_s}, {true, u"b"_s, u"2"_s},
        {false, u"z"_s, {}}};
    QCOMPARE(rows.rows(), expected);
    QCOMPARE(rows.url(), u"http://h?a=1&&b=2"_s);
}

void tst_QueryRows::togglingKeepsPlaceAndSpelling()
{
    const QString url = u"{{base}}/p?a=%2f&b=x+y&c#top"_s;
    QueryRows rows(url, {});
    Row row = rows.rows().at(1);
    row.isOn = false;
    rows.set(1, row);
    QCOMPARE(rows.url(), u"{{base}}/p?a=%2f&c#top"_s);
    QCOMPARE(rows.rows().at(1), row);

    QueryRows again(rows.url(), rows.parked());
    row.isOn = true;
    again.set(1, row);
    QCOMPARE(again.url(), url);
    QVERIFY(again.parked().isEmpty());
}

void tst_QueryRows::editingOneLeavesTheOthers()
{
    QueryRows rows(u"http://h?a=%2f&&b=ü&c="_s, {});
    rows.set(1, {true, u"b"_s, u"1 2"_s});
    QCOMPARE(rows.url(), u"http://h?a=%2f&&b=1%202&c="_s);
}

void tst_QueryRows::editing_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("edited");
    QTest::newRow("as it was") << u"a=%2f"_s << u"a"_s << u"/"_s << u"a=%2f"_s;
    QTest::newRow("a flag stays one") << u"a"_s << u"b"_s << u""_s << u"b"_s;
    QTest::newRow("a flag gets a value") << u"a"_s << u"a"_s << u"1"_s << u"a=1"_s;
    QTest::newRow("an empty value stays one") << u"a="_s << u"b"_s << u""_s << u"b="_s;
    QTest::newRow("no name") << u"a=1"_s << u""_s << u"1"_s << u"=1"_s;
}

void tst_QueryRows::editing()
{
    QFETCH(QString, query);
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, edited);
    QueryRows rows(u"http://h?"_s + query, {});
    rows.set(0, {true, name, value});
    QCOMPARE(rows.url(), u"http://h?"_s + edited);
}

void tst_QueryRows::appendsRemovesAndMoves()
{
    QueryRows rows(u"http://h"_s, {});
    rows.append({true, u"a"_s, u"1"_s});
    rows.append({false, u"b"_s, u"2"_s});
    rows.append({true, u"c"_s, u"3"_s});
    QCOMPARE(rows.url(), u"http://h?a=1&c=3"_s);
    QCOMPARE(rows.parked(), (QList<RequestDocument::ParkedItem>{{1, u"b=2"_s}}));
    rows.move(2, 0);
    QCOMPARE(rows.url(), u"http://h?c=3&a=1"_s);
    rows.remove(1);
    rows.remove(0);
    QCOMPARE(rows.url(), u"http://h"_s);
    QCOMPARE(rows.rows(), (QList<Row>{{false, u"b"_s, u"2"_s}}));
}

void tst_QueryRows::parkedOnesSurviveAShorterUrl()
{
    const QueryRows rows(u"http://h?a=1"_s, {{3, u"x=1"_s}, {4, u"y=1"_s}});
    QCOMPARE(rows.rows().size(), 3);
    QCOMPARE(rows.parked(), (QList<RequestDocument::ParkedItem>{{1, u"x=1"_s}, {1, u"y=1"_s}}));
}

QTEST_APPLESS_MAIN(tst_QueryRows)
#include "tst_QueryRows.moc"
