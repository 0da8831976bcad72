#include "app/json/JsonSame.h"

#include "app/json/JsonNumber.h"
#include "app/json/index/JsonChildren.h"
#include "app/json/index/JsonIndexAccess.h"
#include "app/json/index/JsonKeyTable.h"

#include <QtCore/QHash>

#include <vector>

namespace tessera {

namespace {

using Pairs = std::vector<std::pair<JsonNode, JsonNode>>;

QByteArray contentOf(QByteArrayView written)
{
    QByteArray room;
    return JsonKeyTable::nameOf(written, &room).toByteArray();
}

bool pairItems(const JsonIndex &index, const JsonNode &a, const JsonNode &b, Pairs &pairs)
{
    const JsonIndexData &data = JsonIndexAccess::dataOf(index);
    JsonChildren first(data, data.view(), a), second(data, data.view(), b);
    for (;;) {
        const bool hasFirst = first.next(), hasSecond = second.next();
        if (hasFirst != hasSecond)
            return false;
        if (!hasFirst)
            return true;
        pairs.emplace_back(first.node(), second.node());
    }
}

bool pairMembers(const JsonIndex &index, const JsonNode &a, const JsonNode &b, Pairs &pairs)
{
    const JsonIndexData &data = JsonIndexAccess::dataOf(index);
    const auto membersOf = [&](const JsonNode &object) {
        QHash<QByteArray, JsonNode> members;
        JsonChildren children(data, data.view(), object);
        while (children.next())
            members.insert(contentOf(children.key()), children.node());
        return members;
    };
    const auto first = membersOf(a), second = membersOf(b);
    if (first.size() != second.size())
        return false;
    for (auto member = first.begin(); member != first.end(); ++member) {
        const auto other = second.find(member.key());
        if (other == second.end())
            return false;
        pairs.emplace_back(member.value(), other.value());
    }
    return true;
}

bool isSameScalar(JsonKind kind, QByteArrayView a, QByteArrayView b)
{
    if (kind == JsonKind::Number)
        return JsonNumber::compare(a, b) == 0;
    return a == b || (kind == JsonKind::String && contentOf(a) == contentOf(b));
}

}

bool isSameJson(const JsonIndex &index, const JsonNode &a, const JsonNode &b)
{
    Pairs pairs{{a, b}};
    while (!pairs.empty()) {
        const auto [first, second] = pairs.back();
        pairs.pop_back();
        if (first.kind != second.kind)
            return false;
        if (first.at == second.at)
            continue;
        const bool isSame = first.kind == JsonKind::List ? pairItems(index, first, second, pairs)
            : first.kind == JsonKind::Object             ? pairMembers(index, first, second, pairs)
                                                         : isSameScalar(first.kind, index.value(first), index.value(second));
        if (!isSame)
            return false;
    }
    return true;
}

}
