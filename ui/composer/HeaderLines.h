#pragma once

#include "app/workspace/RequestDocument.h"

namespace tessera::ui {

// Headers as a text: "Name: value" a line, "//" before those that are switched off. What is written in one form comes back
// from the other, line breaks in values too (the line goes on behind two blanks).
namespace HeaderLines {

using Row = RequestDocument::Row;
[[nodiscard]] QString textOf(const QList<Row> &rows);
[[nodiscard]] QList<Row> rowsOf(const QString &text);

}

}
