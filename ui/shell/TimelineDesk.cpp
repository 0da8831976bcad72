#include "ui/shell/TimelineDesk.h"

#include "app/timeline/TimelineStore.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/timeline/TimelinePanel.h"

#include <algorithm>
#include <utility>

namespace tessera::ui {

namespace {

constexpr int mostEvents = 20'000; // kept in memory; the store has more
constexpr int mostAdded = 5'000; // before the oldest go

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
    connect(m_panel, &TimelinePanel::inspectRequested, this, &TimelineDesk::inspectRequested);
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
                                         return take({}, {}); // troubled() says why
                                     if (events->size() < mostEvents)
                                         return take(*events, {});
                                     loadFrom(events->constFirst().at);
                                 }});
}

// There are more. The tokens that lived at that time began before it, some of them long before.
void TimelineDesk::loadFrom(UtcTime first)
{
    m_meanwhile.clear(); // this query finds them
    TimelineQuery withLives;
    withLives.from = first;
    withLives.withLivesBefore = true;
    withLives.limit = mostEvents;
    m_parts.store.query(withLives, {this, [this, first, number = m_loading](const Result<QList<TimelineEvent>> &events) {
                                        if (number == m_loading)
                                            take(events.value_or(QList<TimelineEvent>()), first);
                                    }});
}

void TimelineDesk::take(const QList<TimelineEvent> &events, std::optional<UtcTime> since)
{
    m_isLoading = false;
    m_lanes.setEvents(events, since);
    for (const TimelineEvent &event : std::exchange(m_meanwhile, {}))
        m_lanes.add(event);
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
