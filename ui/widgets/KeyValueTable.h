#pragma once

#include "ui/widgets/KeyValueModel.h"

#include <QtWidgets/QTableView>

namespace tessera::ui {

// Headers, query items, form fields. Enter goes on to the next cell, Space switches a row, Del takes rows away (Ctrl+Z
// brings them back), and several lines that are pasted become rows.
class KeyValueTable : public QTableView {
    Q_OBJECT
public:
    explicit KeyValueTable(const Theme &theme, QWidget *parent = nullptr);

    using Row = KeyValueModel::Row;
    using FixedRow = KeyValueModel::FixedRow;
    [[nodiscard]] const QList<Row> &rows() const { return m_model->rows(); }
    void setRows(const QList<Row> &rows); // an editor that is open stays where it is if nothing changed
    void setFixedRows(const QList<FixedRow> &rows) { m_model->setFixedRows(rows); }
    void setPlaceholders(const QString &name, const QString &value) { m_model->setPlaceholders(name, value); }
    void setNameCompletions(const QStringList &names);
    // Marks the row, says why in its tool tip, and shows it; cleared by the next change.
    void showError(int row, const QString &message);
    void clearErrors() { m_model->clearErrors(); }
    void commit(); // what stands in an open editor counts

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void paste();
    void copy() const;
    [[nodiscard]] QList<int> selectedRows() const;
    void measure();

    const Theme &m_theme;
    KeyValueModel *m_model;
    QStringList m_completions;
    int m_hovered = -1;
    friend class KeyValueDelegate;
};

}
