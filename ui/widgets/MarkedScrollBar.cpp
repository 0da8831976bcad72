#include "ui/widgets/MarkedScrollBar.h"

#include "ui/theme/Theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionSlider>

namespace tessera::ui {

MarkedScrollBar::MarkedScrollBar(const Theme &theme, QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MarkedScrollBar::setMarks(const QList<double> &marks)
{
    m_marks = marks;
    update();
}

void MarkedScrollBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    if (m_marks.isEmpty())
        return;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarGroove, this);
    QPainter painter(this);
    const int height = qMax(2, m_theme.px(2));
    for (const double mark : m_marks)
        painter.fillRect(QRect(1, groove.top() + int(mark * (groove.height() - height)), width() - 2, height), m_theme.color(Token::Warn));
}

}
