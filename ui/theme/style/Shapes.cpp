#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace tessera::ui {

namespace {

class Saved
{
public:
    explicit Saved(QPainter &painter)
        : m_painter(painter)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter &m_painter;
};

}

void drawBox(
    QPainter &painter, const QRectF &rect, qreal radius, const QColor &ground, const QColor &border, qreal borderWidth)
{
    const Saved saved(painter);
    // The border as a ring that is filled, not as a stroked line: both edges stay sharp at every scale.
    QPainterPath outer;
    outer.addRoundedRect(rect, radius, radius);
    if (!border.isValid()) {
        painter.fillPath(outer, ground);
        return;
    }
    const QRectF innerRect = rect.adjusted(borderWidth, borderWidth, -borderWidth, -borderWidth);
    const qreal innerRadius = std::max(0.0, radius - borderWidth);
    QPainterPath inner;
    inner.addRoundedRect(innerRect, innerRadius, innerRadius);
    if (ground.isValid())
        painter.fillPath(inner, ground);
    painter.fillPath(outer - inner, border);
}

void drawChevron(QPainter &painter, const QPointF &center, qreal size, Qt::ArrowType direction, const QColor &color)
{
    const Saved saved(painter);
    painter.translate(center);
    switch (direction) {
    case Qt::DownArrow:
        break;
    case Qt::UpArrow:
        painter.rotate(180);
        break;
    case Qt::LeftArrow:
        painter.rotate(90);
        break;
    case Qt::RightArrow:
        painter.rotate(-90);
        break;
    case Qt::NoArrow:
        return;
    }
    painter.setPen(QPen(color, std::max(1.3, size / 6.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal half = size / 2;
    const QPointF points[]{{-half, -half / 2}, {0, half / 2}, {half, -half / 2}};
    painter.drawPolyline(points, 3);
}

void drawTick(QPainter &painter, const QRectF &box, const QColor &color)
{
    const Saved saved(painter);
    const auto at
        = [&box](qreal x, qreal y) { return QPointF(box.left() + box.width() * x, box.top() + box.height() * y); };
    painter.setPen(QPen(color, box.width() / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[]{at(0.24, 0.52), at(0.43, 0.70), at(0.77, 0.32)};
    painter.drawPolyline(points, 3);
}

}
