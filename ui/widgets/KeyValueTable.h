#pragma once

#include "ui/widgets/KeyValueModel.h"
#include "ui/widgets/TypeAhead.h"

#include <QtWidgets/QTableView>

namespace tessera::ui {

// Headers, query items, form fields. Enter goes on to the next cell, Space switches a row, Del takes rows away (Ctrl+Z
// brings them back), and several lines that are pasted become rows.
class KeyValueTable : public QTableView {
    Q_OBJECT
public:
    explicit KeyValueTable(const Theme &theme, QWidget *parent = nullptr);

    void setGiven(bool isGiven); // see KeyValueModel
    using Row = KeyValueModel::Row;
    using FixedRow = KeyValueModel::FixedRow;
    [[nodiscard]] const QList<Row> &rows() const { return m_model->rows(); }
    void setRows(const QList<Row> &rows); // an editor that is open stays where it is if nothing changed
    void setFixedRows(const QList<FixedRow> &rows) { m_model->setFixedRows(rows); }
    void setPlaceholders(const QString &name, const QString &value) { m_model->setPlaceholders(name, value); }
    // What is offered while a cell is written: in the name column, or as a value of `name`. Where it has nothing, variables are.
    using Words = std::function<TypeAhead::Offer(const QString &name, bool isName, const QString &before, bool isAsked)>;
    void setWords(const Words &words) { m_words = words; }
    void setScope(const VariableScope &scope) { m_model->setScope(scope); } // those without a value are marked
    void setCheck(const KeyValueModel::Check &check) { m_model->setCheck(check); } // marks rows that are wrong
    void startWriting() { m_model->startWriting(); }
    void writeRows(const QList<Row> &rows) { m_model->write(rows); } // by the person, in another form; see KeyValueModel
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
    Words m_words;
    int m_hovered = -1;
    friend class KeyValueDelegate;
};

}
