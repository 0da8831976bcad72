#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Clock.h"
#include "app/base/Secret.h"

#include <optional>

namespace tessera::ui {

// A token that is looked into, and where it comes from.
struct InspectedToken {
    Secret value;
    QString name; // "access", "refresh": as its profile calls it; "pasted token"
    QString owner; // "admin"; empty where nobody knows
    QString api; // "datarhei Core"
    CredentialId credential; // empty for one that was pasted
    Milliseconds serverOffset{0}; // of the server that made it: its clock minus this one's
    std::optional<int> color; // of its credential

    [[nodiscard]] QString whose() const { return api.isEmpty() ? owner : QStringLiteral("%1, %2").arg(owner, api); }
    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const InspectedToken &) const = default;
};

}
