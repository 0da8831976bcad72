#include "ui/timeline/TimelineRows.h"

#include "ui/timeline/TimelineModel.h"

namespace tessera::ui {

TimelineRows::TimelineRows(TimelineModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void TimelineRows::setLane(const QString &lane)
{
    m_lane = lane;
    invalidateFilter();
}

void TimelineRows::setTopic(int topic)
{
    m_topic = topic;
    invalidateFilter();
}

bool TimelineRows::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return m_model.isBefore(left.row(), right.row(), left.column());
}

bool TimelineRows::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return (m_topic < 0 || index.data(TimelineModel::TopicRole).toInt() == m_topic)
        && (m_lane.isEmpty() || index.data(TimelineModel::LaneRole).toString() == m_lane);
}

}
