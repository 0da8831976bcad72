#pragma once

#include <QtCore/QObject>

class QWidget;

namespace tessera::ui {

class SettingsStore;

// Brings a window back where it was, on the screens that are there now, and keeps where it goes.
class WindowGeometry : public QObject {
    Q_OBJECT
public:
    WindowGeometry(QWidget &window, SettingsStore &settings); // belongs to the window; before it is shown

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restore();
    void keep();

    QWidget &m_window;
    SettingsStore &m_settings;
};

}
