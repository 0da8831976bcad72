#pragma once

#include "ui/widgets/CodeDocument.h"

#include <QtCore/QRect>

#include <memory>

class QPainter;
class QTextLayout;

namespace tessera::ui {

class Theme;

// Lays out and paints rows of a CodeDocument.
class CodePainter {
public:
    explicit CodePainter(const Theme &theme);

    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int characterWidth() const;
    [[nodiscard]] int marginWidth(qint64 lines) const; // with room for the numbers of so many lines, and for folds
    // The row as it is seen: what is hidden is made visible, one for one.
    [[nodiscard]] std::unique_ptr<QTextLayout> layOut(const CodeRow &row) const;

    struct Scene {
        QRect dirty;
        int width = 0; // of the view
        int left = 0; // where column 0 is
        qint64 first = 0; // the number of the first row
        CodeRange selection;
        QList<CodeRange> marks;
        std::optional<CodePlace> cursor; // where it is seen
    };
    void paintRows(QPainter &painter, const Scene &scene, const QList<CodeRow> &rows) const;
    void paintMargin(QPainter &painter, const QRect &margin, const QList<CodeRow> &rows) const;

private:
    void paintRow(QPainter &painter, const Scene &scene, const CodeRow &row, qsizetype index) const;
    [[nodiscard]] std::unique_ptr<QTextLayout> layOutUpTo(const CodeRow &row, int width) const;
    void paintGround(QPainter &painter, const QRect &row, CodeRow::Ground ground) const;
    [[nodiscard]] int foldWidth() const;

    const Theme &m_theme;
};

}
