#include "ui/timeline/TimelineLanes.h"

#include <QtCore/QSet>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tessera::ui {

void TimelineLanes::setCredentials(const QList<CredentialId> &ids)
{
    m_ids = ids;
    arrange();
    Q_EMIT reset();
}

void TimelineLanes::setEvents(const QList<TimelineEvent> &events, std::optional<UtcTime> since)
{
    m_lanes.clear();
    m_index.clear();
    m_since = since;
    // Thousands of them say the same: one copy of each text will do.
    QSet<QString> texts;
    const auto shared = [&texts](QString &text) { text = *texts.insert(text); };
    for (TimelineEvent event : events) {
        shared(event.text);
        shared(event.target);
        shared(event.fingerprint);
        if (!m_index.contains(event.lane)) {
            m_index.insert(event.lane, int(m_lanes.size()));
            m_lanes.append({event.lane, true, {}, {}});
        }
        TimelineLane &lane = m_lanes[m_index.value(event.lane)];
        event.lane = lane.id;
        lane.insert(event);
    }
    arrange();
    Q_EMIT reset();
}

// Those that are known come first; who has no events yet has a lane all the same.
void TimelineLanes::arrange()
{
    QList<TimelineLane> lanes;
    lanes.reserve(m_lanes.size());
    for (const CredentialId &id : std::as_const(m_ids)) {
        const int known = indexOf(id);
        lanes.append(known < 0 ? TimelineLane{id, false, {}, {}} : std::move(m_lanes[known]));
        lanes.last().isGone = false;
    }
    const QSet<CredentialId> ids(m_ids.cbegin(), m_ids.cend());
    const qsizetype present = lanes.size();
    for (TimelineLane &lane : m_lanes) {
        if (lane.id.isEmpty() || ids.contains(lane.id) || lane.events.isEmpty())
            continue;
        lane.isGone = true;
        lanes.append(std::move(lane));
    }
    std::sort(lanes.begin() + present, lanes.end(), [](const TimelineLane &a, const TimelineLane &b) { return a.id < b.id; });
    m_lanes = std::move(lanes);
    m_index.clear();
    for (int i = 0; i < m_lanes.size(); ++i)
        m_index.insert(m_lanes.at(i).id, i);
}

void TimelineLanes::add(const TimelineEvent &event)
{
    const int index = indexOf(event.lane);
    if (index < 0) {
        m_lanes.append({event.lane, true, {}, {}});
        m_lanes.last().insert(event);
        m_index.insert(event.lane, int(m_lanes.size()) - 1);
        return Q_EMIT reset();
    }
    const qsizetype place = m_lanes[index].insert(event);
    Q_EMIT added(index, place);
}

std::optional<UtcTime> TimelineLanes::firstMoment() const
{
    std::optional<UtcTime> first;
    for (const TimelineLane &lane : m_lanes) {
        if (!lane.events.isEmpty())
            first = first ? std::min(*first, lane.events.constFirst().at) : lane.events.constFirst().at;
    }
    return first;
}

qsizetype TimelineLanes::eventCount() const
{
    return std::accumulate(m_lanes.cbegin(), m_lanes.cend(), qsizetype(0), [](qsizetype sum, const TimelineLane &lane) { return sum + lane.events.size(); });
}

}
