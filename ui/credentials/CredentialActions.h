#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QObject>

namespace tessera {
class AuthManager;
}

namespace tessera::ui {

class CredentialPanel;
class SecretClipboard;

// Does what the panel asks for, by the AuthManager, and tells the panel what came of it. Signing in is not here: it needs
// the dialog.
class CredentialActions : public QObject {
    Q_OBJECT
public:
    CredentialActions(AuthManager &auth, SecretClipboard &clipboard, CredentialPanel &panel, QObject *parent = nullptr);

    void refresh(const CredentialId &id);
    void signOut(const CredentialId &id);

private:
    void forget(const CredentialId &id);
    void edit(const CredentialId &id, const Credential &changed);
    void bindOrigin(const CredentialId &id, const QString &origin);

    AuthManager &m_auth;
    CredentialPanel &m_panel;
};

}
