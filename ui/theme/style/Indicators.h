#pragma once

#include <QtWidgets/QStyleOption>

class QPainter;

namespace tessera::ui {

class Theme;

void paintCheckBox(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintRadioButton(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintBranch(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintFocus(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintScrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter &painter, const QRect &handle);
void paintProgress(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter);

}
