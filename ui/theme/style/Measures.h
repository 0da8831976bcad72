#pragma once

#include <QtWidgets/QStyle>

#include <optional>

class QStyleOptionSlider;

namespace tessera::ui {

class Theme;

// Nullopt: as Fusion has it.
[[nodiscard]] std::optional<int> measure(const Theme &theme, QStyle::PixelMetric metric);
[[nodiscard]] std::optional<int> behaviour(QStyle::StyleHint hint);
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part, int shortestHandle);

}
