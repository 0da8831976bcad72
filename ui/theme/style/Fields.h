#pragma once

#include <QtWidgets/QStyleOption>

class QPainter;

namespace tessera::ui {

class Theme;

void paintField(const Theme &theme, const QStyleOption &option, QPainter &painter, const QWidget *widget);
void paintComboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter, const QWidget *widget);
void paintComboBoxLabel(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter, const QRect &edit);
void paintSpinBox(const Theme &theme, const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget,
    const QRect &up, const QRect &down);

}
