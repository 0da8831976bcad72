#include "tests/ui/ResponseViewTest.h"
#include "ui/response/HexView.h"
#include "ui/response/JsonTreeView.h"
#include "ui/widgets/MarkedScrollBar.h"

#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_ResponseFind : public ResponseViewTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_view.reset(); }

    void finds();
    void saysWhereARegexIsWrong();
    void whatIsReadStaysInPlace();
    void findsAHeaderWhereTheyAreShown();
    void filtersByJsonPath();
    void offersTheLastPaths();
    void keepsAPathForTheNextAnswer();
};

void tst_ResponseFind::finds()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(body().contains("ingest-lobby-39"_L1));
    m_view->openFind();
    auto *field = find<QLineEdit>("findField");
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"running"_s);
    QTRY_COMPARE(textOf("findSummary"), u"1 of 40"_s);
    QCOMPARE(code->selectedText(), u"running"_s);
    QTRY_VERIFY(!code->scrollMarks().marks().isEmpty());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(textOf("findSummary"), u"2 of 40"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(textOf("findSummary"), u"40 of 40"_s);
    QTest::keyClick(field, Qt::Key_F3);
    QCOMPARE(textOf("findSummary"), u"1 of 40"_s);
    field->setText(u"RUNNING"_s);
    QTRY_COMPARE(textOf("findSummary"), u"1 of 40"_s);
    find<QToolButton>("findCase")->click();
    QTRY_COMPARE(textOf("findSummary"), u"nothing found"_s);
    QCOMPARE(code->selectedText(), QString()); // what was found before is no hit of this
    find<QToolButton>("findRegex")->click();
    field->setText(u"lobby-[0-9]\""_s);
    QTRY_VERIFY(textOf("findSummary").endsWith(" of 10"_L1));
    // What is folded away is shown when it is found.
    field->setText(u"lobby-39"_s);
    QTRY_COMPARE(code->selectedText(), u"lobby-39"_s);
    code->setFolded(0, true);
    QTest::keyClick(field, Qt::Key_F3);
    QCOMPARE(code->selectedText(), u"lobby-39"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(code->hasFocus());
    // Bytes can be looked through, too.
    choose(u"Hex"_s);
    m_view->openFind();
    QTRY_COMPARE(find<HexView>("hexView")->selectionSize(), 8);
}

void tst_ResponseFind::saysWhereARegexIsWrong()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(body().contains("ingest-lobby-39"_L1));
    m_view->openFind();
    auto *field = find<QLineEdit>("findField");
    find<QToolButton>("findRegex")->click();
    field->setText(u"lobby-([0-9"_s);
    auto *fault = find<QLabel>("findFault");
    QVERIFY(fault->isVisible());
    QVERIFY2(fault->text().contains("character 12"_L1), qPrintable(fault->text())); // behind the last one: a bracket is missing
    QVERIFY(textOf("findSummary") == u"can't be looked for"_s);
    field->setText(u"lobby-([0-9])\""_s);
    QTRY_VERIFY(textOf("findSummary").endsWith(" of 10"_L1));
    QVERIFY(!fault->isVisible());
    find<QToolButton>("findRegex")->click();
}

// Where a bar opens above the text, it moves down by the bar and no further; when it closes, all is where it was.
void tst_ResponseFind::whatIsReadStaysInPlace()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    QTRY_VERIFY(body().contains("ingest-lobby-39"_L1));
    auto *code = find<CodeView>("bodyText");
    code->select({{200, 0}, {200, 0}});
    const auto top = [code] { return code->mapToGlobal(QPoint()).y(); };
    const int row = code->verticalScrollBar()->value(), before = top();
    QVERIFY(row > 0);
    m_view->openFind();
    auto *field = find<QLineEdit>("findField");
    const auto *bar = field->parentWidget();
    QTRY_COMPARE(top(), before + bar->height());
    QCOMPARE(code->verticalScrollBar()->value(), row);
    find<QToolButton>("findRegex")->click();
    field->setText(u"("_s);
    QTRY_VERIFY(find<QLabel>("findFault")->isVisible());
    QTRY_COMPARE(top(), before + bar->height());
    QCOMPARE(code->verticalScrollBar()->value(), row);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(top(), before);
    QCOMPARE(code->verticalScrollBar()->value(), row);
    find<QToolButton>("findRegex")->click();
}

