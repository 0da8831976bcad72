#pragma once

#include "app/json/index/JsonChildren.h"

#include <vector>

namespace tessera {

// Where the names of one object are, and which stand in it more than once.
class JsonKeyTable {
public:
    JsonKeyTable(const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &object);

    // The opening quote of the last member of that name (UTF-8, unescaped), in the text the table is about; -1 where there is none.
    [[nodiscard]] qint64 find(QByteArrayView text, QByteArrayView name) const;
    [[nodiscard]] bool isDuplicate(qint64 keyAt) const;
    [[nodiscard]] qint64 memory() const { return qint64((m_slots.capacity() + m_duplicates.capacity()) * sizeof(quint32)); }

    // A name without its quotes and escapes; `room` holds it where it had some.
    [[nodiscard]] static QByteArrayView nameOf(QByteArrayView key, QByteArray *room);

private:
    void insert(QByteArrayView text, quint32 keyAt, QByteArrayView name);
    void grow(QByteArrayView text);
    [[nodiscard]] std::size_t slotOf(QByteArrayView text, QByteArrayView name) const; // where it is, or would be

    std::vector<quint32> m_slots; // the key's place + 1, 0 where free; a power of two many
    std::size_t m_used = 0;
    std::vector<quint32> m_duplicates; // keys' places, ascending
};

}
