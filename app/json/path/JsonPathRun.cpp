#include "app/json/path/JsonPathRun.h"

#include "app/base/Overloaded.h"
#include "app/json/JsonNumber.h"
#include "app/json/JsonSame.h"
#include "app/json/index/JsonChildren.h"
#include "app/json/index/JsonIndexAccess.h"
#include "app/json/index/JsonKeyTable.h"
#include "app/json/path/IRegexp.h"

#include <algorithm>
#include <deque>

namespace tessera {

namespace {

constexpr std::size_t deepest = 200'000; // levels that ".." goes down
constexpr quint32 stepsBetweenQuestions = 1024;
constexpr qint64 page = 1024; // children that are fetched at once
constexpr std::size_t mostReadPatterns = 1000;

// Characters of UTF-8.
qint64 lengthOf(QByteArrayView text)
{
    return std::count_if(text.begin(), text.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; });
}

}

JsonPathRun::JsonPathRun(const JsonIndex &index, std::stop_token stop, qsizetype most)
    : m_index(index)
    , m_data(JsonIndexAccess::dataOf(index))
    , m_stop(std::move(stop))
    , m_most(most)
{
}

JsonPath::Found JsonPathRun::run(const JsonPathQuery &query)
{
    const std::optional<JsonNode> root = m_index.root();
    if (!root)
        return {};
    visit(query, 0, *root, [this](const JsonNode &node) {
        if (m_found.nodes.size() >= m_most) {
            m_found.isCut = true;
            return false;
        }
        m_found.nodes.append(node);
        return true;
    });
    return std::move(m_found);
}

bool JsonPathRun::goesOn()
{
    if (++m_steps % stepsBetweenQuestions == 0 && m_stop.stop_requested())
        m_found.isStopped = true;
    return !m_found.isStopped;
}

bool JsonPathRun::visit(const JsonPathQuery &query, std::size_t segment, const JsonNode &node, const Take &take)
{
    if (segment == query.segments.size())
        return take(node);
    const JsonPathSegment &here = query.segments[segment];
    const Take next = [&, segment](const JsonNode &child) { return visit(query, segment + 1, child, take); };
    return here.isDescendant ? descend(here, node, next) : selectAll(here, node, next);
}

bool JsonPathRun::selectAll(const JsonPathSegment &segment, const JsonNode &node, const Take &take)
{
    return std::all_of(segment.selectors.begin(), segment.selectors.end(),
        [&](const JsonPathSelector &selector) { return select(selector, node, take); });
}

bool JsonPathRun::forEachChild(const JsonNode &node, const Take &take)
{
    JsonChildren children(m_data, m_data.view(), node);
    while (children.next()) {
        if (!goesOn() || !take(children.node()))
            return false;
    }
    return true;
}

// Parents before children, lists in their order.
bool JsonPathRun::descend(const JsonPathSegment &segment, const JsonNode &node, const Take &take)
{
    if (!node.isContainer())
        return true;
    if (!selectAll(segment, node, take))
        return false;
    std::deque<JsonChildren> open;
    open.emplace_back(m_data, m_data.view(), node);
    while (!open.empty()) {
        if (!goesOn())
            return false;
        if (!open.back().next()) {
            open.pop_back();
            continue;
        }
        const JsonNode child = open.back().node();
        if (!child.isContainer())
            continue;
        if (!selectAll(segment, child, take))
            return false;
        if (open.size() < deepest)
            open.emplace_back(m_data, m_data.view(), child);
        else
            m_found.isCut = true;
    }
    return true;
}

bool JsonPathRun::select(const JsonPathSelector &selector, const JsonNode &node, const Take &take)
{
    using Kind = JsonPathSelector::Kind;
    if (!goesOn())
        return false;
    switch (selector.kind) {
    case Kind::Name: {
        const auto member = m_index.member(node, selector.name);
        return !member || take(*member);
    }
    case Kind::Wildcard:
        return forEachChild(node, take);
    case Kind::Index: {
        if (node.kind != JsonKind::List)
            return true;
        const qint64 index = *selector.from < 0 ? *selector.from + m_index.childCount(node) : *selector.from;
        const auto items = index < 0 ? QList<JsonNode>() : m_index.children(node, index, 1);
        return items.isEmpty() || take(items.constFirst());
    }
    case Kind::Slice:
        return node.kind != JsonKind::List || slice(selector, node, take);
    case Kind::Filter:
        return forEachChild(node, [&](const JsonNode &child) { return !isTrue(*selector.filter, child) || take(child); });
    }
    return true;
}

