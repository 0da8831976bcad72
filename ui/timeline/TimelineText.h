#pragma once

#include "ui/credentials/CredentialText.h"
#include "ui/timeline/TimelineLane.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// What the timeline says in words. Pure; all of it may hold foreign text.
class TimelineText {
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
public:
    enum class Topic { SignIn, Refresh, Failure, Request, Other };
    static constexpr int topics = 5;
    [[nodiscard]] static Topic topicOf(const TimelineEvent &event);
    [[nodiscard]] static QString topicName(Topic topic); // "Requests", for choosing

    [[nodiscard]] static QString what(const TimelineEvent &event); // "Refreshed by itself", "GET"
    [[nodiscard]] static QString detail(const TimelineEvent &event); // what else is known, in a line
    [[nodiscard]] static QString took(const TimelineEvent &event); // a request: "< 1 ms", "12 ms"
    // Several lines, for a tool tip and for those who listen.
    [[nodiscard]] static QString event(const TimelineEvent &event, UtcTime now);
    [[nodiscard]] static QStringList whole(const TimelineEvent &event); // all of it, in words that stay true while one reads
    [[nodiscard]] static QString requests(const QList<TimelineEvent> &events, UtcTime now); // that share a place
    [[nodiscard]] static QString life(const LaneLife &life, UtcTime now);

    // Behind the end of the present token: "refreshes in 0:31", "expired 1 min 46 s ago, signs in again at next use".
    [[nodiscard]] static CredentialText::Line outlook(const CredentialItem &item, UtcTime now);
    [[nodiscard]] static QString name(const CredentialId &id); // without a credential that knows more
};

}
