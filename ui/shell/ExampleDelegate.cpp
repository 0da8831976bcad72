#include "ui/shell/ExampleDelegate.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/MethodBadge.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace tessera::ui {

ExampleDelegate::ExampleDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ExampleDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Body));
    const bool isGroup = index.data(MethodRole).toString().isEmpty();
    const int beside = isGroup ? m_theme.px(2) + m_theme.px(8) + metrics.horizontalAdvance(QString::number(index.data(CountRole).toInt()))
                               : -m_theme.px(10) + m_theme.px(36) + m_theme.px(8);
    return {inset + beside + metrics.horizontalAdvance(index.data().toString()) + m_theme.px(12), m_theme.px(26)};
}

void ExampleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    QRect rect = option.rect.adjusted(inset, 0, -m_theme.px(12), 0);
    const auto write = [&](const QString &text, TextRole role, Token color, Qt::Alignment side, const QRect &place) {
        painter->setFont(m_theme.font(role));
        painter->setPen(m_theme.color(color));
        painter->drawText(place, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
        return painter->fontMetrics().horizontalAdvance(text);
    };
    const QString method = index.data(MethodRole).toString();
    if (method.isEmpty()) {
        const QString count = QString::number(index.data(CountRole).toInt());
        rect.setLeft(rect.left() + m_theme.px(2));
        const int room = write(count, TextRole::Body, Token::Dim, Qt::AlignRight, rect);
        rect.setRight(rect.right() - room - m_theme.px(8));
        write(index.data().toString(), TextRole::Body, Token::Text, Qt::AlignLeft, rect);
    } else {
        const QRect column(rect.left() - m_theme.px(10), rect.top(), m_theme.px(36), rect.height()); // into the indent
        write(shortMethod(method), TextRole::MonoSmall, methodToken(method), Qt::AlignRight, column);
        rect.setLeft(column.right() + m_theme.px(8));
        write(index.data().toString(), TextRole::Body, Token::Text, Qt::AlignLeft, rect);
    }
    painter->restore();
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.rect = QRect(QPoint(0, option.rect.top()), option.rect.bottomRight()); // the whole row, as its ground is
        focus.state = option.state;
        if (option.widget && option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange))
            focus.state |= QStyle::State_KeyboardFocusChange;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
}

}
