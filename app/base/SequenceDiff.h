#pragma once

#include <QtCore/QtGlobal>

#include <span>
#include <stop_token>
#include <vector>

namespace tessera {

// Which items of two sequences go together, each item given by a fingerprint: Myers' shortest way where few differ, else
// split at items that both sequences have once. Takes a bounded number of steps for each item.
struct SequenceDiff {
    struct Match {
        qint64 first = 0, second = 0; // where it begins in each
        qint64 count = 0;
        bool operator==(const Match &) const = default;
    };
    std::vector<Match> matches; // ascending in both; what lies between them differs
    bool isCoarse = false; // there may be a smaller difference
    bool isStopped = false;

    [[nodiscard]] static SequenceDiff between(
        std::span<const quint64> first, std::span<const quint64> second, const std::stop_token &stop = {});
};

}
