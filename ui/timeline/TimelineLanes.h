#pragma once

#include "ui/timeline/TimelineLane.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace tessera::ui {

// The lanes that the timeline shows: of the credentials that there are, in their order, then of those that are gone.
class TimelineLanes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void setCredentials(const QList<CredentialId> &ids);
    // In place of all that was there, oldest first. `since`: before that nothing is known here, although there may be something.
    void setEvents(const QList<TimelineEvent> &events, std::optional<UtcTime> since = {});
    void add(const TimelineEvent &event);

    [[nodiscard]] int count() const { return int(m_lanes.size()); }
    [[nodiscard]] const TimelineLane &lane(int index) const { return m_lanes.at(index); }
    [[nodiscard]] int indexOf(const CredentialId &id) const { return m_index.value(id, -1); }
    [[nodiscard]] std::optional<UtcTime> since() const { return m_since; }
    [[nodiscard]] std::optional<UtcTime> firstMoment() const; // of all lanes
    [[nodiscard]] qsizetype eventCount() const;

Q_SIGNALS:
    void reset(); // anything may be otherwise
    void added(int lane, qsizetype index);

private:
    void arrange();

    QList<CredentialId> m_ids;
    QList<TimelineLane> m_lanes;
    QHash<CredentialId, int> m_index;
    std::optional<UtcTime> m_since;
};

}
