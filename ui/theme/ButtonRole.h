#pragma once

class QWidget;

namespace tessera::ui {

// What the style reads off a button beside its type.
enum class ButtonRole {
    Secondary, // a border on a raised ground
    Primary, // the one thing to do here
    Quiet, // no ground until the pointer is over it
    Subtle, // Quiet, and its words are secondary until the pointer is over it
    Link, // words in the accent, no ground
    Danger, // takes something away
};
void setButtonRole(QWidget *button, ButtonRole role); // of push buttons, tool buttons, combo boxes
[[nodiscard]] ButtonRole buttonRole(const QWidget *button); // Quiet for tool buttons that were not told otherwise

}
