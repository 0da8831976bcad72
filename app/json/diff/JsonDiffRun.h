#pragma once

#include "app/json/JsonDiff.h"
#include "app/json/diff/JsonPairing.h"

#include <vector>

namespace tessera {

// One comparison. What is compared next stands on a stack of its own: no depth of a body runs out of the thread's.
class JsonDiffRun {
public:
    JsonDiffRun(const JsonIndex &before, const JsonIndex &after, std::stop_token stop, qsizetype most);
    [[nodiscard]] JsonDiff run();

private:
    void compare(const JsonNode &before, const JsonNode &after);
    void note(JsonChange::Kind kind, const std::optional<JsonNode> &before, const std::optional<JsonNode> &after);
    [[nodiscard]] bool isByteEqual(const JsonNode &before, const JsonNode &after);

    const JsonIndex &m_before;
    const JsonIndex &m_after;
    const std::stop_token m_stop;
    const qsizetype m_most;
    JsonDiffBudget m_budget;
    std::vector<std::unique_ptr<JsonPairing>> m_open;
    qint64 m_pointerSpace; // characters of pointers that may still be told
    JsonDiff m_diff;
};

}
