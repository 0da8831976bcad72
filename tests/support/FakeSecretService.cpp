#include "tests/support/FakeSecretService.h"

#include <QtCore/QUuid>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr auto collectionPath = "/org/freedesktop/secrets/collection/fake"_L1;
constexpr auto promptPath = "/org/freedesktop/secrets/prompt/1"_L1;

QVariant path(QLatin1StringView text)
{
    return QVariant::fromValue(QDBusObjectPath(QString(text)));
}

}

FakeSecretService::FakeSecretService(Mood mood, QObject *parent)
    : QDBusVirtualObject(parent)
    , m_mood(mood)
    , m_busName(u"fake-secrets-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_busName))
    , m_isLocked(mood == Mood::DismissedPrompt || mood == Mood::AcceptedPrompt || mood == Mood::UnansweredPrompt)
    , m_hasCollection(mood != Mood::Empty)
{
    m_isRegistered = m_bus.registerVirtualObject(u"/org/freedesktop/secrets"_s, this, QDBusConnection::SubPath)
        && m_bus.registerService(u"org.freedesktop.secrets"_s);
}

FakeSecretService::~FakeSecretService()
{
    vanish();
}

void FakeSecretService::vanish()
{
    m_bus.unregisterObject(u"/org/freedesktop/secrets"_s);
    m_bus = QDBusConnection(QString());
    QDBusConnection::disconnectFromBus(m_busName);
}

void FakeSecretService::answerHeld()
{
    m_mood = Mood::Refusing;
    for (const QDBusMessage &message : std::exchange(m_held, {}))
        m_bus.send(answerTo(message));
}

void FakeSecretService::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    auto signal = QDBusMessage::createSignal(
        QString(collectionPath), u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
    signal.setArguments({u"org.freedesktop.Secret.Collection"_s, QVariantMap{{u"Locked"_s, isLocked}}, QStringList()});
    m_bus.send(signal);
}

bool FakeSecretService::isHeld(const QString &member) const
{
    return m_mood == Mood::Silent
        || (m_mood == Mood::SilentInJobs && member != "ReadAlias"_L1 && member != "Get"_L1);
}

bool FakeSecretService::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    m_calls.append(message.member());
    if (isHeld(message.member()))
        m_held.push_back(message);
    else
        connection.send(answerTo(message));
    return true;
}

QDBusMessage FakeSecretService::answerTo(const QDBusMessage &message)
{
    const QString member = message.member();
    const auto denied = [&] { return message.createErrorReply(QDBusError::AccessDenied, u"This keychain says no."_s); };
    if (m_mood == Mood::RefusingAll)
        return denied();
    if (member == "ReadAlias"_L1)
        return message.createReply(m_hasCollection ? path(collectionPath) : path("/"_L1));
    if (member == "Get"_L1)
        return message.createReply(QVariant::fromValue(QDBusVariant(m_isLocked)));
    if (member == "Unlock"_L1 && m_isLocked)
        return message.createReply({QVariant::fromValue(QList<QDBusObjectPath>()), path(promptPath)});
    if (member == "CreateCollection"_L1 && m_mood == Mood::Empty)
        return message.createReply({path("/"_L1), path(promptPath)});
    if (member == "Prompt"_L1) {
        if (m_mood != Mood::UnansweredPrompt)
            QMetaObject::invokeMethod(this, &FakeSecretService::completePrompt, Qt::QueuedConnection);
        return message.createReply();
    }
    return denied();
}

void FakeSecretService::completePrompt()
{
    const bool isDismissed = m_mood == Mood::DismissedPrompt;
    if (!isDismissed) {
        m_isLocked = false;
        m_hasCollection = true;
    }
    auto signal
        = QDBusMessage::createSignal(QString(promptPath), u"org.freedesktop.Secret.Prompt"_s, u"Completed"_s);
    signal.setArguments({isDismissed, QVariant::fromValue(QDBusVariant(QString()))});
    m_bus.send(signal);
}

QString FakeSecretService::introspect(const QString &) const
{
    return {};
}

}
