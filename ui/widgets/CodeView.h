#pragma once

#include "ui/widgets/CodeLines.h"

#include <QtWidgets/QAbstractScrollArea>

#include <memory>

class QTextLayout;

namespace tessera::ui {

class Theme;

// A text to read: line numbers, colours of JSON, selection and copy. Shows any text as it is, of any size that fits into
// memory.
class CodeView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit CodeView(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text, Syntax syntax = Syntax::Plain); // and scrolls to its beginning
    void setLines(const CodeLines &lines); // the same, cut into lines elsewhere
    [[nodiscard]] const QString &text() const { return m_lines.text(); }
    [[nodiscard]] QString selectedText() const;
    void select(qsizetype start, qsizetype end); // and shows it
    void selectAll();
    void copy() const; // the selection; without one, everything
    void setLineNumbersShown(bool areShown);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void measure();
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int marginWidth() const;
    [[nodiscard]] std::unique_ptr<QTextLayout> layOut(int piece) const;
    [[nodiscard]] qsizetype positionAt(const QPoint &point) const;
    void extendTo(qsizetype position);

    const Theme &m_theme;
    CodeLines m_lines;
    bool m_areNumbersShown = true;
    qsizetype m_anchor = 0, m_cursor = 0; // the selection lies between them
};

}
