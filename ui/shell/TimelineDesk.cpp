#include "ui/shell/TimelineDesk.h"

#include "app/timeline/TimelineStore.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/timeline/TimelinePanel.h"
#include "ui/widgets/Ticker.h"

#include <algorithm>
#include <utility>

namespace tessera::ui {

namespace {

constexpr int mostEvents = 20'000; // kept in memory; the store has more
constexpr int mostAdded = 5'000; // before the oldest go
constexpr int addedBeforeAnotherTry = 100; // where they could not be read

}

TimelineDesk::TimelineDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_panel(new TimelinePanel(parts.theme, parts.ticker, m_lanes, parts.credentials))
{
    connect(&parts.credentials, &CredentialSource::idsChanged, this, &TimelineDesk::takeCredentials);
    connect(&parts.store, &TimelineStore::recorded, this, &TimelineDesk::add);
    connect(&parts.store, &TimelineStore::troubled, this, [this](const Error &error) {
        m_panel->setTrouble((error.message + u'\n' + error.detail).trimmed());
    });
    connect(m_panel, &TimelinePanel::inspectRequested, this, &TimelineDesk::inspect);
    m_known = parts.credentials.ids();
    m_lanes.setCredentials(m_known);
    load();
}

void TimelineDesk::takeCredentials()
{
    const QList<CredentialId> now = m_parts.credentials.ids();
    // Whoever was forgotten or renamed took its past along: the store knows.
    const bool hasLost = std::any_of(m_known.cbegin(), m_known.cend(), [&](const CredentialId &id) { return !now.contains(id); });
    m_known = now;
    m_lanes.setCredentials(now);
    if (hasLost)
        load();
}

void TimelineDesk::load()
{
    const int number = ++m_loading;
    m_isLoading = true;
    m_meanwhile.clear();
    m_added = 0;
    TimelineQuery newest;
    newest.limit = mostEvents;
    m_parts.store.query(newest, {this, [this, number](const Result<QList<TimelineEvent>> &events) {
                                     if (number != m_loading)
                                         return;
                                     if (!events)
                                         return keepWhatIs(events.error());
                                     if (events->size() < mostEvents)
                                         return take(*events, {});
                                     loadFrom(*events);
                                 }});
}

// There are more. The tokens that lived at that time began before it, some of them long before.
void TimelineDesk::loadFrom(const QList<TimelineEvent> &newest)
{
    const UtcTime first = newest.constFirst().at;
    const qsizetype found = m_meanwhile.size(); // by this query
    TimelineQuery withLives;
    withLives.from = first;
    withLives.withLivesBefore = true;
    withLives.limit = mostEvents;
    m_parts.store.query(withLives, {this, [this, newest, first, found, number = m_loading](const Result<QList<TimelineEvent>> &events) {
                                        if (number != m_loading)
                                            return;
                                        if (!events)
                                            return take(newest, first); // without those lives
                                        m_meanwhile.remove(0, found);
                                        take(*events, first);
                                    }});
}

void TimelineDesk::take(const QList<TimelineEvent> &events, std::optional<UtcTime> since)
{
    m_lanes.setEvents(events, since);
    addMeanwhile();
    if (std::exchange(m_hasFailed, false))
        m_panel->setTrouble({});
}

void TimelineDesk::keepWhatIs(const Error &error)
{
    addMeanwhile();
    m_added = mostAdded - addedBeforeAnotherTry;
    m_hasFailed = true;
    m_panel->setTrouble((error.message + u'\n' + error.detail).trimmed());
}

void TimelineDesk::addMeanwhile()
{
    m_isLoading = false;
    for (const TimelineEvent &event : std::exchange(m_meanwhile, {}))
        m_lanes.add(event);
}

// The panel tells of the event. Its token can be looked at only where it is the one that there is now.
void TimelineDesk::inspect(const CredentialId &id, const TimelineEvent &event)
{
    const int lane = m_lanes.indexOf(id);
    const auto item = m_parts.credentials.item(id);
    if (lane < 0 || !item)
        return;
    const auto life = m_lanes.lane(lane).lifeAt(event.at, &item->status);
    if (life && life->isCurrent(m_parts.ticker.clock().now()))
        Q_EMIT tokenRequested(id);
}

void TimelineDesk::add(const TimelineEvent &event)
{
    if (m_isLoading) {
        m_meanwhile += event; // the query came before it
        return;
    }
    m_lanes.add(event);
    if (++m_added > mostAdded)
        load();
}

}