void tst_ResponseFind::findsAHeaderWhereTheyAreShown()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    m_view->showTab(ResponseView::Tab::Headers);
    m_view->openFind();
    auto *headers = find<QTableView>("responseHeaders");
    QVERIFY(headers->isVisible()); // not the body instead
    QVERIFY(headers->hasFocus());
    QTest::keyClicks(headers, u"var"_s);
    QCOMPARE(headers->currentIndex().siblingAtColumn(0).data().toString(), u"Vary"_s);
}

void tst_ResponseFind::filtersByJsonPath()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    auto *field = find<QLineEdit>("pathFilter");
    auto *code = find<CodeView>("bodyText");
    QTRY_VERIFY(body().contains("ingest-lobby-39"_L1));
    QVERIFY(field->isVisible());
    code->setFocus();
    QTest::keyClick(code, Qt::Key_J, Qt::AltModifier);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"$..id"_s);
    QTRY_COMPARE(textOf("bodyAbout"), u"40 matches"_s);
    QTRY_VERIFY(body().startsWith("[\n  \"ingest-lobby-0\",\n"_L1));
    // What is copied is told as it is in the body.
    code->select({{2, 0}, {2, 0}});
    QTest::keyClick(code, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"/1/id"_s);
    // Find looks through what is shown.
    m_view->openFind();
    find<QLineEdit>("findField")->setText(u"lobby-7"_s);
    QTRY_COMPARE(textOf("findSummary"), u"1 of 1"_s);
    QTest::keyClick(find<QLineEdit>("findField"), Qt::Key_Escape);
    choose(u"Tree"_s);
    auto *tree = find<JsonTreeView>("jsonTree");
    QTRY_COMPARE(tree->model()->rowCount(), 40);
    QCOMPARE(tree->model()->index(2, 0).data().toString(), u"$[2]['id']"_s);
    choose(u"Pretty"_s);
    field->setText(u"$..id["_s);
    QTRY_VERIFY(find<QLabel>("pathFault")->isVisible());
    QVERIFY(textOf("pathFault").contains("At the end: "_L1));
    field->setText(u"$..id[1 2]"_s);
    QTRY_VERIFY(textOf("pathFault").contains("At character 9: "_L1));
    QVERIFY(body().startsWith("[\n  \"ingest-lobby-0\""_L1)); // until it can be read again
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QTRY_VERIFY(code->hasFocus());
    QTRY_VERIFY(body().startsWith("[\n  {\n"_L1));
    QVERIFY(!find<QLabel>("pathFault")->isVisible());
    show("text/plain", "hello");
    QVERIFY(!field->isVisible());
}

void tst_ResponseFind::offersTheLastPaths()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    auto *field = find<QLineEdit>("pathFilter");
    QTRY_VERIFY(field->isVisible());
    field->setFocus();
    for (const QString &path : {u"$..id"_s, u"$..[?@.a && @.b]"_s, u"$["_s}) {
        field->setText(path);
        QTest::keyClick(field, Qt::Key_Return);
    }
    field->clear();
    QTest::keyClick(field, Qt::Key_Down);
    auto *menu = find<QMenu>("pathHistory");
    QVERIFY(menu);
    QStringList offered;
    for (const QAction *action : menu->actions())
        offered += action->text();
    QCOMPARE(offered, (QStringList{u"$..[?@.a &&&& @.b]"_s, u"$..id"_s})); // not what could not be read
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(field->text(), u"$..id"_s);
}

void tst_ResponseFind::keepsAPathForTheNextAnswer()
{
    m_view->showResult(SampleRun::answered(), fakeAdmin);
    find<QLineEdit>("pathFilter")->setText(u"$.n"_s);
    show("application/json", R"({"n":1.10})");
    QTRY_COMPARE(body(), u"[\n  1.10\n]"_s);
    show("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n");
    find<QLineEdit>("pathFilter")->setText(u"$[*].n"_s);
    QTRY_COMPARE(textOf("bodyAbout"), u"2 matches"_s);
}

QTEST_MAIN(tst_ResponseFind)
#include "tst_ResponseFind.moc"
