#include "ui/shell/RequestDesk.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/Clock.h"
#include "app/run/Breaker.h"
#include "app/run/Services.h"
#include "app/workspace/ExampleRequest.h"
#include "ui/composer/AuthRequestContext.h"
#include "ui/composer/BreakItDialog.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestSender.h"
#include "ui/composer/RequestTabs.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/FailureView.h"
#include "ui/response/ResponseView.h"
#include "ui/shell/IdentityChoice.h"
#include "ui/shell/ProfileFile.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

RequestDesk::RequestDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_drafts(parts.services.dataFolder() + "/drafts.json"_L1, parts.services.redactor())
{
    Services &services = parts.services;
    auto *context = new AuthRequestContext({services.auth(), services.profiles(), services.runner(), services.clock()}, this);
    m_tabs = new RequestTabs({{parts.theme, parts.ticker, parts.credentials, *context, services.redactor()}, services.clock(),
        m_drafts, [this](RequestTab &page) { connectPage(page); }});
    connect(m_tabs, &RequestTabs::currentPageChanged, this, &RequestDesk::changed);
    connect(&services.auth(), &AuthManager::credentialRenamed, m_tabs, &RequestTabs::followRename);
}

CredentialId RequestDesk::identity() const
{
    const RequestTab *page = m_tabs->currentPage();
    return page ? page->identity().identity() : CredentialId();
}

QString RequestDesk::title() const
{
    const RequestTab *page = m_tabs->currentPage();
    return page ? page->title() : QString();
}

void RequestDesk::openExample(const QString &profile, int example, const QString &environment)
{
    const AuthProfile *known = m_parts.services.profiles().find(profile);
    if (!known || example < 0 || example >= known->examples.size())
        return;
    const CredentialId identity = identityChoice(
        profile, environment, m_tabs->lastUsed().value(profile), m_parts.services.auth().credentials());
    m_tabs->open(exampleRequest(known->examples.at(example), identity));
}

void RequestDesk::begin(const CredentialId &id, bool isNew)
{
    RequestTab *page = m_tabs->currentPage();
    const CredentialId before = identity();
    const AuthProfile *profile = m_parts.services.profiles().find(id.profile);
    if (page && (before.isEmpty() || (isNew && before.profile == id.profile)))
        page->setIdentity(id);
    else if (profile && !profile->examples.isEmpty() && (!page || (isNew && before.profile != id.profile)))
        m_tabs->open(exampleRequest(firstToTry(*profile), id));
    if (RequestTab *now = m_tabs->currentPage(); now && isNew) // an example that was open already, as somebody else
        now->setIdentity(id);
    // When the dialog is gone: it gives the focus back to where it was.
    m_parts.services.clock().after(Milliseconds(0), m_tabs, [this] {
        if (RequestTab *now = m_tabs->currentPage())
            now->composer().focusUrl();
    });
}

bool RequestDesk::offerIdentity(const CredentialId &id)
{
    RequestTab *page = m_tabs->currentPage();
    if (!page || !page->identity().identity().isEmpty())
        return false;
    page->setIdentity(id);
    return true;
}

void RequestDesk::connectPage(RequestTab &page)
{
    new RequestSender(page, m_parts.services.runner(), m_parts.services.auth());
    connect(&m_parts.services.auth(), &AuthManager::eventHappened, &page, [&page](const CredentialId &id, const CredentialEvent &event) {
        if (event.kind == CredentialEvent::Kind::SignedOut)
            page.response().forgetAnswersOf(id);
    });
    connect(&page, &RequestTab::edited, this, &RequestDesk::changed);
    connect(&page, &RequestTab::credentialRequested, this, &RequestDesk::credentialRequested);
    connect(&page, &RequestTab::tokenRequested, this, &RequestDesk::tokenRequested);
    connect(&page, &RequestTab::inspectTokenRequested, this, &RequestDesk::inspectTokenRequested);
    connect(&page.response().failure(), &FailureView::networkRequested, this, &RequestDesk::networkRequested);
    connect(&page, &RequestTab::profileRequested, this,
        [this, &page](const QString &id) { ProfileFile::show({m_parts.theme, m_parts.services.profiles(), page.response()}, id); });
    connect(&page, &RequestTab::breakRequested, this, [this, &page](const RequestDocument &document) { breakOnPurpose(page, document); });
}

void RequestDesk::breakOnPurpose(RequestTab &page, const RequestDocument &document)
{
    Services &services = m_parts.services;
    QString field;
    const auto plan = services.breaker().plan(document, &field);
    if (!plan && !field.isEmpty())
        return page.composer().showError(field, plan.error());
    BreakPlan toShow = plan.value_or(BreakPlan());
    if (!plan)
        toShow.notes = QStringList{plan.error().message, plan.error().detail};
    auto *dialog = BreakItDialog::open({m_parts.theme, m_parts.ticker, services.redactor(), services.breaker()}, document, toShow, &page);
    connect(dialog, &BreakItDialog::signInRequested, &page, [&page](const CredentialId &id) { Q_EMIT page.signInRequested(id); });
    connect(dialog, &BreakItDialog::inspectTokenRequested, &page, &RequestTab::inspectTokenRequested);
}

}
