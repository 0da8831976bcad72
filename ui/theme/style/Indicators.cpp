#include "ui/theme/style/Indicators.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace tessera::ui {

namespace {

// The square in the middle of what the layout gave, on whole pixels.
QRectF squareIn(const QRect &rect, int side)
{
    return QRectF(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side, side);
}

bool isUnderKeyboard(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

}

void paintCheckBox(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    const QRectF box = squareIn(option.rect, theme.px(14));
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isMixed = option.state.testFlag(QStyle::State_NoChange);
    if (option.state.testFlag(QStyle::State_On) || isMixed) {
        drawBox(painter, box, theme.px(4), theme.color(isEnabled ? Token::AccentFill : Token::Faint), {});
        const QColor mark = theme.color(Token::OnAccent);
        if (isMixed)
            drawBox(painter, box.adjusted(3, box.height() / 2 - 1, -3, -box.height() / 2 + 1), 1, mark, {});
        else
            drawTick(painter, box, mark);
    } else {
        const bool isOver = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
        drawBox(
            painter, box, theme.px(4), theme.color(Token::Field), theme.color(isOver ? Token::Accent : Token::Faint));
    }
    if (isUnderKeyboard(option))
        drawBox(painter, box.adjusted(-2, -2, 2, 2), theme.px(5), {}, theme.color(Token::Accent), 1);
}

void paintRadioButton(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    const QRectF box = squareIn(option.rect, theme.px(14));
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const qreal radius = box.width() / 2;
    if (option.state.testFlag(QStyle::State_On)) {
        const qreal inset = box.width() * 0.32;
        drawBox(painter, box, radius, theme.color(isEnabled ? Token::AccentFill : Token::Faint), {});
        drawBox(painter, box.adjusted(inset, inset, -inset, -inset), radius, theme.color(Token::OnAccent), {});
    } else {
        const bool isOver = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
        drawBox(painter, box, radius, theme.color(Token::Field), theme.color(isOver ? Token::Accent : Token::Faint));
    }
    if (isUnderKeyboard(option))
        drawBox(painter, box.adjusted(-2, -2, 2, 2), radius + 2, {}, theme.color(Token::Accent), 1);
}

void paintBranch(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    if (!option.state.testFlag(QStyle::State_Children))
        return;
    const Qt::ArrowType closed = option.direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow;
    drawChevron(painter, QRectF(option.rect).center(), theme.px(7),
        option.state.testFlag(QStyle::State_Open) ? Qt::DownArrow : closed, theme.color(Token::Dim));
}

void paintFocus(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    if (option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawBox(painter, QRectF(option.rect), theme.px(4), {}, theme.color(Token::Accent), 1.5);
}

void paintScrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter &painter, const QRect &handle)
{
    if (option.maximum <= option.minimum)
        return;
    const bool isOver = option.state.testFlag(QStyle::State_MouseOver);
    const int inset = theme.px(isOver ? 2 : 3);
    QRectF bar = QRectF(handle).adjusted(inset, inset, -inset, -inset);
    const qreal radius = std::min(bar.width(), bar.height()) / 2;
    drawBox(painter, bar, radius, theme.color(isOver ? Token::Faint : Token::ScrollHandle), {});
}

void paintProgress(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter)
{
    QRectF groove(option.rect);
    const qreal height = std::min<qreal>(groove.height(), theme.px(4));
    groove = QRectF(groove.left(), groove.center().y() - height / 2, groove.width(), height);
    drawBox(painter, groove, height / 2, theme.color(Token::Line), {});
    const int span = option.maximum - option.minimum;
    if (span <= 0) { // length unknown: a still half-way bar; motion belongs to time alone
        groove.setWidth(groove.width() / 3);
    } else {
        groove.setWidth(groove.width() * (double(option.progress) - option.minimum) / span);
    }
    if (groove.width() >= 1)
        drawBox(painter, groove, height / 2, theme.color(Token::Accent), {});
}

}
