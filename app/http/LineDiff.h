#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <memory>
#include <stop_token>

namespace tessera {

class JsonIndex;
class LineIndex;

// How two texts differ row by row (Myers, bounded: what differs too much is split at rows that both have once, and what is
// left is one replacement). For a background thread.
struct LineDiff {
    static constexpr qint64 mostRows = 2'000'000; // of each that differ; where there are more they are one part

    struct Part {
        bool isSame = true; // else: what stood here before, and what stands here after; one of them may be empty
        qint64 before = 0, beforeCount = 0; // rows of the first text, from 0
        qint64 after = 0, afterCount = 0; // of the second
        bool operator==(const Part &) const = default;
    };
    QList<Part> parts; // in order, covering both; never two alike in a row
    bool isCoarse = false; // it was bounded: there may be a smaller difference
    bool isStopped = false;

    // Rows as LineIndex::rows() counts them; both complete.
    [[nodiscard]] static LineDiff between(const LineIndex &before, const LineIndex &after, std::stop_token stop = {});
    // Rows as PrettyRows::rows() counts them with nothing folded; the comma at a row's end makes no difference.
    [[nodiscard]] static LineDiff between(
        std::shared_ptr<const JsonIndex> before, std::shared_ptr<const JsonIndex> after, std::stop_token stop = {});
    [[nodiscard]] static LineDiff between(QByteArrayView before, QByteArrayView after, std::stop_token stop = {});

    // What differs within two rows that are put side by side: all but what they begin and end alike, cut between UTF-8
    // characters. Bytes of each.
    struct Inside {
        qsizetype from = 0; // in both
        qsizetype beforeSize = 0, afterSize = 0;
        bool operator==(const Inside &) const = default;
    };
    [[nodiscard]] static Inside inside(QByteArrayView before, QByteArrayView after);
};

}
