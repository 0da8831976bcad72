#include "app/http/LineIndex.h"

#include "app/base/GrowingList.h"
#include "app/base/Utf8.h"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tessera {

namespace {

constexpr qint64 placeDistance = 8192;

// Where a line begins: noted every so many bytes.
struct LinePlace {
    qint64 at, row, line;
};

qint64 rowsFor(qint64 size)
{
    return size <= LineIndex::longestRow ? 1 : (size + LineIndex::longestRow - 1) / LineIndex::longestRow;
}

template <typename Found> void eachNewline(const char *p, const char *end, Found &&found)
{
#ifdef __SSE2__
    const __m128i newline = _mm_set1_epi8('\n');
    for (; end - p >= 64; p += 64) {
        quint64 mask = 0;
        for (int i = 0; i < 4; ++i) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + 16 * i));
            mask |= quint64(unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, newline)))) << (16 * i);
        }
        for (; mask != 0; mask &= mask - 1)
            found(p + std::countr_zero(mask));
    }
#endif
    for (; p != end; ++p) {
        if (*p == '\n')
            found(p);
    }
}

// The size of a line without what ends it, from where its newline is.
qint64 lineSize(const char *begin, qint64 at, qint64 newline)
{
    return newline > at && begin[newline - 1] == '\r' ? newline - 1 - at : newline - at;
}

}

struct LineIndexData {
    // How far it has come: the line that has no end yet, and what is known of it.
    struct Step {
        LinePlace last;
        qint64 end;
        quint32 places; // before `last`
    };
    std::atomic<const char *> begin = nullptr;
    std::atomic<qint64> size = 0;
    GrowingList<LinePlace> places;
    GrowingList<Step> steps;
    std::atomic<bool> isComplete = false;

    // What one reader works with, whatever is built meanwhile.
    struct View {
        const char *begin = nullptr;
        Step step{};
        [[nodiscard]] qint64 rows() const { return step.last.row + rowsFor(step.end - step.last.at); }
    };
    [[nodiscard]] View view() const
    {
        View view;
        if (const quint32 count = steps.size(); count > 0)
            view.step = steps[count - 1];
        view.begin = begin.load(std::memory_order_acquire);
        return view;
    }
    // All places, and as the last one the line that has no end.
    [[nodiscard]] const LinePlace &place(const View &view, quint32 i) const { return i < view.step.places ? places[i] : view.step.last; }
    template <typename IsBehind> [[nodiscard]] quint32 lastBefore(const View &view, IsBehind &&isBehind) const
    {
        if (!isBehind(view.step.last))
            return view.step.places;
        const quint32 behind = places.firstBehind(0, view.step.places, isBehind);
        return behind == 0 ? 0 : behind - 1;
    }
    // The lines from a place to the next: calls take(at, size, row, line) until it says false; says so too.
    template <typename Take> bool eachLine(const View &view, quint32 i, Take &&take) const
    {
        const LinePlace from = place(view, i);
        if (i == view.step.places)
            return take(from.at, view.step.end - from.at, from.row, from.line);
        const qint64 next = place(view, i + 1).at;
        // Lines that begin later would have a place, so that the last one here is not looked through, however long.
        const qint64 seen = std::min(from.at + placeDistance, next - 1);
        LinePlace line = from;
        bool goesOn = next > from.at;
        eachNewline(view.begin + from.at, view.begin + seen, [&](const char *newline) {
            if (!goesOn)
                return;
            const qint64 size = lineSize(view.begin, line.at, newline - view.begin);
            goesOn = take(line.at, size, line.row, line.line);
            line = {newline - view.begin + 1, line.row + rowsFor(size), line.line + 1};
        });
        return next == from.at || (goesOn && take(line.at, lineSize(view.begin, line.at, next - 1), line.row, line.line));
    }
};

LineIndex::LineIndex()
    : m_data(std::make_unique<LineIndexData>())
{
}

LineIndex::~LineIndex() = default;

