#include "ui/theme/ControlLook.h"

#include <QtCore/QVariant>
#include <QtWidgets/QWidget>

namespace tessera::ui {

namespace {

constexpr auto tallProperty = "tesseraTall";
constexpr auto invalidProperty = "tesseraInvalid";

}

void setTall(QWidget *control, bool isTall)
{
    control->setProperty(tallProperty, isTall);
    control->updateGeometry();
}

bool isTall(const QWidget *control)
{
    return control && control->property(tallProperty).toBool();
}

void setInvalid(QWidget *field, bool isInvalid)
{
    field->setProperty(invalidProperty, isInvalid);
    field->update();
}

bool isInvalid(const QWidget *field)
{
    return field && field->property(invalidProperty).toBool();
}

}
