#pragma once

#include "app/base/Clock.h"

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace tessera {

enum class SandboxCall { Any, SignIn, Refresh, SignOut, Other };

struct SandboxOptions {
    std::optional<Milliseconds> accessLife = std::chrono::seconds(60); // none: as long as the real servers give
    QMap<QString, int> ports; // wished, by profile id; a taken one falls back to any
    bool slowFailures = false; // failed sign-ins take as long as the real servers let them take
    std::function<UtcTime()> now; // thread-safe; empty: the machine's clock
    QString folder; // of the sandbox files; empty: the bundled ones
};

// Fields (name and value) to sign in with, as the profile names them.
struct SandboxAccount {
    QString label;
    QString way; // of the profile; empty: its first
    QString note;
    QList<std::pair<QString, QString>> fields;
};

// A way in which the real servers differ from one another; the first choice is the default.
struct SandboxSwitch {
    QString name;
    QString note;
    QStringList choices;
};

struct SandboxApi {
    QString profileId;
    QString name;
    QString baseUrl; // the base path included, no slash at the end
    QList<SandboxAccount> accounts; // never empty; the first is the default
    QList<SandboxSwitch> switches;
};

struct SandboxCounters {
    int requests = 0;
    int signIns = 0; // calls, whatever the answer
    int refreshes = 0; // calls, whatever the answer
    int signOuts = 0;
    int deadRefreshTokens = 0; // a refresh token was used again after it had been replaced or revoked
    int inFlight = 0;
    int mostInFlight = 0;
    int tokenCallsInFlight = 0;
    int mostTokenCallsInFlight = 0; // sign-ins and refreshes
};

// One request that was served. Holds no secret: names of headers, no values, and no query.
struct SandboxRequest {
    QString profileId;
    QString method;
    QString path; // as sent, still percent-encoded
    QStringList headers; // names, as sent, without repeats
    SandboxCall call = SandboxCall::Other;
    int status = 0; // 0: closed without an answer
    UtcTime when; // by the server's clock
};

}

Q_DECLARE_METATYPE(tessera::SandboxRequest)
