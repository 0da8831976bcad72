#include "ui/response/RowAlignment.h"

#include <algorithm>

namespace tessera::ui {

RowAlignment::RowAlignment(const QList<LineDiff::Part> &parts)
{
    for (const LineDiff::Part &part : parts) {
        if (!part.isSame)
            m_changes.append(m_rows);
        m_parts.append({m_rows, part});
        m_rows += std::max(part.beforeCount, part.afterCount);
    }
}

RowAlignment::Row RowAlignment::at(qint64 row) const
{
    const auto behind = std::upper_bound(m_parts.cbegin(), m_parts.cend(), row, [](qint64 wanted, const Part &part) { return wanted < part.row; });
    if (row < 0 || row >= m_rows || behind == m_parts.cbegin())
        return {};
    const Part &found = *std::prev(behind);
    const qint64 inside = row - found.row;
    return {inside < found.part.beforeCount ? found.part.before + inside : -1, inside < found.part.afterCount ? found.part.after + inside : -1, found.part.isSame};
}

qsizetype RowAlignment::changeAt(qint64 row) const
{
    return std::upper_bound(m_changes.cbegin(), m_changes.cend(), row) - m_changes.cbegin() - 1;
}

}
