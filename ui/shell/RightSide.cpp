#include "ui/shell/RightSide.h"

#include "ui/settings/SettingsStore.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardsLeast = 130, inspectorLeast = 220;

}

RightSide::RightSide(QWidget *cards, QWidget *inspector, SettingsStore &settings, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_settings(settings)
{
    setObjectName(u"rightSide"_s);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    cards->setMinimumHeight(cardsLeast);
    inspector->setMinimumHeight(inspectorLeast);
    addWidget(cards);
    addWidget(inspector);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    inspector->setVisible(settings.settings().isInspectorShown);
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

void RightSide::applyHeights()
{
    if (!isInspectorShown())
        return;
    const int wanted = std::max(m_settings.settings().inspectorHeight, inspectorLeast);
    const int below = std::min(wanted, std::max(inspectorLeast, height() - cardsLeast));
    setSizes({std::max(cardsLeast, height() - below), below});
}

}
