#include "ui/theme/style/Buttons.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

namespace {

constexpr double iconGap = 6;
constexpr double menuArrowSpace = 16;

bool isUnderKeyboard(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

Token textToken(const QStyleOption &option, ButtonRole role)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return Token::Faint;
    switch (role) {
    case ButtonRole::Primary:
        return Token::OnAccent;
    case ButtonRole::Link:
        return Token::AccentText;
    case ButtonRole::Danger:
        return Token::BadText;
    case ButtonRole::Subtle:
        return option.state.testFlag(QStyle::State_MouseOver) ? Token::Text : Token::Dim;
    case ButtonRole::Secondary:
    case ButtonRole::Quiet:
        break;
    }
    return Token::Text;
}

QFont buttonFont(const Theme &theme, ButtonRole role, const QWidget *widget)
{
    return role == ButtonRole::Primary ? theme.font(TextRole::Strong)
        : widget                       ? widget->font()
                                       : theme.font(TextRole::Body);
}

}

void paintButtonGround(const Theme &theme, const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isDown = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isOver = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
    const double radius = theme.px(6);
    QColor ground, border;
    switch (role) {
    case ButtonRole::Primary:
        ground = theme.color(!isEnabled ? Token::Pressed
                : isOver || isDown      ? Token::AccentFillHover
                                        : Token::AccentFill);
        break;
    case ButtonRole::Secondary:
    case ButtonRole::Danger:
        ground = theme.color(isDown ? Token::Pressed : isOver ? Token::Hover : Token::Raised);
        border = theme.color(Token::Line);
        break;
    case ButtonRole::Quiet:
    case ButtonRole::Subtle:
    case ButtonRole::Link:
        if (isDown)
            ground = theme.color(Token::Pressed);
        else if (isOver)
            ground = theme.color(Token::Hover);
        break;
    }
    const QRectF box(option.rect);
    if (ground.isValid())
        drawBox(painter, box, radius, ground, border);
    if (!isUnderKeyboard(option))
        return;
    if (role == ButtonRole::Primary) // the accent's own ring would not be seen on the accent
        drawBox(painter, box.adjusted(2, 2, -2, -2), radius - 2, {}, theme.color(Token::OnAccent), 1.5);
    else
        drawBox(painter, box, radius, {}, theme.color(Token::Accent), 2);
}

void paintPushButton(const Theme &theme, const QStyleOptionButton &option, QPainter &painter, const QWidget *widget)
{
    paintButtonGround(theme, option, painter, widget);
    const ButtonRole role = buttonRole(widget);
    const QColor color = theme.color(textToken(option, role));
    const bool hasMenu = option.features.testFlag(QStyleOptionButton::HasMenu);
    QRect inner = option.rect;
    if (hasMenu) {
        inner.setRight(inner.right() - theme.px(menuArrowSpace) + theme.px(4));
        drawChevron(painter, QPointF(option.rect.right() - theme.px(13), QRectF(option.rect).center().y() + 0.5),
            theme.px(7), Qt::DownArrow, theme.color(Token::Dim));
    }
    painter.save();
    painter.setFont(buttonFont(theme, role, widget));
    painter.setPen(color);
    int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    if (widget && !widget->style()->styleHint(QStyle::SH_UnderlineShortcut, &option, widget))
        flags |= Qt::TextHideMnemonic;
    if (!option.icon.isNull()) {
        const int gap = option.text.isEmpty() ? 0 : theme.px(iconGap);
        const int textWidth = painter.fontMetrics().size(flags, option.text).width();
        const int total = option.iconSize.width() + gap + textWidth;
        QRect iconRect(
            inner.left() + (inner.width() - total) / 2, 0, option.iconSize.width(), option.iconSize.height());
        iconRect.moveTop(inner.top() + (inner.height() - iconRect.height()) / 2);
        inner.setLeft(iconRect.right() + 1 + gap);
        flags = (flags & ~Qt::AlignHCenter) | Qt::AlignLeft;
        option.icon.paint(&painter, QStyle::visualRect(option.direction, option.rect, iconRect), Qt::AlignCenter,
            option.state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        inner = QStyle::visualRect(option.direction, option.rect, inner);
    }
    painter.drawText(inner, flags, option.text);
    painter.restore();
}

void paintToolButton(const Theme &theme, const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget)
{
    QStyleOption ground = option;
    const auto *button = qobject_cast<const QToolButton *>(widget);
    if (button && button->isDown())
        ground.state |= QStyle::State_Sunken;
    else if (!option.state.testFlag(QStyle::State_On))
        ground.state &= ~QStyle::State_Sunken;
    paintButtonGround(theme, ground, painter, widget);

    const bool hasText = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool hasMenu = option.features & (QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::MenuButtonPopup)
        && hasText; // a lone icon that opens a menu says so by itself
    QRect inner = option.rect;
    if (hasMenu) {
        inner.setRight(inner.right() - theme.px(menuArrowSpace));
        drawChevron(painter, QPointF(option.rect.right() - theme.px(12), QRectF(option.rect).center().y() + 0.5),
            theme.px(7), Qt::DownArrow, theme.color(Token::Dim));
    }
    const QIcon::Mode mode = option.state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
    if (option.icon.isNull() || (hasText && option.toolButtonStyle == Qt::ToolButtonTextOnly)) {
        if (option.icon.isNull() && option.features.testFlag(QStyleOptionToolButton::Arrow)) {
            drawChevron(painter, QRectF(option.rect).center(), theme.px(8), option.arrowType,
                theme.color(option.state.testFlag(QStyle::State_Enabled) ? Token::Dim : Token::Faint));
            return;
        }
    } else if (!hasText) {
        QRect iconRect(QPoint(), option.iconSize);
        iconRect.moveCenter(inner.center());
        option.icon.paint(&painter, iconRect, Qt::AlignCenter, mode);
        return;
    } else {
        const QRect iconRect(inner.left() + theme.px(8), inner.top() + (inner.height() - option.iconSize.height()) / 2,
            option.iconSize.width(), option.iconSize.height());
        option.icon.paint(&painter, iconRect, Qt::AlignCenter, mode);
        inner.setLeft(iconRect.right() + 1 + theme.px(iconGap) - theme.px(8));
    }
    painter.save();
    painter.setFont(buttonFont(theme, buttonRole(widget), widget));
    painter.setPen(theme.color(textToken(option, buttonRole(widget))));
    inner.adjust(theme.px(8), 0, hasMenu ? 0 : -theme.px(8), 0);
    painter.drawText(inner,
        Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine
            | (option.icon.isNull() && !hasMenu ? Qt::AlignHCenter : Qt::AlignLeft),
        option.text);
    painter.restore();
}

QSize pushButtonSize(const Theme &theme, const QStyleOptionButton &option, const QWidget *widget, int height)
{
    const QFontMetrics metrics(buttonFont(theme, buttonRole(widget), widget));
    int width = metrics.size(Qt::TextShowMnemonic, option.text).width();
    if (!option.icon.isNull())
        width += option.iconSize.width() + (option.text.isEmpty() ? 0 : theme.px(iconGap));
    if (option.features.testFlag(QStyleOptionButton::HasMenu))
        width += theme.px(menuArrowSpace);
    const bool isLink = buttonRole(widget) == ButtonRole::Link;
    width += 2 * theme.px(isLink ? 4 : isTall(widget) ? 16 : 12);
    return {width, height};
}

}
