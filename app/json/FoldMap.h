#pragma once

#include <QtCore/QList>

#include <map>
#include <vector>

namespace tessera {

// Rows [from + 1, from + hidden] are folded into row `from`.
struct Fold {
    qint64 from = 0;
    qint64 hidden = 0;
    bool operator==(const Fold &) const = default;
};

// Between rows as they are and rows as they are shown. A fold inside a folded one is remembered and counts again when that
// one opens. Folding and looking up cost a few hundred steps and one for each thousand folds, whatever the number of rows.
class FoldMap {
public:
    void fold(Fold fold); // nested in or disjoint from all others
    void unfold(qint64 from);
    void clear();
    void assign(const QList<Fold> &folds); // ascending, disjoint

    [[nodiscard]] bool isFolded(qint64 from) const;
    [[nodiscard]] qint64 hidden() const { return m_hidden; } // rows in all
    [[nodiscard]] qint64 shownOf(qint64 row) const; // for a hidden row: where it is folded into
    [[nodiscard]] qint64 rowOf(qint64 shown) const;
    [[nodiscard]] QList<Fold> around(qint64 row) const; // that hide it, outermost first

private:
    struct Block {
        qint64 hidden = 0;
        std::vector<Fold> folds;
    };
    void takeOut(qint64 first, qint64 last);
    void putIn(Fold fold);

    std::map<qint64, qint64> m_all; // from -> hidden, nested ones too
    std::vector<Block> m_blocks; // those that count, ascending; none is empty
    qint64 m_hidden = 0;
};

}
