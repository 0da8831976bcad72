#pragma once

#include "ui/theme/Token.h"

#include <QtCore/QObject>
#include <QtDBus/QDBusVariant>

#include <optional>

namespace tessera::ui {

// What the desktop prefers, light or dark, and when it changes its mind. From Qt 6.5 on Qt knows; before, the desktop's
// settings portal is asked (org.freedesktop.appearance color-scheme), without waiting: until it answers, and where
// there is none, the lightness of the system's palette decides.
class SystemScheme : public QObject
{
    Q_OBJECT
public:
    explicit SystemScheme(QObject *parent = nullptr); // before anything sets a palette of ours

    void follow(); // begins to ask and to listen; may be called once
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

    // The portal's answer: 1 prefers dark, 2 prefers light, anything else says nothing.
    [[nodiscard]] static std::optional<Scheme> fromPortal(const QVariant &value);

Q_SIGNALS:
    void changed();

private:
    Q_SLOT void readSetting(const QString &group, const QString &key, const QDBusVariant &value);
    void set(std::optional<Scheme> scheme);

    Scheme m_scheme;
};

}
