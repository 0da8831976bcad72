#pragma once

#include <QtCore/QtGlobal>

namespace tessera {

// Broken: a line of a sequence that is no JSON, as it came.
enum class JsonKind : quint8 { Object, List, String, Number, True, False, Null, Broken };

// One value in an indexed body, as a note of where it stands: cheap to copy, good as long as its JsonIndex.
struct JsonNode {
    JsonKind kind = JsonKind::Null;
    qint64 at = -1; // the first byte of the value; -1: the list that the documents of a sequence are thought to be in
    qint64 keyAt = -1; // the opening quote of its name; -1 where it is no member of an object
    qint64 index = 0; // among its siblings, from 0
    qint64 depth = 0; // of the root: 0

    [[nodiscard]] bool isContainer() const { return kind == JsonKind::Object || kind == JsonKind::List; }
    bool operator==(const JsonNode &) const = default;
};

}
