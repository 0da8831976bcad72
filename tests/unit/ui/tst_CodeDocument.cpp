#include "ui/widgets/CodeCursor.h"
#include "ui/widgets/CodeText.h"

#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_CodeDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesRowsOfLines();
    void copiesAcrossRows_data();
    void copiesAcrossRows();
    void refusesToCopyTooMuch();
    void keysMoveTheCursor_data();
    void keysMoveTheCursor();
    void explainsHiddenCharacters();
};

namespace {

// Rows as a document without a text of its own has them: the second line takes two.
class Rows final : public CodeDocument {
public:
    [[nodiscard]] qint64 rowCount() const override { return 4; }
    [[nodiscard]] qint64 lineCount() const override { return 3; }
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override
    {
        return QList<CodeRow>{row(u"one"_s, 0), row(u"tw"_s, 1), row(u"o"_s, -1), row(u"three"_s, 2)}.mid(first, count);
    }

private:
    static CodeRow row(const QString &text, qint64 line)
    {
        CodeRow made;
        made.text = text;
        made.line = line;
        return made;
    }
};

}

void tst_CodeDocument::givesRowsOfLines()
{
    const CodeText text(CodeLines(u"{\"a\": 1,\n \"b\": [true]}"_s, Syntax::Json));
    QCOMPARE(text.rowCount(), 2);
    const auto rows = text.rows(0, 10);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(1).line, 1);
    QCOMPARE(rows.at(0).spans.first(), (CodeSpan{CodeSpan::Kind::Key, 1, 3}));
    QCOMPARE(text.rows(1, 1).first().text, u" \"b\": [true]}"_s);
    QVERIFY(text.rows(2, 5).isEmpty());
}

void tst_CodeDocument::copiesAcrossRows_data()
{
    QTest::addColumn<CodePlace>("from");
    QTest::addColumn<CodePlace>("to");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << CodePlace{1, 1} << CodePlace{1, 1} << QString();
    QTest::newRow("in a row") << CodePlace{0, 1} << CodePlace{0, 3} << u"ne"_s;
    QTest::newRow("a line in two rows") << CodePlace{1, 0} << CodePlace{2, 1} << u"two"_s;
    QTest::newRow("lines") << CodePlace{0, 2} << CodePlace{3, 2} << u"e\ntwo\nth"_s;
    QTest::newRow("beyond the end") << CodePlace{3, 3} << CodePlace{9, 99} << u"ee"_s;
}

void tst_CodeDocument::copiesAcrossRows()
{
    QFETCH(CodePlace, from);
    QFETCH(CodePlace, to);
    const Rows rows;
    QTEST(rows.text({from, to}, 1000).value(), "text");
}

void tst_CodeDocument::refusesToCopyTooMuch()
{
    const Rows rows;
    QCOMPARE(rows.all().value(), u"one\ntwo\nthree"_s);
    QVERIFY(!rows.all(5));
    QCOMPARE(CodeText(CodeLines()).all().value(), QString());
    const CodeText text(CodeLines(u"one\r\ntwo"_s, Syntax::Plain));
    QCOMPARE(text.all().value(), u"one\r\ntwo"_s); // as it came
    QVERIFY(!text.all(5));
}

void tst_CodeDocument::keysMoveTheCursor_data()
{
    QTest::addColumn<CodePlace>("from");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("isFar");
    QTest::addColumn<CodePlace>("to");
    QTest::newRow("right") << CodePlace{0, 1} << Qt::Key_Right << false << CodePlace{0, 2};
    QTest::newRow("right into the next row") << CodePlace{0, 3} << Qt::Key_Right << false << CodePlace{1, 0};
    QTest::newRow("right at the end") << CodePlace{3, 5} << Qt::Key_Right << false << CodePlace{3, 5};
    QTest::newRow("left into the row before") << CodePlace{3, 0} << Qt::Key_Left << false << CodePlace{2, 1};
    QTest::newRow("down into a shorter row") << CodePlace{0, 3} << Qt::Key_Down << false << CodePlace{1, 2};
    QTest::newRow("up at the top") << CodePlace{0, 1} << Qt::Key_Up << false << CodePlace{0, 1};
    QTest::newRow("a page") << CodePlace{0, 1} << Qt::Key_PageDown << false << CodePlace{2, 1};
    QTest::newRow("home") << CodePlace{1, 2} << Qt::Key_Home << false << CodePlace{1, 0};
    QTest::newRow("end of everything") << CodePlace{1, 2} << Qt::Key_End << true << CodePlace{3, 5};
}

void tst_CodeDocument::keysMoveTheCursor()
{
    QFETCH(CodePlace, from);
    QFETCH(Qt::Key, key);
    QFETCH(bool, isFar);
    QTEST(codeCursorMoved(Rows(), from, key, isFar, 2).value(), "to");
    QVERIFY(!codeCursorMoved(Rows(), from, Qt::Key_A, isFar, 2));
}

void tst_CodeDocument::explainsHiddenCharacters()
{
    const CodeText text(CodeLines(u"a\u202Eb"_s, Syntax::Plain));
    QVERIFY(text.hint({0, 1}).contains("U+202E"_L1));
    QVERIFY(text.hint({0, 0}).isEmpty());
    QVERIFY(text.hint({0, 3}).isEmpty());
}

QTEST_APPLESS_MAIN(tst_CodeDocument)
#include "tst_CodeDocument.moc"
