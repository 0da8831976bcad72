#pragma once

#include "app/base/Clock.h"
#include "ui/settings/WindowSettings.h"

#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace tessera::ui {

// Keeps the window's settings in a file of ours: written a moment after they changed, and when the window closes. A file
// that can't be read is left alone: settings are as they usually are then, and changes are not kept.
class SettingsStore : public QObject {
    Q_OBJECT
public:
    SettingsStore(const QString &path, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] Result<Done> load(); // Errors: Storage, Parse: naming the file
    [[nodiscard]] const WindowSettings &settings() const { return m_settings; }
    void change(const std::function<void(WindowSettings &)> &change);
    [[nodiscard]] Result<Done> flush(); // Errors: Storage
    [[nodiscard]] QString path() const { return m_path; }

Q_SIGNALS:
    void changed();
    void saveFailed(const tessera::Error &error); // said once, until it works again

private:
    void save();

    QString m_path;
    Clock &m_clock;
    WindowSettings m_settings;
    QByteArray m_written;
    bool m_isUsable = false;
    bool m_hasFailed = false;
    std::optional<quint64> m_timer;
};

}
