#include "ui/settings/SettingsStore.h"

#include "app/base/PrivateFile.h"

#include <QtCore/QFileInfo>

namespace tessera::ui {

using namespace std::chrono_literals;

SettingsStore::SettingsStore(const QString &path, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_clock(clock)
{
}

Result<Done> SettingsStore::load()
{
    constexpr qint64 largest = 1024 * 1024;
    const auto bytes = PrivateFile::read(m_path, largest);
    if (!bytes)
        return failure(bytes.error());
    const auto settings = WindowSettings::read(*bytes, m_path);
    if (!settings)
        return failure(settings.error());
    m_settings = *settings;
    m_written = *bytes;
    m_isUsable = true;
    return Done{};
}

void SettingsStore::change(const std::function<void(WindowSettings &)> &change)
{
    WindowSettings changed = m_settings;
    change(changed);
    if (changed == m_settings)
        return;
    m_settings = changed;
    if (!m_timer) // a splitter that is dragged changes many times
        m_timer = m_clock.after(1s, this, [this] {
            m_timer.reset();
            save();
        });
    Q_EMIT this->changed();
}

void SettingsStore::save()
{
    const auto done = flush();
    if (!done && !m_hasFailed)
        Q_EMIT saveFailed(done.error());
    m_hasFailed = !done;
}

Result<Done> SettingsStore::flush()
{
    if (m_timer)
        m_clock.cancel(*std::exchange(m_timer, std::nullopt));
    if (!m_isUsable)
        return Done{};
    const QByteArray bytes = m_settings.write(m_written);
    if (bytes == m_written)
        return Done{};
    if (const auto folder = PrivateFile::makeFolder(QFileInfo(m_path).absolutePath()); !folder)
        return failure(folder.error());
    if (const auto done = PrivateFile::write(m_path, bytes); !done)
        return failure(done.error());
    m_written = bytes;
    return Done{};
}

}
