#include "ui/timeline/TimelineModel.h"

#include "ui/credentials/LifeText.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineText.h"
#include "ui/widgets/StatusBadge.h"
#include "ui/widgets/ToolTip.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Kind = TimelineEvent::Kind;

TimelineModel::TimelineModel(const Theme &theme, const Clock &clock, const TimelineLanes &lanes, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_lanes(lanes)
{
    connect(&lanes, &TimelineLanes::reset, this, &TimelineModel::fill);
    connect(&lanes, &TimelineLanes::added, this, &TimelineModel::add);
}

void TimelineModel::setActive(bool isActive)
{
    m_isActive = isActive;
    fill();
}

void TimelineModel::fill()
{
    if (!m_isActive && m_events.isEmpty())
        return;
    beginResetModel();
    m_events.clear();
    m_sortKeys = {};
    for (int lane = 0; m_isActive && lane < m_lanes.count(); ++lane)
        m_events += m_lanes.lane(lane).events;
    endResetModel();
}

void TimelineModel::add(int lane, qsizetype index)
{
    if (!m_isActive)
        return;
    const int row = int(m_events.size()); // the view sorts
    beginInsertRows({}, row, row);
    m_events += m_lanes.lane(lane).events.at(index);
    endInsertRows();
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TimelineModel::text(const TimelineEvent &event, int column) const
{
    switch (column) {
    case TimeColumn:
        return LifeText::moment(event.at, m_clock.now());
    case CredentialColumn:
        return event.lane.account;
    case WhatColumn:
        return TimelineText::what(event);
    case DetailColumn:
        return TimelineText::detail(event);
    case StatusColumn:
        return event.kind != Kind::Request ? QString() : event.status == 0 ? tr("no answer") : statusText(event.status, {});
    case DurationColumn:
        return event.kind == Kind::Request ? TimelineText::took(event) : QString();
    default:
        return {};
    }
}

const QCollatorSortKey &TimelineModel::sortKey(int row, int column) const
{
    auto &keys = m_sortKeys.at(size_t(column));
    if (keys.size() < size_t(m_events.size()))
        keys.resize(size_t(m_events.size()));
    auto &key = keys.at(size_t(row));
    if (!key)
        key = m_collator.sortKey(column == CredentialColumn ? m_events.at(row).lane.toString() : text(m_events.at(row), column));
    return *key;
}

bool TimelineModel::isBefore(int left, int right, int column) const
{
    const TimelineEvent &one = m_events.at(left), &other = m_events.at(right);
    const auto number = [column](const TimelineEvent &event) {
        return event.kind != Kind::Request ? -1 : column == StatusColumn ? qint64(event.status) : qint64(event.duration.count());
    };
    switch (column) {
    case TimeColumn:
        return one.at < other.at;
    case StatusColumn:
    case DurationColumn:
        return number(one) < number(other);
    default:
        return sortKey(left, column).compare(sortKey(right, column)) < 0;
    }
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_events.size())
        return {};
    const TimelineEvent &event = m_events.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(event, column);
    case Qt::ToolTipRole:
        return plainToolTip(column == TimeColumn ? LifeText::exactMoment(event.at)
                : column == CredentialColumn     ? TimelineText::name(event.lane)
                                                 : TimelineText::event(event, m_clock.now()));
    case Qt::FontRole:
        return m_theme.font(column == TimeColumn || column == DurationColumn || (column == DetailColumn && event.kind == Kind::Request)
                ? TextRole::Mono
                : TextRole::Body);
    case Qt::ForegroundRole:
        if (column == StatusColumn && event.kind == Kind::Request)
            return m_theme.color(textToken(event.status == 0 ? Badge::Tone::Bad : statusTone(event.status)));
        if (column == WhatColumn && TimelineText::topicOf(event) == TimelineText::Topic::Failure)
            return m_theme.color(Token::BadText);
        return m_theme.color(column == TimeColumn || column == DetailColumn || column == DurationColumn ? Token::Dim : Token::Text);
    case LaneRole:
        return event.lane.toString();
    case TopicRole:
        return int(TimelineText::topicOf(event));
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Time"), tr("Credential"), tr("What"), tr("Details"), tr("Answer"), tr("Took")}.value(section);
}

}
