#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueModel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = KeyValueModel::Row;

class tst_KeyValueModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void linesComeBack();
    void writingIntoTheLastRowMakesOne();
    void emptiedRowGoes();
    void takesRowsAwayAndBringsThemBack();
    void fixedRowsCanOnlyBeLookedAt();
    void newRowsForgetWhatCouldBeUndone();
    void errorGoesWithTheNextChange();

private:
    Theme m_theme;
};

void tst_KeyValueModel::readsLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<Row>>("rows");
    QTest::newRow("nothing") << u" \n\n"_s << QList<Row>{};
    QTest::newRow("headers") << u"Accept: application/json\r\nX-A: b: c\n"_s
                             << QList<Row>{{true, u"Accept"_s, u"application/json"_s}, {true, u"X-A"_s, u"b: c"_s}};
    QTest::newRow("form") << u"a=1\nb=x:y=z"_s << QList<Row>{{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"x:y=z"_s}};
    QTest::newRow("a header with an equals sign") << u"Cookie: a=1"_s << QList<Row>{{true, u"Cookie"_s, u"a=1"_s}};
    QTest::newRow("a table") << u"name\tvalue = : x"_s << QList<Row>{{true, u"name"_s, u"value = : x"_s}};
    QTest::newRow("switched off") << u"# X-Trace: 1\n//Y: 2"_s
                                  << QList<Row>{{false, u"X-Trace"_s, u"1"_s}, {false, u"Y"_s, u"2"_s}};
    QTest::newRow("a name alone") << u"flag"_s << QList<Row>{{true, u"flag"_s, QString()}};
    QTest::newRow("HTTP/2") << u":authority: host"_s << QList<Row>{{true, u":authority"_s, u"host"_s}};
}

void tst_KeyValueModel::readsLines()
{
    QFETCH(QString, text);
    QTEST(parseKeyValueLines(text), "rows");
}

void tst_KeyValueModel::linesComeBack()
{
    const QList<Row> rows{{true, u"Accept"_s, u"*/*"_s}, {false, u"X-Trace"_s, u"{{$uuid}}"_s}, {true, u"Empty"_s, {}}};
    QCOMPARE(parseKeyValueLines(toKeyValueLines(rows)), rows);
}

void tst_KeyValueModel::writingIntoTheLastRowMakesOne()
{
    KeyValueModel model(m_theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy edits(&model, &KeyValueModel::edited);
    const QPersistentModelIndex ghost = model.index(0, KeyValueModel::NameColumn);
    QVERIFY(model.setData(ghost, u""_s, Qt::EditRole));
    QCOMPARE(edits.size(), 0);
    QVERIFY(model.setData(ghost, u"Accept"_s, Qt::EditRole));
    QCOMPARE(model.rows(), (QList<Row>{{true, u"Accept"_s, {}}}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(ghost.row(), 0); // who writes there goes on writing in the same row
    QCOMPARE(edits.size(), 1);
}

void tst_KeyValueModel::emptiedRowGoes()
{
    KeyValueModel model(m_theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{true, u"a"_s, {}}, {true, u"b"_s, u"1"_s}});
    model.setData(model.index(0, KeyValueModel::NameColumn), QString(), Qt::EditRole);
    QCOMPARE(model.rows(), (QList<Row>{{true, u"b"_s, u"1"_s}}));
    model.setData(model.index(0, KeyValueModel::NameColumn), QString(), Qt::EditRole);
    QCOMPARE(model.rows(), (QList<Row>{{true, QString(), u"1"_s}})); // a value without a name is the user's to keep
}

void tst_KeyValueModel::takesRowsAwayAndBringsThemBack()
{
    KeyValueModel model(m_theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Row> rows{{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}, {false, u"c"_s, u"3"_s}};
    model.setRows(rows);
    model.remove({2, 0, 0, 7});
    QCOMPARE(model.rows(), (QList<Row>{rows.at(1)}));
    model.toggle(0);
    model.undo();
    QCOMPARE(model.rows(), (QList<Row>{rows.at(1)}));
    model.undo();
    QCOMPARE(model.rows(), rows);
    model.undo(); // nothing is left to undo
    QCOMPARE(model.rows(), rows);
    model.redo();
    QCOMPARE(model.rows(), (QList<Row>{rows.at(1)}));
    model.insert(0, {rows.at(0)});
    model.redo(); // the way forward is another one now
    QCOMPARE(model.rows(), (QList<Row>{rows.at(0), rows.at(1)}));
}

void tst_KeyValueModel::fixedRowsCanOnlyBeLookedAt()
{
    KeyValueModel model(m_theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFixedRows({{u"Authorization"_s, u"Bearer ••••"_s, u"from admin"_s}});
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex value = model.index(1, KeyValueModel::ValueColumn);
    QVERIFY(!value.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(value, u"x"_s, Qt::EditRole));
    model.remove({1});
    model.toggle(1);
    QCOMPARE(value.data().toString(), u"Bearer ••••"_s);
    QCOMPARE(value.data(KeyValueModel::NoteRole).toString(), u"from admin"_s);
    QCOMPARE(model.rows().size(), 0);
    model.setFixedRows({});
    QCOMPARE(model.rowCount(), 1);
}

void tst_KeyValueModel::newRowsForgetWhatCouldBeUndone()
{
    KeyValueModel model(m_theme);
    QSignalSpy edits(&model, &KeyValueModel::edited);
    model.insert(0, {{true, u"a"_s, {}}});
    QCOMPARE(edits.size(), 1);
    model.setRows({{true, u"b"_s, {}}});
    model.undo();
    QCOMPARE(edits.size(), 1);
    QCOMPARE(model.rows(), (QList<Row>{{true, u"b"_s, {}}}));
}

void tst_KeyValueModel::errorGoesWithTheNextChange()
{
    KeyValueModel model(m_theme);
    model.setRows({{true, u"a"_s, u"x"_s}});
    model.setError(0, u"A header can't hold <a line break>."_s);
    const QModelIndex name = model.index(0, KeyValueModel::NameColumn);
    QVERIFY(!name.data(KeyValueModel::ErrorRole).toString().isEmpty());
    QVERIFY(name.data(Qt::ToolTipRole).toString().contains(u"&lt;a line break&gt;"_s));
    model.setData(name, u"b"_s, Qt::EditRole);
    QVERIFY(name.data(KeyValueModel::ErrorRole).toString().isEmpty());
    model.setError(9, u"nowhere"_s);
    QVERIFY(model.index(1, 1).data(KeyValueModel::ErrorRole).toString().isEmpty());
}

QTEST_MAIN(tst_KeyValueModel)
#include "tst_KeyValueModel.moc"
