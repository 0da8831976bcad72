#pragma once

#include <QtWidgets/QStyledItemDelegate>

class QLineEdit;

namespace tessera::ui {

class KeyValueTable;
class Theme;

// Paints and edits the cells of a KeyValueTable.
class KeyValueDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    KeyValueDelegate(const Theme &theme, KeyValueTable *table);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool eventFilter(QObject *editor, QEvent *event) override;
    bool editorEvent(
        QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

    [[nodiscard]] static QRect removeButton(const Theme &theme, const QRect &valueCell);

private:
    void pasteInto(QLineEdit &editor);

    const Theme &m_theme;
    KeyValueTable *m_table;
};

}
