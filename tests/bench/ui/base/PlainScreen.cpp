#include "tests/bench/ui/base/PlainScreen.h"

#include <QtGui/QPainter>

namespace tessera::bench {

PlainScreen::PlainScreen(const QFont &font, int rowHeight, QWidget *parent)
    : QWidget(parent)
    , m_rowHeight(rowHeight)
{
    setFont(font);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void PlainScreen::setLines(const QStringList &lines)
{
    m_lines = lines;
    update();
}

void PlainScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int y = fontMetrics().ascent();
    for (const QString &line : std::as_const(m_lines)) {
        painter.drawText(0, y, line);
        y += m_rowHeight;
    }
}

}
