#include "app/json/diff/JsonMemberPairing.h"

#include "app/json/index/JsonKeyTable.h"

#include <QtCore/QHash>

#include <algorithm>
#include <vector>

namespace tessera {

namespace {

constexpr std::size_t mostMembers = 1'000'000; // that are held at once

struct Member {
    QByteArray name;
    JsonNode node;
};

bool isSameName(QByteArrayView first, QByteArrayView second)
{
    if (first == second)
        return true;
    QByteArray room, otherRoom;
    return JsonKeyTable::nameOf(first, &room) == JsonKeyTable::nameOf(second, &otherRoom);
}

// From where it stands; false where there are too many.
bool readMembers(JsonChildren &children, bool hasOne, std::vector<Member> &members)
{
    while (hasOne) {
        QByteArray room;
        const QByteArrayView name = JsonKeyTable::nameOf(children.key(), &room);
        members.push_back({room.isEmpty() ? QByteArray::fromRawData(name.data(), name.size()) : room, children.node()});
        if (members.size() > mostMembers)
            return false;
        hasOne = children.next();
    }
    return true;
}

}

void JsonMemberPairing::goOn()
{
    if (m_isDone)
        return;
    const bool hasBefore = m_before.next(), hasAfter = m_after.next();
    if (hasBefore && hasAfter && isSameName(m_before.key(), m_after.key()))
        return add(Step::Kind::Pair, m_before.node(), m_after.node());
    m_isDone = true;
    if (hasBefore || hasAfter)
        pairRest(hasBefore, hasAfter);
}

void JsonMemberPairing::pairRest(bool hasBefore, bool hasAfter)
{
    std::vector<Member> before, after;
    if (!readMembers(m_before, hasBefore, before) || !readMembers(m_after, hasAfter, after)) {
        m_budget.isCoarse = true;
        return add(Step::Kind::Unpaired, m_beforeNode, m_afterNode);
    }
    QHash<QByteArray, std::deque<std::size_t>> places; // in the first, of each name
    for (std::size_t i = 0; i < before.size(); ++i)
        places[before[i].name].push_back(i);
    std::vector<std::size_t> partners(after.size(), before.size());
    std::vector<bool> isPaired(before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto found = places.find(after[i].name);
        if (found == places.end() || found->empty())
            continue;
        partners[i] = found->front();
        isPaired[partners[i]] = true;
        found->pop_front();
    }
    const bool isSameSet = before.size() == after.size() && std::all_of(isPaired.begin(), isPaired.end(), [](bool is) { return is; });
    if (isSameSet && !std::is_sorted(partners.begin(), partners.end()))
        add(Step::Kind::Reordered, m_beforeNode, m_afterNode);
    std::size_t told = 0; // of the first, as far as it can be told where it stood
    const auto tellRemoved = [&](std::size_t to) {
        for (; told < to; ++told) {
            if (!isPaired[told])
                add(Step::Kind::Removed, before[told].node, {});
        }
    };
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (partners[i] == before.size()) {
            add(Step::Kind::Added, {}, after[i].node);
        } else {
            tellRemoved(partners[i]);
            add(Step::Kind::Pair, before[partners[i]].node, after[i].node);
        }
    }
    tellRemoved(before.size());
}

}