bool JsonPathRun::slice(const JsonPathSelector &selector, const JsonNode &list, const Take &take)
{
    const qint64 step = selector.step;
    if (step == 0)
        return true;
    const bool needsCount = step < 0 || (selector.from && *selector.from < 0) || (selector.to && *selector.to < 0);
    const qint64 count = needsCount ? m_index.childCount(list) : std::numeric_limits<qint64>::max();
    const auto place = [count](std::optional<qint64> given, qint64 otherwise) {
        return !given ? otherwise : *given < 0 ? *given + count : *given;
    };
    if (step > 0) {
        const qint64 from = std::max<qint64>(place(selector.from, 0), 0);
        const qint64 to = std::min(place(selector.to, count), count);
        JsonChildren children(m_data, m_data.view(), list, from);
        while (children.nextIndex() < to && children.next()) {
            const qint64 index = children.node().index;
            if (!goesOn() || (index >= from && (index - from) % step == 0 && !take(children.node())))
                return false;
        }
        return true;
    }
    const qint64 from = std::min(place(selector.from, count - 1), count - 1);
    const qint64 to = std::max<qint64>(place(selector.to, -1), -1);
    QList<JsonNode> items; // from `first` on
    qint64 first = from + 1;
    for (qint64 index = from; index > to; index += step) {
        if (!goesOn())
            return false;
        if (index < first) {
            first = std::max<qint64>(index - page + 1, 0);
            items = m_index.children(list, first, index - first + 1);
        }
        if (index - first >= items.size() || !take(items.at(index - first)))
            return index - first >= items.size();
    }
    return true;
}

bool JsonPathRun::isTrue(const JsonPathTest &test, const JsonNode &current)
{
    using Kind = JsonPathTest::Kind;
    const auto part = [&](const JsonPathTest &inner) { return isTrue(inner, current); };
    switch (test.kind) {
    case Kind::Or: return std::any_of(test.parts.begin(), test.parts.end(), part);
    case Kind::And: return std::all_of(test.parts.begin(), test.parts.end(), part);
    case Kind::Not: return !part(test.parts.front());
    case Kind::Exists: return exists(std::get<JsonPathQuery>(test.operands.front()), current);
    case Kind::Call: return matches(*std::get<std::shared_ptr<const JsonPathCall>>(test.operands.front()), current);
    default: break;
    }
    const Value left = valueOf(test.operands.front(), current), right = valueOf(test.operands.back(), current);
    switch (test.kind) {
    case Kind::Equal: return isEqual(left, right);
    case Kind::Unequal: return !isEqual(left, right);
    case Kind::Less: return isLess(left, right);
    case Kind::LessOrEqual: return isLess(left, right) || isEqual(left, right);
    case Kind::Greater: return isLess(right, left);
    default: return isLess(right, left) || isEqual(left, right);
    }
}

// How many it finds, as far as that is asked.
JsonPathRun::Known JsonPathRun::found(const JsonPathQuery &query, const JsonNode &current, qint64 enough)
{
    const auto known = query.isAbsolute ? m_known.find(&query) : m_known.end();
    if (known != m_known.end())
        return known->second;
    Known found;
    const auto from = query.isAbsolute ? m_index.root() : std::optional(current);
    const qint64 most = query.isAbsolute ? std::numeric_limits<qint64>::max() : enough;
    if (from) {
        visit(query, 0, *from, [&](const JsonNode &node) {
            if (found.count++ == 0)
                found.first = node;
            return found.count < most;
        });
    }
    if (query.isAbsolute)
        m_known.emplace(&query, found);
    return found;
}

bool JsonPathRun::exists(const JsonPathQuery &query, const JsonNode &current)
{
    return found(query, current, 1).count > 0;
}

