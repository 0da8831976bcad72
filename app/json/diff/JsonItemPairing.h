#pragma once

#include "app/json/diff/JsonPairing.h"

#include <vector>

namespace tessera {

// Items: those that hold the same, then those that are the same thing, then in their order; some thousand at a time.
class JsonItemPairing final : public JsonPairing {
public:
    using JsonPairing::JsonPairing;

private:
    // Items of one side that are read and not told yet.
    struct Side {
        const JsonIndex &index;
        JsonChildren &children;
        std::deque<JsonNode> nodes;
        std::vector<quint64> prints;
        bool isWhole = false; // there are no more
    };

    void goOn() override;
    void fill(Side &side);
    bool readPrints(Side &side); // false: that would be more than may be read
    void align();
    // Both: from where is told already up to there.
    void pairGap(std::size_t beforeEnd, std::size_t afterEnd);
    void pairInOrder(std::size_t beforeEnd, std::size_t afterEnd);
    void pair(std::size_t before, std::size_t after);
    [[nodiscard]] std::vector<quint64> identities(const Side &side, std::size_t from, std::size_t to, quint64 salt);

    Side m_first{m_beforeIndex, m_before, {}, {}, false};
    Side m_second{m_afterIndex, m_after, {}, {}, false};
    std::size_t m_firstAt = 0, m_secondAt = 0; // told so far, of a window
    std::vector<quint64> m_firstNames, m_secondNames; // of the items of a gap, where they say what they are
    bool m_isInStep = true; // all were the same so far
};

}
