#include "app/json/diff/JsonPairing.h"

#include "app/json/index/JsonIndexAccess.h"

#include <algorithm>

namespace tessera {

JsonPairing::JsonPairing(const JsonIndex &before, const JsonNode &beforeNode, const JsonIndex &after, const JsonNode &afterNode,
    JsonDiffBudget &budget, const std::stop_token &stop)
    : m_beforeIndex(before)
    , m_afterIndex(after)
    , m_beforeNode(beforeNode)
    , m_afterNode(afterNode)
    , m_before(JsonIndexAccess::dataOf(before), JsonIndexAccess::dataOf(before).view(), beforeNode)
    , m_after(JsonIndexAccess::dataOf(after), JsonIndexAccess::dataOf(after).view(), afterNode)
    , m_budget(budget)
    , m_stop(stop)
{
}

bool JsonPairing::next(Step &step)
{
    if (m_steps.empty())
        goOn();
    if (m_steps.empty())
        return false;
    step = m_steps.front();
    m_steps.pop_front();
    return true;
}

bool JsonPairing::isSameBytes(const JsonNode &before, const JsonNode &after)
{
    if (before.kind != after.kind || m_budget.comparedBytes <= 0)
        return false;
    const QByteArrayView first = m_beforeIndex.value(before), second = m_afterIndex.value(after);
    const auto differ = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
    m_budget.comparedBytes -= differ.first - first.begin();
    return differ.first == first.end() && differ.second == second.end();
}

}
