#pragma once

#include "app/base/Secret.h"

#include <QtCore/QString>

namespace tessera {

// What of an environment's network settings is secret: one entry in the keychain.
struct NetworkSecrets {
    Secret proxyPassword, passphrase;

    [[nodiscard]] static QString key(const QString &environment) { return QStringLiteral("environment/") + environment; }
    [[nodiscard]] Secret serialised() const;
    [[nodiscard]] static NetworkSecrets parse(const Secret &text); // empty where it can't be read
};

}
