#pragma once

#include "app/json/JsonIndex.h"

namespace tessera {

// Whether two values of a body are the same: numbers by what they are, strings by their characters, lists item by item,
// objects by their names whatever the order (of equal names the last counts). Nothing recurses.
[[nodiscard]] bool isSameJson(const JsonIndex &index, const JsonNode &a, const JsonNode &b);

}
