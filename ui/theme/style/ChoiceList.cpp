#include "ui/theme/style/ChoiceList.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Items.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMeasured = 200; // rows: a list may be of any length
constexpr double widest = 480;

}

ChoiceList::ChoiceList(const Theme &theme, QComboBox &box)
    : QStyledItemDelegate(&box)
    , m_theme(theme)
    , m_box(box)
{
}

void ChoiceList::dress(const Theme &theme, QComboBox &box)
{
    if (!box.itemDelegate() || !box.itemDelegate()->inherits("QComboBoxDelegate"))
        return;
    box.setItemDelegate(new ChoiceList(theme, box));
    QAbstractItemView *view = box.view();
    view->setContentsMargins(0, theme.px(4), 0, theme.px(4));
    // The ground of menus; by its role, as the theme may change.
    view->viewport()->setBackgroundRole(QPalette::Button);
    view->parentWidget()->setBackgroundRole(QPalette::Button);
    view->parentWidget()->setAutoFillBackground(true);
}

int ChoiceList::widthFor(const Theme &theme, const QComboBox &box)
{
    const QFontMetrics metrics(box.font());
    QStyleOptionMenuItem row;
    int width = 0;
    for (int i = 0; i < std::min(box.count(), mostMeasured); ++i)
        width = std::max(width, metrics.horizontalAdvance(box.itemText(i)));
    const int bar = box.count() > box.maxVisibleItems() ? theme.px(12) : 0;
    return std::min(menuItemSize(theme, row, {width, 0}).width() + bar + 2, theme.px(widest));
}

QStyleOptionMenuItem ChoiceList::row(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionMenuItem row;
    row.state = option.state & QStyle::State_Selected;
    row.state.setFlag(QStyle::State_Enabled, index.flags().testFlag(Qt::ItemIsEnabled));
    row.rect = option.rect;
    row.direction = option.direction;
    row.font = option.font;
    row.fontMetrics = option.fontMetrics;
    const bool isSeparator = index.data(Qt::AccessibleDescriptionRole).toString() == "separator"_L1; // QComboBox's own mark
    row.menuItemType = isSeparator ? QStyleOptionMenuItem::Separator : QStyleOptionMenuItem::Normal;
    if (isSeparator)
        return row;
    row.text = index.data(Qt::DisplayRole).toString().simplified(); // a tab would begin a shortcut's column
    row.icon = index.data(Qt::DecorationRole).value<QIcon>();
    const bool isChosen = index.row() == m_box.currentIndex() && !m_box.isEditable();
    row.checkType = isChosen ? QStyleOptionMenuItem::Exclusive : QStyleOptionMenuItem::NotCheckable;
    row.checked = isChosen;
    return row;
}

void ChoiceList::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->fillRect(option.rect, m_theme.color(Token::Raised));
    QStyleOptionMenuItem painted = row(option, index);
    const int room = option.rect.width() - menuItemSize(m_theme, painted, {}).width();
    painted.text = option.fontMetrics.elidedText(painted.text, Qt::ElideRight, std::max(room, 0)).replace(u'&', u"&&"_s);
    paintMenuItem(m_theme, painted, *painter);
}

QSize ChoiceList::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyleOptionMenuItem sized = row(option, index);
    return menuItemSize(m_theme, sized, {option.fontMetrics.horizontalAdvance(sized.text), 0});
}

}
