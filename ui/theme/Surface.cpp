#include "ui/theme/Surface.h"

#include <QtGui/QPalette>
#include <QtWidgets/QWidget>

namespace tessera::ui {

void setSurface(QWidget *widget, Surface surface)
{
    // The roles that Theme::palette() gives these colours to.
    static constexpr QPalette::ColorRole roles[]{
        QPalette::Window, QPalette::Base, QPalette::Button, QPalette::AlternateBase};
    widget->setBackgroundRole(roles[int(surface)]);
    widget->setAutoFillBackground(true);
}

}
