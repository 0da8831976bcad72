#include "ui/theme/SystemScheme.h"

#include <QtCore/QtGlobal>
#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>
#include <QtGui/QStyleHints>

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

Scheme schemeOfPalette()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness()
        ? Scheme::Dark
        : Scheme::Light;
}

constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colorScheme = "color-scheme"_L1;

}

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
    , m_scheme(schemeOfPalette())
{
}

void SystemScheme::set(std::optional<Scheme> scheme)
{
    if (!scheme || scheme == m_scheme)
        return;
    m_scheme = *scheme;
    Q_EMIT changed();
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)

void SystemScheme::follow()
{
    const auto read = [this](Qt::ColorScheme scheme) {
        if (scheme != Qt::ColorScheme::Unknown)
            set(scheme == Qt::ColorScheme::Dark ? Scheme::Dark : Scheme::Light);
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, read);
    read(QGuiApplication::styleHints()->colorScheme());
}

#else

void SystemScheme::follow()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const auto service = u"org.freedesktop.portal.Desktop"_s;
    const auto path = u"/org/freedesktop/portal/desktop"_s;
    const auto interface = u"org.freedesktop.portal.Settings"_s;
    // Signals of the bus reach slots by name only; 1 is how Qt spells "a slot".
    bus.connect(service, path, interface, u"SettingChanged"_s, this, "1readSetting(QString,QString,QDBusVariant)");
    auto call = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    call << QString(appearance) << QString(colorScheme);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answer) {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            readSetting(appearance, colorScheme, reply.value());
    });
}

#endif

void SystemScheme::readSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        set(fromPortal(value.variant()));
}

std::optional<Scheme> SystemScheme::fromPortal(const QVariant &value)
{
    QVariant inner = value;
    while (inner.metaType() == QMetaType::fromType<QDBusVariant>()) // Read() wraps its answer twice
        inner = inner.value<QDBusVariant>().variant();
    switch (inner.toUInt()) {
    case 1:
        return Scheme::Dark;
    case 2:
        return Scheme::Light;
    default:
        return std::nullopt;
    }
}

}
