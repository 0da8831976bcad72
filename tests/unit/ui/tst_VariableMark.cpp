#include "ui/widgets/VariableMark.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_VariableMark : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marks_data();
    void marks();
    void tellsValueAndSource();
    void tellsHowToWriteTheBraces();
    void cutsLongValues();
    void countsColumnsOfTheLine();
};

void tst_VariableMark::marks_data()
{
    using Kind = VariableMark::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("name");

    QTest::newRow("none") << u"http://h/{x}"_s << 0 << Kind::Known << 0 << 0 << QString();
    QTest::newRow("known") << u"{{baseUrl}}/x"_s << 1 << Kind::Known << 0 << 11 << u"baseUrl"_s;
    QTest::newRow("unknown") << u"/x/{{ id }}"_s << 1 << Kind::Unknown << 3 << 8 << u"id"_s;
    QTest::newRow("with a filter") << u"{{baseUrl | percent}}"_s << 1 << Kind::Known << 0 << 21 << u"baseUrl"_s;
    QTest::newRow("filter that does not exist") << u"a{{baseUrl|shout}}"_s << 1 << Kind::Broken << 1 << 17 << QString();
    QTest::newRow("not closed") << u"a{{baseUrl"_s << 1 << Kind::Broken << 1 << 9 << QString();
    QTest::newRow("no name") << u"{{}}"_s << 1 << Kind::Broken << 0 << 4 << QString();
    QTest::newRow("escaped") << u"\\{{x}}"_s << 0 << Kind::Known << 0 << 0 << QString();
    QTest::newRow("two") << u"{{a}}{{baseUrl}}"_s << 2 << Kind::Unknown << 0 << 5 << u"a"_s;
}

void tst_VariableMark::marks()
{
    QFETCH(QString, text);
    VariableScope scope;
    scope.push(u"admin, datarhei Core"_s, {{u"baseUrl"_s, u"http://127.0.0.1:1"_s}});
    const auto marks = VariableMark::in(text, scope);
    QTEST(int(marks.size()), "count");
    if (marks.isEmpty())
        return;
    QTEST(marks.first().kind, "kind");
    QTEST(int(marks.first().start), "start");
    QTEST(int(marks.first().length), "length");
    QTEST(marks.first().name, "name");
    QVERIFY(!marks.first().explanation.isEmpty());
    if (marks.first().kind == VariableMark::Kind::Broken)
        QVERIFY(marks.first().explanation.contains(u"column %1"_s.arg(marks.first().start + 1)));
}

void tst_VariableMark::tellsValueAndSource()
{
    VariableScope scope;
    scope.push(u"admin, datarhei Core"_s, {{u"baseUrl"_s, u"http://127.0.0.1:1"_s}});
    const QString text = VariableMark::in(u"{{baseUrl}}"_s, scope).first().explanation;
    QVERIFY(text.contains("http://127.0.0.1:1"_L1));
    QVERIFY(text.contains("admin, datarhei Core"_L1));
}

void tst_VariableMark::tellsHowToWriteTheBraces()
{
    const QString text = VariableMark::in(u"{{nope}}"_s, {}).first().explanation;
    QVERIFY2(text.contains("\\{{nope}}"_L1), qPrintable(text));
}

void tst_VariableMark::cutsLongValues()
{
    VariableScope scope;
    scope.push(u"x"_s, {{u"long"_s, QString(100'000, u'a')}});
    QVERIFY(VariableMark::in(u"{{long}}"_s, scope).first().explanation.size() < 500);
}

void tst_VariableMark::countsColumnsOfTheLine()
{
    const QString before = QString(20'000, u'x');
    const auto marks = VariableMark::in(u"{{first\n"_s + before + u"{{}} {{a}}\n\n {{"_s, {});
    QCOMPARE(marks.size(), 4);
    QVERIFY2(marks.at(1).explanation.contains("column 20001"_L1), qPrintable(marks.at(1).explanation));
    QCOMPARE(marks.at(0).length, 7); // to the end of its line
    QCOMPARE(marks.at(2).name, u"a"_s);
    QVERIFY2(marks.at(3).explanation.contains("column 2"_L1), qPrintable(marks.at(3).explanation));
    QCOMPARE(marks.at(3).length, 2);
}

QTEST_APPLESS_MAIN(tst_VariableMark)
#include "tst_VariableMark.moc"
