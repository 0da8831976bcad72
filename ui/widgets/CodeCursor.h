#pragma once

#include "ui/widgets/CodeDocument.h"

#include <QtCore/QtGlobal>
#include <QtCore/qnamespace.h>

namespace tessera::ui {

// Where a key moves the cursor of a text; nullopt for keys that move nothing. `isFar`: with Ctrl.
[[nodiscard]] std::optional<CodePlace> codeCursorMoved(
    const CodeDocument &document, CodePlace from, Qt::Key key, bool isFar, qint64 rowsOfPage);

}
