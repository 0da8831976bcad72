#include "ui/widgets/CodeCursor.h"

#include <algorithm>

namespace tessera::ui {

std::optional<CodePlace> codeCursorMoved(const CodeDocument &document, CodePlace from, Qt::Key key, bool isFar, qint64 rowsOfPage)
{
    const qint64 last = std::max<qint64>(0, document.rowCount() - 1);
    const auto lengthOf = [&](qint64 row) {
        const QList<CodeRow> one = document.rows(row, 1);
        return one.isEmpty() ? 0 : int(one.constFirst().text.size());
    };
    const auto byRows = [&](qint64 rows) {
        const qint64 row = std::clamp<qint64>(from.row + rows, 0, last);
        return CodePlace{row, std::min(from.column, lengthOf(row))};
    };
    switch (key) {
    case Qt::Key_Up:
        return byRows(-1);
    case Qt::Key_Down:
        return byRows(1);
    case Qt::Key_PageUp:
        return byRows(-rowsOfPage);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return byRows(rowsOfPage);
    case Qt::Key_Left:
        if (from.column > 0)
            return CodePlace{from.row, from.column - 1};
        return from.row > 0 ? CodePlace{from.row - 1, lengthOf(from.row - 1)} : from;
    case Qt::Key_Right:
        if (from.column < lengthOf(from.row))
            return CodePlace{from.row, from.column + 1};
        return from.row < last ? CodePlace{from.row + 1, 0} : from;
    case Qt::Key_Home:
        return CodePlace{isFar ? 0 : from.row, 0};
    case Qt::Key_End:
        return isFar ? CodePlace{last, lengthOf(last)} : CodePlace{from.row, lengthOf(from.row)};
    default:
        return std::nullopt;
    }
}

}
