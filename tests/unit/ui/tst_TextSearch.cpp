#include "ui/response/TextSearch.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_TextSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void goesRoundAndRound();
    void beginsWhereOneLooks();
    void stopsCountingSomewhere();
};

void tst_TextSearch::finds_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("summary");
    QTest::newRow("nothing wanted") << QString() << 0 << -1 << QString();
    QTest::newRow("nothing found") << u"zzz"_s << 0 << -1 << u"nothing found"_s;
    QTest::newRow("any case") << u"abc"_s << 3 << 0 << u"1 of 3"_s;
    QTest::newRow("capitals count") << u"ABC"_s << 1 << 4 << u"1 of 1"_s;
    QTest::newRow("without overlap") << u"aa"_s << 1 << 12 << u"1 of 1"_s;
    QTest::newRow("no pattern") << u".*"_s << 1 << 16 << u"1 of 1"_s;
    QTest::newRow("not ASCII") << u"Ü"_s << 1 << 19 << u"1 of 1"_s;
}

void tst_TextSearch::finds()
{
    QFETCH(QString, wanted);
    TextSearch search;
    search.find(wanted, u"abc ABC aBc aaa .* Ü"_s);
    QTEST(search.count(), "count");
    QTEST(int(search.position()), "position");
    QTEST(search.summary(), "summary");
}

void tst_TextSearch::goesRoundAndRound()
{
    TextSearch search;
    search.next();
    search.find(u"a"_s, u"a a a"_s);
    search.previous();
    QCOMPARE(search.position(), 4);
    search.next();
    QCOMPARE(search.position(), 0);
    search.next();
    QCOMPARE(search.summary(), u"2 of 3"_s);
    QCOMPARE(search.length(), 1);
}

void tst_TextSearch::beginsWhereOneLooks()
{
    TextSearch search;
    search.find(u"a"_s, u"a a a"_s, 1);
    QCOMPARE(search.position(), 2);
    search.find(u"a"_s, u"a a a"_s, 5);
    QCOMPARE(search.position(), 0);
}

void tst_TextSearch::stopsCountingSomewhere()
{
    TextSearch search;
    search.find(u"a"_s, QString(TextSearch::most + 10, u'a'));
    QVERIFY(search.isCut());
    QCOMPARE(search.count(), TextSearch::most);
    QVERIFY(search.summary().contains("more than"_L1));
}

QTEST_APPLESS_MAIN(tst_TextSearch)
#include "tst_TextSearch.moc"
