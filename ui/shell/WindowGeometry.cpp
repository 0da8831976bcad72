#include "ui/shell/WindowGeometry.h"

#include "ui/settings/SettingsStore.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtWidgets/QWidget>

namespace tessera::ui {

namespace {

constexpr QSize usual{1280, 820}, least{900, 560};
// A title bar and borders, whose size nobody knows before the window is shown: the status bar must not end below the screen.
constexpr QSize frame{16, 48};

}

WindowGeometry::WindowGeometry(QWidget &window, SettingsStore &settings)
    : QObject(&window)
    , m_window(window)
    , m_settings(settings)
{
    restore();
    window.installEventFilter(this);
}

void WindowGeometry::restore()
{
    QList<QRect> screens;
    const QList<QScreen *> all = QGuiApplication::screens();
    for (const QScreen *screen : all)
        screens << screen->availableGeometry();
    m_window.setMinimumSize(least);
    const WindowSettings &settings = m_settings.settings();
    if (settings.geometry.isEmpty()) {
        const QSize room = screens.isEmpty() ? usual : screens.constFirst().size() - frame;
        m_window.resize(usual.boundedTo(room));
    } else {
        m_window.setGeometry(fittedGeometry(settings.geometry, screens, least));
    }
    if (settings.isMaximized)
        m_window.setWindowState(m_window.windowState() | Qt::WindowMaximized);
}

bool WindowGeometry::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::WindowStateChange:
        if (m_window.isVisible() && !m_window.isMinimized())
            keep();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WindowGeometry::keep()
{
    const bool isMaximized = m_window.isMaximized() || m_window.isFullScreen();
    m_settings.change([&](WindowSettings &settings) {
        settings.isMaximized = isMaximized;
        if (!isMaximized)
            settings.geometry = m_window.geometry();
    });
}

}
