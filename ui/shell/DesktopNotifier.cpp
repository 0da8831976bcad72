#include "ui/shell/DesktopNotifier.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtGui/QGuiApplication>
#include <QtGui/QIcon>
#include <QtWidgets/QSystemTrayIcon>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// https://specifications.freedesktop.org/notification-spec/1.2/
constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;

QDBusMessage call(QLatin1StringView method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

}

DesktopNotifier::DesktopNotifier(QObject *parent)
    : QObject(parent)
{
}

DesktopNotifier::~DesktopNotifier() = default;

void DesktopNotifier::notify(const QString &topic, const QString &title, const QString &text)
{
    switch (m_service) {
    case Service::There:
        return send(topic, title, text);
    case Service::Absent:
        return sendByTray(topic, title, text);
    case Service::Asking:
        m_waiting.append({topic, title, text});
        return;
    case Service::Unasked:
        break;
    }
    m_waiting.append({topic, title, text});
    m_service = Service::Asking;
    auto bus = QDBusConnection::sessionBus();
    // Signals of the bus reach slots by name only; 1 is how Qt spells "a slot".
    bus.connect(service, path, service, u"ActionInvoked"_s, this, "1noteClick(uint,QString)");
    bus.connect(service, path, service, u"NotificationClosed"_s, this, "1noteClosed(uint,uint)");
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call("GetCapabilities"_L1)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answer) {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> reply = *answer;
        m_service = reply.isValid() ? Service::There : Service::Absent;
        m_readsMarkup = reply.isValid() && reply.value().contains("body-markup"_L1);
        for (const Waiting &waiting : std::exchange(m_waiting, {}))
            notify(waiting.topic, waiting.title, waiting.text);
    });
}

void DesktopNotifier::send(const QString &topic, const QString &title, const QString &text)
{
    auto message = call("Notify"_L1);
    message << QGuiApplication::applicationDisplayName() << m_shown.value(topic) << u"tessera"_s << title
            << (m_readsMarkup ? text.toHtmlEscaped() : text) << QStringList{u"default"_s, tr("Show")}
            << QVariantMap{{u"desktop-entry"_s, u"tessera"_s}, {u"category"_s, u"network"_s}} << -1;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, topic](QDBusPendingCallWatcher *answer) {
        answer->deleteLater();
        const QDBusPendingReply<uint> reply = *answer;
        if (reply.isValid())
            m_shown.insert(topic, reply.value());
    });
}

void DesktopNotifier::sendByTray(const QString &topic, const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return; // the window says it all the same
    delete m_tray;
    m_tray = new QSystemTrayIcon(QGuiApplication::windowIcon(), this);
    const auto leave = [this] {
        m_tray->hide();
        m_tray->deleteLater();
        m_tray = nullptr;
    };
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this, topic, leave] {
        leave();
        Q_EMIT clicked(topic);
    });
    connect(m_tray, &QSystemTrayIcon::activated, this, [this, topic, leave] {
        leave();
        Q_EMIT clicked(topic);
    });
    m_tray->show();
    m_tray->showMessage(title, text, QSystemTrayIcon::Warning);
}

void DesktopNotifier::withdraw(const QString &topic)
{
    if (const auto shown = m_shown.constFind(topic); shown != m_shown.constEnd()) {
        auto message = call("CloseNotification"_L1);
        message << *shown;
        QDBusConnection::sessionBus().asyncCall(message);
    }
    m_shown.remove(topic);
}

void DesktopNotifier::withdrawAll()
{
    for (const QString &topic : m_shown.keys())
        withdraw(topic);
}

void DesktopNotifier::noteClick(uint id, const QString &)
{
    const QString topic = m_shown.key(id);
    if (!topic.isEmpty())
        Q_EMIT clicked(topic);
}

void DesktopNotifier::noteClosed(uint id, uint)
{
    m_shown.remove(m_shown.key(id));
}

}
