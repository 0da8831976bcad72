#include "ui/timeline/TimelineChart.h"

#include "ui/credentials/CredentialSource.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/LanePainter.h"
#include "ui/timeline/TimelineText.h"
#include "ui/widgets/Countdown.h"
#include "ui/widgets/Ticker.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds usualSpan = 12min;
constexpr double lanesWanted = 3.5; // half a lane says that there are more
constexpr int lanesLeast = 2;

}

TimelineChart::TimelineChart(const Theme &theme, Ticker &ticker, const TimelineLanes &lanes, const CredentialSource &source, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_lanes(lanes)
    , m_source(source)
    , m_now(ticker.clock().now())
{
    setObjectName(u"timelineChart"_s);
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    grabGesture(Qt::PinchGesture);
    m_scale = TimeScale::between(m_now - usualSpan * 2 / 3, m_now + usualSpan / 3, 0);
    connect(&lanes, &TimelineLanes::reset, this, [this] {
        m_cursor.keepWithin(m_lanes);
        measure();
        retime();
    });
    connect(&lanes, &TimelineLanes::added, this, [this](int lane, qsizetype index) {
        m_cursor.follow(lane, index);
        retime();
    });
    connect(&source, &CredentialSource::itemChanged, this, [this](const CredentialId &id) {
        const auto [first, last] = frame().visibleLanes();
        if (const int lane = m_lanes.indexOf(id); lane >= first && lane < last)
            retime();
    });
    connect(&theme, &Theme::changed, this, [this] {
        measure();
        viewport()->update();
    });
}

int TimelineChart::labelWidth() const
{
    return m_theme.px(viewport()->width() >= m_theme.px(760) ? 206 : 118);
}

QSize TimelineChart::sizeHint() const
{
    return {m_theme.px(800), int(TimelineFrame::rowHeight(m_theme) * lanesWanted) + 2 * TimelineFrame::margin(m_theme)};
}

QSize TimelineChart::minimumSizeHint() const
{
    return {m_theme.px(320), TimelineFrame::rowHeight(m_theme) * lanesLeast + TimelineFrame::margin(m_theme)};
}

void TimelineChart::measure()
{
    const int row = TimelineFrame::rowHeight(m_theme);
    const int whole = m_lanes.count() * row + 2 * TimelineFrame::margin(m_theme);
    verticalScrollBar()->setSingleStep(row);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
    const double width = std::max(1, viewport()->width() - labelWidth() - m_theme.px(12));
    if (m_scale.width <= 1) // nobody has seen it yet
        m_scale = TimeScale::between(m_now - usualSpan * 2 / 3, m_now + usualSpan / 3, width);
    else
        m_scale = m_scale.resized(width);
    if (m_isFollowing)
        m_scale = m_scale.placing(m_now, m_nowShare);
    Q_EMIT moved();
}

void TimelineChart::setScale(const TimeScale &scale)
{
    setFollowing(false);
    m_scale = scale.resized(m_scale.width);
    retime();
}

std::optional<UtcTime> TimelineChart::pointedAt() const
{
    return m_pointer && xIn(*m_pointer) >= 0 ? std::optional(m_scale.at(xIn(*m_pointer))) : std::nullopt;
}

TimelineFrame TimelineChart::frame() const
{
    return {m_theme, m_lanes, m_source, m_scale, m_now, viewport()->rect(), labelWidth(), verticalScrollBar()->value(), m_cursor,
        hasFocus(), m_pointer ? hitAt(*m_pointer).lane : -1};
}

void TimelineChart::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::Panel));
    m_painted = frame().paint(painter);
}

void TimelineChart::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void TimelineChart::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    measure();
    retime();
}

void TimelineChart::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_ticker.stop(this);
}

void TimelineChart::retime()
{
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
}

Milliseconds TimelineChart::tick()
{
    m_now = m_ticker.clock().now();
    if (m_isFollowing)
        m_scale = m_scale.placing(m_now, m_nowShare);
    viewport()->update();
    Q_EMIT moved();
    return untilChange();
}

// When the picture will look different: now has moved by a pixel, or some words count on. Who works elsewhere sees a second
// at a time.
Milliseconds TimelineChart::untilChange() const
{
    if (m_lanes.count() == 0)
        return 24h;
    if (!m_isFollowing && !m_scale.shows(m_now))
        return 1min;
    auto soonest = Milliseconds(qint64(m_scale.msPerPixel / devicePixelRatioF()));
    soonest = std::clamp<Milliseconds>(soonest, isActiveWindow() ? 100ms : 1s, 1min);
    const auto [first, last] = frame().visibleLanes();
    for (int lane = first; lane < last; ++lane) {
        const auto item = m_lanes.lane(lane).isGone ? std::nullopt : m_source.item(m_lanes.lane(lane).id);
        if (!item)
            continue;
        if (const auto &next = item->status.nextRefresh; next && *next > m_now)
            soonest = std::min(soonest, untilTextChanges(*next - m_now));
        if (const auto left = item->status.timeLeft(m_now); left && *left > 0ms)
            soonest = std::min(soonest, untilTextChanges(*left));
        else if (left && *left > -1h)
            soonest = std::min<Milliseconds>(soonest, 1s);
    }
    return soonest;
}

void TimelineChart::zoom(double factor)
{
    zoomAt(factor, m_scale.shows(m_now) ? m_scale.xOf(m_now) : m_scale.width / 2);
}

void TimelineChart::zoomAt(double factor, double x)
{
    if (m_isFollowing) // now stays where it is, whatever is pointed at
        x = m_scale.xOf(m_now);
    m_scale = m_scale.zoomed(factor, x);
    retime();
}

