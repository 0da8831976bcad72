#include "app/json/index/JsonKeyTable.h"

#include "app/base/JsonEscapes.h"

#include <algorithm>
#include <string_view>

namespace tessera {

JsonKeyTable::JsonKeyTable(const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &object)
    : m_slots(64)
{
    JsonChildren children(data, view, object);
    QByteArray room;
    while (children.next())
        insert({view.begin, view.end}, quint32(children.node().keyAt), nameOf(children.key(), &room));
    std::sort(m_duplicates.begin(), m_duplicates.end());
    m_duplicates.erase(std::unique(m_duplicates.begin(), m_duplicates.end()), m_duplicates.end());
}

QByteArrayView JsonKeyTable::nameOf(QByteArrayView key, QByteArray *room)
{
    const QByteArrayView inside = key.sliced(1).chopped(1);
    if (!inside.contains('\\'))
        return inside;
    *room = JsonEscapes::unescaped(inside);
    return *room;
}

std::size_t JsonKeyTable::slotOf(QByteArrayView text, QByteArrayView name) const
{
    const std::size_t mask = m_slots.size() - 1;
    QByteArray room;
    std::size_t slot = std::hash<std::string_view>()({name.data(), std::size_t(name.size())}) & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        const char *key = text.data() + m_slots[slot] - 1;
        const qint64 left = text.size() - m_slots[slot] + 1;
        const char *end = JsonScan::skipString(key, key + std::min<qint64>(left, 6 * name.size() + 16)); // a longer one is another
        if (*(end - 1) == '"' && end - key >= 2 && nameOf({key, end}, &room) == name)
            break;
    }
    return slot;
}

void JsonKeyTable::insert(QByteArrayView text, quint32 keyAt, QByteArrayView name)
{
    const std::size_t slot = slotOf(text, name);
    if (m_slots[slot] != 0) {
        m_duplicates.push_back(m_slots[slot] - 1);
        m_duplicates.push_back(keyAt);
    } else {
        ++m_used;
    }
    m_slots[slot] = keyAt + 1;
    if (m_used * 4 > m_slots.size() * 3)
        grow(text);
}

void JsonKeyTable::grow(QByteArrayView text)
{
    const std::vector<quint32> old = std::exchange(m_slots, std::vector<quint32>(m_slots.size() * 2));
    QByteArray room;
    for (const quint32 keyAt : old) {
        if (keyAt == 0)
            continue;
        const char *key = text.data() + keyAt - 1;
        const char *end = JsonScan::skipString(key, text.data() + text.size());
        m_slots[slotOf(text, nameOf({key, end}, &room))] = keyAt;
    }
}

qint64 JsonKeyTable::find(QByteArrayView text, QByteArrayView name) const
{
    return qint64(m_slots[slotOf(text, name)]) - 1;
}

bool JsonKeyTable::isDuplicate(qint64 keyAt) const
{
    return std::binary_search(m_duplicates.begin(), m_duplicates.end(), quint32(keyAt));
}

}
