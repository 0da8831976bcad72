#include "ui/response/MarkedRows.h"

#include <algorithm>

namespace tessera::ui {

MarkedRows::MarkedRows(std::shared_ptr<BodyDocument> body, QList<ByteRange> changed, CodeRow::Ground ground)
    : m_body(std::move(body))
    , m_changed(std::move(changed))
    , m_ground(ground)
{
    // Those that lie in one before them add nothing, and without them both ends ascend.
    QList<ByteRange> outer;
    for (const ByteRange &range : std::as_const(m_changed)) {
        if (outer.isEmpty() || range.to > outer.constLast().to)
            outer.append(range);
    }
    m_changed = outer;
}

bool MarkedRows::isChanged(const ByteRange &shown) const
{
    const auto found = std::lower_bound(m_changed.cbegin(), m_changed.cend(), shown.from, [](const ByteRange &range, qint64 at) { return range.to <= at; });
    return found != m_changed.cend() && found->from < shown.to;
}

QList<CodeRow> MarkedRows::rows(qint64 first, qint64 count) const
{
    QList<CodeRow> rows = m_body->rows(first, count);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows.at(i).fold != CodeRow::Fold::Closed)
            rows[i].remark.clear(); // two halves of a window have no room for them
        const QList<ByteRange> shown = m_body->bytesShown(std::max<qint64>(0, first) + i, 1);
        if (std::any_of(shown.begin(), shown.end(), [this](const ByteRange &range) { return isChanged(range); }))
            rows[i].ground = m_ground;
    }
    return rows;
}

}
