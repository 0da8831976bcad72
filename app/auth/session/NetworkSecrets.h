#pragma once

#include "app/base/Secret.h"

#include <QtCore/QString>

namespace tessera {

// What of an environment's network settings is secret: one entry in the keychain.
struct NetworkSecrets {
    Secret proxyPassword, passphrase;

    [[nodiscard]] bool isEmpty() const { return proxyPassword.isEmpty() && passphrase.isEmpty(); }
    [[nodiscard]] NetworkSecrets completedBy(const NetworkSecrets &older) const; // what is empty here is taken from there

    [[nodiscard]] static QString key(const QString &environment) { return QStringLiteral("environment/") + environment; }
    [[nodiscard]] Secret serialised() const;
    [[nodiscard]] static NetworkSecrets parse(const Secret &text); // empty where it can't be read
};

}
