#include "ui/widgets/TabStrip.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr double sidePadding = 12, gap = 6, closeRoom = 18;
constexpr double widest = 240, narrowest = 132; // of one that can be closed
constexpr double roomy = 150; // narrower, and its name needs the place of the cross

}

TabStrip::TabStrip(const Theme &theme, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideRight);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, &TabStrip::measure);
    connect(this, &QTabBar::currentChanged, this, &TabStrip::showCrosses);
}

// A cross keeps the size it was made with, and its place.
void TabStrip::measure()
{
    for (int i = 0; tabsClosable() && i < count(); ++i) {
        if (QWidget *cross = tabButton(i, QTabBar::RightSide))
            cross->resize(cross->sizeHint());
    }
    setIconSize(iconSize()); // lays the tabs out again
    update();
}

void TabStrip::setLook(int index, const Look &look)
{
    if (index < 0 || index >= count() || look == this->look(index))
        return;
    setTabData(index, QVariant::fromValue(look));
    setTabText(index, tabText(index) + u' '); // the one way to make it measure again
    setTabText(index, tabText(index).chopped(1));
    updateGeometry();
    update();
}

TabStrip::Look TabStrip::look(int index) const
{
    return tabData(index).value<Look>();
}

void TabStrip::setCount(int index, int count)
{
    Look changed = look(index);
    changed.count = count;
    setLook(index, changed);
}

void TabStrip::setLabel(int index, const QString &text)
{
    const QString label = QString(text).replace(u'&', QStringLiteral("&&")).simplified();
    if (label != tabText(index)) // else all tabs would be measured again
        setTabText(index, label);
}

QString TabStrip::labelOf(int index) const
{
    return tabText(index).replace(QStringLiteral("&&"), QStringLiteral("&"));
}

QSize TabStrip::tabSizeHint(int index) const
{
    const Look shown = look(index);
    // One more: an advance is rounded, and a text that is a fraction too wide would end in "…".
    int width = QFontMetrics(m_theme.font(TextRole::Strong)).horizontalAdvance(labelOf(index)) + 1 + 2 * m_theme.px(sidePadding);
    if (!shown.prefix.isEmpty())
        width += QFontMetrics(m_theme.font(TextRole::MonoSmall)).horizontalAdvance(shown.prefix) + m_theme.px(gap);
    if (shown.count >= 0)
        width
            += QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(QString::number(shown.count)) + m_theme.px(gap);
    if (tabsClosable())
        width = std::clamp(width + m_theme.px(closeRoom), leastTab(), m_theme.px(widest));
    return {width, m_theme.px(34)};
}

QSize TabStrip::minimumTabSizeHint(int index) const
{
    const QSize whole = tabSizeHint(index);
    return {tabsClosable() ? leastTab() : whole.width(), whole.height()};
}

int TabStrip::leastTab() const
{
    return m_theme.px(narrowest);
}

int TabStrip::wholeWidth(int room) const
{
    if (!isCrowded(room))
        return room;
    const int buttons = 2 * style()->pixelMetric(QStyle::PM_TabBarScrollButtonWidth, nullptr, this);
    return std::max(1, (room - buttons) / leastTab()) * leastTab() + buttons;
}

// Qt leaves room for scroll buttons, which one short tab does not need.
QSize TabStrip::minimumSizeHint() const
{
    return QTabBar::minimumSizeHint().boundedTo(sizeHint());
}

// Of narrow tabs only the one in front has a cross: else a name would be two letters, and a click on it close it.
bool TabStrip::hasCross(int index) const
{
    return tabsClosable() && (index == currentIndex() || tabRect(index).width() >= m_theme.px(roomy) || look(index).isModified);
}

void TabStrip::showCrosses()
{
    for (int i = 0; tabsClosable() && i < count(); ++i) {
        if (QWidget *cross = tabButton(i, QTabBar::RightSide))
            cross->setVisible(hasCross(i));
    }
}

void TabStrip::tabLayoutChange()
{
    QTabBar::tabLayoutChange();
    showCrosses();
}

void TabStrip::paintTab(const QStyleOptionTab &option, QPainter &painter) const
{
    const int index = option.tabIndex;
    const Look shown = look(index);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isOver = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
    QRect inner = option.rect.adjusted(m_theme.px(sidePadding), 0, -m_theme.px(hasCross(index) ? sidePadding + closeRoom : sidePadding), 0);

    painter.save();
    const auto write = [&](const QString &text, TextRole role, Token color) {
        painter.setFont(m_theme.font(role));
        painter.setPen(m_theme.color(isEnabled ? color : Token::Faint));
        const QString line = painter.fontMetrics().elidedText(text, Qt::ElideMiddle, inner.width()); // paths differ at their ends
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, line);
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(line) + m_theme.px(gap));
    };
    if (!shown.prefix.isEmpty())
        write(shown.prefix, TextRole::MonoSmall, shown.prefixColor);
    write(labelOf(index), isSelected ? TextRole::Strong : TextRole::Body,
        shown.color.value_or(isSelected || isOver ? Token::Text : Token::Dim));
    if (shown.count >= 0)
        write(QString::number(shown.count), TextRole::Body, Token::Dim);
    painter.restore();

    if (isSelected) {
        const int height = m_theme.px(2);
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom() + 1 - height, option.rect.width(), height),
            m_theme.color(shown.color.value_or(Token::Accent)));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawBox(painter, QRectF(option.rect).adjusted(2, 3, -2, -4), m_theme.px(4), {}, m_theme.color(Token::Accent), 1.5);
}

void TabStrip::paintClose(const QStyleOption &option, QPainter &painter, const QWidget *closeButton) const
{
    int index = -1;
    for (int i = 0; i < count() && index < 0; ++i) {
        if (tabButton(i, QTabBar::RightSide) == closeButton || tabButton(i, QTabBar::LeftSide) == closeButton)
            index = i;
    }
    const bool isOver = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (isOver)
        drawBox(painter, box, m_theme.px(4), m_theme.color(Token::Pressed), {});
    if (index >= 0 && look(index).isModified && !isOver) {
        const qreal radius = m_theme.px(7) / 2.0;
        drawBox(painter, QRectF(box.center().x() - radius, box.center().y() - radius, 2 * radius, 2 * radius), radius,
            m_theme.color(Token::Text), {});
        return;
    }
    const qreal arm = m_theme.px(7) / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(isOver || index == currentIndex() ? Token::Dim : Token::Faint), 1.3, Qt::SolidLine, Qt::RoundCap));
    const QPointF middle = box.center();
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
    painter.restore();
}

// While it is hidden, QTabBar tells no layout that it has grown.
void TabStrip::tabInserted(int index)
{
    QTabBar::tabInserted(index);
    updateGeometry();
}

void TabStrip::tabRemoved(int index)
{
    QTabBar::tabRemoved(index);
    updateGeometry();
}

void TabStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && tabsClosable() && index >= 0) {
        Q_EMIT tabCloseRequested(index);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
}

}
