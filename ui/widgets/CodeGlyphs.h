#pragma once

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtGui/QFont>
#include <QtGui/QRawFont>

#include <array>

class QPainter;

namespace tessera::ui {

// The glyphs of a fixed-pitch font, a cell for each. What is written from here looks, to the pixel, as a layout of it does, and
// costs little more than its pixels: each character is learnt once from a layout of it. One that a layout may treat
// otherwise among others, that is wider or comes from another font has no cell.
class CodeGlyphs {
public:
    explicit CodeGlyphs(const QFont &font);

    [[nodiscard]] double cellWidth() const { return m_cellWidth; }
    [[nodiscard]] double lineHeight() const { return m_lineHeight; }
    [[nodiscard]] bool hasCells(QStringView text); // for all of it

    // What is to be written in one colour, gathered from anywhere and drawn at once.
    struct Ink {
        QList<quint32> glyphs;
        QList<QPointF> places;
        void clear();
    };
    void write(Ink *ink, QStringView text, QPointF topLeft); // text that has cells
    void draw(QPainter &painter, const Ink &ink, const QColor &color) const;

private:
    [[nodiscard]] quint32 glyphOf(QChar c);
    [[nodiscard]] quint32 learn(QChar c) const;

    const QFont m_font;
    QRawFont m_raw;
    double m_cellWidth = 0, m_lineHeight = 0, m_ascent = 0;
    std::array<quint32, 0x530> m_near{}; // by character: Latin, Greek, Cyrillic
    QHash<char16_t, quint32> m_far;
};

}
