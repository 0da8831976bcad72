#pragma once

#include "app/json/JsonIndex.h"

#include <tl/expected.hpp>

#include <memory>
#include <stop_token>

namespace tessera {

struct JsonPathQuery;

struct JsonPathFault {
    qsizetype at = 0; // UTF-16 units from the start of the text
    QString message; // a sentence without the place
    bool operator==(const JsonPathFault &) const = default;
};

// A query of RFC 9535: names, indexes, slices, wildcards, descendants, filters with comparisons and the functions length,
// count, match, search and value. Numbers are compared digit by digit, so 2^64 and 1e400 are themselves. Of equal names in an
// object the last counts, but for wildcards, which take all. Copies share what was parsed; any thread may use them.
class JsonPath {
public:
    static constexpr qsizetype mostNodes = 100'000;

    struct Found {
        QList<JsonNode> nodes; // in the order of the RFC; a node can be there twice ("$[0,0]")
        bool isCut = false; // there are more, or some that could not be decided: too deep, a pattern too hard
        bool isStopped = false;
    };

    [[nodiscard]] static tl::expected<JsonPath, JsonPathFault> parse(const QString &text);

    // Reads as much of the body as the query needs, "$..x" all of it: for a background thread. What is not indexed yet is not
    // found. `$` of a sequence is the list of its documents.
    [[nodiscard]] Found evaluate(const JsonIndex &index, std::stop_token stop = {}, qsizetype most = mostNodes) const;

    // Sentences about what is no mistake and yet surely not meant: a pattern that is no I-Regexp (RFC 9485) matches nothing.
    [[nodiscard]] QStringList notes() const;

private:
    std::shared_ptr<const JsonPathQuery> m_query; // shared: never changed after parse()
};

}
