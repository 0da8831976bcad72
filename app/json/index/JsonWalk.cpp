#include "app/json/index/JsonWalk.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace JsonScan;

JsonWalk::JsonWalk(const JsonIndexData &data, const JsonIndexData::View &view, quint32 place)
    : m_data(data)
    , m_view(view)
    , m_p(nullptr)
    , m_base(none)
    , m_row(0)
    , m_line(0)
    , m_index(0)
{
    if (place >= view.places)
        return;
    const JsonPlace &from = data.places[place];
    m_p = view.begin + from.at;
    m_base = from.container;
    m_isObject = JsonLookup::isObject(data, view, m_base);
    m_row = from.row;
    m_line = from.line;
    m_index = from.index;
}

JsonWalk::Event JsonWalk::next()
{
    m_event = Event::End;
    if (!m_p)
        return m_event;
    const char *const end = m_view.end;
    const char *p = skipSpace(m_p, end);
    if (std::exchange(m_isBehindValue, false)) {
        if (isAtTop())
            p = end;
        if (p < end && !isSequenceTop()) {
            if (*p != ',') {
                m_p = p;
                return m_event = close();
            }
            p = skipSpace(p + 1, end);
        }
    }
    while (isSequenceTop() && p < end && *p == '\x1e')
        p = skipSpace(p + 1, end);
    m_p = nullptr;
    if (p >= end)
        return m_event;

    const char *const child = p;
    m_keyAt = -1;
    m_keySize = 0;
    if (m_isObject) {
        p = skipString(p, end);
        m_keyAt = child - m_view.begin;
        m_keySize = p - child;
        p = skipSpace(p, end);
        if (p < end)
            p = skipSpace(p + 1, end);
        if (p >= end)
            return m_event;
    }
    const char *const behindBroken = isSequenceTop() ? JsonLookup::behindBroken(m_data, m_view, p) : nullptr;
    m_isBroken = behindBroken;
    m_token = p - m_view.begin;
    m_eventRow = m_row;
    m_eventLine = m_line++;
    if (behindBroken) {
        m_p = behindBroken;
        m_row += rowsFor(m_p - p);
    } else if (*p == '{' || *p == '[') {
        const char *inside = skipSpace(p + 1, end);
        if (inside >= end || *inside != *p + 2) { // as ASCII has them
            m_local.push_back({quint32(m_token), m_index, m_eventRow, m_eventLine, m_keyAt});
            m_tokenEnd = m_token + 1;
            m_row += rowsFor(m_keySize + 1);
            m_index = 0;
            m_isObject = *p == '{';
            m_p = inside;
            return m_event = Event::Open;
        }
        m_p = inside + 1;
        m_row += rowsFor(m_keySize + 2);
    } else {
        m_p = JsonLookup::scalarEnd(m_data, m_view, p);
        m_row += rowsFor(m_keySize + (m_p - p));
    }
    m_tokenEnd = m_p - m_view.begin;
    ++m_index;
    m_isBehindValue = true;
    return m_event = Event::Value;
}

JsonWalk::Event JsonWalk::close()
{
    if (!m_local.empty()) {
        m_closed = m_local.back();
        m_local.pop_back();
        m_isObject = m_local.empty() ? JsonLookup::isObject(m_data, m_view, m_base) : m_view.begin[m_local.back().at] == '{';
    } else {
        const JsonEntry &entry = m_data.entries[m_base];
        m_closed = {entry.at, entry.index, entry.row, entry.line, -1};
        m_base = entry.parent;
        m_isObject = JsonLookup::isObject(m_data, m_view, m_base);
        if (m_isObject)
            m_closed.keyAt = JsonLookup::keyBefore(m_view.begin + entry.at) - m_view.begin;
    }
    m_keyAt = -1;
    m_keySize = 0;
    m_token = m_p - m_view.begin;
    m_tokenEnd = m_token + 1;
    m_eventRow = m_row++;
    m_eventLine = m_line++;
    m_index = m_closed.index + 1;
    m_isBehindValue = true;
    ++m_p;
    return Event::Close;
}

JsonNode JsonWalk::nodeOf(const Level &level, qint64 depth) const
{
    return {JsonLookup::kindOf(m_view.begin[level.at]), level.at, level.keyAt, level.index, depth};
}

qint64 JsonWalk::depth() const
{
    return baseDepth() + 1 + qint64(m_local.size());
}

JsonNode JsonWalk::node() const
{
    switch (m_event) {
    case Event::Value:
        return {m_isBroken ? JsonKind::Broken : JsonLookup::kindOf(m_view.begin[m_token]), m_token, m_keyAt, qint64(m_index) - 1, depth()};
    case Event::Open: return nodeOf(m_local.back(), depth() - 1);
    case Event::Close: return nodeOf(m_closed, depth());
    case Event::End: break;
    }
    return {};
}

JsonNode JsonWalk::innermost() const
{
    return m_local.empty() ? JsonLookup::nodeOf(m_data, m_view, m_base) : nodeOf(m_local.back(), depth() - 1);
}

JsonNode JsonWalk::parentOfInnermost() const
{
    if (m_local.size() > 1)
        return nodeOf(m_local[m_local.size() - 2], depth() - 2);
    const quint32 entry = m_local.empty() ? m_data.entries[m_base].parent : m_base;
    return entry == none ? JsonNode{} : JsonLookup::nodeOf(m_data, m_view, entry);
}

quint32 JsonWalk::openRow() const
{
    if (m_closed.keyAt < 0)
        return m_closed.row;
    const char *key = m_view.begin + m_closed.keyAt;
    return m_closed.row + rowsFor(skipString(key, m_view.end) - key + 1) - 1;
}

QList<JsonNode> JsonWalk::open() const
{
    QList<JsonNode> nodes;
    for (quint32 entry = m_base; entry != none; entry = m_data.entries[entry].parent)
        nodes.append(JsonLookup::nodeOf(m_data, m_view, entry));
    std::reverse(nodes.begin(), nodes.end());
    const qint64 base = baseDepth() + 1;
    for (std::size_t i = 0; i < m_local.size(); ++i)
        nodes.append(nodeOf(m_local[i], base + qint64(i)));
    return nodes;
}

bool JsonWalk::hasComma() const
{
    if (m_event == Event::End || m_event == Event::Open || !m_p)
        return false;
    const char *p = skipSpace(m_p, m_view.end);
    return p < m_view.end && *p == ',' && !isSequenceTop() && !isAtTop();
}

}
