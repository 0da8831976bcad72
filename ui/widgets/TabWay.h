#pragma once

class QWidget;

namespace tessera::ui {

// The way of the tab key through a window, in the order in which its layouts hold what is seen. For focusNextPrevChild() of
// the window: Qt's own chain is in the order of making, and a control that is moved in it away from its compound comes twice.
// False where nothing can have the focus.
bool moveFocus(QWidget &window, bool isForward);

}
