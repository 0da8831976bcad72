#include "ui/theme/style/PopupWatch.h"

#include <QtGui/QCursor>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <utility>

namespace tessera::ui {

namespace {

void tellWhoIsLeft()
{
    const QWidgetList all = QApplication::allWidgets();
    const QPoint pointer = QCursor::pos();
    QList<QWidget *> left;
    for (QWidget *widget : all) {
        if (widget->underMouse() && widget->isVisible() && !widget->rect().contains(widget->mapFromGlobal(pointer)))
            left.append(widget);
    }
    for (QWidget *widget : std::as_const(left)) {
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(widget, &leave);
        widget->update();
    }
}

}

bool PopupWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide)
        tellWhoIsLeft();
    return QObject::eventFilter(watched, event);
}

}
