#pragma once

#include "ui/shell/StatusFacts.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

class QMenu;
class QToolButton;

namespace tessera {
class AuthManager;
}

namespace tessera::ui {

class Theme;
class Ticker;

// The foot of the window: keychain (a click says what to do), network, the clock of whoever is about to be used, the
// sandbox with its switches, and when the next token is refreshed.
class StatusStrip : public QWidget {
    Q_OBJECT
public:
    StatusStrip(const Theme &theme, Ticker &ticker, AuthManager &auth, SecretStore &secrets, QWidget *parent = nullptr);

    void setIdentity(const CredentialId &id); // whose server's clock is shown
    void setSandbox(QMenu *switches); // it runs; what can be done to it
    void showKeychain();

Q_SIGNALS:
    void credentialsClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followNetwork();
    void setOnline(bool isOnline);
    [[nodiscard]] QToolButton *makeEntry(const QString &name);
    void dress();
    void show(QToolButton *entry, const StatusFact &fact);
    void renderKeychain();
    void renderSkew();
    void takeCredentials();
    void take(const CredentialId &id);
    void retime();
    [[nodiscard]] Milliseconds tick();

    const Theme &m_theme;
    Ticker &m_ticker;
    AuthManager &m_auth;
    SecretStore &m_secrets;
    CredentialId m_identity;
    int m_count = 0;
    QHash<CredentialId, UtcTime> m_refreshes; // the planned ones
    QToolButton *m_keychain;
    QToolButton *m_network;
    QToolButton *m_skew;
    QToolButton *m_sandbox;
    QToolButton *m_credentials;
};

}
