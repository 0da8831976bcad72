#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/CodePainter.h"
#include "ui/widgets/CodeSyntax.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QGlyphRun>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtTest/QTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int width = 420;

CodeRow row(const QString &text, const QString &remark = {})
{
    CodeRow row;
    row.text = text;
    row.spans = CodeSyntax::json(text);
    row.remark = remark;
    row.line = 41;
    return row;
}

// The same row with a character far out of sight that is written upon the one before it: all of it has to be laid out.
CodeRow laidOut(CodeRow row)
{
    row.text += QString(130, u' ') + u"e\u0301"_s;
    return row;
}

}

class tst_CodePainter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsCellsAsALayoutDoes_data();
    void drawsCellsAsALayoutDoes();
    void drawsSignsOneByOne();
    void drawsWhatIsOnALayout_data();
    void drawsWhatIsOnALayout();
    void writesNumbersAndRemarksAsText();
    void drawsFolds();
    void knowsWhatHasNoCell_data();
    void knowsWhatHasNoCell();

private:
    [[nodiscard]] QImage sheet(double ratio) const
    {
        QImage image(QSize(width, 40) * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(m_theme.color(Token::Panel));
        return image;
    }
    [[nodiscard]] QImage painted(const CodeRow &row, CodePainter::Scene scene, double ratio = 1)
    {
        scene.dirty = QRect(0, 0, width, 40);
        scene.width = width;
        QImage image = sheet(ratio);
        QPainter painter(&image);
        m_painter.paintRows(painter, scene, {row, row});
        return image;
    }

    Theme m_theme;
    CodePainter m_painter{m_theme};
};

void tst_CodePainter::drawsCellsAsALayoutDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("left");
    const QString usual = uR"(  "guid": "5f1d \"quoted\" \n", "n": [-1.5e+10, true, null], "i": "fi ffl != <!-- => www")"_s;
    QTest::newRow("usual") << usual << 12;
    QTest::newRow("scrolled") << usual.repeated(3) << -733;
    QTest::newRow("scrolled between characters") << usual.repeated(3) << -5;
    QTest::newRow("Latin, Greek, Cyrillic") << uR"("name": "Jürgen Groß, Łódź, Νίκος Σοφός, Олег Иванов")"_s << 12;
    QTest::newRow("signs") << uR"("signs": "· – — … „“ ‚‘ € § ° × ±  → ≤ ★ ﬁ Å")"_s << 12;
    QTest::newRow("hidden") << u"\"a\u200b\u202eb\u00ad\": \"\u0007\x7f\ufffd\""_s << 12;
    QTest::newRow("tabs") << u"\t\"a\":\t1"_s << 12;
    QTest::newRow("other scripts") << uR"("a": "漢字 日本語 한국어 שלום مرحبا हिन्दी ไทย 👍🏽", "b": 1)"_s << 12;
    QTest::newRow("marks") << u"\"e\u0301a\u0308 Z\u0351\u036b\": \"x\""_s << 12;
    QTest::newRow("very long") << QString(3000, u'x') << -9000;
    QTest::newRow("nothing") << QString() << 12;
    QTest::newRow("spaces at the end") << u"1   "_s << 12;
}

void tst_CodePainter::drawsCellsAsALayoutDoes()
{
    QFETCH(QString, text);
    QFETCH(int, left);
    for (const double ratio : {1.0, 1.25, 1.5, 2.0}) {
        QImage expected = sheet(ratio);
        {
            QPainter painter(&expected);
            painter.setPen(m_theme.color(Token::Text));
            const auto layout = m_painter.layout().of(row(text));
            const double inset = (m_painter.rowHeight() - layout->lineAt(0).height()) / 2;
            for (int i = 0; i < 2; ++i)
                layout->draw(&painter, QPointF(left, i * m_painter.rowHeight() + inset));
        }
        CodePainter::Scene scene;
        scene.left = left;
        QCOMPARE(painted(row(text), scene, ratio), expected);
    }
}

// In every font of code that is here: those that join "!=" or "www" would make a row that has cells look other than one that
// is laid out.
void tst_CodePainter::drawsSignsOneByOne()
{
    const QFont usual = m_theme.font(TextRole::Mono);
    QVERIFY(usual.styleStrategy() & QFont::PreferNoShaping); // whichever font a machine has
    QStringList families = usual.families();
    for (const QString &family : QFontDatabase::families(QFontDatabase::Latin))
        if (QFontDatabase::isFixedPitch(family) && QFontDatabase::isScalable(family))
            families += family;
    families.removeDuplicates();
    const auto glyphsOf = [](const QString &text, const QFont &font) {
        QTextLayout layout(text, font);
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        QList<quint32> glyphs;
        for (const QGlyphRun &run : layout.glyphRuns())
            glyphs += run.glyphIndexes();
        return glyphs;
    };
    for (const QString &family : std::as_const(families)) {
        QFont font = usual;
        font.setFamilies({family});
        for (const QString &text : {u"!="_s, u"->"_s, u"=>"_s, u"<!--"_s, u"www"_s, u"//"_s, u"::"_s, u"fi"_s}) {
            QList<quint32> alone;
            for (const QChar c : text)
                alone += glyphsOf(QString(c), font);
            QVERIFY2(glyphsOf(text, font) == alone, qPrintable(family + u' ' + text));
        }
    }
}

