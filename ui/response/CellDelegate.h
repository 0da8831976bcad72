#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace tessera::ui {

class Theme;

// Cells of tables that are read, in the machine's face unless the model has another: room around the text, long ones in several lines, a hairline under each row; no ring around
// a cell, rows are what is chosen.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    CellDelegate(const Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QFont fontOf(const QModelIndex &index) const;
    [[nodiscard]] QRect inside(const QRect &cell) const;

    const Theme &m_theme;
};

}
