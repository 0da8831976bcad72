#include "app/json/diff/JsonDiffRun.h"

#include "app/json/JsonNumber.h"
#include "app/json/diff/JsonItemPairing.h"
#include "app/json/diff/JsonMemberPairing.h"
#include "app/json/index/JsonKeyTable.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr std::size_t deepest = 200'000; // pairs that lie in each other
constexpr qint64 mostPointerText = 16'000'000; // characters of all pointers: deep in a body each is long
constexpr qint64 timesRead = 16; // so often all of both, for each of two purposes
constexpr qint64 freeBytes = 8 * 1024 * 1024; // and so much on top

bool isRespelled(JsonKind kind, QByteArrayView before, QByteArrayView after)
{
    if (kind == JsonKind::Number)
        return JsonNumber::compare(before, after) == 0;
    if (kind != JsonKind::String || before.size() < 2 || after.size() < 2)
        return false;
    QByteArray room, otherRoom;
    return JsonKeyTable::nameOf(before, &room) == JsonKeyTable::nameOf(after, &otherRoom);
}

}

JsonDiffRun::JsonDiffRun(const JsonIndex &before, const JsonIndex &after, std::stop_token stop, qsizetype most)
    : m_before(before)
    , m_after(after)
    , m_stop(std::move(stop))
    , m_most(most)
    , m_pointerSpace(mostPointerText)
{
    const qint64 size = before.bytes().size() + after.bytes().size();
    m_budget.comparedBytes = m_budget.readBytes = timesRead * size + freeBytes;
}

JsonDiff JsonDiffRun::run()
{
    using Kind = JsonPairing::Step::Kind;
    const auto before = m_before.root(), after = m_after.root();
    if (before && after)
        compare(*before, *after);
    else if (before || after)
        note(before ? JsonChange::Kind::Removed : JsonChange::Kind::Added, before, after);
    while (!m_open.empty() && !m_diff.isCut) {
        if (m_stop.stop_requested()) {
            m_diff.isStopped = true;
            break;
        }
        JsonPairing::Step step;
        if (!m_open.back()->next(step)) {
            m_open.pop_back();
            continue;
        }
        switch (step.kind) {
        case Kind::Pair: compare(step.before, step.after); break;
        case Kind::Added: note(JsonChange::Kind::Added, {}, step.after); break;
        case Kind::Removed: note(JsonChange::Kind::Removed, step.before, {}); break;
        case Kind::Reordered: note(JsonChange::Kind::Reordered, step.before, step.after); break;
        case Kind::Unpaired: note(JsonChange::Kind::Changed, step.before, step.after); break;
        }
    }
    m_diff.isStopped = m_diff.isStopped || m_stop.stop_requested();
    m_diff.isCoarse = m_diff.isCoarse || m_budget.isCoarse;
    return std::move(m_diff);
}

bool JsonDiffRun::isByteEqual(const JsonNode &before, const JsonNode &after)
{
    const QByteArrayView first = m_before.value(before), second = m_after.value(after);
    if (m_budget.comparedBytes <= 0 || first.size() != second.size())
        return false;
    const auto same = std::mismatch(first.begin(), first.end(), second.begin()).first;
    m_budget.comparedBytes -= same - first.begin();
    return same == first.end();
}

void JsonDiffRun::compare(const JsonNode &before, const JsonNode &after)
{
    if (before.kind != after.kind)
        return note(JsonChange::Kind::Changed, before, after);
    if (!before.isContainer()) {
        const QByteArrayView first = m_before.value(before), second = m_after.value(after);
        if (first != second)
            note(isRespelled(before.kind, first, second) ? JsonChange::Kind::Respelled : JsonChange::Kind::Changed, before, after);
        return;
    }
    if (isByteEqual(before, after))
        return;
    if (m_open.size() >= deepest) {
        m_diff.isCoarse = true;
        return note(JsonChange::Kind::Changed, before, after);
    }
    if (before.kind == JsonKind::Object)
        m_open.push_back(std::make_unique<JsonMemberPairing>(m_before, before, m_after, after, m_budget, m_stop));
    else
        m_open.push_back(std::make_unique<JsonItemPairing>(m_before, before, m_after, after, m_budget, m_stop));
}

void JsonDiffRun::note(JsonChange::Kind kind, const std::optional<JsonNode> &before, const std::optional<JsonNode> &after)
{
    if (m_diff.changes.size() >= m_most || m_pointerSpace <= 0) {
        m_diff.isCut = true;
        return;
    }
    const QString pointer = after ? m_after.pointer(*after) : m_before.pointer(*before);
    m_pointerSpace -= pointer.size();
    m_diff.changes.append({kind, pointer, before, after});
}

}