void tst_CodePainter::drawsWhatIsOnALayout_data()
{
    QTest::addColumn<CodePainter::Scene>("scene");
    QTest::addColumn<CodeRow>("row");
    const QString text = uR"(  "created": 1691154857, "who": "Νίκος")"_s;
    const CodeRow usual = row(text);
    CodePainter::Scene scene;
    scene.left = 20;
    scene.first = 7;
    auto selected = scene;
    selected.selection = {{7, 3}, {7, 20}};
    QTest::newRow("selection") << selected << usual;
    auto marked = scene;
    marked.marks = {{{7, 2}, {7, 5}}, {{8, 12}, {8, 22}}};
    QTest::newRow("marks") << marked << usual;
    auto here = scene;
    here.cursor = CodePlace{8, 12};
    QTest::newRow("cursor") << here << usual;
    CodeRow changed = usual;
    changed.ground = CodeRow::Ground::Added;
    changed.changed = {{CodeSpan::Kind::Plain, 4, 7}};
    QTest::newRow("changed") << scene << changed;
    CodeRow doubtful = usual;
    doubtful.spans.first().kind = CodeSpan::Kind::Doubtful;
    QTest::newRow("doubtful") << scene << doubtful;
}

void tst_CodePainter::drawsWhatIsOnALayout()
{
    QFETCH(CodePainter::Scene, scene);
    QFETCH(CodeRow, row);
    for (const double ratio : {1.0, 1.25, 2.0})
        QCOMPARE(painted(row, scene, ratio), painted(laidOut(row), scene, ratio));
    QVERIFY(painted(row, scene) != sheet(1));
}

void tst_CodePainter::writesNumbersAndRemarksAsText()
{
    CodeRow flagged = row(u"1"_s), continued = row(u"2"_s);
    flagged.isFlagged = true;
    flagged.line = 1233;
    continued.line = -1;
    const int height = m_painter.rowHeight();
    const QRect margin(0, 0, m_painter.marginWidth(10'000), 3 * height);
    const QString remark = u"2023-08-04 13:14:17 UTC, 2 years ago"_s;
    for (const double ratio : {1.0, 1.25, 2.0}) {
        QImage image(QSize(width, 3 * height) * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(m_theme.color(Token::Panel));
        QImage expected = image;
        {
            QPainter painter(&image);
            m_painter.paintMargin(painter, margin, {row(u"0"_s), flagged, continued});
            CodePainter::Scene scene;
            scene.dirty = QRect(0, 0, width, height);
            scene.width = width;
            scene.left = margin.width();
            m_painter.paintRows(painter, scene, {row({}, remark)});
        }
        QPainter painter(&expected);
        const auto write = [&](int index, const QString &text, Token token, double left, Qt::Alignment alignment) {
            CodeRow plain;
            plain.text = text;
            const auto layout = m_painter.layout().of(plain);
            const QTextLine line = layout->lineAt(0);
            painter.setPen(m_theme.color(token));
            layout->draw(&painter, QPointF(alignment == Qt::AlignRight ? left - line.naturalTextWidth() : left, index * height + (height - line.height()) / 2));
        };
        const int end = margin.width() - m_theme.px(18) - m_theme.px(4);
        write(0, u"42"_s, Token::Dim, end, Qt::AlignRight);
        write(1, u"1234"_s, Token::WarnText, end, Qt::AlignRight);
        write(2, u"·"_s, Token::Dim, end, Qt::AlignRight);
        write(0, remark, Token::Dim, margin.width() + m_theme.px(22), Qt::AlignLeft);
        painter.end();
        QCOMPARE(image, expected);
    }
}

void tst_CodePainter::drawsFolds()
{
    CodeRow open = row(u"{"_s), closed = row(u"["_s);
    const CodeRow plain = open;
    open.fold = CodeRow::Fold::Open;
    closed.fold = CodeRow::Fold::Closed;
    const int height = m_painter.rowHeight();
    const QRect margin(0, 0, m_painter.marginWidth(100), 2 * height);
    for (const double ratio : {1.0, 1.25, 2.0, 1.0}) {
        QImage image = sheet(ratio), expected = sheet(ratio);
        {
            QPainter painter(&image);
            m_painter.paintMargin(painter, margin, {open, closed});
        }
        QPainter painter(&expected);
        m_painter.paintMargin(painter, margin, {plain, plain});
        const double x = margin.width() - m_theme.px(18) / 2.0 - 1;
        drawChevron(painter, {x, height / 2.0}, m_theme.px(7), Qt::DownArrow, m_theme.color(Token::Dim));
        drawChevron(painter, {x, height * 1.5}, m_theme.px(7), Qt::RightArrow, m_theme.color(Token::Dim));
        painter.end();
        QCOMPARE(image, expected);
    }
}

void tst_CodePainter::knowsWhatHasNoCell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("hasCells");
    QTest::newRow("ASCII") << u" {\"a\": [1, 2]} ~!@"_s << true;
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("tab") << u"a\tb"_s << false;
    QTest::newRow("mark") << u"e\u0301"_s << false;
    QTest::newRow("joiner") << u"a\u200db"_s << false;
    QTest::newRow("override") << u"a\u202eb"_s << false;
    QTest::newRow("Hebrew") << u"a ש"_s << false;
    QTest::newRow("Arabic digits") << u"١"_s << false;
    QTest::newRow("wide") << u"漢"_s << false;
    QTest::newRow("pair") << u"👍"_s << false;
    QTest::newRow("replacement") << u"\ufffd"_s << false;
    QTest::newRow("line separator") << u"\u2028"_s << false;
}

void tst_CodePainter::knowsWhatHasNoCell()
{
    QFETCH(QString, text);
    CodeGlyphs glyphs(m_theme.font(TextRole::Mono));
    QTEST(glyphs.hasCells(text), "hasCells");
    QTEST(glyphs.hasCells(text), "hasCells"); // as it was learnt
}

QTEST_MAIN(tst_CodePainter)
#include "tst_CodePainter.moc"
