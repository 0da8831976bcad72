#include "tests/bench/base/DomPointers.h"

#include <simdjson.h>

namespace tessera::bench {

namespace {

using simdjson::dom::element;

simdjson::simdjson_result<element> at(const element &root, const std::vector<element> &items, std::string_view pointer)
{
    if (pointer.empty())
        return element(root);
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    element item = items.at(std::stoull(std::string(pointer.substr(1, end - 1))));
    if (end == pointer.size())
        return element(item);
    return item.at_pointer(pointer.substr(end));
}

}

std::vector<std::string> domPointers(QByteArrayView json, const std::vector<std::string> &pointers)
{
    simdjson::dom::parser parser;
    element root;
    simdjson::dom::array list;
    std::vector<std::string> found;
    // The bytes behind the body may be read, as in ours: no copy.
    if (parser.parse(json.data(), std::size_t(json.size()), false).get(root) != simdjson::SUCCESS || root.get(list) != simdjson::SUCCESS)
        return found;
    std::vector<element> items;
    for (const element item : list)
        items.push_back(item);
    found.reserve(pointers.size());
    for (const std::string &pointer : pointers) {
        element value;
        if (at(root, items, pointer).get(value) != simdjson::SUCCESS)
            found.emplace_back("nothing");
        else if (value.is_string())
            found.emplace_back(std::string_view(value));
        else
            found.push_back(value.is_object() ? "{" : value.is_array() ? "[" : simdjson::to_string(value));
    }
    return found;
}

}
