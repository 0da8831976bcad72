#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace tessera::VisibleText {

// Bytes from outside as they may stand in a message: UTF-8 where it is, control characters as their pictures, the rest
// as \xHH, cut after `limit` characters with an ellipsis.
[[nodiscard]] QString of(QByteArrayView bytes, qsizetype limit = 200);
// Text of several lines for a terminal, whole: line feeds and tabs stay, whatever else would steer it is made visible.
[[nodiscard]] QString inLines(const QString &text);
// In words where it has some: "a line feed", "a NUL", "a space", "0xE4", "\"@\"".
[[nodiscard]] QString ofCharacter(char c);

}
