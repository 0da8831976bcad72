#include "tests/bench/base/DomPointers.h"

#include <simdjson.h>

namespace tessera::bench {

std::vector<std::string> domPointers(QByteArrayView json, const std::vector<std::string> &pointers)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::vector<std::string> found;
    // The bytes behind the body may be read, as in ours: no copy.
    if (parser.parse(json.data(), std::size_t(json.size()), false).get(root) != simdjson::SUCCESS)
        return found;
    found.reserve(pointers.size());
    for (const std::string &pointer : pointers) {
        simdjson::dom::element element;
        if (root.at_pointer(pointer).get(element) != simdjson::SUCCESS)
            found.emplace_back("nothing");
        else if (element.is_string())
            found.emplace_back(std::string_view(element));
        else
            found.push_back(element.is_object() ? "{" : element.is_array() ? "[" : simdjson::to_string(element));
    }
    return found;
}

}
