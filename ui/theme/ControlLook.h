#pragma once

class QWidget;

namespace tessera::ui {

// 34 px instead of 28: the request line, dialogs. For buttons, fields, combo boxes.
void setTall(QWidget *control, bool isTall = true);
[[nodiscard]] bool isTall(const QWidget *control);

// A field whose content can't be used: red border.
void setInvalid(QWidget *field, bool isInvalid);
[[nodiscard]] bool isInvalid(const QWidget *field);

}
