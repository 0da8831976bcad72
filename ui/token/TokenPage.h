#pragma once

#include <QtWidgets/QWidget>

namespace tessera::ui {

class TokenPanels;
class Theme;

// The two ways in which the panels of a token stand together.
namespace TokenPage {

enum class Section { Claims, Json, Signature };

// A narrow column: what is always seen at the top, one of three sections below. `corner` stands beside the switch.
[[nodiscard]] QWidget *narrow(const Theme &theme, const TokenPanels &panels, QWidget *corner);
// All at once, side by side: the token, its parts as JSON, its claims explained.
[[nodiscard]] QWidget *wide(const Theme &theme, const TokenPanels &panels);

// Of a narrow page; nothing on a wide one.
void showSection(QWidget *page, Section section);
void setSectionEnabled(QWidget *page, Section section, bool isEnabled);

}

}
