#pragma once

#include <QtCore/QByteArrayView>

#include <string>
#include <vector>

namespace tessera::bench {

// What simdjson's DOM needs for the same: the whole body, a list, parsed, then each pointer. Its items are looked up by number
// once, not counted anew for each pointer. Strings as they mean, numbers and words as it writes them; objects and lists are
// "{" and "[".
[[nodiscard]] std::vector<std::string> domPointers(QByteArrayView json, const std::vector<std::string> &pointers);

}
