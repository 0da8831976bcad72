#pragma once

#include "app/json/JsonIndex.h"

namespace tessera {

struct JsonIndexData;

// For what goes through a body child by child and is no part of JsonIndex.
struct JsonIndexAccess {
    [[nodiscard]] static const JsonIndexData &dataOf(const JsonIndex &index) { return *index.m_data; }
};

}
