#include "ui/widgets/CodeLines.h"

#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

using Kind = CodeSpan::Kind;
using Span = CodeSpan;

class tst_CodeLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsIntoLines_data();
    void cutsIntoLines();
    void longLinesBecomePieces();
    void pieceIsFoundByPosition();
    void hiddenCharactersAreSeen();
    void jsonHasColors_data();
    void jsonHasColors();
    void longStringKeepsItsColor();
    void surrogatesStayTogether();
};

void tst_CodeLines::cutsIntoLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("empty") << QString() << QStringList{QString()};
    QTest::newRow("one") << u"a"_s << QStringList{u"a"_s};
    QTest::newRow("ends with a break") << u"a\n"_s << QStringList{u"a"_s, QString()};
    QTest::newRow("Windows") << u"a\r\nb"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("empty ones") << u"\n\n"_s << QStringList{QString(), QString(), QString()};
}

void tst_CodeLines::cutsIntoLines()
{
    QFETCH(QString, text);
    const CodeLines lines(text, Syntax::Plain);
    QStringList shown;
    for (int i = 0; i < lines.count(); ++i) {
        shown << lines.shown(i);
        QCOMPARE(lines.piece(i).line, i + 1);
    }
    QTEST(shown, "lines");
    QCOMPARE(lines.lineCount(), lines.count());
}

void tst_CodeLines::longLinesBecomePieces()
{
    const QString line(4500, u'x');
    const CodeLines lines(line + u"\nend"_s, Syntax::Plain);
    QCOMPARE(lines.lineCount(), 2);
    QCOMPARE(lines.count(), 4);
    QCOMPARE(lines.piece(0).line, 1);
    QCOMPARE(lines.piece(1).line, 0);
    QCOMPARE(lines.shown(0) + lines.shown(1) + lines.shown(2), line);
    QCOMPARE(lines.piece(3).line, 2);
    QCOMPARE(lines.shown(3), u"end"_s);
}

void tst_CodeLines::pieceIsFoundByPosition()
{
    const CodeLines lines(u"ab\ncd\n"_s + QString(3000, u'x'), Syntax::Plain);
    QCOMPARE(lines.pieceAt(0), 0);
    QCOMPARE(lines.pieceAt(2), 0);
    QCOMPARE(lines.pieceAt(3), 1);
    QCOMPARE(lines.pieceAt(6), 2);
    QCOMPARE(lines.pieceAt(6 + 2500), 3);
    QCOMPARE(lines.pieceAt(1'000'000), 3);
}

void tst_CodeLines::hiddenCharactersAreSeen()
{
    const QString text = u"a\x1b[31m\u202Eb\u200Bc\td\u2028e\x7f"_s;
    const CodeLines lines(text, Syntax::Plain);
    QCOMPARE(lines.shown(0), u"a␛[31m◌b◌c\td␤e␡"_s);
    QCOMPARE(lines.shown(0).size(), text.size()); // one for one: places stay places
    QCOMPARE(lines.text(), text);
}

void tst_CodeLines::jsonHasColors_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QList<Span>>("spans");
    QTest::newRow("nothing") << u"  {"_s << QList<Span>{};
    QTest::newRow("a member") << uR"(  "a": "b",)"_s << QList<Span>{{Kind::Key, 2, 3}, {Kind::String, 7, 3}};
    QTest::newRow("a number") << u"\"n\" : -1.5e+10,"_s << QList<Span>{{Kind::Key, 0, 3}, {Kind::Number, 6, 8}};
    QTest::newRow("words") << u"[true, null, wrong]"_s << QList<Span>{{Kind::Number, 1, 4}, {Kind::Number, 7, 4}};
    QTest::newRow("escapes") << uR"("a\"b\\": "\\")"_s << QList<Span>{{Kind::Key, 0, 8}, {Kind::String, 10, 4}};
    QTest::newRow("not closed") << u"\"abc"_s << QList<Span>{{Kind::String, 0, 4}};
    QTest::newRow("ends in a backslash") << u"\"abc\\"_s << QList<Span>{{Kind::String, 0, 5}};
}

void tst_CodeLines::jsonHasColors()
{
    QFETCH(QString, line);
    QTEST(CodeLines(line, Syntax::Json).spans(0), "spans");
    QVERIFY(CodeLines(line, Syntax::Plain).spans(0).isEmpty());
}

void tst_CodeLines::longStringKeepsItsColor()
{
    const CodeLines lines(u"[\""_s + QString(5000, u'x') + u"\", 1]"_s, Syntax::Json);
    QCOMPARE(lines.count(), 3);
    QCOMPARE(lines.spans(1), (QList<Span>{{Kind::String, 0, 2000}}));
    QCOMPARE(lines.spans(2), (QList<Span>{{Kind::String, 0, 1003}, {Kind::Number, 1005, 1}}));
}

void tst_CodeLines::surrogatesStayTogether()
{
    const CodeLines lines(QString(1999, u'x') + u"😀y"_s, Syntax::Plain);
    QCOMPARE(lines.count(), 2);
    QCOMPARE(lines.shown(1), u"😀y"_s);
}

QTEST_GUILESS_MAIN(tst_CodeLines)
#include "tst_CodeLines.moc"
