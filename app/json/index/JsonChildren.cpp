#include "app/json/index/JsonChildren.h"

namespace tessera {

using namespace JsonScan;

namespace {

// The child of `ancestor` that a place is in, or begins at (then it is none and `index` is the place's own).
struct Way {
    quint32 child = none;
    quint32 index = 0;
};

Way wayFrom(const JsonIndexData &data, quint32 ancestor, const JsonPlace &place)
{
    if (place.container == ancestor)
        return {none, place.index};
    const qint32 depth = data.entries[ancestor].depth + 1;
    quint32 entry = place.container;
    while (data.entries[entry].depth > depth) {
        const JsonEntry &here = data.entries[entry];
        entry = data.entries[here.jump].depth >= depth ? here.jump : here.parent;
    }
    return {entry, data.entries[entry].index};
}

}

JsonChildren::JsonChildren(
    const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &container, qint64 from)
    : m_data(data)
    , m_view(view)
    , m_depth(container.depth + 1)
    , m_isObject(container.kind == JsonKind::Object)
    , m_isSequence(container.at < 0)
{
    if (!container.isContainer() || container.at >= view.size())
        return;
    m_p = view.begin + container.at + 1;
    if (const quint32 entry = JsonLookup::entryAt(data, view, container.at); entry != none && from > 0)
        startIn(entry, from);
    const qint64 at = m_p ? m_p - view.begin : 0;
    m_nextEntry
        = data.entries.firstBehind(m_isSequence ? 1 : 0, view.entries, [at](const JsonEntry &e) { return qint64(e.at) >= at; });
}

void JsonChildren::startIn(quint32 id, qint64 from)
{
    const JsonEntry &entry = m_data.entries[id];
    const auto &places = m_data.places;
    const qint64 closeAt = entry.closeAt.load(std::memory_order_acquire);
    const quint32 first = m_isSequence
        ? 0
        : places.firstBehind(0, m_view.places, [&](const JsonPlace &place) { return place.at > entry.at; });
    const quint32 end = closeAt == 0
        ? m_view.places
        : places.firstBehind(first, m_view.places, [&](const JsonPlace &place) { return place.at > closeAt; });
    const quint32 behind
        = places.firstBehind(first, end, [&](const JsonPlace &place) { return wayFrom(m_data, id, place).index > from; });
    if (behind == first)
        return;
    const JsonPlace &place = places[behind - 1];
    const Way way = wayFrom(m_data, id, place);
    m_index = way.index;
    m_p = m_view.begin + place.at;
    if (way.child != none) {
        const char *child = m_view.begin + m_data.entries[way.child].at;
        m_p = m_isObject ? JsonLookup::keyBefore(child) : child;
    }
}

quint32 JsonChildren::knownEntryAt(const char *p)
{
    const quint32 at = quint32(p - m_view.begin);
    if (m_nextEntry < m_view.entries && m_data.entries[m_nextEntry].at < at)
        m_nextEntry = m_data.entries.firstBehind(m_nextEntry, m_view.entries, [at](const JsonEntry &e) { return e.at >= at; });
    return m_nextEntry < m_view.entries && m_data.entries[m_nextEntry].at == at ? m_nextEntry : none;
}

bool JsonChildren::next()
{
    if (!m_p)
        return false;
    const char *const end = m_view.end;
    const char *p = skipSpace(m_p, end);
    m_p = nullptr;
    if (!m_isAtChild && !m_isSequence) {
        if (p >= end || *p != ',')
            return false;
        p = skipSpace(p + 1, end);
    }
    while (m_isSequence && p < end && *p == '\x1e')
        p = skipSpace(p + 1, end);
    if (p >= end || (!m_isSequence && (*p == ']' || *p == '}')))
        return false;
    m_isAtChild = false;
    m_key = m_keyEnd = nullptr;
    m_node.keyAt = -1;
    if (m_isObject) {
        m_key = p;
        m_node.keyAt = p - m_view.begin;
        m_keyEnd = p = skipString(p, end);
        p = skipSpace(p, end);
        if (p >= end)
            return false;
        p = skipSpace(p + 1, end);
        if (p >= end)
            return false;
    }
    if (const char *behind = m_isSequence ? JsonLookup::behindBroken(m_data, m_view, p) : nullptr) {
        m_node = {JsonKind::Broken, p - m_view.begin, -1, m_index++, m_depth};
        m_p = behind;
        return true;
    }
    m_node.kind = JsonLookup::kindOf(*p);
    m_node.at = p - m_view.begin;
    m_node.index = m_index++;
    m_node.depth = m_depth;
    if (m_node.isContainer()) {
        if (const quint32 entry = knownEntryAt(p); entry != none) {
            const qint64 closeAt = m_data.entries[entry].closeAt.load(std::memory_order_acquire);
            m_p = closeAt != 0 && closeAt < m_view.size() ? m_view.begin + closeAt + 1 : nullptr;
            return true;
        }
    }
    m_p = m_node.isContainer() ? skipContainer(p, end) : JsonLookup::scalarEnd(m_data, m_view, p);
    return true;
}

}
