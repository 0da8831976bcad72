#include "ui/theme/ButtonRole.h"

#include <QtWidgets/QToolButton>

namespace tessera::ui {

namespace {

constexpr auto property = "tesseraRole";

}

void setButtonRole(QWidget *button, ButtonRole role)
{
    button->setProperty(property, int(role));
    button->updateGeometry();
    button->update();
}

ButtonRole buttonRole(const QWidget *button)
{
    if (!button)
        return ButtonRole::Secondary;
    const QVariant role = button->property(property);
    if (role.isValid())
        return ButtonRole(role.toInt());
    return qobject_cast<const QToolButton *>(button) ? ButtonRole::Quiet : ButtonRole::Secondary;
}

}
