#include "app/secrets/SecretServiceProbe.h"

#include "app/base/Logging.h"
#include "app/secrets/Libsecret.h"
#include "app/secrets/SecretServiceSignals.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>
#include <QtCore/QUuid>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusServiceWatcher>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int callTimeout = 60'000; // ms; whoever asks gives up earlier and takes the late answer as a sign of life

QString serviceName()
{
    return u"org.freedesktop.secrets"_s;
}

QDBusMessage serviceCall(const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(
        serviceName(), u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, method);
    message.setArguments(arguments);
    return message;
}

// Where the environment names no bus, libdbus and GLib would start one of their own that lives on after us, and QtKeychain's
// jobs would wait for it without end.
bool hasBusAddress()
{
    const QString address = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return !address.startsWith("autolaunch:"_L1);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s);
}

QString pathOf(const QVariant &argument)
{
    return argument.value<QDBusObjectPath>().path();
}

bool isNone(const QString &path)
{
    return path.isEmpty() || path == "/"_L1;
}

}

SecretServiceProbe::SecretServiceProbe(QObject *parent)
    : KeychainProbe(parent)
    , m_busName(u"tessera-secrets-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_bus(m_busName)
{
}

SecretServiceProbe::~SecretServiceProbe()
{
    forgetOwner();
    m_watcher.reset();
    m_busSignals.reset();
    m_bus = QDBusConnection(QString());
    // Connecting takes a millisecond; the end of the program must not come in its middle.
    if (!m_connecting || m_connecting->wait(QDeadlineTimer(std::chrono::seconds(2))))
        QDBusConnection::disconnectFromBus(m_busName);
}

void SecretServiceProbe::probe(Completion<KeychainState> completion)
{
    look([completion = std::move(completion)](KeychainState state, const QString &) { completion.deliver(state); });
}

void SecretServiceProbe::unlock(Completion<KeychainState> completion)
{
    m_unlocking.push_back(std::move(completion));
    if (m_unlocking.size() > 1)
        return; // one prompt at a time: its answer is everybody's
    look([this](KeychainState state, const QString &collection) {
        if (state == KeychainState::Locked)
            openLocked(collection);
        else
            finishUnlock(state);
    });
}

void SecretServiceProbe::withBus(std::function<void()> then)
{
    if (m_bus.isConnected() || !hasBusAddress())
        return then();
    m_waitingForBus.push_back(std::move(then));
    if (m_connecting)
        return;
    QDBusConnection::disconnectFromBus(m_busName); // of a bus that went away
    auto glibBus = std::make_shared<std::shared_ptr<void>>(); // shared: handed over by the thread
    m_connecting = QThread::create([name = m_busName, glibBus] {
        if (!Libsecret::isInstalled())
            return;
        *glibBus = Libsecret::holdBus();
        QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
    });
    connect(m_connecting, &QThread::finished, m_connecting, &QObject::deleteLater);
    connect(m_connecting, &QThread::finished, this, [this, glibBus] {
        m_glibBus = *glibBus;
        takeBus();
    });
    m_connecting->start();
}

void SecretServiceProbe::takeBus()
{
    m_connecting = nullptr;
    m_bus = QDBusConnection(m_busName);
    if (m_bus.isConnected()) {
        m_watcher = std::make_unique<QDBusServiceWatcher>(serviceName(), m_bus, QDBusServiceWatcher::WatchForOwnerChange);
        connect(m_watcher.get(), &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
            forgetOwner();
            Libsecret::forgetSession();
            Q_EMIT changed();
        });
        m_busSignals = std::make_unique<BusSignals>(m_bus);
        connect(m_busSignals.get(), &BusSignals::Disconnected, this, [this] {
            forgetOwner();
            Libsecret::forgetSession();
            m_glibBus.reset();
            Q_EMIT changed();
        });
    }
    for (const auto &then : std::exchange(m_waitingForBus, {}))
        then();
}

void SecretServiceProbe::call(const QDBusMessage &message, Answer answer)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, callTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answer = std::move(answer)] {
        watcher->deleteLater();
        answer(watcher->reply());
    });
}

