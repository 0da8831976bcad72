#pragma once

#include "app/json/index/JsonChildren.h"

#include <deque>
#include <stop_token>

namespace tessera {

// What may still be spent on finding out what goes together; all of it is in proportion to the bodies.
struct JsonDiffBudget {
    qint64 comparedBytes = 0; // to see at once that two values are the same
    qint64 readBytes = 0; // for fingerprints
    bool isCoarse = false; // something was not looked at closely for want of it
};

// The children of two containers of the same kind, put together step by step.
class JsonPairing {
public:
    struct Step {
        enum class Kind { Pair, Added, Removed, Reordered, Unpaired }; // Unpaired: there are too many names to tell more
        Kind kind = Kind::Pair;
        JsonNode before, after; // those that are there
    };

    JsonPairing(const JsonIndex &before, const JsonNode &beforeNode, const JsonIndex &after, const JsonNode &afterNode,
        JsonDiffBudget &budget, const std::stop_token &stop);
    virtual ~JsonPairing() = default;
    // False: that was all.
    [[nodiscard]] bool next(Step &step);

    [[nodiscard]] const JsonNode &beforeNode() const { return m_beforeNode; }
    [[nodiscard]] const JsonNode &afterNode() const { return m_afterNode; }

protected:
    // Puts further steps behind m_steps; nothing where there are none.
    virtual void goOn() = 0;
    void add(Step::Kind kind, const JsonNode &before, const JsonNode &after) { m_steps.push_back({kind, before, after}); }
    [[nodiscard]] bool isSameBytes(const JsonNode &before, const JsonNode &after);

    const JsonIndex &m_beforeIndex;
    const JsonIndex &m_afterIndex;
    const JsonNode m_beforeNode, m_afterNode;
    JsonChildren m_before, m_after;
    JsonDiffBudget &m_budget;
    const std::stop_token &m_stop;
    std::deque<Step> m_steps;
};

}
