#pragma once

#include <QtWidgets/QStyleOption>

class QPainter;
class QStyle;

namespace tessera::ui {

class Theme;

void paintButtonGround(const Theme &theme, const QStyleOption &option, QPainter &painter, const QWidget *widget);
void paintPushButton(const Theme &theme, const QStyleOptionButton &option, QPainter &painter, const QWidget *widget);
void paintToolButton(
    const Theme &theme, const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget);
[[nodiscard]] QSize pushButtonSize(
    const Theme &theme, const QStyleOptionButton &option, const QWidget *widget, int height);

}
