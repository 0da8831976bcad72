#include "app/http/LineDiff.h"

#include "app/base/SequenceDiff.h"
#include "app/http/LineIndex.h"
#include "app/json/PrettyRows.h"

#include <QtCore/QHashFunctions>

#include <algorithm>
#include <functional>
#include <vector>

namespace tessera {

namespace {

constexpr qint64 page = 4096; // rows that are read at once

// Rows of a text as fingerprints.
struct Rows {
    qint64 count = 0;
    std::function<std::vector<quint64>(qint64 first, qint64 count)> read;
};

quint64 fingerprint(QByteArrayView bytes, quint64 depth = 0)
{
    return quint64(qHashBits(bytes.data(), std::size_t(bytes.size()), QHashSeed::globalSeed())) + depth * 0x9e3779b97f4a7c15;
}

Rows rowsOf(const LineIndex &index)
{
    return {index.rowCount(), [&index](qint64 first, qint64 count) {
                std::vector<quint64> prints;
                for (const LineIndex::Row &row : index.rows(first, count))
                    prints.push_back(fingerprint(index.bytes().sliced(row.at, row.size)));
                return prints;
            }};
}

Rows rowsOf(const PrettyRows &rows)
{
    return {rows.rowCount(), [&rows](qint64 first, qint64 count) {
                std::vector<quint64> prints;
                for (const PrettyRows::Row &row : rows.rows(first, count)) {
                    QByteArrayView text(row.text);
                    const bool hasComma = !row.tokens.isEmpty() && row.tokens.constLast().kind == PrettyRows::TokenKind::Punctuation
                        && text.endsWith(',');
                    prints.push_back(fingerprint(hasComma ? text.chopped(1) : text, quint64(row.depth)));
                }
                return prints;
            }};
}

// How many rows both begin with.
qint64 commonBegin(const Rows &before, const Rows &after, const std::stop_token &stop)
{
    const qint64 most = std::min(before.count, after.count);
    for (qint64 at = 0; at < most && !stop.stop_requested();) {
        const qint64 size = std::min(page, most - at);
        const auto first = before.read(at, size), second = after.read(at, size);
        const auto differ = std::mismatch(first.begin(), first.end(), second.begin(), second.end()).first;
        at += differ - first.begin();
        if (differ != first.end() || first.empty())
            return at;
    }
    return most;
}

qint64 commonEnd(const Rows &before, const Rows &after, qint64 most, const std::stop_token &stop)
{
    for (qint64 taken = 0; taken < most && !stop.stop_requested();) {
        const qint64 size = std::min(page, most - taken);
        const auto first = before.read(before.count - taken - size, size), second = after.read(after.count - taken - size, size);
        const auto differ = std::mismatch(first.rbegin(), first.rend(), second.rbegin(), second.rend()).first;
        taken += differ - first.rbegin();
        if (differ != first.rend() || first.empty())
            return taken;
    }
    return most;
}

std::vector<quint64> readAll(const Rows &rows, qint64 first, qint64 end, const std::stop_token &stop)
{
    std::vector<quint64> prints;
    prints.reserve(std::size_t(end - first));
    while (first < end && !stop.stop_requested()) {
        const auto some = rows.read(first, std::min(page, end - first));
        if (some.empty())
            break;
        prints.insert(prints.end(), some.begin(), some.end());
        first += qint64(some.size());
    }
    return prints;
}

// Puts the parts together as they come, in order.
class PartList {
public:
    explicit PartList(LineDiff &diff)
        : m_diff(diff)
    {
    }
    void addSame(qint64 before, qint64 after, qint64 count)
    {
        addOther(before, after);
        if (count > 0)
            add(true, count, count);
    }
    void addOther(qint64 before, qint64 after) // up to there
    {
        if (before > m_before || after > m_after)
            add(false, before - m_before, after - m_after);
    }

private:
    void add(bool isSame, qint64 before, qint64 after)
    {
        if (!m_diff.parts.isEmpty() && m_diff.parts.constLast().isSame == isSame) {
            m_diff.parts.last().beforeCount += before;
            m_diff.parts.last().afterCount += after;
        } else {
            m_diff.parts.append({isSame, m_before, before, m_after, after});
        }
        m_before += before;
        m_after += after;
    }

    LineDiff &m_diff;
    qint64 m_before = 0, m_after = 0; // how far they cover
};

LineDiff diffOf(const Rows &before, const Rows &after, const std::stop_token &stop)
{
    LineDiff diff;
    PartList parts(diff);
    const qint64 begin = commonBegin(before, after, stop);
    const qint64 end = commonEnd(before, after, std::min(before.count, after.count) - begin, stop);
    const qint64 beforeEnd = before.count - end, afterEnd = after.count - end;
    parts.addSame(0, 0, begin);
    if (std::max(beforeEnd, afterEnd) - begin > LineDiff::mostRows) {
        diff.isCoarse = true;
    } else if (beforeEnd > begin && afterEnd > begin && !stop.stop_requested()) {
        const auto first = readAll(before, begin, beforeEnd, stop), second = readAll(after, begin, afterEnd, stop);
        const SequenceDiff middle = SequenceDiff::between(first, second, stop);
        diff.isCoarse = middle.isCoarse;
        for (const SequenceDiff::Match &match : middle.matches)
            parts.addSame(begin + match.first, begin + match.second, match.count);
    }
    parts.addOther(beforeEnd, afterEnd);
    parts.addSame(beforeEnd, afterEnd, end);
    diff.isStopped = stop.stop_requested();
    return diff;
}

bool isInsideCharacter(QByteArrayView text, qsizetype at)
{
    return at < text.size() && (uchar(text[at]) & 0xc0) == 0x80;
}

}

LineDiff LineDiff::between(const LineIndex &before, const LineIndex &after, std::stop_token stop)
{
    return diffOf(rowsOf(before), rowsOf(after), stop);
}

LineDiff LineDiff::between(
    std::shared_ptr<const JsonIndex> before, std::shared_ptr<const JsonIndex> after, std::stop_token stop)
{
    const PrettyRows first(std::move(before)), second(std::move(after));
    return diffOf(rowsOf(first), rowsOf(second), stop);
}

LineDiff LineDiff::between(QByteArrayView before, QByteArrayView after, std::stop_token stop)
{
    LineIndex first, second;
    first.extend(before, true);
    second.extend(after, true);
    return between(first, second, std::move(stop));
}

LineDiff::Inside LineDiff::inside(QByteArrayView before, QByteArrayView after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype begin = std::mismatch(before.begin(), before.begin() + most, after.begin()).first - before.begin();
    while (begin > 0 && (isInsideCharacter(before, begin) || isInsideCharacter(after, begin)))
        --begin;
    qsizetype end = 0;
    while (end < most - begin && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    while (end > 0 && (isInsideCharacter(before, before.size() - end) || isInsideCharacter(after, after.size() - end)))
        --end;
    return {begin, before.size() - begin - end, after.size() - begin - end};
}

}
