#pragma once

#include <QtCore/QString>

namespace tessera::ui {

// Qt guesses whether a tool tip is markup: this shows any text as it is, wrapped, and cut where it is very long.
[[nodiscard]] QString plainToolTip(const QString &text);

}
