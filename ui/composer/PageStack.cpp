#include "ui/composer/PageStack.h"

#include <QtWidgets/QLayout>

namespace tessera::ui {

int PageStack::neededHeight() const
{
    const QWidget *page = currentWidget();
    const int needed = page->hasHeightForWidth() ? page->layout()->totalMinimumHeightForWidth(width()) : page->minimumSizeHint().height();
    return qMax(minimumHeight(), needed);
}

}
