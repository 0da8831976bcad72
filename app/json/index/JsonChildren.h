#pragma once

#include "app/json/index/JsonLookup.h"

namespace tessera {

// Goes through the members or items of one object or list, passing over what they hold.
class JsonChildren {
public:
    // From the one with that number on, or from the last there is known to be a place for, whichever comes first.
    JsonChildren(const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &container, qint64 from = 0);

    bool next(); // false behind the last one
    [[nodiscard]] const JsonNode &node() const { return m_node; }
    [[nodiscard]] qint64 nextIndex() const { return m_index; }
    [[nodiscard]] QByteArrayView key() const { return {m_key, m_keyEnd}; } // of node(), with its quotes

private:
    void startIn(quint32 entry, qint64 from);
    [[nodiscard]] quint32 knownEntryAt(const char *p);

    const JsonIndexData &m_data;
    const JsonIndexData::View m_view;
    const char *m_p = nullptr; // null: nothing more comes
    const char *m_key = nullptr;
    const char *m_keyEnd = nullptr;
    JsonNode m_node;
    qint64 m_index = 0;
    qint64 m_depth = 0; // of the children
    quint32 m_nextEntry = 0; // the first that can begin from m_p on
    bool m_isObject = false, m_isSequence = false;
    bool m_isAtChild = true; // no comma before the next one
};

}
