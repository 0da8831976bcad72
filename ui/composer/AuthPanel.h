#pragma once

#include "ui/composer/RequestContext.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QPushButton;

namespace tessera::ui {

class TextLabel;
class Theme;
class WrapLayout;

// Who the request is sent as: what that adds to it, or why it adds nothing, and the ways to another credential: one that
// is there, one to sign in to, a standard one (a key, a password, a certificate), or nobody.
class AuthPanel : public QWidget {
    Q_OBJECT
public:
    explicit AuthPanel(const Theme &theme, QWidget *parent = nullptr);

    void setGoing(const CredentialId &id, const RequestContext::Going &going);
    void setStandards(const QList<RequestContext::Standard> &standards);
    void setCookies(int count); // of the jar that belongs to it
    [[nodiscard]] bool isRevealed() const;

Q_SIGNALS:
    void revealChanged(); // secrets are wanted, or not any more
    void chooseRequested();
    // With a profile only: a new one of it, for the server that the request goes to; empty: anyone.
    void signInRequested(const tessera::CredentialId &id, const QString &server = {});
    void nobodyRequested();
    void bindRequested(const QString &origin);
    void cookiesRequested();

private:
    const Theme &m_theme;
    CredentialId m_id;
    RequestContext::Going m_going;
    TextLabel *m_who, *m_state;
    QPushButton *m_bind, *m_nobody, *m_again, *m_reveal, *m_cookies;
    QWidget *m_adds;
    QGridLayout *m_rows;
    QWidget *m_standardRow;
    WrapLayout *m_standards;
};

}
