#include "ui/timeline/LanePainter.h"

#include "ui/theme/Contrast.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Part = LanePicture::Block::Part;
using MarkKind = LanePicture::Mark::Kind;

LaneMeasures::LaneMeasures(const Theme &theme)
    : height(theme.px(27))
    , barTop(theme.px(4))
    , barHeight(theme.px(15))
    , tickTop(theme.px(21))
    , tickHeight(theme.px(5))
{
}

QColor tickColor(const Theme &theme, Badge::Tone tone)
{
    switch (tone) {
    case Badge::Tone::Good:
        return theme.color(Token::Ok);
    case Badge::Tone::Accent:
        return theme.color(Token::Accent);
    case Badge::Tone::Warning:
        return theme.color(Token::Warn);
    case Badge::Tone::Bad:
        return theme.color(Token::Bad);
    case Badge::Tone::Neutral:
        break;
    }
    return theme.color(Token::Dim);
}

LanePainter::LanePainter(const Theme &theme, QPainter &painter)
    : m_theme(theme)
    , m_painter(painter)
    , m_measures(theme)
{
}

QColor LanePainter::tint(const QColor &color, Part part) const
{
    const double share = part == Part::Present ? 1 : part == Part::Past ? 0.46 : 0.28;
    return mixed(m_theme.color(Token::Panel), color, share);
}

void LanePainter::paint(const LanePicture &picture, const QRectF &row, const QColor &color) const
{
    const double middle = row.top() + m_measures.barTop + m_measures.barHeight / 2.0;
    const double thin = m_theme.px(4);
    for (const LanePicture::Span &span : picture.refreshLife)
        drawBox(m_painter, QRectF(row.left() + span.left, middle - thin / 2, span.right - span.left, thin), thin / 2,
            mixed(m_theme.color(Token::Panel), color, 0.24), {});
    for (const LanePicture::Span &span : picture.backOffs) {
        QPen pen(m_theme.color(Token::Dim), m_theme.px(1.5));
        pen.setDashPattern({2, 2});
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(row.left() + span.left, middle), QPointF(row.left() + span.right, middle));
    }
    for (const LanePicture::Block &block : picture.blocks)
        paintBlock(block, row, color);
    for (const LanePicture::Tick &each : picture.ticks)
        m_painter.fillRect(QRectF(row.left() + each.left, row.top() + m_measures.tickTop, each.right - each.left, m_measures.tickHeight), tickColor(m_theme, each.tone));
    for (const double x : picture.rings)
        paintDisc(QPointF(row.left() + x, row.top() + m_measures.tickTop + m_measures.tickHeight / 2.0),
            m_theme.px(LanePicture::ringWidth - 1.5) / 2.0, m_theme.color(Token::Panel), m_theme.color(Token::Text));
    for (const LanePicture::Mark &mark : picture.marks)
        paintMark(mark.kind, QPointF(row.left() + mark.x, middle), color);
    if (picture.nextRefresh)
        paintNextRefresh(row.left() + *picture.nextRefresh, row.top(), color);
}

void LanePainter::paintBlock(const LanePicture::Block &block, const QRectF &row, const QColor &color) const
{
    QRectF box(row.left() + block.left, row.top() + m_measures.barTop, block.right - block.left, m_measures.barHeight);
    const QColor ground = tint(color, block.part);
    if (box.width() < m_theme.px(4)) {
        m_painter.fillRect(box.adjusted(0, 0, std::max(0.0, 1 - box.width()), 0), ground);
        return;
    }
    if (block.ends) // a seam between two tokens
        box.setRight(box.right() - m_theme.px(1));
    if (block.isOpen) {
        QLinearGradient away(box.topLeft(), box.topRight());
        away.setColorAt(0, ground);
        away.setColorAt(1, m_theme.color(Token::Panel));
        m_painter.fillRect(box, away);
        return;
    }
    const double radius = std::min<double>(m_theme.px(3), box.width() / 3);
    QPainterPath path;
    path.addRoundedRect(box, radius, radius);
    // Round where it begins and ends, straight where it goes on.
    const bool isRoundLeft = block.begins && block.part != Part::ToCome, isRoundRight = block.ends;
    if (!isRoundLeft)
        path.addRect(QRectF(box.left(), box.top(), box.width() / 2, box.height()));
    if (!isRoundRight)
        path.addRect(QRectF(box.center().x(), box.top(), box.width() / 2, box.height()));
    path.setFillRule(Qt::WindingFill);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.fillPath(path, ground);
    m_painter.restore();
}

void LanePainter::paintDisc(const QPointF &middle, double radius, const QColor &ground, const QColor &rim) const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(rim, m_theme.px(1.5)));
    m_painter.setBrush(ground);
    m_painter.drawEllipse(middle, radius, radius);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setBrush(Qt::NoBrush);
}

void LanePainter::paintMark(MarkKind kind, const QPointF &middle, const QColor &color) const
{
    const QColor ground = m_theme.color(Token::Panel);
    const double small = m_theme.px(3.5), large = m_theme.px(6);
    const double barTop = middle.y() - m_measures.barHeight / 2.0;
    switch (kind) {
    case MarkKind::Silent:
        m_painter.fillRect(QRectF(middle.x(), barTop, m_theme.px(2), m_measures.barHeight), color);
        return;
    case MarkKind::Asked:
        return paintDisc(middle, small, color, ground);
    case MarkKind::Needed:
        return paintDisc(middle, small, ground, color);
    case MarkKind::After401:
        return paintDisc(middle, small, m_theme.color(Token::Warn), ground);
    case MarkKind::Other:
        return paintDisc(middle, m_theme.px(2.5), m_theme.color(Token::Dim), ground);
    case MarkKind::Failed:
    case MarkKind::Refused:
        break;
    }
    const QColor bad = m_theme.color(Token::Bad);
    paintDisc(middle, large, bad, ground);
    const double half = m_theme.px(3);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(ground, m_theme.px(1.5), Qt::SolidLine, Qt::RoundCap));
    if (kind == MarkKind::Refused) { // the end of the road: a cross
        m_painter.drawLine(middle + QPointF(-half, -half) * 0.75, middle + QPointF(half, half) * 0.75);
        m_painter.drawLine(middle + QPointF(-half, half) * 0.75, middle + QPointF(half, -half) * 0.75);
    } else {
        m_painter.drawLine(middle + QPointF(0, -half), middle + QPointF(0, half * 0.25));
        m_painter.drawPoint(middle + QPointF(0, half));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void LanePainter::paintNextRefresh(double x, double top, const QColor &color) const
{
    const double half = m_theme.px(6.5), above = m_theme.px(2);
    QPainterPath triangle;
    triangle.moveTo(x - half, top - above);
    triangle.lineTo(x + half, top - above);
    triangle.lineTo(x, top - above + half * 1.35);
    triangle.closeSubpath();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_theme.color(Token::Panel), m_theme.px(1.5)));
    m_painter.setBrush(color);
    m_painter.drawPath(triangle);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

}
