#pragma once

#include "app/auth/session/Credential.h"
#include "app/diagnosis/Finding.h"

#include <QtCore/QObject>

namespace tessera {
class AuthManager;
struct CredentialEvent;
}

namespace tessera::ui {

class RequestTab;

// Does what the diagnosis of a tab's request offers, and sends the request again where its button says so. Belongs to the tab.
class DiagnosisActions : public QObject {
    Q_OBJECT
public:
    DiagnosisActions(RequestTab &tab, AuthManager &auth);

Q_SIGNALS:
    void signInRequested(const tessera::CredentialId &id);
    void credentialRequested(const tessera::CredentialId &id); // to be looked at and edited
    void tokenRequested(const tessera::CredentialId &id); // to be inspected

private:
    void take(const NextStep &step);
    void refresh();
    void bind(const QString &origin);
    void switchTo(const QString &spelling);
    void noteEvent(const CredentialId &id, const CredentialEvent &event);

    RequestTab &m_tab;
    AuthManager &m_auth;
};

}