JsonPathRun::Value JsonPathRun::valueAt(const JsonNode &node) const
{
    Value value{false, node.kind, {}, node};
    const QByteArrayView written = node.isContainer() ? QByteArrayView() : m_index.value(node);
    if (node.kind == JsonKind::String) {
        QByteArray room;
        const QByteArrayView content = written.size() < 2 ? QByteArrayView() : JsonKeyTable::nameOf(written, &room);
        value.text = room.isEmpty() ? QByteArray::fromRawData(content.data(), content.size()) : room;
    } else if (node.kind == JsonKind::Number) {
        value.text = QByteArray::fromRawData(written.data(), written.size());
    }
    return value;
}

JsonPathRun::Value JsonPathRun::valueOf(const JsonPathOperand &operand, const JsonNode &current)
{
    return std::visit(Overloaded{
                          [](const JsonPathLiteral &literal) { return Value{false, literal.kind, literal.text, {}}; },
                          [&](const JsonPathQuery &query) {
                              const Known known = found(query, current, 1);
                              return known.first ? valueAt(*known.first) : Value();
                          },
                          [&](const std::shared_ptr<const JsonPathCall> &call) { return valueOf(*call, current); },
                      },
        operand);
}

JsonPathRun::Value JsonPathRun::valueOf(const JsonPathCall &call, const JsonNode &current)
{
    using Function = JsonPathCall::Function;
    const auto number = [](qint64 n) { return Value{false, JsonKind::Number, QByteArray::number(n), {}}; };
    if (call.function == Function::Count)
        return number(found(std::get<JsonPathQuery>(call.arguments.front()), current, std::numeric_limits<qint64>::max()).count);
    if (call.function == Function::Value) {
        const Known known = found(std::get<JsonPathQuery>(call.arguments.front()), current, 2);
        return known.count == 1 ? valueAt(*known.first) : Value();
    }
    const Value value = valueOf(call.arguments.front(), current);
    if (value.isNothing)
        return {};
    if (value.kind == JsonKind::String)
        return number(lengthOf(value.text));
    return value.node && value.node->isContainer() ? number(m_index.childCount(*value.node)) : Value();
}

PcreMatch *JsonPathRun::matcherOf(const JsonPathCall &call, const QByteArray &pattern)
{
    if (call.pattern)
        return &m_written.try_emplace(&call, *call.pattern).first->second;
    const bool isWhole = call.function == JsonPathCall::Function::Match;
    if (m_read.size() >= mostReadPatterns)
        m_read.clear();
    const auto [place, isNew] = m_read.try_emplace({isWhole, QByteArray(pattern.constData(), pattern.size())});
    ReadPattern &read = place->second;
    if (isNew) {
        if (auto made = IRegexp::compile(QString::fromUtf8(pattern), isWhole ? IRegexp::Reach::Whole : IRegexp::Reach::Part)) {
            read.pattern = *std::move(made);
            read.match.emplace(*read.pattern);
        }
    }
    return read.match ? &*read.match : nullptr;
}

bool JsonPathRun::matches(const JsonPathCall &call, const JsonNode &current)
{
    const Value text = valueOf(call.arguments.front(), current), pattern = valueOf(call.arguments.back(), current);
    if (text.isNothing || pattern.isNothing || text.kind != JsonKind::String || pattern.kind != JsonKind::String)
        return false;
    PcreMatch *match = matcherOf(call, pattern.text);
    if (!match)
        return false;
    const PcreMatch::Outcome outcome = match->anywhere(text.text);
    if (outcome == PcreMatch::Outcome::TooHard)
        m_found.isCut = true;
    return outcome == PcreMatch::Outcome::Found;
}

bool JsonPathRun::isEqual(const Value &a, const Value &b) const
{
    if (a.isNothing || b.isNothing)
        return a.isNothing && b.isNothing;
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case JsonKind::Number: return JsonNumber::compare(a.text, b.text) == 0;
    case JsonKind::String: return a.text == b.text;
    case JsonKind::True:
    case JsonKind::False:
    case JsonKind::Null: return true;
    default: return a.node && b.node && isSameJson(m_index, *a.node, *b.node);
    }
}

bool JsonPathRun::isLess(const Value &a, const Value &b) const
{
    if (a.isNothing || b.isNothing || a.kind != b.kind)
        return false;
    if (a.kind == JsonKind::Number)
        return JsonNumber::compare(a.text, b.text) < 0;
    return a.kind == JsonKind::String && a.text < b.text; // bytes of UTF-8 stand in the order of characters
}

}
