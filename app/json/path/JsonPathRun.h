#pragma once

#include "app/json/JsonPath.h"
#include "app/json/path/JsonPathQuery.h"

#include <functional>
#include <map>

namespace tessera {

struct JsonIndexData;

// One run of a query over a body.
class JsonPathRun {
public:
    JsonPathRun(const JsonIndex &index, std::stop_token stop, qsizetype most);
    [[nodiscard]] JsonPath::Found run(const JsonPathQuery &query);

private:
    using Take = std::function<bool(const JsonNode &)>; // false: no more of them

    // What is compared: a node, or something that is none.
    struct Value {
        bool isNothing = true;
        JsonKind kind = JsonKind::Null;
        QByteArray text; // as JsonPathLiteral::text
        std::optional<JsonNode> node;
    };
    // What a query from the root finds is the same for every item.
    struct Known {
        qint64 count = 0;
        std::optional<JsonNode> first;
    };

    bool visit(const JsonPathQuery &query, std::size_t segment, const JsonNode &node, const Take &take);
    bool selectAll(const JsonPathSegment &segment, const JsonNode &node, const Take &take);
    bool select(const JsonPathSelector &selector, const JsonNode &node, const Take &take);
    bool slice(const JsonPathSelector &selector, const JsonNode &list, const Take &take);
    bool descend(const JsonPathSegment &segment, const JsonNode &node, const Take &take);
    bool forEachChild(const JsonNode &node, const Take &take);
    bool goesOn(); // nobody has stopped it

    bool isTrue(const JsonPathTest &test, const JsonNode &current);
    bool exists(const JsonPathQuery &query, const JsonNode &current);
    bool matches(const JsonPathCall &call, const JsonNode &current);
    Known found(const JsonPathQuery &query, const JsonNode &current, qint64 enough);
    Value valueOf(const JsonPathOperand &operand, const JsonNode &current);
    Value valueOf(const JsonPathCall &call, const JsonNode &current);
    Value valueAt(const JsonNode &node) const;
    bool isEqual(const Value &a, const Value &b) const;
    bool isLess(const Value &a, const Value &b) const;
    PcreMatch *matcherOf(const JsonPathCall &call, const QByteArray &pattern);

    const JsonIndex &m_index;
    const JsonIndexData &m_data;
    const std::stop_token m_stop;
    const qsizetype m_most;
    JsonPath::Found m_found;
    quint32 m_steps = 0;
    std::map<const JsonPathQuery *, Known> m_known;
    std::map<const JsonPathCall *, PcreMatch> m_written; // patterns of the query
    struct ReadPattern {
        std::optional<PcrePattern> pattern; // nullopt: no I-Regexp
        std::optional<PcreMatch> match;
    };
    std::map<std::pair<bool, QByteArray>, ReadPattern> m_read; // patterns that stand in the body, by whether all must match
};

}
