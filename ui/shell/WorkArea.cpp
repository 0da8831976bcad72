#include "ui/shell/WorkArea.h"

#include "ui/settings/SettingsStore.h"
#include "ui/theme/Theme.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<int, 3> leastWidths{200, 470, 290}; // names, a request and a token that one can read
constexpr int middleWanted = 560; // before the sides are as wide as they were

}

WorkArea::WorkArea(const Theme &theme, QWidget *left, QWidget *middle, QWidget *right, SettingsStore &settings, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_theme(theme)
    , m_settings(settings)
{
    setObjectName(u"workArea"_s);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    for (QWidget *part : {left, middle, right})
        addWidget(part);
    measure();
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    left->setVisible(settings.settings().isLeftShown); // until the width is known
    right->setVisible(settings.settings().isRightShown);
    connect(this, &QSplitter::splitterMoved, this, &WorkArea::keepWidths);
    connect(&theme, &Theme::changed, this, [this] {
        measure();
        applyWidths();
    });
}

// As wide as the text is large, as far as the middle and a side have room beside each other.
void WorkArea::measure()
{
    const double room = double(width() - handleWidth()) / (leastWidths[1] + leastWidths[2]);
    const double scale = std::min(double(m_theme.px(1000)) / 1000, std::max(1.0, room));
    for (std::size_t i = 0; i < m_least.size(); ++i) {
        m_least[i] = int(leastWidths[i] * scale);
        widget(int(i))->setMinimumWidth(m_least[i]);
    }
}

bool WorkArea::isShown(Side side) const
{
    return !widget(side == Side::Left ? 0 : 2)->isHidden();
}

void WorkArea::setShown(Side side, bool isShown)
{
    if (isShown)
        m_staying = side;
    m_settings.change(
        [=](WindowSettings &settings) { (side == Side::Left ? settings.isLeftShown : settings.isRightShown) = isShown; });
    applyWidths();
}

void WorkArea::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    measure();
    applyWidths();
}

void WorkArea::showSides()
{
    const auto [left, middle, right] = m_least;
    const WindowSettings &settings = m_settings.settings();
    const bool hasRoom = width() >= left + middle + right + 2 * handleWidth();
    const bool isOne = settings.isLeftShown && settings.isRightShown && !hasRoom;
    widget(0)->setVisible(settings.isLeftShown && (!isOne || m_staying == Side::Left));
    widget(2)->setVisible(settings.isRightShown && (!isOne || m_staying == Side::Right));
}

void WorkArea::applyWidths()
{
    showSides();
    const auto [leftLeast, middleLeast, rightLeast] = m_least;
    const WindowSettings &settings = m_settings.settings();
    int left = isShown(Side::Left) ? std::max(settings.leftWidth, leftLeast) : 0;
    int right = isShown(Side::Right) ? std::max(settings.rightWidth, rightLeast) : 0;
    const int room = std::max(0, width() - m_theme.px(middleWanted));
    if (left + right > room) {
        left = std::min(left, std::max(leftLeast, room / 2));
        right = std::min(right, std::max(rightLeast, room - left));
    }
    setSizes({left, std::max(middleLeast, width() - left - right), right});
}

void WorkArea::keepWidths()
{
    const QList<int> widths = sizes();
    m_settings.change([&](WindowSettings &settings) {
        if (isShown(Side::Left))
            settings.leftWidth = widths.at(0);
        if (isShown(Side::Right))
            settings.rightWidth = widths.at(2);
    });
}

}
