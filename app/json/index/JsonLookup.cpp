#include "app/json/index/JsonLookup.h"

namespace tessera::JsonLookup {

using namespace JsonScan;

JsonKind kindOf(char first)
{
    switch (first) {
    case '{': return JsonKind::Object;
    case '[': return JsonKind::List;
    case '"': return JsonKind::String;
    case 't': return JsonKind::True;
    case 'f': return JsonKind::False;
    case 'n': return JsonKind::Null;
    default: return JsonKind::Number;
    }
}

// Every quote inside the name has an odd number of backslashes before it, its opening one has none.
const char *keyBefore(const char *value)
{
    const char *p = value - 1;
    while (*p != '"') // white space and the colon
        --p;
    for (;;) {
        do
            --p;
        while (*p != '"');
        qint64 backslashes = 0;
        while (p[-1 - backslashes] == '\\')
            ++backslashes;
        if (backslashes % 2 == 0)
            return p;
    }
}

quint32 entryAt(const JsonIndexData &data, const View &view, qint64 at)
{
    const bool isSequence = data.form == JsonIndex::Form::Sequence;
    if (at < 0)
        return isSequence ? 0 : none;
    const quint32 found = data.entries.firstBehind(
        isSequence ? 1 : 0, view.entries, [at](const JsonEntry &entry) { return qint64(entry.at) >= at; });
    return found < view.entries && data.entries[found].at == at ? found : none;
}

bool isObject(const JsonIndexData &data, const View &view, quint32 entry)
{
    return entry != none && data.entries[entry].depth >= 0 && view.begin[data.entries[entry].at] == '{';
}

// As skew-binary numbers have it: two jumps of one length become one of both.
quint32 jumpFrom(const JsonIndexData &data, quint32 parent, quint32 self)
{
    if (parent == none)
        return self;
    const JsonEntry &up = data.entries[parent], &far = data.entries[up.jump], &farther = data.entries[far.jump];
    return up.depth - far.depth == far.depth - farther.depth ? far.jump : parent;
}

JsonNode nodeOf(const JsonIndexData &data, const View &view, quint32 id)
{
    const JsonEntry &entry = data.entries[id];
    if (entry.depth < 0)
        return {JsonKind::List, -1, -1, 0, -1};
    JsonNode node{kindOf(view.begin[entry.at]), entry.at, -1, entry.index, entry.depth};
    if (isObject(data, view, entry.parent))
        node.keyAt = keyBefore(view.begin + entry.at) - view.begin;
    return node;
}

const char *behindBroken(const JsonIndexData &data, const View &view, const char *at)
{
    const quint32 size = data.broken.size();
    if (size == 0)
        return nullptr;
    const qint64 offset = at - view.begin;
    const quint32 found = data.broken.firstBehind(0, size, [offset](const JsonBrokenItem &item) { return qint64(item.at) >= offset; });
    return found < size && data.broken[found].at == offset ? view.begin + data.broken[found].end : nullptr;
}

const char *scalarEnd(const JsonIndexData &data, const View &view, const char *at)
{
    constexpr qint64 longFrom = 64 * 1024;
    const quint64 offset = quint64(at - view.begin), known = data.longScalar.load(std::memory_order_relaxed);
    const quint64 knownEnd = known & 0xffffffff;
    if (known >> 32 == offset && knownEnd > offset && knownEnd <= quint64(view.size()))
        return view.begin + knownEnd;
    const char *const end = skipScalar(at, view.end);
    if (end - at > longFrom && (view.isComplete || end < view.end))
        data.longScalar.store(offset << 32 | quint64(end - view.begin), std::memory_order_relaxed);
    return end;
}

const char *behind(const JsonIndexData &data, const View &view, const JsonNode &node)
{
    if (node.at < 0 || node.at >= view.size())
        return nullptr;
    if (node.isContainer()) {
        if (const quint32 entry = entryAt(data, view, node.at); entry != none) {
            const qint64 closeAt = data.entries[entry].closeAt.load(std::memory_order_acquire);
            return closeAt != 0 && closeAt < view.size() ? view.begin + closeAt + 1 : nullptr;
        }
    }
    if (node.kind == JsonKind::Broken)
        return behindBroken(data, view, view.begin + node.at);
    const char *const at = view.begin + node.at;
    return node.isContainer() ? skipContainer(at, view.end) : scalarEnd(data, view, at);
}

}
