#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>

namespace tessera::ui {

// A drawing from outside without anything that reaches out of it or never ends: no scripts, entities, pictures and styles
// from elsewhere, dashes, and nothing that is used more often than can be drawn. Errors: Parse, why it can't be drawn.
[[nodiscard]] Result<QByteArray> safeSvg(const QByteArray &svg);

}
