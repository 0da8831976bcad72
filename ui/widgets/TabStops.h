#pragma once

class QWidget;

namespace tessera::ui {

// The last stop of the tab key before the place of that widget, for controls that are made later and belong there: Qt puts
// new ones last of all in the window. Null where there is none.
[[nodiscard]] QWidget *tabStopBefore(const QWidget &place);

}
