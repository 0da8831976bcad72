#pragma once

#include "app/http/LineDiff.h"

namespace tessera::ui {

// Two texts side by side: what is the same stands on one row, what was replaced beside what stands there now, and where one
// has nothing the row is empty.
class RowAlignment {
public:
    RowAlignment() = default;
    explicit RowAlignment(const QList<LineDiff::Part> &parts);

    struct Row {
        qint64 before = -1, after = -1; // rows of the two texts; -1: none
        bool isSame = false;
        bool operator==(const Row &) const = default;
    };
    [[nodiscard]] qint64 rowCount() const { return m_rows; }
    [[nodiscard]] Row at(qint64 row) const;

    [[nodiscard]] qsizetype changeCount() const { return m_changes.size(); }
    [[nodiscard]] qint64 rowOfChange(qsizetype change) const { return m_changes.at(change); } // its first
    // The change on a row, or the last one above it; -1: none.
    [[nodiscard]] qsizetype changeAt(qint64 row) const;

private:
    struct Part {
        qint64 row = 0; // its first
        LineDiff::Part part;
    };
    QList<Part> m_parts;
    QList<qint64> m_changes;
    qint64 m_rows = 0;
};

}
