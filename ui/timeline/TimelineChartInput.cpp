#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineChart.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QNativeGestureEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGestureEvent>
#include <QtWidgets/QPinchGesture>
#include <QtWidgets/QScrollBar>

#include <cmath>

// What hands do to the timeline's picture: wheel, mouse, touch and keys.

namespace tessera::ui {

namespace {

constexpr double notch = 1.25, step = 1.5; // of the wheel; of a key
constexpr double notchAngle = 120; // as Qt counts a wheel
constexpr double keyShare = 1.0 / 8; // of the width

}

void TimelineChart::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const bool isSideways = std::abs(angle.x()) > std::abs(angle.y()) || event->modifiers().testFlag(Qt::ShiftModifier);
    if (xIn(event->position().toPoint()) < 0 && !isSideways)
        return QAbstractScrollArea::wheelEvent(event);
    const double turned = std::abs(angle.x()) > std::abs(angle.y()) ? angle.x() : angle.y();
    if (isSideways)
        pan(-turned / notchAngle * m_theme.px(60));
    else
        zoomAt(std::pow(notch, turned / notchAngle), xIn(event->position().toPoint()));
    event->accept();
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mousePressEvent(event);
    m_pressed = event->position().toPoint();
    m_isDragging = false;
}

void TimelineChart::hover(const QPoint &position)
{
    m_pointer = position;
    const Hit hit = hitAt(position);
    viewport()->setCursor(m_isDragging ? Qt::ClosedHandCursor : hit.events.isEmpty() && !hit.isOnName ? Qt::ArrowCursor : Qt::PointingHandCursor);
    viewport()->update();
    Q_EMIT moved();
}

void TimelineChart::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_pressed && !m_isDragging && (position - *m_pressed).manhattanLength() >= QApplication::startDragDistance())
        m_isDragging = true;
    if (m_pressed && m_isDragging) {
        const QPoint by = *m_pressed - position;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + by.y());
        pan(by.x());
        m_pressed = position;
    }
    hover(position);
}

void TimelineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return QAbstractScrollArea::mouseReleaseEvent(event);
    m_pressed.reset();
    const QPoint position = event->position().toPoint();
    if (!std::exchange(m_isDragging, false)) {
        const Hit hit = hitAt(position);
        const bool isBirth = hit.events.isEmpty() && hit.life;
        const qsizetype index = isBirth ? m_lanes.lane(hit.lane).eventOf(*hit.life) : hit.events.isEmpty() ? -1 : hit.events.constLast();
        if (hit.lane >= 0) {
            m_cursor = {hit.lane, index}; // what is clicked is seen: nothing is to be scrolled to
            inspect(hit.lane, index);
        }
    }
    hover(position);
}

void TimelineChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    const double x = xIn(event->position().toPoint());
    if (event->button() != Qt::LeftButton || x < 0)
        return QAbstractScrollArea::mouseDoubleClickEvent(event);
    setFollowing(false);
    zoomAt(event->modifiers().testFlag(Qt::ShiftModifier) ? 0.5 : 2, x);
}

bool TimelineChart::gesture(QGestureEvent *event)
{
    const auto *pinch = static_cast<const QPinchGesture *>(event->gesture(Qt::PinchGesture));
    if (!pinch)
        return false;
    if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        zoomAt(pinch->scaleFactor(), xIn(viewport()->mapFromGlobal(pinch->centerPoint().toPoint())));
    event->accept();
    return true;
}

bool TimelineChart::nativeGesture(QNativeGestureEvent *event)
{
    if (event->gestureType() != Qt::ZoomNativeGesture)
        return false;
    zoomAt(1 + event->value(), xIn(event->position().toPoint()));
    return true;
}

void TimelineChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(step);
    case Qt::Key_Minus:
        return zoom(1 / step);
    case Qt::Key_0:
        return fit();
    case Qt::Key_N:
        return setFollowing(true);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return inspect(m_cursor.lane, m_cursor.event);
    case Qt::Key_Escape:
        if (m_cursor.event < 0)
            return QAbstractScrollArea::keyPressEvent(event);
        return moveCursor({m_cursor.lane, -1});
    default:
        return moveByKey(event);
    }
}

void TimelineChart::moveByKey(QKeyEvent *event)
{
    TimelineCursor cursor = m_cursor;
    const bool isPan = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    const int page = std::max(1, viewport()->height() / TimelineFrame::rowHeight(m_theme));
    switch (event->key()) {
    case Qt::Key_Up:
        cursor.moveLane(m_lanes, -1);
        break;
    case Qt::Key_Down:
        cursor.moveLane(m_lanes, 1);
        break;
    case Qt::Key_PageUp:
        cursor.moveLane(m_lanes, -page);
        break;
    case Qt::Key_PageDown:
        cursor.moveLane(m_lanes, page);
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
        cursor.moveToEnd(m_lanes, event->key() == Qt::Key_End);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int by = event->key() == Qt::Key_Right ? 1 : -1;
        const bool hasEvents = cursor.lane < 0 || cursor.lane >= m_lanes.count() || !m_lanes.lane(cursor.lane).events.isEmpty();
        if (isPan || !hasEvents)
            return pan(by * m_scale.width * keyShare);
        (void)cursor.moveEvent(m_lanes, by, std::min(m_scale.to(), m_now)); // at an end it stays
        break;
    }
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    moveCursor(cursor);
}

void TimelineChart::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_cursor.lane < 0 && m_lanes.count() > 0 && event->reason() != Qt::MouseFocusReason)
        moveCursor({0, -1});
    viewport()->update();
}

void TimelineChart::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}
