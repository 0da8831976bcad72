#pragma once

#include "app/json/path/JsonPathTestParser.h"

namespace tessera {

// Reads a query by the grammar of RFC 9535 and checks its types.
class JsonPathParser {
public:
    explicit JsonPathParser(const QString &text)
        : m_text(text)
        , m_tests(m_text, *this)
    {
    }
    [[nodiscard]] tl::expected<JsonPathQuery, JsonPathFault> run();

private:
    friend class JsonPathTestParser;
    [[nodiscard]] QString withoutRoot() const; // what is wrong where a path does not begin with $
    [[nodiscard]] QString outOfPlace() const;
    bool segments(JsonPathQuery &query);
    bool dotted(JsonPathSegment &segment);
    bool bracketed(JsonPathSegment &segment);
    bool selector(JsonPathSelector &selector);
    bool indexOrSlice(JsonPathSelector &selector);

    JsonPathText m_text;
    JsonPathTestParser m_tests;
    int m_segments = 0;
};

}
