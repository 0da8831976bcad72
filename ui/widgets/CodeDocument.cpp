#include "ui/widgets/CodeDocument.h"

#include <algorithm>
#include <limits>

namespace tessera::ui {

std::optional<QString> CodeDocument::text(CodeRange range, qint64 most) const
{
    constexpr qint64 atOnce = 512;
    QString text;
    for (qint64 first = range.from.row; first <= range.to.row; first += atOnce) {
        const QList<CodeRow> some = rows(first, std::min(atOnce, range.to.row - first + 1));
        if (some.isEmpty())
            break;
        for (qsizetype i = 0; i < some.size(); ++i) {
            const CodeRow &row = some.at(i);
            const qint64 index = first + i;
            if (index > range.from.row && row.line >= 0)
                text += u'\n';
            const qsizetype begin = index == range.from.row ? std::min<qsizetype>(range.from.column, row.text.size()) : 0;
            const qsizetype end = index == range.to.row ? std::min<qsizetype>(range.to.column, row.text.size()) : row.text.size();
            text += QStringView(row.text).sliced(begin, std::max<qsizetype>(0, end - begin));
        }
        if (text.size() > most)
            return std::nullopt;
    }
    return text;
}

std::optional<QString> CodeDocument::all(qint64 most) const
{
    if (rowCount() == 0)
        return QString();
    return text({{0, 0}, {rowCount() - 1, std::numeric_limits<int>::max()}}, most);
}

bool CodeDocument::setFolded(qint64, bool)
{
    return false;
}

QString CodeDocument::hint(CodePlace) const
{
    return {};
}

}
