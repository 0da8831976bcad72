#pragma once

#include "app/json/JsonIndex.h"

#include <stop_token>

namespace tessera {

struct JsonChange {
    enum class Kind {
        Added,
        Removed,
        Changed, // another value; of two objects or two lists what differs inside is told instead
        Respelled, // the same number or text, written in another way: 1.0 and 1, "\u0041" and "A"
        Reordered, // the same names in another order; what else differs there has its own change
    };
    Kind kind = Kind::Changed;
    QString pointer; // RFC 6901, in the body that has it; in the second for the others
    std::optional<JsonNode> before, after; // in the first body, in the second
    bool operator==(const JsonChange &) const = default;
};

// How two bodies differ as JSON: members by name whatever their order (of equal names the first by the first, and so on),
// items of lists aligned by what they hold. Takes a few times reading both; what would take more, as in lists that have
// nothing in common, is compared item by item. For a background thread.
struct JsonDiff {
    static constexpr qsizetype mostChanges = 10'000;

    QList<JsonChange> changes; // in the order of the second body, what was removed where it stood
    bool isCut = false; // there are more than `most`
    bool isCoarse = false; // there may be a smaller difference
    bool isStopped = false;

    [[nodiscard]] static JsonDiff between(
        const JsonIndex &before, const JsonIndex &after, std::stop_token stop = {}, qsizetype most = mostChanges);
};

}
