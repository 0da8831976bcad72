#include "ui/shell/BottomDock.h"

#include "ui/settings/SettingsStore.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/TimelinePanel.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int workWanted = 520; // an answer that one can read: less, and the timeline gives way
constexpr int workLeast = 410, timelineLeast = 86;

}

BottomDock::BottomDock(const Theme &theme, QWidget *work, TimelinePanel *timeline, SettingsStore &settings, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_theme(theme)
    , m_timeline(timeline)
    , m_settings(settings)
{
    setObjectName(u"bottomDock"_s);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(work);
    addWidget(timeline);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        m_height = sizes().at(1);
        m_settings.change([this](WindowSettings &changed) { changed.timelineHeight = m_height; });
    });
    connect(timeline, &TimelinePanel::putAwayRequested, this, [this] { setShown(false); });
    connect(&theme, &Theme::changed, this, &BottomDock::measure);
    timeline->setMinimumHeight(theme.px(timelineLeast));
    timeline->setVisible(settings.settings().isTimelineShown.value_or(false)); // until the height is known
}

bool BottomDock::isShown() const
{
    return !m_timeline->isHidden();
}

void BottomDock::setShown(bool isShown)
{
    m_settings.change([=](WindowSettings &settings) { settings.isTimelineShown = isShown; });
    apply();
}

void BottomDock::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    apply();
}

void BottomDock::measure()
{
    m_timeline->setMinimumHeight(m_theme.px(timelineLeast));
    apply();
}

void BottomDock::apply()
{
    const WindowSettings &settings = m_settings.settings();
    const int usual = m_timeline->usualHeight();
    m_timeline->setVisible(settings.isTimelineShown.value_or(height() - usual >= m_theme.px(workWanted)));
    if (!isShown())
        return;
    const int wanted = settings.timelineHeight > 0 ? settings.timelineHeight : usual;
    const int least = m_theme.px(timelineLeast);
    m_height = std::clamp(wanted, least, std::max(least, height() - m_theme.px(workLeast)));
    place();
}

void BottomDock::place()
{
    setSizes({height() - handleWidth() - m_height, m_height});
}

// Something in the work may have needed the room, and be gone.
bool BottomDock::event(QEvent *event)
{
    const bool isTaken = QSplitter::event(event);
    if (event->type() == QEvent::LayoutRequest && isShown() && m_height > 0 && sizes().at(1) != m_height)
        place();
    return isTaken;
}

}
