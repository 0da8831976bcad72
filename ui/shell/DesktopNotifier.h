#pragma once

#include <QtCore/QObject>
#include <QtCore/QHash>
#include <QtCore/QString>

class QSystemTrayIcon;

namespace tessera::ui {

// Tells the person something while the window is not in front: by the desktop's notification service, elsewhere by a tray
// icon that is there only that long. Never waits for either. Text is plain text.
class DesktopNotifier : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotifier(QObject *parent = nullptr);
    ~DesktopNotifier() override;

    // A newer one of the same topic takes the place of the older.
    void notify(const QString &topic, const QString &title, const QString &text);
    void withdraw(const QString &topic);
    void withdrawAll();

Q_SIGNALS:
    void clicked(const QString &topic);

private:
    void send(const QString &topic, const QString &title, const QString &text);
    void sendByTray(const QString &topic, const QString &title, const QString &text);
    Q_SLOT void noteClick(uint id, const QString &action);
    Q_SLOT void noteClosed(uint id, uint reason);

    enum class Service { Unasked, Asking, There, Absent } m_service = Service::Unasked;
    bool m_readsMarkup = false;
    struct Waiting {
        QString topic, title, text;
    };
    QList<Waiting> m_waiting;
    QHash<QString, uint> m_shown; // topic -> the service's id
    QSystemTrayIcon *m_tray = nullptr;
};

}
