#include "ui/theme/style/Style.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Buttons.h"
#include "ui/theme/style/ChoiceList.h"
#include "ui/theme/style/Fields.h"
#include "ui/theme/style/Indicators.h"
#include "ui/theme/style/Items.h"
#include "ui/theme/style/Measures.h"
#include "ui/theme/style/PopupWatch.h"
#include "ui/theme/style/Shapes.h"
#include "ui/theme/style/TabPainter.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// An option of another type than the element promises is left to the base style.
template <typename T>
const T *as(const QStyleOption *option)
{
    return qstyleoption_cast<const T *>(option);
}

constexpr double cellInset = 9; // with the 3 of every item: the 12 that all rows of the window begin at

// A scroll bar paints all of itself; it takes the ground of what it scrolls.
QColor groundOf(const QWidget *scrollBar)
{
    const QWidget *shown = scrollBar;
    for (const QWidget *widget = scrollBar; widget; widget = widget->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget)) {
            shown = area->viewport();
            break;
        }
    }
    while (shown && !shown->autoFillBackground() && shown->parentWidget())
        shown = shown->parentWidget(); // it is seen through
    return shown ? shown->palette().color(shown->backgroundRole()) : QColor();
}

}

Style::Style(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
    , m_popups(new PopupWatch(this))
{
}

int Style::controlHeight(const QWidget *widget) const
{
    return m_theme.px(isTall(widget) ? 34 : 28);
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *box = qobject_cast<QComboBox *>(widget))
        ChoiceList::dress(m_theme, *box);
    if (widget->windowType() == Qt::Popup)
        widget->installEventFilter(m_popups);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (const auto known = measure(m_theme, metric))
        return *known;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    if (const auto known = behaviour(hint))
        return *known;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option))
            return pushButtonSize(m_theme, *button, widget, controlHeight(widget));
        break;
    case CT_LineEdit:
        return {contents.width() + 2 * m_theme.px(8), controlHeight(widget)};
    case CT_SpinBox:
        return {contents.width() + m_theme.px(8 + 22), controlHeight(widget)};
    case CT_ComboBox:
        return {contents.width() + m_theme.px(10 + 26 + 4), controlHeight(widget)}; // 4: what Qt measures is the ink of the text
    case CT_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option)) {
            if (button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty())
                return {controlHeight(widget), controlHeight(widget)};
            int width = contents.width() + m_theme.px(16);
            if (button->features & (QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::MenuButtonPopup))
                width += m_theme.px(14);
            return {width, controlHeight(widget)};
        }
        break;
    case CT_ItemViewItem: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(std::max(size.height(), m_theme.px(26)));
        if (qobject_cast<const QTableView *>(widget))
            size.rwidth() += m_theme.px(cellInset);
        return size;
    }
    case CT_HeaderSection: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(m_theme.px(26));
        return size;
    }
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return menuItemSize(m_theme, *item, contents);
        break;
    case CT_TabBarTab:
        return {contents.width() + m_theme.px(4), m_theme.px(34)};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

