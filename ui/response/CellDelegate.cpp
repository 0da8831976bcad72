#include "ui/response/CellDelegate.h"

#include "ui/theme/Theme.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QTableView>

#include <cmath>

namespace tessera::ui {

namespace {

constexpr double above = 5, side = 8; // a header's, too

// Breaks between words where it can, anywhere where it must. The height.
int layOut(QTextLayout &text, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setTextOption(option);
    qreal height = 0;
    text.beginLayout();
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    text.endLayout();
    return int(std::ceil(height));
}

}

CellDelegate::CellDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QFont CellDelegate::fontOf(const QModelIndex &index) const
{
    const QVariant own = index.data(Qt::FontRole);
    return own.isValid() ? own.value<QFont>() : m_theme.font(TextRole::Mono);
}

QRect CellDelegate::inside(const QRect &cell) const
{
    return cell.adjusted(m_theme.px(side), m_theme.px(above), -m_theme.px(4), 0);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(isSelected ? Token::AccentGround : Token::Hover));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme.color(Token::Hairline));
    painter->save();
    painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
    const QRect room = inside(option.rect);
    QTextLayout text(index.data().toString(), fontOf(index));
    layOut(text, room.width());
    text.draw(painter, room.topLeft());
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const int width = view ? view->columnWidth(index.column()) : m_theme.px(200);
    QTextLayout text(index.data().toString(), fontOf(index));
    return {width, layOut(text, inside(QRect(0, 0, width, 0)).width()) + 2 * m_theme.px(above)};
}

}
