#include "app/json/PrettyRows.h"

#include "app/json/index/JsonKeyTable.h"
#include "app/json/index/JsonWalk.h"
#include "app/json/index/PrettyRowWriter.h"

#include <algorithm>

namespace tessera {

namespace {

using View = JsonIndexData::View;

constexpr qint64 deepestIndent = 100;
constexpr qsizetype deepestPath = 1000; // up to which duplicates are looked for

quint32 placeAtRow(const JsonIndexData &data, const View &view, qint64 row)
{
    const quint32 behind
        = data.places.firstBehind(0, view.places, [row](const JsonPlace &place) { return qint64(place.row) > row; });
    return behind == 0 ? 0 : behind - 1;
}

bool hasBrokenRow(const JsonIndexData &data, const View &view)
{
    return view.isComplete && data.fault && view.size() < data.size.load(std::memory_order_acquire);
}

}

// Says of the names of objects whether they stand in them again; asks once for each object.
class PrettyRows::DuplicateWatch {
public:
    explicit DuplicateWatch(const JsonIndex &index)
        : m_index(index)
    {
    }
    bool operator()(const JsonNode &object, const JsonNode &member)
    {
        if (object.at != m_objectAt) {
            m_objectAt = object.at;
            m_keys = m_index.keysNear(object);
        }
        return m_keys && m_keys->isDuplicate(member.keyAt);
    }

private:
    const JsonIndex &m_index;
    qint64 m_objectAt = -1;
    std::shared_ptr<const JsonKeyTable> m_keys;
};

PrettyRows::PrettyRows(std::shared_ptr<const JsonIndex> index)
    : m_index(std::move(index))
{
}

qint64 PrettyRows::rowCount() const
{
    const JsonIndexData &data = *m_index->m_data;
    const View view = data.view();
    return view.rows + (hasBrokenRow(data, view) ? 1 : 0) - m_folds.hidden();
}

qint64 PrettyRows::lineCount() const
{
    const JsonIndexData &data = *m_index->m_data;
    const View view = data.view();
    return view.lines + (hasBrokenRow(data, view) ? 1 : 0);
}

QList<PrettyRows::Row> PrettyRows::rows(qint64 first, qint64 count) const
{
    const JsonIndexData &data = *m_index->m_data;
    const View view = data.view();
    QList<Row> rows;
    first = std::max<qint64>(first, 0);
    const qint64 end = std::min(first + count, view.rows - m_folds.hidden());
    DuplicateWatch isDuplicate(*m_index);
    rows.reserve(std::clamp<qint64>(end - first, 0, 1000));
    for (qint64 shown = first; shown < end;) {
        qint64 row = m_folds.rowOf(shown);
        JsonWalk walk(data, view, placeAtRow(data, view, row));
        bool isFolded = false;
        while (shown < end && !isFolded) {
            const JsonWalk::Event event = walk.next();
            if (event == JsonWalk::Event::End)
                return rows; // cannot be: the rows were counted
            if (walk.rowEnd() <= row)
                continue;
            const JsonNode node = walk.node();
            const PrettyRowWriter writer(data, view, walk);
            isFolded = event == JsonWalk::Event::Open && m_folds.isFolded(qint64(walk.rowEnd()) - 1);
            const bool isTwin = node.keyAt >= 0 && event != JsonWalk::Event::Close && node.depth <= deepestPath
                && isDuplicate(event == JsonWalk::Event::Open ? walk.parentOfInnermost() : walk.innermost(), node);
            for (; shown < end && row < walk.rowEnd(); ++row, ++shown) {
                const bool isLast = row + 1 == walk.rowEnd();
                rows.append(writer.row(row - walk.row(), isFolded && isLast));
                rows.last().isDuplicate = isTwin;
            }
        }
    }
    if (first + count > view.rows - m_folds.hidden() && first <= view.rows - m_folds.hidden() && hasBrokenRow(data, view))
        rows.append(PrettyRowWriter::broken(data, view));
    return rows;
}

qint64 PrettyRows::rowOf(qint64 offset) const
{
    const JsonIndexData &data = *m_index->m_data;
    const View view = data.view();
    return m_folds.shownOf(PrettyRowWriter::rowAt(data, view, offset));
}

std::optional<QByteArray> PrettyRows::text(qint64 first, qint64 count, qint64 most) const
{
    const JsonIndexData &data = *m_index->m_data;
    const View view = data.view();
    QByteArray text;
    const qint64 lastShown = first + count - 1;
    if (count <= 0 || first < 0)
        return text;
    const qint64 begin = m_folds.rowOf(first);
    const qint64 end = std::min<qint64>(m_folds.rowOf(lastShown + 1), view.rows);
    JsonWalk walk(data, view, placeAtRow(data, view, begin));
    for (qint64 row = begin; row < end;) {
        if (walk.next() == JsonWalk::Event::End)
            break;
        if (walk.rowEnd() <= row)
            continue;
        const PrettyRowWriter writer(data, view, walk);
        for (; row < end && row < walk.rowEnd(); ++row) {
            const Row piece = writer.row(row - walk.row(), false);
            if (piece.piece == 0) {
                if (row > begin)
                    text += '\n';
                text.append(2 * std::min(piece.depth, deepestIndent), ' ');
            }
            text += piece.text;
            if (text.size() > most)
                return std::nullopt;
        }
    }
    if (lastShown >= view.rows - m_folds.hidden() && hasBrokenRow(data, view))
        text += (text.isEmpty() ? "" : "\n") + PrettyRowWriter::broken(data, view).text;
    if (text.size() > most)
        return std::nullopt;
    return text;
}

bool PrettyRows::fold(const JsonNode &node)
{
    const std::optional<Fold> fold = PrettyRowWriter::foldOf(*m_index->m_data, m_index->m_data->view(), node);
    if (!fold)
        return false;
    m_folds.fold(*fold);
    return true;
}

bool PrettyRows::unfold(const JsonNode &node)
{
    if (!isFolded(node))
        return false;
    m_folds.unfold(PrettyRowWriter::foldOf(*m_index->m_data, m_index->m_data->view(), node)->from);
    return true;
}

void PrettyRows::unfoldAll()
{
    m_folds.clear();
}

void PrettyRows::reveal(qint64 offset)
{
    const JsonIndexData &data = *m_index->m_data;
    for (const Fold &fold : m_folds.around(PrettyRowWriter::rowAt(data, data.view(), offset)))
        m_folds.unfold(fold.from);
}

bool PrettyRows::isFolded(const JsonNode &node) const
{
    const std::optional<Fold> fold = PrettyRowWriter::foldOf(*m_index->m_data, m_index->m_data->view(), node);
    return fold && m_folds.isFolded(fold->from);
}

QList<Fold> PrettyRows::foldsAt(const JsonIndex &index, qint64 depth, const std::function<bool()> &isStopped)
{
    constexpr int stepsBetweenQuestions = 10'000;
    QList<Fold> folds;
    JsonWalk walk(*index.m_data, index.m_data->view(), 0);
    int steps = 0;
    for (;;) {
        const JsonWalk::Event event = walk.next();
        if (event == JsonWalk::Event::End)
            return folds;
        if (event == JsonWalk::Event::Close && walk.depth() == depth)
            folds.append({qint64(walk.openRow()), qint64(walk.row()) - qint64(walk.openRow())});
        if (++steps == stepsBetweenQuestions) {
            steps = 0;
            if (isStopped && isStopped())
                return {};
        }
    }
}

void PrettyRows::foldAll(const QList<Fold> &folds)
{
    m_folds.assign(folds);
}

}
