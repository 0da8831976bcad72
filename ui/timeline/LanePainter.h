#pragma once

#include "ui/timeline/LanePicture.h"

#include <QtCore/QRectF>
#include <QtGui/QColor>

class QPainter;

namespace tessera::ui {

class Theme;

// Where the parts of a lane lie within its height, in pixels of the screen.
struct LaneMeasures {
    explicit LaneMeasures(const Theme &theme);
    int height, barTop, barHeight, tickTop, tickHeight;
};

// Paints a lane's picture in the colour of its credential, or dim where that is gone. `row`: where the lane's scale begins
// and how high it is.
class LanePainter {
public:
    LanePainter(const Theme &theme, QPainter &painter);
    void paint(const LanePicture &picture, const QRectF &row, const QColor &color) const;
    void paintMark(LanePicture::Mark::Kind kind, const QPointF &middle, const QColor &color) const; // for the legend, too
    [[nodiscard]] QColor tint(const QColor &color, LanePicture::Block::Part part) const;

private:
    void paintBlock(const LanePicture::Block &block, const QRectF &row, const QColor &color) const;
    void paintNextRefresh(double x, double top, const QColor &color) const;
    void paintDisc(const QPointF &middle, double radius, const QColor &ground, const QColor &rim) const;

    const Theme &m_theme;
    QPainter &m_painter;
    LaneMeasures m_measures;
};

[[nodiscard]] QColor tickColor(const Theme &theme, Badge::Tone tone);

}
