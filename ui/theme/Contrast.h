#pragma once

#include <QtGui/QColor>

namespace tessera::ui {

// WCAG 2.2: 1 to 21. Text to be read needs 4.5 (AA), marks and large text 3.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);
// `share` of `over`, the rest `under`; both opaque.
[[nodiscard]] QColor mixed(const QColor &under, const QColor &over, double share);

}