// For Qt's own icon the desktop's theme is searched and every plugin for images loaded, at the first field that has one.
QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    if (icon == SP_LineEditClearButton)
        return themedIcon(m_theme, Icon::Close, Token::Dim);
    return QProxyStyle::standardIcon(icon, option, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0) {
            const int side = m_theme.px(7); // the line edit adds 2 of its own
            return option->rect.adjusted(side, 1, -side, -1);
        }
    }
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_TabBarTearIndicatorLeft) // the buttons beside the tabs say that there are more
        return {rect.topLeft(), QSize(0, rect.height())};
    if (element == SE_TabBarTearIndicatorRight)
        return {rect.right() + 1, rect.top(), 0, rect.height()};
    if (element == SE_ItemViewItemText && qobject_cast<const QTableView *>(widget))
        rect.adjust(m_theme.px(cellInset), 0, 0, 0);
    return rect;
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const QRect &rect = option->rect;
    const auto visual = [option](const QRect &logical) { return visualRect(option->direction, option->rect, logical); };
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField)
            return visual(rect.adjusted(m_theme.px(10), 1, -m_theme.px(26), -1));
        if (part == SC_ComboBoxArrow)
            return visual(QRect(rect.right() - m_theme.px(26), rect.top(), m_theme.px(26), rect.height()));
        if (const auto *box = qobject_cast<const QComboBox *>(widget); box && part == SC_ComboBoxListBoxPopup) {
            const int width = std::max(rect.width(), ChoiceList::widthFor(m_theme, *box));
            return visual(QRect(rect.left(), rect.top(), width, rect.height()));
        }
    }
    if (control == CC_SpinBox) {
        const int width = m_theme.px(22);
        const int half = rect.height() / 2;
        const int left = rect.right() - width;
        if (part == SC_SpinBoxEditField)
            return visual(rect.adjusted(m_theme.px(7), 1, -width, -1));
        if (part == SC_SpinBoxUp)
            return visual(QRect(left, rect.top() + 2, width, half - 2));
        if (part == SC_SpinBoxDown)
            return visual(QRect(left, rect.top() + half, width, half - 2));
    }
    if (control == CC_ScrollBar) {
        if (const auto *slider = as<QStyleOptionSlider>(option))
            return scrollBarPart(*slider, part, pixelMetric(PM_ScrollBarSliderMin, option, widget));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        return paintButtonGround(m_theme, *option, *painter, widget);
    case PE_FrameLineEdit:
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth <= 0)
            return; // a part of something that draws the field
        return paintField(m_theme, *option, *painter, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckBox(m_theme, *option, *painter);
    case PE_IndicatorRadioButton:
        return paintRadioButton(m_theme, *option, *painter);
    case PE_IndicatorBranch:
        return paintBranch(m_theme, *option, *painter);
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto *item = as<QStyleOptionViewItem>(option))
            return paintItemGround(m_theme, *item, *painter);
        break;
    case PE_IndicatorTabClose:
        if (const auto *own = dynamic_cast<const TabPainter *>(widget ? widget->parentWidget() : nullptr))
            return own->paintClose(*option, *painter, widget);
        break;
    case PE_FrameFocusRect:
        return paintFocus(m_theme, *option, *painter);
    case PE_PanelMenu:
        return paintMenuGround(m_theme, *option, *painter);
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        if (element == PE_PanelTipLabel)
            painter->fillRect(option->rect, m_theme.color(Token::Raised));
        return drawBox(*painter, QRectF(option->rect), 0, {}, m_theme.color(Token::Line));
    case PE_Frame: {
        const bool isPopup = widget && widget->isWindow();
        return drawBox(*painter, QRectF(option->rect), isPopup ? 0 : m_theme.px(6), {}, m_theme.color(Token::Line));
    }
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_theme.color(Token::Line));
        return;
    case PE_IndicatorTabTearLeft:
    case PE_IndicatorTabTearRight:
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelScrollAreaCorner:
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        const Qt::ArrowType direction = element == PE_IndicatorArrowDown ? Qt::DownArrow
            : element == PE_IndicatorArrowUp                             ? Qt::UpArrow
            : element == PE_IndicatorArrowLeft                           ? Qt::LeftArrow
                                                                         : Qt::RightArrow;
        return drawChevron(
            *painter, QRectF(option->rect).center(), m_theme.px(7), direction, m_theme.color(Token::Dim));
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paintPushButton(m_theme, *button, *painter, widget);
        break;
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            return paintComboBoxLabel(
                m_theme, *combo, *painter, subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget));
        break;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return paintMenuItem(m_theme, *item, *painter);
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return paintHeaderSection(m_theme, *option, *painter);
    case CE_HeaderLabel:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return paintHeaderLabel(m_theme, *header, *painter);
        break;
    case CE_TabBarTab:
        if (const auto *tab = as<QStyleOptionTab>(option)) {
            if (const auto *own = dynamic_cast<const TabPainter *>(widget))
                return own->paintTab(*tab, *painter);
            return paintTab(m_theme, *tab, *painter);
        }
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, m_theme.color(Token::Line));
        return;
    case CE_ProgressBar:
        if (const auto *bar = as<QStyleOptionProgressBar>(option))
            return paintProgress(m_theme, *bar, *painter);
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            return paintComboBox(m_theme, *combo, *painter, widget);
        break;
    case CC_SpinBox:
        if (const auto *spin = as<QStyleOptionSpinBox>(option))
            return paintSpinBox(m_theme, *spin, *painter, widget, subControlRect(control, option, SC_SpinBoxUp, widget),
                subControlRect(control, option, SC_SpinBoxDown, widget));
        break;
    case CC_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option))
            return paintToolButton(m_theme, *button, *painter, widget);
        break;
    case CC_ScrollBar:
        if (const auto *slider = as<QStyleOptionSlider>(option)) {
            painter->fillRect(option->rect, groundOf(widget));
            return paintScrollBar(
                m_theme, *slider, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

}
