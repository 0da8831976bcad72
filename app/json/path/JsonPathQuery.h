#pragma once

#include "app/base/PcrePattern.h"
#include "app/json/JsonNode.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace tessera {

struct JsonPathTest;

struct JsonPathSelector {
    enum class Kind { Name, Wildcard, Index, Slice, Filter };
    Kind kind = Kind::Wildcard;
    QString name;
    std::optional<qint64> from, to; // of a slice; the index is in `from`
    qint64 step = 1;
    std::shared_ptr<const JsonPathTest> filter; // shared: by copies of the query
};

struct JsonPathSegment {
    bool isDescendant = false;
    std::vector<JsonPathSelector> selectors;
};

// What JsonPath::parse() understood.
struct JsonPathQuery {
    bool isAbsolute = true; // from `$`, else from `@`
    std::vector<JsonPathSegment> segments;
    QStringList notes;

    [[nodiscard]] bool isSingular() const; // finds one node at most
};

struct JsonPathLiteral {
    JsonKind kind = JsonKind::Null;
    QByteArray text; // of a number as written, of a string its content in UTF-8
};

struct JsonPathCall;
using JsonPathOperand = std::variant<JsonPathLiteral, JsonPathQuery, std::shared_ptr<const JsonPathCall>>;

struct JsonPathCall {
    enum class Function { Length, Count, Match, Search, Value };
    Function function = Function::Length;
    std::vector<JsonPathOperand> arguments;
    std::optional<PcrePattern> pattern; // of match and search where it is written in the query and good

    [[nodiscard]] bool isLogical() const { return function == Function::Match || function == Function::Search; }
};

// An expression that is true or false.
struct JsonPathTest {
    enum class Kind { Or, And, Not, Exists, Call, Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual };
    Kind kind = Kind::Exists;
    std::vector<JsonPathTest> parts; // of Or, And, Not
    std::vector<JsonPathOperand> operands; // of the others: one, or two to compare
};

}
