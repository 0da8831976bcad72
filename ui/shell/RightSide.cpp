#include "ui/shell/RightSide.h"

#include "ui/settings/SettingsStore.h"
#include "ui/theme/Theme.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardsLeast = 130, inspectorLeast = 256; // three lines of the token, its life, some claims
constexpr int usualShare = 58; // of a hundred, for the inspector: a token has more to say than a card

}

RightSide::RightSide(const Theme &theme, QWidget *cards, QWidget *inspector, SettingsStore &settings, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_theme(theme)
    , m_settings(settings)
{
    setObjectName(u"rightSide"_s);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(cards);
    addWidget(inspector);
    measure();
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    inspector->setVisible(settings.settings().isInspectorShown);
    connect(&theme, &Theme::changed, this, [this] {
        measure();
        applyHeights();
    });
    connect(this, &QSplitter::splitterMoved, this, [this] {
        m_settings.change([this](WindowSettings &changed) { changed.inspectorHeight = sizes().at(1); });
    });
}

bool RightSide::isInspectorShown() const
{
    return !widget(1)->isHidden();
}

void RightSide::setInspectorShown(bool isShown)
{
    widget(1)->setVisible(isShown);
    m_settings.change([isShown](WindowSettings &changed) { changed.isInspectorShown = isShown; });
    applyHeights();
}

void RightSide::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    applyHeights();
}

void RightSide::measure()
{
    widget(0)->setMinimumHeight(m_theme.px(cardsLeast));
    widget(1)->setMinimumHeight(m_theme.px(inspectorLeast));
}

void RightSide::applyHeights()
{
    if (!isInspectorShown())
        return;
    const int above = m_theme.px(cardsLeast), least = m_theme.px(inspectorLeast);
    const int chosen = m_settings.settings().inspectorHeight;
    const int wanted = std::max(chosen > 0 ? chosen : height() * usualShare / 100, least);
    const int below = std::min(wanted, std::max(least, height() - above));
    setSizes({std::max(above, height() - below), below});
}

}
