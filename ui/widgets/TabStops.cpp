#include "ui/widgets/TabStops.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

QWidget *tabStopBefore(const QWidget &place)
{
    for (QWidget *each = place.previousInFocusChain(); each != &place; each = each->previousInFocusChain()) {
        if (each->focusPolicy() & Qt::TabFocus && !each->focusProxy() && !place.isAncestorOf(each))
            return each;
    }
    return nullptr;
}

}
