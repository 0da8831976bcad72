#pragma once

#include "app/json/index/JsonLookup.h"

#include <vector>

namespace tessera {

// Goes through a body token by token from any place of its index, and knows all the way where it is: rows, lines, numbers
// and what is open.
class JsonWalk {
public:
    enum class Event : quint8 {
        Value, // whole: a scalar, or an empty object or list
        Open,
        Close,
        End,
    };
    JsonWalk(const JsonIndexData &data, const JsonIndexData::View &view, quint32 place);

    Event next();

    [[nodiscard]] Event event() const { return m_event; }
    // Of the last event; for Close, of the object or list that ends, but for token, row and line.
    [[nodiscard]] JsonNode node() const;
    [[nodiscard]] qint64 begin() const { return m_keyAt >= 0 ? m_keyAt : m_token; } // of name or token
    [[nodiscard]] qint64 token() const { return m_token; } // a value, or one bracket of it
    [[nodiscard]] qint64 tokenEnd() const { return m_tokenEnd; }
    [[nodiscard]] qint64 keySize() const { return m_keySize; }
    [[nodiscard]] quint32 row() const { return m_eventRow; }
    [[nodiscard]] quint32 rowEnd() const { return m_row; }
    [[nodiscard]] quint32 line() const { return m_eventLine; }
    [[nodiscard]] bool hasComma() const; // a comma follows the token
    // What is open behind it, from the root down.
    [[nodiscard]] QList<JsonNode> open() const;
    [[nodiscard]] qint64 depth() const; // how many that are
    [[nodiscard]] JsonNode innermost() const; // the last of them; there is one
    [[nodiscard]] JsonNode parentOfInnermost() const;
    // Of a Close: the last row of the line that opened what ends.
    [[nodiscard]] quint32 openRow() const;

private:
    struct Level {
        quint32 at, index, row, line;
        qint64 keyAt;
    };
    Event close();
    [[nodiscard]] bool isAtTop() const { return m_local.empty() && m_base == JsonScan::none; }
    [[nodiscard]] bool isSequenceTop() const
    {
        return m_local.empty() && m_base == 0 && m_data.form == JsonIndex::Form::Sequence;
    }
    [[nodiscard]] qint64 baseDepth() const { return m_base == JsonScan::none ? -1 : m_data.entries[m_base].depth; }
    [[nodiscard]] JsonNode nodeOf(const Level &level, qint64 depth) const;

    const JsonIndexData &m_data;
    const JsonIndexData::View m_view;
    const char *m_p;
    quint32 m_base; // the innermost entry that is open
    std::vector<Level> m_local; // what was opened on the way
    bool m_isObject = false; // the innermost
    bool m_isBehindValue = false;
    bool m_isBroken = false; // the last event
    quint32 m_row, m_line, m_index; // of what comes next

    Event m_event = Event::End;
    qint64 m_keyAt = -1, m_keySize = 0, m_token = -1, m_tokenEnd = -1;
    quint32 m_eventRow = 0, m_eventLine = 0;
    Level m_closed{};
};

}
