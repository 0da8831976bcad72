#pragma once

class QWidget;

namespace tessera::ui {

// The grounds that widgets stand on.
enum class Surface { Window, Panel, Raised, Field };
void setSurface(QWidget *widget, Surface surface); // fills the widget with it, in every theme

}
