#pragma once

#include "ui/widgets/CodeDocument.h"
#include "ui/widgets/CodeGlyphs.h"
#include "ui/widgets/CodeLayout.h"

#include <QtCore/QRect>
#include <QtGui/QPixmap>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace tessera::ui {

class Theme;

// Paints rows of a CodeDocument: plain ones glyph by glyph, all others as they are laid out.
class CodePainter {
public:
    explicit CodePainter(const Theme &theme);
    ~CodePainter();

    void dress(); // the theme has changed
    [[nodiscard]] int rowHeight() const { return m_layout.rowHeight(); }
    [[nodiscard]] int characterWidth() const { return m_layout.characterWidth(); }
    [[nodiscard]] const CodeLayout &layout() const { return m_layout; }
    [[nodiscard]] int marginWidth(qint64 lines) const; // with room for the numbers of so many lines, and for folds

    struct Scene {
        QRect dirty;
        int width = 0; // of the view
        int left = 0; // where column 0 is
        qint64 first = 0; // the number of the first row
        CodeRange selection;
        QList<CodeRange> marks;
        std::optional<CodePlace> cursor; // where it is seen
    };
    void paintRows(QPainter &painter, const Scene &scene, const QList<CodeRow> &rows);
    void paintMargin(QPainter &painter, const QRect &margin, const QList<CodeRow> &rows);

private:
    struct Placed;

    void prepare();
    [[nodiscard]] Placed place(const Scene &scene, const CodeRow &row, qsizetype index);
    void paintBehind(QPainter &painter, const Scene &scene, const Placed &placed) const;
    void paintGround(QPainter &painter, const QRect &row, CodeRow::Ground ground) const;
    void paintTexts(QPainter &painter, const Scene &scene, const std::vector<Placed> &rows);
    void paintRemark(QPainter &painter, const Scene &scene, const Placed &placed);
    void paintFold(QPainter &painter, const QPoint &topLeft, CodeRow::Fold fold);
    void drawFold(QPainter &painter, const QPoint &topLeft, CodeRow::Fold fold) const;
    [[nodiscard]] int foldWidth() const;
    [[nodiscard]] double inset() const; // of a line of text within its row

    const Theme &m_theme;
    CodeLayout m_layout;
    QPixmap m_openFold, m_closedFold; // on their ground; null until they are needed
    std::unique_ptr<CodeGlyphs> m_glyphs; // of the layout's font
    std::array<CodeGlyphs::Ink, int(CodeSpan::Kind::Doubtful) + 1> m_inks; // by kind; kept for their memory
};

}
