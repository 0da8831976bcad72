#include "ui/response/BodyForm.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyForm", text);
}

}

QString bodyFormLabel(BodyForm form)
{
    switch (form) {
    case BodyForm::Pretty:
        return tr("Pretty");
    case BodyForm::Tree:
        return tr("Tree");
    case BodyForm::Text:
        return tr("Text");
    case BodyForm::Events:
        return tr("Events");
    case BodyForm::Image:
        return tr("Image");
    case BodyForm::Raw:
        return tr("Raw");
    case BodyForm::Hex:
        return tr("Hex");
    }
    Q_UNREACHABLE();
}

}
