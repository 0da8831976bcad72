#pragma once

#include "ui/login/LoginForm.h"
#include "ui/login/LoginStart.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

class QWidget;

namespace tessera {
class Accounts;
class AuthManager;
class ProfileCatalog;
class Sandbox;
class SecretStore;
}

namespace tessera::ui {

class CredentialColors;
class LoginDialog;
class Theme;
class Ticker;

// Opens the login dialog and does what it asks for: the one place where it meets the AuthManager.
class SignInDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        AuthManager &auth;
        ProfileCatalog &profiles;
        Accounts &accounts;
        SecretStore &secrets;
        CredentialColors &colors;
        const Theme &theme;
        Ticker &ticker;
        const Sandbox *sandbox = nullptr; // offered where it runs
    };
    explicit SignInDesk(const Parts &parts, QObject *parent = nullptr);

    // One dialog at a time: one that is open already comes to the front. Belongs to `window`.
    LoginDialog *open(const LoginStart &start, QWidget *window);
    // "Sign in again": with what is known of it, `values` of fields included.
    LoginDialog *openAgain(const CredentialId &id, const QMap<QString, Secret> &values, QWidget *window);

Q_SIGNALS:
    void signedIn(const tessera::CredentialId &id);

private:
    void showProfiles(LoginDialog &dialog);
    void showForm(LoginDialog &dialog, const LoginStart &start);
    [[nodiscard]] LoginSurroundings surroundings(const QString &profile) const;

    Parts m_parts;
    QPointer<LoginDialog> m_dialog;
};

}
