#pragma once

#include <QtWidgets/QTableView>

namespace tessera::ui {

class SecretRows;
class Theme;

// Rows to read, to copy and to reveal. Long values take several lines. What was revealed is masked again when the table is
// left.
class SecretTable : public QTableView {
    Q_OBJECT
public:
    SecretTable(const Theme &theme, SecretRows &rows, QWidget *parent = nullptr);

protected:
    void fit(); // after the rows have changed
    virtual void fitColumns() = 0; // to the viewport; the last one takes what is left
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void hideEvent(QHideEvent *event) override;

    const Theme &m_theme;

private:
    void copy();

    SecretRows &m_rows;
};

}
