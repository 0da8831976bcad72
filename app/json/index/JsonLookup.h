#pragma once

#include "app/json/index/JsonIndexData.h"

namespace tessera::JsonLookup {

using View = JsonIndexData::View;

[[nodiscard]] JsonKind kindOf(char first); // byte of a value
// The opening quote of the name before a value that is known to be a member's.
[[nodiscard]] const char *keyBefore(const char *value);
// Of the list or object that begins there; none where it has no entry. -1 is the sequence's list.
[[nodiscard]] quint32 entryAt(const JsonIndexData &data, const View &view, qint64 at);
[[nodiscard]] bool isObject(const JsonIndexData &data, const View &view, quint32 entry);
// Where the entry of a container jumps to; `self` where it is the outermost.
[[nodiscard]] quint32 jumpFrom(const JsonIndexData &data, quint32 parent, quint32 self);
[[nodiscard]] JsonNode nodeOf(const JsonIndexData &data, const View &view, quint32 entry);
// Behind an item of a sequence that begins there and is no JSON; null where it is some, or nothing begins.
[[nodiscard]] const char *behindBroken(const JsonIndexData &data, const View &view, const char *at);
// Behind a value that is neither object nor list and begins there.
[[nodiscard]] const char *scalarEnd(const JsonIndexData &data, const View &view, const char *at);
// Behind the last byte of a value; null for an object or list that is not closed (yet).
[[nodiscard]] const char *behind(const JsonIndexData &data, const View &view, const JsonNode &node);

}
