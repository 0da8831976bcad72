#pragma once

#include <QtWidgets/QStyleOption>

class QPainter;

namespace tessera::ui {

class Theme;

void paintItemGround(const Theme &theme, const QStyleOptionViewItem &option, QPainter &painter);
void paintHeaderSection(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintHeaderLabel(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter);
void paintMenuGround(const Theme &theme, const QStyleOption &option, QPainter &painter);
void paintMenuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter);
[[nodiscard]] QSize menuItemSize(const Theme &theme, const QStyleOptionMenuItem &option, const QSize &contents);
void paintTab(const Theme &theme, const QStyleOptionTab &option, QPainter &painter);

}
