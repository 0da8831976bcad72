#include "ui/credentials/CredentialActions.h"

#include "app/auth/AuthManager.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/SecretClipboard.h"

namespace tessera::ui {

CredentialActions::CredentialActions(AuthManager &auth, SecretClipboard &clipboard, CredentialPanel &panel, QObject *parent)
    : QObject(parent)
    , m_auth(auth)
    , m_panel(panel)
{
    connect(&panel, &CredentialPanel::refreshRequested, this, &CredentialActions::refresh);
    connect(&panel, &CredentialPanel::signOutRequested, this, &CredentialActions::signOut);
    connect(&panel, &CredentialPanel::forgetRequested, this, &CredentialActions::forget);
    connect(&panel, &CredentialPanel::editRequested, this, &CredentialActions::edit);
    connect(&panel, &CredentialPanel::addressConfirmed, this, &CredentialActions::bindOrigin);
    connect(&panel, &CredentialPanel::copyRequested, &clipboard, &SecretClipboard::copy);
}

void CredentialActions::refresh(const CredentialId &id)
{
    m_auth.refresh(id, CredentialEvent::Reason::User,
        {this, [this, id](const Result<Done> &done) {
             // What failed stands in the card as its trouble; this is for what never became one.
             const auto status = m_auth.status(id);
             if (!done && status && !status->trouble && !std::holds_alternative<Failed>(status->state))
                 m_panel.say(id, ErrorBanner::Kind::Error, done.error().message, done.error().detail);
         }});
}

void CredentialActions::signOut(const CredentialId &id)
{
    m_auth.signOut(id, {this, [this, id](const Result<SignOutOutcome> &done) {
                            if (!done)
                                m_panel.say(id, ErrorBanner::Kind::Error, done.error().message, done.error().detail);
                            else if (!done->note.isEmpty())
                                m_panel.say(id, ErrorBanner::Kind::Info, tr("Signed out on this computer."), done->note);
                        }});
}

void CredentialActions::forget(const CredentialId &id)
{
    m_auth.forget(id, {this, [this, id](const Result<Done> &done) {
                           if (!done)
                               m_panel.say(id, ErrorBanner::Kind::Error, done.error().message, done.error().detail);
                       }});
}

void CredentialActions::edit(const CredentialId &id, const Credential &changed)
{
    m_auth.edit(id, changed, {this, [this, id](const Result<Done> &done) {
                                  if (done)
                                      m_panel.endEdit(id);
                                  else
                                      m_panel.say(id, ErrorBanner::Kind::Error, done.error().message, done.error().detail);
                              }});
}

void CredentialActions::bindOrigin(const CredentialId &id, const QString &origin)
{
    const auto place = Origin::of(origin);
    if (!place)
        return m_panel.say(id, ErrorBanner::Kind::Error, place.error().message, place.error().detail);
    m_auth.bindOrigin(id, *place, {this, [this, id](const Result<Done> &done) {
                                       if (!done)
                                           m_panel.say(
                                               id, ErrorBanner::Kind::Error, done.error().message, done.error().detail);
                                   }});
}

}
