#include "app/json/FoldMap.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr std::size_t blockSize = 512;

}

bool FoldMap::isFolded(qint64 from) const
{
    return m_all.count(from) > 0;
}

void FoldMap::clear()
{
    m_all.clear();
    m_blocks.clear();
    m_hidden = 0;
}

void FoldMap::assign(const QList<Fold> &folds)
{
    clear();
    for (const Fold &fold : folds) {
        m_all.emplace_hint(m_all.end(), fold.from, fold.hidden);
        if (m_blocks.empty() || m_blocks.back().folds.size() == blockSize)
            m_blocks.emplace_back();
        m_blocks.back().folds.push_back(fold);
        m_blocks.back().hidden += fold.hidden;
        m_hidden += fold.hidden;
    }
}

void FoldMap::fold(Fold fold)
{
    if (fold.hidden <= 0 || !m_all.emplace(fold.from, fold.hidden).second)
        return;
    if (!around(fold.from).isEmpty())
        return; // counts when those open
    takeOut(fold.from, fold.from + fold.hidden);
    putIn(fold);
}

void FoldMap::unfold(qint64 from)
{
    const auto found = m_all.find(from);
    if (found == m_all.end())
        return;
    const Fold fold{from, found->second};
    m_all.erase(found);
    if (!around(from).isEmpty())
        return;
    takeOut(from, from);
    // Those inside count again, but for those inside of them.
    for (auto inner = m_all.upper_bound(from); inner != m_all.end() && inner->first <= from + fold.hidden;) {
        putIn({inner->first, inner->second});
        inner = m_all.upper_bound(inner->first + inner->second);
    }
}

// Those that begin there no longer count.
void FoldMap::takeOut(qint64 first, qint64 last)
{
    auto block = std::partition_point(
        m_blocks.begin(), m_blocks.end(), [first](const Block &b) { return b.folds.back().from < first; });
    const auto firstBlock = block;
    for (; block != m_blocks.end() && block->folds.front().from <= last; ++block) {
        auto &folds = block->folds;
        const auto begin = std::partition_point(folds.begin(), folds.end(), [first](const Fold &f) { return f.from < first; });
        const auto end = std::partition_point(begin, folds.end(), [last](const Fold &f) { return f.from <= last; });
        for (auto gone = begin; gone != end; ++gone) {
            block->hidden -= gone->hidden;
            m_hidden -= gone->hidden;
        }
        folds.erase(begin, end);
    }
    m_blocks.erase(std::remove_if(firstBlock, block, [](const Block &b) { return b.folds.empty(); }), block);
}

void FoldMap::putIn(Fold fold)
{
    m_hidden += fold.hidden;
    if (m_blocks.empty())
        m_blocks.emplace_back();
    auto block = std::partition_point(
        m_blocks.begin(), m_blocks.end(), [&](const Block &b) { return !b.folds.empty() && b.folds.back().from < fold.from; });
    if (block == m_blocks.end())
        --block;
    auto &folds = block->folds;
    folds.insert(std::partition_point(folds.begin(), folds.end(), [&](const Fold &f) { return f.from < fold.from; }), fold);
    block->hidden += fold.hidden;
    if (folds.size() <= 2 * blockSize)
        return;
    Block second;
    second.folds.assign(folds.begin() + blockSize, folds.end());
    folds.resize(blockSize);
    for (const Fold &moved : second.folds)
        second.hidden += moved.hidden;
    block->hidden -= second.hidden;
    m_blocks.insert(block + 1, std::move(second));
}

qint64 FoldMap::shownOf(qint64 row) const
{
    qint64 before = 0; // hidden rows
    for (const Block &block : m_blocks) {
        if (block.folds.back().from < row && block.folds.back().from + block.folds.back().hidden < row) {
            before += block.hidden;
            continue;
        }
        for (const Fold &fold : block.folds) {
            if (fold.from >= row)
                break;
            if (row <= fold.from + fold.hidden)
                return fold.from - before;
            before += fold.hidden;
        }
        break;
    }
    return row - before;
}

qint64 FoldMap::rowOf(qint64 shown) const
{
    qint64 before = 0;
    for (const Block &block : m_blocks) {
        const Fold &last = block.folds.back();
        if (last.from - (before + block.hidden - last.hidden) < shown) {
            before += block.hidden;
            continue;
        }
        for (const Fold &fold : block.folds) {
            if (fold.from - before >= shown)
                break;
            before += fold.hidden;
        }
        break;
    }
    return shown + before;
}

QList<Fold> FoldMap::around(qint64 row) const
{
    QList<Fold> found;
    // Folds are nested or disjoint: the outermost one that counts is found first, then one inside the other.
    const auto block = std::partition_point(
        m_blocks.begin(), m_blocks.end(), [row](const Block &b) { return b.folds.front().from < row; });
    if (block == m_blocks.begin())
        return found;
    const auto &folds = (block - 1)->folds;
    const auto next = std::partition_point(folds.begin(), folds.end(), [row](const Fold &f) { return f.from < row; });
    if (const Fold outer = *(next - 1); row <= outer.from + outer.hidden) {
        for (auto inner = m_all.find(outer.from); inner != m_all.end() && inner->first < row;) {
            if (row <= inner->first + inner->second) {
                found.append({inner->first, inner->second});
                ++inner;
            } else {
                inner = m_all.upper_bound(inner->first + inner->second);
            }
        }
    }
    return found;
}

}
