#pragma once

#include "app/auth/session/Credential.h"
#include "app/diagnosis/Finding.h"
#include "app/workspace/RequestDocument.h"

#include <QtCore/QObject>

namespace tessera {
class AuthManager;
struct CredentialEvent;
}

namespace tessera::ui {

class RequestTab;

// Does what the diagnosis of a tab's request offers, and sends the request again where its button says so and nobody has
// changed or sent it since. Belongs to the tab.
class DiagnosisActions : public QObject {
    Q_OBJECT
public:
    DiagnosisActions(RequestTab &tab, AuthManager &auth);

Q_SIGNALS:
    void signInRequested(const tessera::CredentialId &id);
    void credentialRequested(const tessera::CredentialId &id); // to be looked at and edited
    void tokenRequested(const tessera::CredentialId &id); // to be inspected
    void profileRequested(const QString &id); // its file is to be corrected

private:
    // What a button that sends was pressed for, while what comes before the sending takes its time.
    struct Wish {
        RequestDocument document;
        int sent = 0;
    };
    [[nodiscard]] Wish wish() const;
    void send(const Wish &wish, const QString &done); // `done`: a sentence for where it is the person's to send
    void take(const NextStep &step);
    void refresh();
    void bind(const QString &origin);
    void switchTo(const QString &spelling);
    void noteEvent(const CredentialId &id, const CredentialEvent &event);

    RequestTab &m_tab;
    AuthManager &m_auth;
    int m_sent = 0; // how often the tab was sent
};

}
