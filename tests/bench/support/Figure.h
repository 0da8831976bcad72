#pragma once

#include <QtCore/QString>

#include <functional>
#include <vector>

namespace tessera::bench {

// One line of the report: what is ours, what it is measured against, and how many times that it may be at most.
struct Figure {
    QString name; // "search/regex": the bar, and which of its figures
    double ours = 0, base = 0;
    QString unit; // "ms", "MB"; empty for counts
    double bar = 0;
};
// Prints the line, and adds it to the file that the environment's TESSERA_BENCH_JSON names.
void report(const Figure &figure);

// Both by turns, so many rounds after one that does not count; the medians of what they return.
struct Medians {
    double ours = 0, base = 0;
};
[[nodiscard]] Medians inTurn(int rounds, const std::function<double()> &ours, const std::function<double()> &base);

[[nodiscard]] double quantile(std::vector<double> values, double part); // 0.5: the median; of at least one value

// Ends the program with a sentence: a figure of wrong results is none.
void demand(bool isRight, const char *what);

}
