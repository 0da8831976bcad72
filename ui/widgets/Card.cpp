#include "ui/widgets/Card.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace tessera::ui {

Card::Card(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setStripe(std::optional<int> credentialColor)
{
    m_stripe = credentialColor;
    update();
}

void Card::setEdge(Token color)
{
    m_edge = color;
    update();
}

void Card::setSelected(bool isSelected)
{
    if (isSelected == m_isSelected)
        return;
    m_isSelected = isSelected;
    update();
}

void Card::setClickable(bool isClickable)
{
    m_isClickable = isClickable;
    setFocusPolicy(isClickable ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover, isClickable);
}

bool Card::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave) {
        m_isUnderPointer = event->type() == QEvent::HoverEnter;
        update();
    } else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QFrame::event(event);
}

void Card::mousePressEvent(QMouseEvent *event)
{
    if (!m_isClickable || event->button() != Qt::LeftButton)
        return QFrame::mousePressEvent(event);
    m_isPressed = true;
}

void Card::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasPressed = std::exchange(m_isPressed, false);
    if (wasPressed && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void Card::keyPressEvent(QKeyEvent *event)
{
    const bool isActivation
        = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_isClickable && isActivation)
        Q_EMIT clicked();
    else
        QFrame::keyPressEvent(event);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal radius = m_theme.px(9);
    const QRectF box = rect();
    const bool hasFocusRing = m_isClickable && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const Token border = m_isSelected || hasFocusRing ? Token::Accent : m_isUnderPointer ? Token::Faint : Token::Line;
    drawBox(painter, box, radius, m_theme.color(Token::Raised), m_theme.color(border), hasFocusRing ? 2 : 1);
    if (!m_stripe && !m_edge)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath whole, rest;
    whole.addRoundedRect(box, radius, radius);
    const qreal width = m_theme.px(3);
    rest.addRoundedRect(box.adjusted(width, -1, width + radius, 1), radius, radius);
    painter.fillPath(whole - rest, m_edge ? m_theme.color(*m_edge) : m_theme.credentialColor(*m_stripe));
}

}
