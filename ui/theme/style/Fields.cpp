#include "ui/theme/style/Fields.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Buttons.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

namespace tessera::ui {

void paintField(const Theme &theme, const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    const bool isReadOnly = option.state.testFlag(QStyle::State_ReadOnly); // no field to type into
    const Token border = isInvalid(widget) ? Token::Bad : hasFocus ? Token::Accent : isReadOnly ? Token::Pressed : Token::Line;
    const Token ground = isReadOnly ? Token::Pressed : isEnabled ? Token::Field : Token::Window;
    drawBox(painter, option.rect, theme.px(6), theme.color(ground), theme.color(border), hasFocus ? 1.5 : 1);
}

void paintComboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter, const QWidget *widget)
{
    if (option.editable)
        paintField(theme, option, painter, widget);
    else
        paintButtonGround(theme, option, painter, widget);
    drawChevron(painter, QPointF(option.rect.right() - theme.px(13), QRectF(option.rect).center().y() + 0.5),
        theme.px(7), Qt::DownArrow,
        theme.color(option.state.testFlag(QStyle::State_Enabled) ? Token::Dim : Token::Faint));
}

void paintComboBoxLabel(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter, const QRect &edit)
{
    if (option.editable)
        return;
    painter.save();
    QRect rect = edit;
    if (!option.currentIcon.isNull()) {
        const QRect iconRect(rect.left(), rect.top() + (rect.height() - option.iconSize.height()) / 2,
            option.iconSize.width(), option.iconSize.height());
        option.currentIcon.paint(&painter, iconRect);
        rect.setLeft(iconRect.right() + 1 + theme.px(6));
    }
    painter.setPen(option.palette.color(
        option.state.testFlag(QStyle::State_Enabled) ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, rect.width()));
    painter.restore();
}

void paintSpinBox(const Theme &theme, const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget,
    const QRect &up, const QRect &down)
{
    paintField(theme, option, painter, widget);
    const auto arrow = [&](const QRect &rect, QStyle::SubControl control, QAbstractSpinBox::StepEnabledFlag step,
                           Qt::ArrowType direction) {
        const bool isOver = option.activeSubControls == control && option.state.testFlag(QStyle::State_MouseOver);
        const Token token = !option.stepEnabled.testFlag(step) ? Token::Line : isOver ? Token::Text : Token::Dim;
        drawChevron(painter, QRectF(rect).center(), theme.px(6), direction, theme.color(token));
    };
    arrow(up, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
    arrow(down, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
}

}
