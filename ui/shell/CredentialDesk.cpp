#include "ui/shell/CredentialDesk.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/run/Services.h"
#include "app/secrets/SecretStore.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/credentials/CredentialActions.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/SecretClipboard.h"
#include "ui/login/SignInDesk.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/SandboxDesk.h"
#include "ui/shell/DesktopNotifier.h"
#include "ui/theme/CredentialColors.h"
#include "ui/theme/Surface.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

CredentialDesk::CredentialDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_source(new AuthCredentialSource(parts.services.auth(), parts.services.profiles(), parts.colors, this))
    , m_panel(new CredentialPanel(parts.theme, parts.ticker, *m_source))
    , m_signIn(new SignInDesk({parts.services.auth(), parts.services.profiles(), parts.services.accounts(),
                                  parts.services.secrets(), parts.colors, parts.theme, parts.ticker, &parts.services.sandbox()},
          this))
    , m_notifier(new DesktopNotifier(this))
{
    AuthManager &auth = parts.services.auth();
    auto *clipboard = new SecretClipboard(*QGuiApplication::clipboard(), parts.services.clock(), this);
    new CredentialActions(auth, *clipboard, *m_panel, this);
    setSurface(m_panel, Surface::Window);

    connect(&auth, &AuthManager::credentialRenamed, this, [this](const CredentialId &from, const CredentialId &to) {
        m_parts.colors.rename(from.toString(), to.toString()); // the old name's goes with it
        m_panel->followRename(from, to);
    });
    connect(m_signIn, &SignInDesk::signedIn, this, [this](const CredentialId &id) { Q_EMIT signedIn(id, id != m_again); });
    connect(m_panel, &CredentialPanel::credentialChosen, this, &CredentialDesk::chosen);
    connect(m_panel, &CredentialPanel::signInRequested, this, [this] { signInAs({}); });
    connect(m_panel, &CredentialPanel::signInAgainRequested, this, &CredentialDesk::signInAs);
    connect(m_panel, &CredentialPanel::unlockRequested, &parts.services.secrets(), &SecretStore::unlock);
    connect(&auth, &AuthManager::userNeeded, this, &CredentialDesk::tell);
    connect(&auth, &AuthManager::credentialsChanged, this, &CredentialDesk::keepColors);
    connect(m_notifier, &DesktopNotifier::clicked, this, &CredentialDesk::showFrom);
    parts.window.installEventFilter(this);
}

void CredentialDesk::signIn(const LoginStart &start)
{
    m_again = {};
    m_signIn->open(start, &m_parts.window);
}

void CredentialDesk::signInAt(const CredentialId &id, const QString &server)
{
    if (id.account.isEmpty()) { // a new one, perhaps of a profile that was chosen already
        LoginStart start;
        start.profile = id.profile;
        start.baseUrl = server;
        return signIn(start);
    }
    m_again = id;
    const auto status = m_parts.services.auth().status(id);
    m_signIn->openAgain(id, status ? SandboxDesk::valuesOf(m_parts.services.sandbox(), status->credential) : QMap<QString, Secret>(), &m_parts.window);
}

void CredentialDesk::tell(const CredentialId &id, const QString &message)
{
    if (QApplication::activeWindow() || !m_parts.settings.settings().notifies)
        return; // one of our windows is in front: the card and the identity beside Send say it
    const AuthProfile *profile = m_parts.services.profiles().find(id.profile);
    m_notifier->notify(id.toString(), tr("%1, %2").arg(id.account, profile ? profile->name : id.profile), message);
}

void CredentialDesk::showFrom(const QString &topic)
{
    m_parts.window.setWindowState(m_parts.window.windowState() & ~Qt::WindowMinimized);
    m_parts.window.show();
    m_parts.window.raise();
    m_parts.window.activateWindow();
    if (const auto id = CredentialId::parse(topic))
        m_panel->showDetails(*id);
}

void CredentialDesk::keepColors()
{
    QSet<QString> ids;
    const QList<CredentialId> all = m_parts.services.auth().credentials();
    for (const CredentialId &id : all)
        ids.insert(id.toString());
    for (const QString &known : m_parts.colors.assigned().keys()) {
        if (!ids.contains(known))
            m_parts.colors.forget(known);
    }
    m_parts.settings.change([this](WindowSettings &settings) { settings.colors = m_parts.colors.assigned(); });
}

bool CredentialDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        m_notifier->withdrawAll(); // whoever looks at the window needs no notes about it
    return QObject::eventFilter(watched, event);
}

}
