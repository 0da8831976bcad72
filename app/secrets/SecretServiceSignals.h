#pragma once

#include <QtDBus/QDBusAbstractInterface>
#include <QtDBus/QDBusVariant>

namespace tessera {

// The D-Bus signals of a Secret Service that say how it is. QtDBus subscribes to a signal when somebody connects to it;
// names are those of the specification (https://specifications.freedesktop.org/secret-service/latest/). `owner` is a unique
// bus name: with a well-known one, QtDBus asks the bus for its owner and waits for the answer.

class SecretServiceSignals final : public QDBusAbstractInterface {
    Q_OBJECT
public:
    SecretServiceSignals(const QString &owner, const QDBusConnection &bus);

Q_SIGNALS:
    void CollectionCreated(const QDBusObjectPath &collection);
    void CollectionDeleted(const QDBusObjectPath &collection);
    void CollectionChanged(const QDBusObjectPath &collection);
};

class SecretCollectionSignals final : public QDBusAbstractInterface {
    Q_OBJECT
public:
    SecretCollectionSignals(const QString &owner, const QString &path, const QDBusConnection &bus);

Q_SIGNALS:
    void PropertiesChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);
};

class SecretPromptSignals final : public QDBusAbstractInterface {
    Q_OBJECT
public:
    SecretPromptSignals(const QString &owner, const QString &path, const QDBusConnection &bus);

Q_SIGNALS:
    void Completed(bool dismissed, const QDBusVariant &result);
};

class BusSignals final : public QDBusAbstractInterface {
    Q_OBJECT
public:
    explicit BusSignals(const QDBusConnection &bus);

Q_SIGNALS:
    void Disconnected(); // the bus itself went away
};

}
