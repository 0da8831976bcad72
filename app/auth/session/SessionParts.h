#pragma once

#include "app/base/Clock.h"
#include "app/http/NetworkSettings.h"

#include <QtCore/QString>

#include <functional>

namespace tessera {

struct AuthProfile;
class EntryTurns;
class QnamTransport;
class RefreshScheduler;
class SecretStore;
class SessionListener;

// What all sessions share.
struct SessionParts {
    Clock &clock;
    SecretStore &secrets;
    QnamTransport &transport;
    RefreshScheduler &scheduler;
    EntryTurns &turns;
    SessionListener &listener;
    QObject &jobs; // refreshes belong to it: one that is abandoned outlives its session
    std::function<const AuthProfile *(const QString &id)> profile; // as it is on disk now; null: missing
    std::function<NetworkSettings(const QString &environment)> network;
    std::function<double()> random; // 0 to 1
    int silentRefreshes = 0; // under way now
    bool isOnline = true;
    bool isSettling = false; // the program is about to end
};

}
