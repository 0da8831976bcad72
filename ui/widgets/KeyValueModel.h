#pragma once

#include "app/template/VariableScope.h"
#include "app/workspace/RequestDocument.h"

#include <QtCore/QAbstractTableModel>

#include <functional>

namespace tessera::ui {

class Theme;

// Rows of name and value that can be switched off, then an empty one to write the next into, then rows that come from
// elsewhere and can only be looked at.
class KeyValueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Row = RequestDocument::Row;
    struct FixedRow {
        QString name, value;
        QString note; // where it comes from
        bool isReplaced = false; // a row above takes its place
        bool operator==(const FixedRow &) const = default;
    };
    enum Column { EnabledColumn, NameColumn, ValueColumn, ColumnCount };
    enum Role { NoteRole = Qt::UserRole, GhostRole, FixedRole, ErrorRole };

    explicit KeyValueModel(const Theme &theme, QObject *parent = nullptr);

    // Rows are given by something else: none can be added, taken away or switched off; names and values are edited.
    void setGiven(bool isGiven);
    [[nodiscard]] bool isGiven() const { return m_isGiven; }

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    void setRows(const QList<Row> &rows); // says nothing and forgets what could be undone
    void setFixedRows(const QList<FixedRow> &rows);
    void setPlaceholders(const QString &name, const QString &value);
    void setError(int row, const QString &message); // until the row is changed
    void clearErrors();

    using Check = std::function<QString(const Row &)>; // why a row is wrong; empty: it is not
    void setCheck(const Check &check);
    void setScope(const VariableScope &scope); // what {{names}} in the rows mean
    [[nodiscard]] const VariableScope &scope() const { return m_scope; }

    // Another form of the rows is being written in: all that follows until the next startWriting() is one step to undo.
    void startWriting() { m_isWriting = false; }
    void write(const QList<Row> &rows);
    void insert(int at, const QList<Row> &rows);
    void remove(QList<int> rows);
    void toggle(int row);
    void undo();
    void redo();
    [[nodiscard]] bool isEditable(int row) const { return row >= 0 && row < m_rows.size(); }
    [[nodiscard]] int ghostRow() const { return int(m_rows.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void edited(); // by the user

private:
    void change(const QList<Row> &rows); // one step that can be undone
    void show(const QList<Row> &rows);
    [[nodiscard]] QString errorOf(int row) const;
    [[nodiscard]] QString explanation(const QModelIndex &index) const;
    [[nodiscard]] QVariant text(const QModelIndex &index) const;

    const Theme &m_theme;
    QList<Row> m_rows;
    QList<FixedRow> m_fixed;
    QHash<int, QString> m_errors;
    Check m_check;
    VariableScope m_scope;
    bool m_isWriting = false;
    bool m_isGiven = false;
    QList<QList<Row>> m_undo, m_redo;
    QString m_namePlaceholder, m_valuePlaceholder;
};

// "Name: value", "name=value" or "name<tab>value", one a line; a line that begins with "#" or "//" is switched off.
[[nodiscard]] QList<KeyValueModel::Row> parseKeyValueLines(const QString &text);
[[nodiscard]] QString toKeyValueLines(const QList<KeyValueModel::Row> &rows);

}
