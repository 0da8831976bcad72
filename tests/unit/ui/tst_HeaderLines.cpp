#include "ui/composer/HeaderLines.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = HeaderLines::Row;

class tst_HeaderLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void reads_data();
    void reads();
};

void tst_HeaderLines::comesBack_data()
{
    QTest::addColumn<QList<Row>>("rows");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QList<Row>{} << QString();
    QTest::newRow("one") << QList<Row>{{true, u"Accept"_s, u"*/*"_s}} << u"Accept: */*\n"_s;
    QTest::newRow("off, twice, in order") << QList<Row>{{false, u"A"_s, u"1"_s}, {true, u"a"_s, u"2"_s}, {true, u"A"_s, u"1"_s}}
                                          << u"// A: 1\na: 2\nA: 1\n"_s;
    QTest::newRow("no value") << QList<Row>{{true, u"X-Empty"_s, QString()}} << u"X-Empty:\n"_s;
    QTest::newRow("a colon in the value") << QList<Row>{{true, u"Host"_s, u"h:80"_s}} << u"Host: h:80\n"_s;
    QTest::newRow("a name that begins with one") << QList<Row>{{true, u":path"_s, u"/"_s}} << u":path: /\n"_s;
    QTest::newRow("what would look switched off") << QList<Row>{{true, u"#x"_s, u"// y"_s}} << u"#x: // y\n"_s;
    QTest::newRow("a line break in the value") << QList<Row>{{true, u"X"_s, u"a\nb"_s}} << u"X: a\n  b\n"_s;
    QTest::newRow("variables") << QList<Row>{{true, u"{{name}}"_s, u"{{a}} {{b}}"_s}} << u"{{name}}: {{a}} {{b}}\n"_s;
}

void tst_HeaderLines::comesBack()
{
    QFETCH(QList<Row>, rows);
    QTEST(HeaderLines::textOf(rows), "text");
    QCOMPARE(HeaderLines::rowsOf(HeaderLines::textOf(rows)), rows);
}

void tst_HeaderLines::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<Row>>("rows");
    QTest::newRow("empty lines") << u"\n\nA: 1\n\n"_s << QList<Row>{{true, u"A"_s, u"1"_s}};
    QTest::newRow("line ends of a terminal") << u"A: 1\r\nB:2"_s << QList<Row>{{true, u"A"_s, u"1"_s}, {true, u"B"_s, u"2"_s}};
    QTest::newRow("while the name is written") << u"Acc"_s << QList<Row>{{true, u"Acc"_s, QString()}};
    QTest::newRow("switched off without a blank") << u"//A:1"_s << QList<Row>{{false, u"A"_s, u"1"_s}};
    QTest::newRow("a remark that is empty") << u"//"_s << QList<Row>{};
}

void tst_HeaderLines::reads()
{
    QFETCH(QString, text);
    QTEST(HeaderLines::rowsOf(text), "rows");
}

QTEST_APPLESS_MAIN(tst_HeaderLines)
#include "tst_HeaderLines.moc"
