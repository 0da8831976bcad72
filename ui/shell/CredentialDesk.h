#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QObject>

class QWidget;

namespace tessera {
class Services;
}

namespace tessera::ui {

class AuthCredentialSource;
class CredentialColors;
class CredentialPanel;
class DesktopNotifier;
class SettingsStore;
class SignInDesk;
class Theme;
class Ticker;
struct LoginStart;

// All that the window does with credentials: the panel and what it asks for, signing in, and telling the person when one of
// them needs him.
class CredentialDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Services &services;
        const Theme &theme;
        Ticker &ticker;
        CredentialColors &colors;
        SettingsStore &settings;
        QWidget &window;
    };
    explicit CredentialDesk(const Parts &parts);

    [[nodiscard]] AuthCredentialSource &source() const { return *m_source; }
    [[nodiscard]] CredentialPanel &panel() const { return *m_panel; }

    void signIn(const LoginStart &start);
    void signInAs(const CredentialId &id) { signInAt(id, {}); } // again; empty: the dialog asks for the API
    void signInAt(const CredentialId &id, const QString &server); // a new one's

Q_SIGNALS:
    void signedIn(const tessera::CredentialId &id, bool isNew);
    void chosen(const tessera::CredentialId &id); // in the panel

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const CredentialId &id, const QString &message);
    void showFrom(const QString &topic);
    void keepColors();

    Parts m_parts;
    AuthCredentialSource *m_source;
    CredentialPanel *m_panel;
    SignInDesk *m_signIn;
    CredentialId m_again; // whom the dialog is about; empty: a new one
    DesktopNotifier *m_notifier;
};

}
