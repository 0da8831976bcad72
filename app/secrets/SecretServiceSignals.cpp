#include "app/secrets/SecretServiceSignals.h"

namespace tessera {

using namespace Qt::StringLiterals;

SecretServiceSignals::SecretServiceSignals(const QString &owner, const QDBusConnection &bus)
    : QDBusAbstractInterface(owner, u"/org/freedesktop/secrets"_s, "org.freedesktop.Secret.Service", bus, nullptr)
{
}

SecretCollectionSignals::SecretCollectionSignals(const QString &owner, const QString &path, const QDBusConnection &bus)
    : QDBusAbstractInterface(owner, path, "org.freedesktop.DBus.Properties", bus, nullptr)
{
}

SecretPromptSignals::SecretPromptSignals(const QString &owner, const QString &path, const QDBusConnection &bus)
    : QDBusAbstractInterface(owner, path, "org.freedesktop.Secret.Prompt", bus, nullptr)
{
}

BusSignals::BusSignals(const QDBusConnection &bus)
    : QDBusAbstractInterface(QString(), u"/org/freedesktop/DBus/Local"_s, "org.freedesktop.DBus.Local", bus, nullptr)
{
}

}
