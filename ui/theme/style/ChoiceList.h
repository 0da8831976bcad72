#pragma once

#include <QtWidgets/QStyledItemDelegate>

class QComboBox;

namespace tessera::ui {

class Theme;

// The rows of a list that drops down from a combo box look as those of a menu, with a tick at the one that is chosen.
class ChoiceList final : public QStyledItemDelegate {
    Q_OBJECT
public:
    // Nothing where the combo box has a delegate of its own, or this one already.
    static void dress(const Theme &theme, QComboBox &box);
    [[nodiscard]] static int widthFor(const Theme &theme, const QComboBox &box); // of the list, so that no row is cut

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    ChoiceList(const Theme &theme, QComboBox &box);
    [[nodiscard]] QStyleOptionMenuItem row(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
    const QComboBox &m_box;
};

}