void SecretServiceProbe::look(Finding found)
{
    withBus([this, found = std::move(found)] {
        if (!m_bus.isConnected())
            return found(gone(), {});
        call(serviceCall(u"ReadAlias"_s, {u"default"_s}), [this, found](const QDBusMessage &alias) {
            if (alias.type() != QDBusMessage::ReplyMessage)
                return lookAtError(alias, found);
            m_wasSeen = true;
            const QString collection = pathOf(alias.arguments().value(0));
            follow(alias.service(), collection);
            if (isNone(collection))
                return found(KeychainState::Locked, {});
            auto get = QDBusMessage::createMethodCall(
                serviceName(), collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
            get.setArguments({u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
            call(get, [this, found, collection](const QDBusMessage &locked) {
                if (locked.type() != QDBusMessage::ReplyMessage)
                    return lookAtError(locked, found);
                const QVariant value = locked.arguments().value(0).value<QDBusVariant>().variant();
                if (value.typeId() != QMetaType::Bool)
                    return found(KeychainState::Refusing, collection);
                found(value.toBool() ? KeychainState::Locked : KeychainState::Unlocked, collection);
            });
        });
    });
}

void SecretServiceProbe::lookAtError(const QDBusMessage &error, Finding found)
{
    const QString name = error.errorName();
    qCInfo(logSecrets) << "The Secret Service answered" << name;
    if (!m_bus.isConnected() || name == "org.freedesktop.DBus.Error.ServiceUnknown"_L1
        || name == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1 || name == "org.freedesktop.DBus.Error.Disconnected"_L1
        || name.startsWith("org.freedesktop.DBus.Error.Spawn."_L1))
        return found(gone(), {});
    if (name != "org.freedesktop.DBus.Error.NoReply"_L1 && name != "org.freedesktop.DBus.Error.Timeout"_L1
        && name != "org.freedesktop.DBus.Error.TimedOut"_L1)
        return found(KeychainState::Refusing, {});
    // The same error stands for "took too long" and for "went away before it answered".
    auto owned = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
        u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    owned.setArguments({serviceName()});
    call(owned, [this, found](const QDBusMessage &answer) {
        found(answer.arguments().value(0).toBool() ? KeychainState::Hanging : gone(), {});
    });
}

void SecretServiceProbe::openLocked(const QString &collection)
{
    const bool isMissing = isNone(collection);
    const auto request = isMissing
        ? serviceCall(u"CreateCollection"_s,
            {QVariant::fromValue(QVariantMap{{u"org.freedesktop.Secret.Collection.Label"_s, tr("Default keyring")}}), u"default"_s})
        : serviceCall(u"Unlock"_s, {QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(collection)})});
    call(request, [this](const QDBusMessage &answer) {
        if (answer.type() != QDBusMessage::ReplyMessage)
            return lookAtError(answer, [this](KeychainState state, const QString &) { finishUnlock(state); });
        const QString prompt = pathOf(answer.arguments().value(1));
        if (isNone(prompt))
            return look([this](KeychainState state, const QString &) { finishUnlock(state); });
        showPrompt(prompt);
    });
}

void SecretServiceProbe::showPrompt(const QString &path)
{
    m_prompt = std::make_unique<SecretPromptSignals>(m_owner, path, m_bus);
    connect(m_prompt.get(), &SecretPromptSignals::Completed, this, [this](bool isDismissed) {
        m_prompt.release()->deleteLater(); // it is on the stack
        if (isDismissed)
            return finishUnlock(KeychainState::Refusing);
        look([this](KeychainState state, const QString &) { finishUnlock(state); });
    });
    auto show = QDBusMessage::createMethodCall(serviceName(), path, u"org.freedesktop.Secret.Prompt"_s, u"Prompt"_s);
    show.setArguments({QString()});
    call(show, [this](const QDBusMessage &answer) {
        if (answer.type() == QDBusMessage::ReplyMessage || !m_prompt)
            return; // the user takes his time
        m_prompt.reset();
        lookAtError(answer, [this](KeychainState state, const QString &) { finishUnlock(state); });
    });
}

void SecretServiceProbe::finishUnlock(KeychainState state)
{
    for (const auto &completion : std::exchange(m_unlocking, {}))
        completion.deliver(state);
}

void SecretServiceProbe::follow(const QString &owner, const QString &collection)
{
    if (owner != m_owner) {
        forgetOwner();
        m_owner = owner;
        m_serviceSignals = std::make_unique<SecretServiceSignals>(owner, m_bus);
        connect(m_serviceSignals.get(), &SecretServiceSignals::CollectionCreated, this, &KeychainProbe::changed);
        connect(m_serviceSignals.get(), &SecretServiceSignals::CollectionDeleted, this, &KeychainProbe::changed);
        connect(m_serviceSignals.get(), &SecretServiceSignals::CollectionChanged, this, &KeychainProbe::changed);
    }
    if (collection == m_collection)
        return;
    m_collection = collection;
    m_collectionSignals.reset();
    if (isNone(collection))
        return;
    m_collectionSignals = std::make_unique<SecretCollectionSignals>(owner, collection, m_bus);
    connect(m_collectionSignals.get(), &SecretCollectionSignals::PropertiesChanged, this,
        [this](const QString &, const QVariantMap &changes, const QStringList &invalidated) {
            if (changes.contains(u"Locked"_s) || invalidated.contains(u"Locked"_s))
                Q_EMIT changed();
        });
}

void SecretServiceProbe::forgetOwner()
{
    m_owner.clear();
    m_collection.clear();
    m_serviceSignals.reset();
    m_collectionSignals.reset();
    if (std::exchange(m_prompt, nullptr))
        finishUnlock(gone()); // nobody is left to complete the prompt
}

}