void TimelineChart::pan(double pixels)
{
    if (pixels == 0)
        return;
    setFollowing(false);
    m_scale = m_scale.panned(pixels);
    retime();
}

void TimelineChart::fit()
{
    setFollowing(false);
    const UtcTime from = m_lanes.firstMoment().value_or(m_now - usualSpan);
    const auto known = std::max<Milliseconds>(m_now - from, 1min);
    // Now stands where it stands while one follows it: below the axis, not below the buttons beside it.
    m_scale = TimeScale::between(from - known / 40, m_now + Milliseconds(qint64(double(known.count()) * (1 - m_nowShare) / m_nowShare)), m_scale.width);
    retime();
}

void TimelineChart::setFollowing(bool isFollowing)
{
    if (m_isFollowing == isFollowing)
        return;
    m_isFollowing = isFollowing;
    Q_EMIT followingChanged(isFollowing);
    retime();
}

void TimelineChart::scrollContentsBy(int, int)
{
    retime(); // other lanes have other times
    viewport()->update();
}

void TimelineChart::inspect(int lane, qsizetype event)
{
    if (lane >= 0 && lane < m_lanes.count() && event >= 0 && event < m_lanes.lane(lane).events.size())
        Q_EMIT inspectRequested(m_lanes.lane(lane).id, m_lanes.lane(lane).events.at(event));
}

void TimelineChart::moveCursor(const TimelineCursor &cursor)
{
    m_cursor = cursor;
    if (cursor.lane < 0 || cursor.lane >= m_lanes.count())
        return;
    const QRect row = frame().row(cursor.lane);
    if (row.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + row.top());
    else if (row.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + row.bottom() - viewport()->height());
    const TimelineLane &lane = m_lanes.lane(cursor.lane);
    const auto item = lane.isGone ? std::nullopt : m_source.item(lane.id);
    QString said = item ? CredentialText::spoken(*item, m_now) : tr("%1, no longer signed in here").arg(TimelineText::name(lane.id));
    if (const TimelineEvent *event = cursor.at(m_lanes)) {
        if (!m_scale.shows(event->at)) {
            setFollowing(false);
            m_scale = m_scale.placing(event->at, 0.5);
            Q_EMIT moved();
        }
        said = tr("%1. Event %2 of %3, %4").arg(TimelineText::event(*event, m_now).replace(u'\n', u". "_s)).arg(cursor.event + 1).arg(lane.events.size()).arg(lane.id.account);
    }
    setAccessibleName(tr("Timeline. %1").arg(said));
    viewport()->update();
}

TimelineChart::Hit TimelineChart::hitAt(const QPoint &position) const
{
    Hit hit;
    const int row = TimelineFrame::rowHeight(m_theme);
    const int y = position.y() + verticalScrollBar()->value() - TimelineFrame::margin(m_theme);
    if (y < 0 || y / row >= m_lanes.count())
        return hit;
    hit.lane = y / row;
    const double x = xIn(position);
    hit.isOnName = x < 0;
    if (hit.isOnName)
        return hit;
    const TimelineLane &lane = m_lanes.lane(hit.lane);
    const auto item = lane.isGone ? std::nullopt : m_source.item(lane.id);
    const LaneMeasures measures(m_theme);
    const bool isOnTicks = y % row >= measures.tickTop - m_theme.px(2);
    const double reach = m_theme.px(isOnTicks ? 3 : 6);
    const UtcTime from = m_scale.at(x - reach), to = m_scale.at(x + reach);
    for (qsizetype i = lane.firstFrom(from); i < lane.events.size() && lane.events.at(i).at <= to; ++i) {
        if ((TimelineText::topicOf(lane.events.at(i)) == TimelineText::Topic::Request) == isOnTicks)
            hit.events += i;
    }
    const CredentialStatus *status = item ? &item->status : nullptr;
    hit.isOnNextRefresh = !isOnTicks && status && status->nextRefresh && std::abs(m_scale.xOf(*status->nextRefresh) - x) <= reach;
    if (hit.events.isEmpty())
        hit.life = lane.lifeAt(m_scale.at(x), status);
    return hit;
}

QString TimelineChart::tellAt(const QPoint &position) const
{
    const Hit hit = hitAt(position);
    if (hit.lane < 0)
        return {};
    const TimelineLane &lane = m_lanes.lane(hit.lane);
    const auto item = lane.isGone ? std::nullopt : m_source.item(lane.id);
    if (hit.isOnName)
        return item ? CredentialText::spoken(*item, m_now) : tr("%1\nIt is no longer signed in here; this is its past.").arg(TimelineText::name(lane.id));
    if (hit.isOnNextRefresh)
        return tr("The next refresh: %1").arg(TimelineText::outlook(*item, m_now).text);
    if (!hit.events.isEmpty()) {
        QList<TimelineEvent> events;
        for (const qsizetype index : hit.events)
            events += lane.events.at(index);
        if (TimelineText::topicOf(events.constFirst()) == TimelineText::Topic::Request)
            return TimelineText::requests(events, m_now);
        QStringList told;
        for (const TimelineEvent &event : std::as_const(events))
            told << TimelineText::event(event, m_now);
        return told.mid(std::max<qsizetype>(0, told.size() - 3)).join(u"\n\n"_s);
    }
    return hit.life ? TimelineText::life(*hit.life, m_now) : QString();
}

bool TimelineChart::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(tellAt(help->pos())), viewport());
        return true;
    }
    case QEvent::Leave:
        m_pointer.reset();
        viewport()->update();
        Q_EMIT moved();
        break;
    case QEvent::Gesture:
        return gesture(static_cast<QGestureEvent *>(event));
    case QEvent::NativeGesture:
        return nativeGesture(static_cast<QNativeGestureEvent *>(event));
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

}
