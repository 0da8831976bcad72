#include "app/json/diff/JsonItemPairing.h"

#include "app/base/SequenceDiff.h"
#include "app/json/diff/JsonFingerprint.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr std::size_t window = 2048; // items that are aligned at once
constexpr int mostInStep = 4096; // before somebody may want it to stop

}

void JsonItemPairing::goOn()
{
    for (int i = 0; m_isInStep; ++i) {
        if (i == mostInStep && m_stop.stop_requested())
            return;
        const bool hasBefore = m_before.next(), hasAfter = m_after.next();
        m_isInStep = hasBefore && hasAfter && isSameBytes(m_before.node(), m_after.node());
        if (m_isInStep)
            continue;
        m_first.isWhole = !hasBefore;
        m_second.isWhole = !hasAfter;
        if (hasBefore)
            m_first.nodes.push_back(m_before.node());
        if (hasAfter)
            m_second.nodes.push_back(m_after.node());
    }
    while (m_steps.empty() && !m_stop.stop_requested()) {
        fill(m_first);
        fill(m_second);
        if (m_first.nodes.empty() && m_second.nodes.empty())
            return;
        align();
    }
}

void JsonItemPairing::fill(Side &side)
{
    while (side.nodes.size() < window && !side.isWhole) {
        side.isWhole = !side.children.next();
        if (!side.isWhole)
            side.nodes.push_back(side.children.node());
    }
}

bool JsonItemPairing::readPrints(Side &side)
{
    while (side.prints.size() < side.nodes.size() && m_budget.readBytes > 0) {
        const QByteArrayView written = side.index.value(side.nodes[side.prints.size()]);
        m_budget.readBytes -= written.size();
        side.prints.push_back(JsonFingerprint::of(written));
    }
    return side.prints.size() == side.nodes.size();
}

void JsonItemPairing::align()
{
    const bool isSingle = m_first.isWhole && m_second.isWhole && m_first.nodes.size() == 1 && m_second.nodes.size() == 1;
    const bool isKnown = !isSingle && readPrints(m_first) && readPrints(m_second);
    m_firstAt = m_secondAt = 0;
    std::size_t firstEnd = m_first.nodes.size(), secondEnd = m_second.nodes.size();
    if (!isKnown) {
        m_budget.isCoarse = m_budget.isCoarse || !isSingle;
        pairInOrder(firstEnd, secondEnd);
    } else {
        const SequenceDiff diff = SequenceDiff::between(m_first.prints, m_second.prints, m_stop);
        m_budget.isCoarse = m_budget.isCoarse || diff.isCoarse;
        if (!diff.matches.empty() && !(m_first.isWhole && m_second.isWhole)) {
            // Behind the last match what goes together may stand in the next window.
            const auto &last = diff.matches.back();
            const auto first = std::size_t(last.first + last.count), second = std::size_t(last.second + last.count);
            if (first + second >= (firstEnd + secondEnd) / 2) {
                firstEnd = first;
                secondEnd = second;
            }
        }
        for (const SequenceDiff::Match &match : diff.matches) {
            pairGap(std::size_t(match.first), std::size_t(match.second));
            for (qint64 i = 0; i < match.count; ++i)
                pair(m_firstAt, m_secondAt);
        }
        pairGap(firstEnd, secondEnd);
    }
    for (auto [side, end] : {std::pair(&m_first, firstEnd), std::pair(&m_second, secondEnd)}) {
        side->nodes.erase(side->nodes.begin(), side->nodes.begin() + std::ptrdiff_t(end));
        side->prints.erase(side->prints.begin(), side->prints.begin() + std::ptrdiff_t(std::min(end, side->prints.size())));
    }
}

void JsonItemPairing::pair(std::size_t before, std::size_t after)
{
    if (!isSameBytes(m_first.nodes[before], m_second.nodes[after]))
        add(Step::Kind::Pair, m_first.nodes[before], m_second.nodes[after]);
    m_firstAt = before + 1;
    m_secondAt = after + 1;
}

// What an item says it is; where it says nothing, a number that no other item has.
std::vector<quint64> JsonItemPairing::identities(const Side &side, std::size_t from, std::size_t to, quint64 salt)
{
    std::vector<quint64> names;
    for (std::size_t i = from; i < to; ++i) {
        const JsonNode &node = side.nodes[i];
        const auto name = node.kind == JsonKind::Object ? JsonFingerprint::identity(side.index.value(node)) : std::nullopt;
        names.push_back(name ? *name | 1 : (salt + 2 * i) * 2); // odd: it says so
    }
    return names;
}

void JsonItemPairing::pairGap(std::size_t beforeEnd, std::size_t afterEnd)
{
    if (m_firstAt < beforeEnd && m_secondAt < afterEnd) {
        const std::size_t firstBegin = m_firstAt, secondBegin = m_secondAt;
        m_firstNames = identities(m_first, firstBegin, beforeEnd, 0);
        m_secondNames = identities(m_second, secondBegin, afterEnd, 1);
        const SequenceDiff diff = SequenceDiff::between(m_firstNames, m_secondNames, m_stop);
        m_firstNames.insert(m_firstNames.begin(), firstBegin, 0);
        m_secondNames.insert(m_secondNames.begin(), secondBegin, 0);
        for (const SequenceDiff::Match &match : diff.matches) {
            pairInOrder(firstBegin + std::size_t(match.first), secondBegin + std::size_t(match.second));
            for (qint64 i = 0; i < match.count; ++i)
                pair(m_firstAt, m_secondAt);
        }
    }
    pairInOrder(beforeEnd, afterEnd);
    m_firstNames.clear();
    m_secondNames.clear();
}

// Items that say that they are something else are never put together.
void JsonItemPairing::pairInOrder(std::size_t beforeEnd, std::size_t afterEnd)
{
    const auto saysWhat = [](const std::vector<quint64> &names, std::size_t i) { return i < names.size() && names[i] % 2 == 1; };
    while (m_firstAt < beforeEnd || m_secondAt < afterEnd) {
        if (m_firstAt < beforeEnd && (m_secondAt == afterEnd || saysWhat(m_firstNames, m_firstAt)))
            add(Step::Kind::Removed, m_first.nodes[m_firstAt++], {});
        else if (m_secondAt < afterEnd && (m_firstAt == beforeEnd || saysWhat(m_secondNames, m_secondAt)))
            add(Step::Kind::Added, {}, m_second.nodes[m_secondAt++]);
        else
            pair(m_firstAt, m_secondAt);
    }
}

}
