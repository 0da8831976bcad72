#include "ui/widgets/CodeGlyphs.h"

#include "ui/widgets/HiddenCharacters.h"

#include <QtGui/QGlyphRun>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr quint32 unknown = 0, none = ~quint32(0); // a font's glyph 0 stands for what it doesn't have

void layOut(QTextLayout *layout)
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    layout->setTextOption(option);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
}

// Whatever stands beside it. (What stands beside it may still want a layout for both: a mark upon it.)
bool isIndependent(QChar c)
{
    const QChar::Script script = c.script();
    const bool isKnownScript = script == QChar::Script_Common || script == QChar::Script_Latin || script == QChar::Script_Greek
        || script == QChar::Script_Cyrillic;
    return isKnownScript && (c.isPrint() || c == u' ') && !c.isSurrogate() && !c.isMark() && c != QChar::ReplacementCharacter
        && c.direction() != QChar::DirR && c.direction() != QChar::DirAL && c.direction() != QChar::DirAN && !HiddenCharacters::isOne(c);
}

}

void CodeGlyphs::Ink::clear()
{
    glyphs.clear();
    places.clear();
}

CodeGlyphs::CodeGlyphs(const QFont &font)
    : m_font(font)
{
    QTextLayout layout(QStringLiteral("0"), m_font);
    layOut(&layout);
    const QTextLine line = layout.lineAt(0);
    m_cellWidth = line.cursorToX(1);
    m_lineHeight = line.height();
    m_ascent = line.ascent();
    if (const QList<QGlyphRun> runs = layout.glyphRuns(); !runs.isEmpty())
        m_raw = runs.constFirst().rawFont();
}

quint32 CodeGlyphs::learn(QChar c) const
{
    if (!isIndependent(c))
        return none;
    QTextLayout layout(QString(c), m_font);
    layOut(&layout);
    const QTextLine line = layout.lineAt(0);
    const QList<QGlyphRun> runs = layout.glyphRuns();
    const bool isCell = runs.size() == 1 && runs.constFirst().rawFont() == m_raw && runs.constFirst().glyphIndexes().size() == 1
        && line.cursorToX(1) == m_cellWidth && line.height() == m_lineHeight && line.ascent() == m_ascent;
    const quint32 glyph = isCell ? runs.constFirst().glyphIndexes().constFirst() : none;
    return glyph == unknown ? none : glyph;
}

quint32 CodeGlyphs::glyphOf(QChar c)
{
    quint32 &known = c.unicode() < m_near.size() ? m_near[c.unicode()] : m_far[c.unicode()];
    if (known == unknown)
        known = learn(c);
    return known;
}

bool CodeGlyphs::hasCells(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [this](QChar c) { return glyphOf(c) != none; });
}

void CodeGlyphs::write(Ink *ink, QStringView text, QPointF topLeft)
{
    const double baseline = topLeft.y() + m_ascent;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u' ')
            continue;
        ink->glyphs.append(glyphOf(text[i]));
        ink->places.append({topLeft.x() + double(i) * m_cellWidth, baseline});
    }
}

void CodeGlyphs::draw(QPainter &painter, const Ink &ink, const QColor &color) const
{
    if (ink.glyphs.isEmpty())
        return;
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setRawData(ink.glyphs.constData(), ink.places.constData(), int(ink.glyphs.size()));
    painter.setPen(color);
    painter.drawGlyphRun({}, run);
}

}
