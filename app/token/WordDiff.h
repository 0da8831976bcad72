#pragma once

#include <QtCore/QStringList>

namespace tessera {

// What stands in one of two lists of words and not in the other, each in its order.
struct WordDiff {
    QStringList onlyFirst, onlySecond;
    bool haveCommon = false; // at least one stands in both
    bool operator==(const WordDiff &) const = default;

    [[nodiscard]] bool isEmpty() const { return onlyFirst.isEmpty() && onlySecond.isEmpty(); }
    [[nodiscard]] static WordDiff of(const QStringList &first, const QStringList &second);
    [[nodiscard]] static QString listed(const QStringList &words); // "read, write and 12 more": for a sentence
};

}
