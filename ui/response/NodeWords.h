#pragma once

#include "app/base/Clock.h"
#include "app/json/JsonIndex.h"

namespace tessera::ui {

// What is worth saying about one value of a JSON body. Reads no more of it than a token may be long, however large it is.
class NodeWords {
public:
    NodeWords(const JsonIndex &index, const Clock &clock);

    [[nodiscard]] QString remark(const JsonNode &node) const; // short, to stand dim beside it; empty: nothing
    [[nodiscard]] QString remark(const JsonNode &node, bool isDuplicate) const; // where that is known: finding it out costs the most
    [[nodiscard]] QString explained(const JsonNode &node) const; // some lines, on hover; likewise
    [[nodiscard]] QString token(const JsonNode &node) const; // the JWT that it is; empty where it is none
    [[nodiscard]] bool isDuplicate(const JsonNode &node) const; // as far as is known without reading on

    // The value of a string or a number as it is written; empty where it is longer than `most` bytes, or not there yet.
    [[nodiscard]] static QByteArrayView shortValue(const JsonIndex &index, const JsonNode &node, qsizetype most);

private:
    const JsonIndex &m_index;
    const Clock &m_clock;
};

}
