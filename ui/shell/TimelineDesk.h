#pragma once

#include "ui/timeline/TimelineLanes.h"

#include <QtCore/QObject>

namespace tessera {
class TimelineStore;
}

namespace tessera::ui {

class CredentialSource;
class Theme;
class Ticker;
class TimelinePanel;

// All that the window does with the timeline: brings its events back, adds what happens, and follows credentials that come,
// go and are renamed.
class TimelineDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        TimelineStore &store;
        const Theme &theme;
        Ticker &ticker;
        CredentialSource &credentials;
    };
    explicit TimelineDesk(const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] TimelinePanel &panel() const { return *m_panel; }

Q_SIGNALS:
    void tokenRequested(const tessera::CredentialId &id); // an event of the token that it has now was clicked

private:
    void takeCredentials();
    void load();
    void loadFrom(const QList<TimelineEvent> &newest);
    void take(const QList<TimelineEvent> &events, std::optional<UtcTime> since);
    void keepWhatIs(const Error &error);
    void addMeanwhile();
    void inspect(const CredentialId &id, const TimelineEvent &event);
    void add(const TimelineEvent &event);

    Parts m_parts;
    TimelineLanes m_lanes;
    TimelinePanel *m_panel;
    QList<CredentialId> m_known;
    int m_loading = 0; // number of the load that counts
    bool m_isLoading = false;
    QList<TimelineEvent> m_meanwhile; // happened while it was under way
    int m_added = 0; // since the last load
    bool m_hasFailed = false; // and is told of
};

}