bool LineIndex::extend(QByteArrayView all, bool isWhole, qint64 most)
{
    if (isComplete())
        return true;
    m_data->begin.store(all.data(), std::memory_order_release);
    m_data->size.store(all.size(), std::memory_order_release);
    LineIndexData::Step step = m_data->view().step;
    const qint64 to = most < all.size() - step.end ? step.end + most : all.size();
    qint64 nextPlace = step.places == 0 ? 0 : m_data->places[step.places - 1].at + placeDistance;
    const char *const begin = all.data();
    eachNewline(begin + step.end, begin + to, [&](const char *newline) {
        LinePlace &last = step.last;
        if (last.at >= nextPlace) {
            m_data->places.append(last.at, last.row, last.line);
            ++step.places;
            nextPlace = last.at + placeDistance;
        }
        const qint64 at = newline - begin;
        last = {at + 1, last.row + rowsFor(lineSize(begin, last.at, at)), last.line + 1};
    });
    step.end = to;
    if (m_data->steps.size() == 0 || to > m_data->view().step.end)
        m_data->steps.append(step.last, step.end, step.places);
    if (to < all.size())
        return false;
    if (isWhole)
        m_data->isComplete.store(true, std::memory_order_release);
    return true;
}

bool LineIndex::isComplete() const
{
    return m_data->isComplete.load(std::memory_order_acquire);
}

qint64 LineIndex::indexedTo() const
{
    return m_data->view().step.end;
}

qint64 LineIndex::rowCount() const
{
    return m_data->view().rows();
}

qint64 LineIndex::lineCount() const
{
    return m_data->view().step.last.line + 1;
}

QList<LineIndex::Row> LineIndex::rows(qint64 first, qint64 count) const
{
    const LineIndexData::View view = m_data->view();
    QList<Row> rows;
    first = std::max<qint64>(first, 0);
    const qint64 end = count < view.rows() - first ? first + count : view.rows();
    if (first >= end)
        return rows;
    quint32 place = m_data->lastBefore(view, [first](const LinePlace &p) { return p.row > first; });
    const auto take = [&](qint64 at, qint64 size, qint64 row, qint64 line) {
        const qint64 pieces = rowsFor(size);
        for (qint64 piece = std::max<qint64>(first - row, 0); piece < pieces && row + piece < end; ++piece) {
            const qint64 from = piece == 0 ? at : cutBetweenCharacters(view.begin, at + piece * longestRow, at);
            const qint64 to = piece + 1 == pieces ? at + size : cutBetweenCharacters(view.begin, at + (piece + 1) * longestRow, at);
            rows.append({from, to - from, line, piece});
        }
        return row + pieces < end;
    };
    while (m_data->eachLine(view, place, take) && place < view.step.places)
        ++place;
    return rows;
}

qint64 LineIndex::rowOf(qint64 offset) const
{
    const LineIndexData::View view = m_data->view();
    const quint32 place = m_data->lastBefore(view, [offset](const LinePlace &p) { return p.at > offset; });
    qint64 found = 0;
    (void)m_data->eachLine(view, place, [&](qint64 at, qint64 size, qint64 row, qint64) {
        if (at > offset)
            return false;
        const qint64 pieces = rowsFor(size);
        qint64 piece = std::clamp<qint64>((offset - at) / longestRow, 0, pieces - 1);
        if (piece + 1 < pieces && offset >= cutBetweenCharacters(view.begin, at + (piece + 1) * longestRow, at))
            ++piece;
        found = row + piece;
        return true;
    });
    return found;
}

QByteArrayView LineIndex::bytes() const
{
    const qint64 size = m_data->size.load(std::memory_order_acquire);
    return {m_data->begin.load(std::memory_order_acquire), size};
}

qint64 LineIndex::memory() const
{
    return qint64(m_data->places.size()) * qint64(sizeof(LinePlace))
        + qint64(m_data->steps.size()) * qint64(sizeof(LineIndexData::Step));
}

}
