#include "ui/composer/DiagnosisActions.h"

#include "app/auth/AuthManager.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestTab.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/ResponseView.h"

namespace tessera::ui {

using Action = NextStep::Action;

DiagnosisActions::DiagnosisActions(RequestTab &tab, AuthManager &auth)
    : QObject(&tab)
    , m_tab(tab)
    , m_auth(auth)
{
    connect(&tab.response(), &ResponseView::stepRequested, this, &DiagnosisActions::take);
    connect(&tab, &RequestTab::sendRequested, this, [this] { ++m_sent; });
    connect(&auth, &AuthManager::eventHappened, this, &DiagnosisActions::noteEvent);
    connect(this, &DiagnosisActions::signInRequested, &tab, [&tab](const CredentialId &id) { Q_EMIT tab.signInRequested(id); });
    connect(this, &DiagnosisActions::credentialRequested, &tab, &RequestTab::credentialRequested);
    connect(this, &DiagnosisActions::tokenRequested, &tab, &RequestTab::tokenRequested);
    connect(this, &DiagnosisActions::profileRequested, &tab, &RequestTab::profileRequested);
}

void DiagnosisActions::take(const NextStep &step)
{
    const CredentialId &identity = m_tab.identity().identity();
    switch (step.action) {
    case Action::Refresh:
        return refresh();
    case Action::SignIn:
        Q_EMIT signInRequested(identity);
        return;
    case Action::ChooseIdentity:
        return m_tab.identity().openList();
    case Action::SwitchIdentity:
        return switchTo(step.argument);
    case Action::AddHeader:
        return m_tab.composer().addHeader(step.argument);
    case Action::RemoveHeader:
        m_tab.composer().switchOffHeader(step.argument);
        return m_tab.send();
    case Action::EditCredential:
        Q_EMIT credentialRequested(identity);
        return;
    case Action::BindOrigin:
        return bind(step.argument);
    case Action::FixRequest:
        return m_tab.composer().focusUrl();
    case Action::InspectToken:
        Q_EMIT tokenRequested(identity);
        return;
    case Action::Retry:
        return m_tab.send();
    case Action::EditProfile:
        Q_EMIT profileRequested(identity.profile);
        return;
    case Action::SetClock:
    case Action::AskOwner:
        return; // the diagnosis itself does these
    }
}

DiagnosisActions::Wish DiagnosisActions::wish() const
{
    m_tab.composer().commit();
    return {m_tab.document(), m_sent};
}

void DiagnosisActions::send(const Wish &wish, const QString &done)
{
    m_tab.composer().commit(); // sending would do so, too: what is half typed is a change
    if (m_sent == wish.sent && !m_tab.response().isWaiting() && m_tab.document() == wish.document)
        m_tab.send();
    else
        m_tab.response().addNote(done + u' ' + tr("The request was changed or sent in the meantime: press Send to try again."));
}

void DiagnosisActions::refresh()
{
    const CredentialId id = m_tab.identity().identity();
    m_tab.response().addNote(tr("Refreshing %1…").arg(id.account));
    m_auth.refresh(id, CredentialEvent::Reason::User, {this, [this, id, wish = wish()](const Result<Done> &refreshed) {
                                                           if (!refreshed)
                                                               m_tab.response().addWarning((refreshed.error().message + u' ' + refreshed.error().detail).trimmed());
                                                           else
                                                               send(wish, tr("%1 is refreshed.").arg(id.account));
                                                       }});
}

void DiagnosisActions::bind(const QString &origin)
{
    const CredentialId id = m_tab.identity().identity();
    const auto place = Origin::of(origin);
    if (!place)
        return m_tab.response().addWarning(place.error().message);
    m_auth.bindOrigin(id, *place, {this, [this, id, origin, wish = wish()](const Result<Done> &bound) {
                                       if (!bound)
                                           m_tab.response().addWarning(bound.error().message);
                                       else
                                           send(wish, tr("%1 goes to %2 from now on.").arg(id.account, origin));
                                   }});
}

void DiagnosisActions::switchTo(const QString &spelling)
{
    const auto id = CredentialId::parse(spelling);
    if (spelling.isEmpty() || !id || !m_auth.status(*id))
        return m_tab.identity().openList();
    m_tab.setIdentity(*id);
    m_tab.send();
}

// Signing in again takes a while; the request is sent by the person, who may have changed it since.
void DiagnosisActions::noteEvent(const CredentialId &id, const CredentialEvent &event)
{
    if (event.kind == CredentialEvent::Kind::SignedIn && id == m_tab.identity().identity() && m_tab.response().isExplaining())
        m_tab.response().addNote(tr("%1 is signed in now. Press Send to try again.").arg(id.account));
}

}
