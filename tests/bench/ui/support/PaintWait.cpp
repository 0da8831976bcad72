#include "tests/bench/ui/support/PaintWait.h"

#include "tests/bench/support/Figure.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QTimer>

namespace tessera::bench {

PaintWait::PaintWait(QWidget &widget)
{
    widget.installEventFilter(this);
}

void PaintWait::run(const std::function<void()> &begin, const std::function<bool()> &isThere)
{
    QTimer limit;
    connect(&limit, &QTimer::timeout, this, [] { demand(false, "the window never showed it"); });
    limit.start(30'000);
    m_isThere = isThere;
    begin();
    QCoreApplication::exec();
}

bool PaintWait::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_isThere && m_isThere()) {
        m_isThere = nullptr;
        // After this event everything has been painted and given to the system.
        QMetaObject::invokeMethod(this, [] { QCoreApplication::exit(); }, Qt::QueuedConnection); // quit() would close it
    }
    return false;
}

}
