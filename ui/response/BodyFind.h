#pragma once

#include "ui/response/BodyFinder.h"

#include "ui/widgets/CodeDocument.h"

#include <memory>

namespace tessera::ui {

class BodyDocument;
class CodeView;
class FindBar;
class HexView;
class JsonTreeView;

// Find in whatever form the body is shown in: the bar asks, the finder looks, the view goes there and marks what it shows.
class BodyFind : public QObject {
    Q_OBJECT
public:
    struct Views {
        FindBar &bar;
        CodeView &code;
        HexView &hex;
        JsonTreeView &tree;
    };
    BodyFind(const Views &views, QObject *parent);

    // Where to look, and what shows it: a document in the text view, else (without one) the bytes or the tree.
    struct Target {
        std::shared_ptr<const BodyStore> store; // shared: with who shows it; null: nothing can be found here
        std::shared_ptr<BodyDocument> document; // shared likewise
        bool isTree = false;
    };
    void setTarget(const Target &target); // goes on looking there, if the bar is open
    void mark(); // the text view has taken the document
    void open();
    void close();
    void advance(); // the body has grown
    void next();
    void previous();
    [[nodiscard]] bool isPossible() const { return m_target.store != nullptr; }

private:
    void search();
    void showHit();
    void showState();
    void showScrollMarks();
    [[nodiscard]] QList<CodeRange> marks(qint64 first, qint64 count);
    [[nodiscard]] qint64 here() const; // the byte that is looked at

    // What was marked last, and where: a paint asks again and again.
    struct Marked {
        qint64 first = -1, count = 0, rows = 0, hits = 0;
        bool operator==(const Marked &) const = default;
    };
    Views m_views;
    BodyFinder m_finder;
    Target m_target;
    Marked m_marked;
    QList<CodeRange> m_marks;
    qint64 m_rows = -1; // that there were when the scroll bar was marked: folding moves all
    QList<qint64> m_samples; // that it was marked with
    bool m_isHitShown = false; // the text's selection is one
};

}
