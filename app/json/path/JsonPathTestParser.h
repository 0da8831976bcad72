#pragma once

#include "app/json/path/JsonPathQuery.h"
#include "app/json/path/JsonPathText.h"

namespace tessera {

class JsonPathParser;

// Reads the expression of a filter.
class JsonPathTestParser {
public:
    JsonPathTestParser(JsonPathText &text, JsonPathParser &paths)
        : m_text(text)
        , m_paths(paths)
    {
    }
    bool test(JsonPathTest &test) { return disjunction(test); }
    [[nodiscard]] const QStringList &notes() const { return m_notes; }

private:
    using Function = JsonPathCall::Function;

    bool disjunction(JsonPathTest &test);
    bool conjunction(JsonPathTest &test);
    bool basic(JsonPathTest &test);
    bool comparison(JsonPathTest &test, JsonPathOperand left, qsizetype leftAt, bool isNegated);
    bool comparator(JsonPathTest::Kind &kind);
    bool operand(JsonPathOperand &operand);
    bool call(JsonPathOperand &result);
    bool checkArguments(const JsonPathCall &call, const std::vector<qsizetype> &places);
    void preparePattern(JsonPathCall &call);
    bool isValue(const JsonPathOperand &operand, qsizetype at);

    JsonPathText &m_text;
    JsonPathParser &m_paths; // for the paths in it
    int m_depth = 0; // of parentheses, filters and calls
    QStringList m_notes;
};

}
