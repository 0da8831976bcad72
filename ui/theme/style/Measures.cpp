#include "ui/theme/style/Measures.h"

#include "ui/theme/Theme.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QStyleOption>

#include <algorithm>

namespace tessera::ui {

std::optional<int> measure(const Theme &theme, QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_ScrollBarExtent:
        return theme.px(12);
    case QStyle::PM_ScrollBarSliderMin:
        return theme.px(28);
    case QStyle::PM_SplitterWidth:
    case QStyle::PM_DockWidgetSeparatorExtent:
        return 1;
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_ListViewIconSize:
        return theme.px(16);
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
        return theme.px(18); // 14 and room for the ring of the keyboard
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
        return theme.px(6);
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutBottomMargin:
        return theme.px(12);
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
        return theme.px(8);
    case QStyle::PM_MenuPanelWidth:
        return 1;
    case QStyle::PM_MenuVMargin:
        return theme.px(4);
    case QStyle::PM_MenuHMargin:
        return 0;
    case QStyle::PM_SubMenuOverlap:
        return -1;
    case QStyle::PM_TabCloseIndicatorWidth:
    case QStyle::PM_TabCloseIndicatorHeight:
        return theme.px(18);
    case QStyle::PM_TabBarTabHSpace:
        return theme.px(20);
    case QStyle::PM_TabBarTabVSpace:
        return theme.px(14);
    case QStyle::PM_TabBarTabOverlap:
    case QStyle::PM_TabBarBaseOverlap:
    case QStyle::PM_TabBarTabShiftHorizontal:
    case QStyle::PM_TabBarTabShiftVertical:
    case QStyle::PM_TabBar_ScrollButtonOverlap:
        return 0;
    case QStyle::PM_TabBarScrollButtonWidth:
        return theme.px(22);
    case QStyle::PM_ButtonShiftHorizontal:
    case QStyle::PM_ButtonShiftVertical:
        return 0;
    case QStyle::PM_TreeViewIndentation:
        return theme.px(20);
    case QStyle::PM_ToolTipLabelFrameWidth:
        return theme.px(6);
    case QStyle::PM_HeaderMargin:
        return theme.px(4);
    default:
        return std::nullopt;
    }
}

std::optional<int> behaviour(QStyle::StyleHint hint)
{
    switch (hint) {
    case QStyle::SH_Widget_Animation_Duration: // only time moves here
    case QStyle::SH_ComboBox_Popup:
    case QStyle::SH_EtchDisabledText:
    case QStyle::SH_DitherDisabledText:
    case QStyle::SH_Menu_FlashTriggeredItem:
    case QStyle::SH_ScrollBar_Transient:
    case QStyle::SH_BlinkCursorWhenTextSelected:
        return 0;
    case QStyle::SH_ItemView_ShowDecorationSelected:
    case QStyle::SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case QStyle::SH_ComboBox_PopupFrameStyle:
        return int(QFrame::StyledPanel) | int(QFrame::Plain);
    case QStyle::SH_ToolTipLabel_Opacity:
        return 255;
    case QStyle::SH_LineEdit_PasswordCharacter:
        return u'•';
    default:
        return std::nullopt;
    }
}

QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part, int shortestHandle)
{
    const QRect &rect = option.rect;
    const bool isFlat = option.orientation == Qt::Horizontal;
    const int length = isFlat ? rect.width() : rect.height();
    int handle = length;
    if (option.maximum > option.minimum) {
        const qint64 range = qint64(option.maximum) - option.minimum + option.pageStep;
        handle = std::clamp(int(qint64(length) * option.pageStep / std::max<qint64>(1, range)),
            std::min(length, shortestHandle), length);
    }
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown);
    const auto along = [&](int from, int size) {
        return QStyle::visualRect(option.direction, rect,
            isFlat ? QRect(rect.left() + from, rect.top(), size, rect.height())
                   : QRect(rect.left(), rect.top() + from, rect.width(), size));
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return rect;
    case QStyle::SC_ScrollBarSlider:
        return along(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return along(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle);
    default:
        return {}; // no arrows
    }
}

}
