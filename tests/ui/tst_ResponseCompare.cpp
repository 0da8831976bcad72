#include "tests/ui/ResponseViewTest.h"
#include "ui/widgets/MarkedScrollBar.h"

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ResponseCompare : public ResponseViewTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_view.reset(); }

    void comparesTwoAnswersAsJson();
    void comparesTwoAnswersAsText();
    void saysWhatToCompareWith();
    void leavesItsKeyToWhatIsBesideIt();
};

void tst_ResponseCompare::comparesTwoAnswersAsJson()
{
    auto *button = find<QToolButton>("compare");
    show("application/json", R"({"a":1,"b":{"c":2},"same":true})");
    QVERIFY(!button->isVisible());
    show("application/json", R"({"a":1,"b":{"c":3},"same":true,"new":"x"})");
    QVERIFY(button->isVisible());
    QCOMPARE(button->menu()->actions().size(), 2); // with its heading
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(code->isVisible());
    code->setFocus();
    QTest::keyClick(code, Qt::Key_D, Qt::ControlModifier);
    auto *list = find<QTableView>("differences");
    QTRY_VERIFY(list->isVisible() && list->model()->rowCount() == 2);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"/b/c"_s);
    QCOMPARE(list->model()->index(0, 1).data().toString(), u"2"_s);
    QCOMPARE(list->model()->index(0, 2).data().toString(), u"3"_s);
    QCOMPARE(list->model()->index(1, 1).data().toString(), u"was not there"_s);
    auto *after = find<CodeView>("compareAfter");
    auto *before = find<CodeView>("compareBefore");
    QCOMPARE(list->currentIndex().row(), 0);
    QCOMPARE(after->cursor().row, 3);
    QCOMPARE(before->cursor().row, 3);
    QVERIFY(after->document().rows(3, 1).constFirst().ground == CodeRow::Ground::Added);
    QTest::keyClick(after, Qt::Key_F8);
    QCOMPARE(list->currentIndex().row(), 1);
    QCOMPARE(after->cursor().row, 6);
    QCOMPARE(before->cursor().row, 0); // the object that has not got it
    list->setFocus();
    QTest::keyClick(list, Qt::Key_N); // round
    QCOMPARE(list->currentIndex().row(), 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
    QCOMPARE(after->cursor().row, 6);
    QCOMPARE(textOf("compareSummary"), u"2 of 2"_s);
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!list->isVisible() && code->isVisible());
    QVERIFY(code->hasFocus());
}

void tst_ResponseCompare::comparesTwoAnswersAsText()
{
    show("text/plain", "one\ntwo\nthree\nfour\n");
    show("text/plain", "one\ntvo\nthree\nfour\nfive\n");
    auto *button = find<QToolButton>("compare");
    button->menu()->actions().constLast()->trigger();
    auto *after = find<CodeView>("compareAfter");
    QTRY_VERIFY(after->isVisible() && after->document().rowCount() > 5);
    QVERIFY(!find<QTableView>("differences")->isVisible());
    QVERIFY(!find<QWidget>("compareHow")->isVisible());
    QCOMPARE(after->cursor().row, 1);
    QCOMPARE(after->document().rows(1, 1).constFirst().changed.size(), 1);
    after->setFocus();
    QTest::keyClick(after, Qt::Key_N);
    QCOMPARE(after->cursor().row, 4);
    QTest::keyClick(after, Qt::Key_F7);
    QCOMPARE(after->cursor().row, 1);
    QVERIFY(!after->scrollMarks().marks().isEmpty());
    // Another answer ends it.
    show("text/plain", "six");
    QVERIFY(!after->isVisible());
    QTRY_COMPARE(body(), u"six"_s);
    QCOMPARE(button->menu()->actions().size(), 3);
    m_view->showNothing();
    show("text/plain", "seven");
    QVERIFY(!button->isVisible());
}

void tst_ResponseCompare::saysWhatToCompareWith()
{
    const auto press = [this] { QTest::keyClick(qApp->focusWidget(), Qt::Key_D, Qt::ControlModifier); };
    show("text/plain", "one");
    find<QTabBar>("responseTabs")->setFocus();
    QTRY_COMPARE(body(), u"one"_s);
    m_view->showTab(ResponseView::Tab::Headers); // from wherever
    press();
    QVERIFY(isSaid("no earlier answer to compare with yet: send again"_L1));
    show("text/plain", "two");
    QVERIFY(!isSaid("no earlier answer"_L1));
    press();
    QTRY_VERIFY(find<CodeView>("compareAfter")->isVisible());
    press(); // it is there
    QVERIFY(find<CodeView>("compareAfter")->isVisible());
}

void tst_ResponseCompare::leavesItsKeyToWhatIsBesideIt()
{
    QWidget window;
    auto *beside = new QLineEdit;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(beside);
    column->addWidget(m_view.get());
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    show("text/plain", "one");
    m_view->showTab(ResponseView::Tab::Headers);
    beside->setFocus();
    QTest::keyClick(beside, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(find<QTabBar>("responseTabs")->currentIndex(), int(ResponseView::Tab::Headers));
    QVERIFY(!isSaid("no earlier answer"_L1));
    find<QTabBar>("responseTabs")->setFocus();
    QTest::keyClick(qApp->focusWidget(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(find<QTabBar>("responseTabs")->currentIndex(), int(ResponseView::Tab::Body));
    QVERIFY(isSaid("no earlier answer"_L1));
    m_view->setParent(nullptr); // it is the test's
}

QTEST_MAIN(tst_ResponseCompare)
#include "tst_ResponseCompare.moc"
