#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtGui/QClipboard>
#include <QtTest/QtTest>
#include <QtWidgets/QLineEdit>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Row = KeyValueTable::Row;

class tst_KeyValueTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void enterGoesFromCellToCell();
    void clickEditsAndTheBoxSwitches();
    void severalLinesBecomeRows();
    void severalLinesInAnEditorBecomeRows();
    void severalLinesInAValueStayOneValue();
    void delTakesAwayAndUndoBringsBack();
    void copiesRowsAsLines();
    void pointerTakesARowAway();
    void openEditorCounts();
    void ctrlEnterIsNotForTheTable();

private:
    [[nodiscard]] QLineEdit *editor() const { return m_table->findChild<QLineEdit *>(u"cellEditor"_s); }
    [[nodiscard]] QPoint middleOf(int row, int column) const
    {
        return m_table->visualRect(m_table->model()->index(row, column)).center();
    }
    void choose(int row, int column) { m_table->setCurrentIndex(m_table->model()->index(row, column)); }

    Theme m_theme;
    std::unique_ptr<KeyValueTable> m_table;
};

void tst_KeyValueTable::init()
{
    m_table = std::make_unique<KeyValueTable>(m_theme);
    m_table->resize(600, 300);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->setFocus();
}

void tst_KeyValueTable::cleanup()
{
    m_table.reset();
}

void tst_KeyValueTable::enterGoesFromCellToCell()
{
    choose(0, KeyValueModel::NameColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    for (const char *text : {"Accept", "*/*", "X-Trace", "1"}) {
        QTRY_VERIFY(editor() && editor()->hasFocus());
        QTest::keyClicks(editor(), QString::fromLatin1(text));
        const QPointer<QLineEdit> written = editor();
        QTest::keyClick(editor(), Qt::Key_Return);
        QTRY_VERIFY(editor() != written);
    }
    QTRY_VERIFY(editor());
    QTest::keyClick(editor(), Qt::Key_Return); // empty: that was all
    QTRY_VERIFY(!editor());
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"Accept"_s, u"*/*"_s}, {true, u"X-Trace"_s, u"1"_s}}));
}

void tst_KeyValueTable::clickEditsAndTheBoxSwitches()
{
    m_table->setRows({{true, u"Accept"_s, u"*/*"_s}});
    QSignalSpy edits(m_table.get(), &KeyValueTable::edited);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, middleOf(0, KeyValueModel::EnabledColumn));
    QCOMPARE(m_table->rows().at(0).isOn, false);
    QCOMPARE(edits.size(), 1);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, middleOf(0, KeyValueModel::ValueColumn));
    QTRY_VERIFY(editor());
    editor()->setText(u"text/plain"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QCOMPARE(m_table->rows().at(0).value, u"text/plain"_s);
}

void tst_KeyValueTable::severalLinesBecomeRows()
{
    m_table->setRows({{true, u"last"_s, {}}});
    choose(0, KeyValueModel::NameColumn);
    QGuiApplication::clipboard()->setText(u"a: 1\n# b: 2\n"_s);
    QTest::keySequence(m_table.get(), QKeySequence::Paste);
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"a"_s, u"1"_s}, {false, u"b"_s, u"2"_s}, {true, u"last"_s, {}}}));
}

void tst_KeyValueTable::severalLinesInAnEditorBecomeRows()
{
    choose(0, KeyValueModel::NameColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QTRY_VERIFY(editor());
    QGuiApplication::clipboard()->setText(u"a: 1\nb: 2"_s);
    QTest::keySequence(editor(), QKeySequence::Paste);
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}}));
}

void tst_KeyValueTable::severalLinesInAValueStayOneValue()
{
    m_table->setRows({{true, u"Authorization"_s, u"Bearer "_s}});
    choose(0, KeyValueModel::ValueColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QTRY_VERIFY(editor());
    QTest::keyClick(editor(), Qt::Key_End);
    QGuiApplication::clipboard()->setText(u"abc\ndef: 1\n"_s);
    QTest::keySequence(editor(), QKeySequence::Paste);
    QTest::keyClick(editor(), Qt::Key_Return);
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"Authorization"_s, u"Bearer abc\ndef: 1"_s}}));
}

void tst_KeyValueTable::delTakesAwayAndUndoBringsBack()
{
    const QList<Row> rows{{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}};
    m_table->setRows(rows);
    choose(0, KeyValueModel::NameColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(m_table->rows(), (QList<Row>{rows.at(1)}));
    QTest::keySequence(m_table.get(), QKeySequence::Undo);
    QCOMPARE(m_table->rows(), rows);
}

void tst_KeyValueTable::copiesRowsAsLines()
{
    m_table->setRows({{true, u"a"_s, u"1"_s}, {false, u"b"_s, u"2"_s}});
    m_table->selectAll();
    QTest::keySequence(m_table.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a: 1\n# b: 2\n"_s);
}

void tst_KeyValueTable::pointerTakesARowAway()
{
    m_table->setRows({{true, u"a"_s, u"1"_s}, {true, u"b"_s, u"2"_s}});
    const QRect cell = m_table->visualRect(m_table->model()->index(0, KeyValueModel::ValueColumn));
    const QPoint button(cell.right() - m_theme.px(12), cell.center().y());
    QTest::mouseMove(m_table->viewport(), button);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, button);
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"b"_s, u"2"_s}}));
}

void tst_KeyValueTable::openEditorCounts()
{
    choose(0, KeyValueModel::NameColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QTRY_VERIFY(editor());
    QTest::keyClicks(editor(), u"Accept"_s);
    m_table->commit();
    QCOMPARE(m_table->rows(), (QList<Row>{{true, u"Accept"_s, {}}}));
}

void tst_KeyValueTable::ctrlEnterIsNotForTheTable()
{
    choose(0, KeyValueModel::NameColumn);
    QTest::keyClick(m_table.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!editor());
}

QTEST_MAIN(tst_KeyValueTable)
#include "tst_KeyValueTable.moc"
