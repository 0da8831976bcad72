#pragma once

#include "app/base/Error.h"
#include "ui/login/LoginStart.h"

#include <QtCore/QObject>

class QMenu;
class QWidget;

namespace tessera {
class Sandbox;
class Services;
}

namespace tessera::ui {

class SandboxMenu;

// The APIs to try, as the window sees them.
class SandboxDesk : public QObject {
    Q_OBJECT
public:
    explicit SandboxDesk(Services &services, QWidget *window);

    static QString environment();
    void start(); // nothing where it runs
    [[nodiscard]] QStringList profiles() const; // those that run; before start(), those that are there to be started
    // For the login dialog: address and account filled in. Of an api that does not run: the profile alone.
    [[nodiscard]] LoginStart loginStart(const QString &profileId) const;
    // Every field of the sandbox account that the credential signed in with, passwords too: they are no secrets, and nobody
    // had to learn them. Empty for any other server.
    [[nodiscard]] static QMap<QString, Secret> valuesOf(const Sandbox &sandbox, const Credential &credential);

    [[nodiscard]] QMenu *menu() const; // its switches

Q_SIGNALS:
    void started();
    void failed(const tessera::Error &error); // of one of them; the others run

private:
    Services &m_services;
    SandboxMenu *m_menu;
    bool m_wasStarted = false;
};

}
