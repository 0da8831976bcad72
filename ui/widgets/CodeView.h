#pragma once

#include "ui/widgets/CodeDocument.h"
#include "ui/widgets/CodeLines.h"
#include "ui/widgets/CodePainter.h"

#include <QtWidgets/QAbstractScrollArea>

#include <functional>
#include <memory>

class QMenu;

namespace tessera::ui {

class MarkedScrollBar;
class Theme;

// A text to read: line numbers, colours, folds, a cursor, selection and copy. Asks its document for the rows that are seen and
// for nothing else, so it shows any text as it is, of any size.
class CodeView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit CodeView(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text, Syntax syntax = Syntax::Plain); // and scrolls to its beginning
    void setLines(const CodeLines &lines); // the same, cut into lines elsewhere
    void setDocument(std::shared_ptr<CodeDocument> document);
    [[nodiscard]] CodeDocument &document() const { return *m_document; }
    void refresh(); // the document has other rows now, or more
    [[nodiscard]] QString text() const; // all of it; empty where it is too long to be copied

    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] CodeRange selection() const;
    [[nodiscard]] CodePlace cursor() const { return m_cursor; }
    void select(const CodeRange &range); // and shows it
    void selectAll();
    void copy(); // the selection; without one, everything
    void setFolded(qint64 row, bool isFolded);
    [[nodiscard]] qint64 firstRow() const; // that is seen
    void showRow(qint64 row);

    // Ranges on some rows that are to be marked: what was found.
    using Marker = std::function<QList<CodeRange>(qint64 first, qint64 count)>;
    void setMarker(Marker marker);
    [[nodiscard]] MarkedScrollBar &scrollMarks() const { return *m_bar; }
    void setLineNumbersShown(bool areShown);

Q_SIGNALS:
    void cursorMoved();
    void menuRequested(QMenu *menu); // about to be shown at the cursor: others may add to it
    void copyRefused(); // it would be more than the clipboard should hold

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void measure();
    void fetch();
    [[nodiscard]] int marginWidth() const;
    [[nodiscard]] int visibleRows() const;
    [[nodiscard]] CodeRow rowAt(qint64 index) const;
    [[nodiscard]] CodePlace placeAt(const QPoint &point) const;
    [[nodiscard]] qint64 lastRow() const;
    void moveTo(CodePlace place, bool extends);
    void showCursor();

    const Theme &m_theme;
    CodePainter m_painter;
    std::shared_ptr<CodeDocument> m_document; // shared: with who made it, and knows more of it
    MarkedScrollBar *m_bar;
    Marker m_marker;
    QList<CodeRow> m_rows; // those that are seen
    qint64 m_first = 0; // of them
    int m_longest = 0; // characters in any row seen so far
    bool m_areNumbersShown = true;
    CodePlace m_anchor, m_cursor; // the selection lies between them
};

}
