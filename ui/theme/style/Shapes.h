#pragma once

#include <QtCore/QRectF>
#include <QtCore/Qt>
#include <QtGui/QColor>

class QPainter;

namespace tessera::ui {

// Draws with antialiasing and leaves the painter as it was. An invalid colour is left out.
void drawBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &ground, const QColor &border,
    qreal borderWidth = 1);

void drawChevron(QPainter &painter, const QPointF &center, qreal size, Qt::ArrowType direction, const QColor &color);
void drawTick(QPainter &painter, const QRectF &box, const QColor &color);

}
