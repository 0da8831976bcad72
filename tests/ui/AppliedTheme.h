#pragma once

#include "ui/theme/Theme.h"

#include <QtWidgets/QApplication>

namespace tessera::ui {

// The theme as the program wears it.
class AppliedTheme : public Theme {
public:
    AppliedTheme() { applyTo(*qApp); }
};

}
