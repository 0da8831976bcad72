#include "ui/theme/style/Items.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace tessera::ui {

void paintItemGround(const Theme &theme, const QStyleOptionViewItem &option, QPainter &painter)
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, theme.color(Token::AccentGround));
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled))
        painter.fillRect(option.rect, theme.color(Token::Hover));
}

void paintHeaderSection(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    painter.fillRect(option.rect, theme.color(Token::Panel));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.color(Token::Line));
}

void paintHeaderLabel(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter)
{
    painter.save();
    painter.setFont(theme.font(TextRole::Tiny));
    painter.setPen(theme.color(Token::Dim));
    const QRect rect = option.rect.adjusted(theme.px(8), 0, -theme.px(4), 0); // behind the header's own 4: where cells begin
    painter.drawText(rect, int(Qt::AlignVCenter | (option.textAlignment & Qt::AlignHorizontal_Mask)),
        painter.fontMetrics().elidedText(option.text, Qt::ElideRight, rect.width()));
    painter.restore();
}

void paintMenuGround(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    // Square: without a compositor round corners of a window of its own would be black.
    painter.fillRect(option.rect, theme.color(Token::Raised));
}

namespace {

constexpr double menuMargin = 4;
constexpr double menuTextLeft = 30;

}

void paintMenuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter)
{
    if (option.menuItemType == QStyleOptionMenuItem::EmptyArea)
        return;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const int y = option.rect.center().y();
        if (option.text.isEmpty()) {
            painter.fillRect(QRect(option.rect.left(), y, option.rect.width(), 1), theme.color(Token::Line));
            return;
        }
        painter.save();
        painter.setFont(theme.font(TextRole::Tiny));
        painter.setPen(theme.color(Token::Dim));
        painter.drawText(
            option.rect.adjusted(theme.px(12), 0, -theme.px(8), 0), Qt::AlignVCenter | Qt::AlignLeft, option.text);
        painter.restore();
        return;
    }
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const QRect row = option.rect.adjusted(theme.px(menuMargin), 0, -theme.px(menuMargin), 0);
    if (option.state.testFlag(QStyle::State_Selected) && isEnabled)
        drawBox(painter, row, theme.px(4), theme.color(Token::AccentGround), {});

    const QRect mark(
        row.left() + theme.px(5), row.top() + (row.height() - theme.px(16)) / 2, theme.px(16), theme.px(16));
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            drawTick(painter, mark, theme.color(Token::AccentText));
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, mark, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    }

    painter.save();
    painter.setFont(option.font);
    painter.setPen(theme.color(isEnabled ? Token::Text : Token::Faint));
    const auto parts = option.text.split(u'\t');
    const QRect text = option.rect.adjusted(theme.px(menuTextLeft), 0, -theme.px(12), 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine, parts.first());
    if (parts.size() > 1) {
        painter.setPen(theme.color(isEnabled ? Token::Dim : Token::Faint));
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, parts.at(1));
    }
    painter.restore();
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawChevron(painter, QPointF(option.rect.right() - theme.px(14), QRectF(option.rect).center().y()), theme.px(7),
            Qt::RightArrow, theme.color(Token::Dim));
}

QSize menuItemSize(const Theme &theme, const QStyleOptionMenuItem &option, const QSize &contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), theme.px(option.text.isEmpty() ? 9 : 24)};
    int width = contents.width() + theme.px(menuTextLeft + 12 + 8);
    if (option.text.contains(u'\t'))
        width += theme.px(24);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += theme.px(12);
    return {width, std::max(contents.height(), theme.px(28))};
}

void paintTab(const Theme &theme, const QStyleOptionTab &option, QPainter &painter)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isOver = option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled);
    painter.save();
    painter.setFont(isSelected ? theme.font(TextRole::Strong) : theme.font(TextRole::Body));
    const Token token = !option.state.testFlag(QStyle::State_Enabled) ? Token::Faint
        : isSelected || isOver                                        ? Token::Text
                                                                      : Token::Dim;
    painter.setPen(theme.color(token));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
    painter.restore();
    if (isSelected)
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2), theme.color(Token::Accent));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawBox(painter, QRectF(option.rect).adjusted(2, 3, -2, -4), theme.px(4), {}, theme.color(Token::Accent), 1.5);
}

}
