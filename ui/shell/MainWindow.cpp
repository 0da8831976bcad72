#include "ui/shell/MainWindow.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/Clock.h"
#include "app/run/Services.h"
#include "app/workspace/ExampleRequest.h"
#include "ui/composer/AuthRequestContext.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestSender.h"
#include "ui/composer/RequestTabs.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/CredentialDesk.h"
#include "ui/shell/EnvironmentPicker.h"
#include "ui/shell/ExampleTree.h"
#include "ui/shell/IdentityChoice.h"
#include "ui/shell/MainMenu.h"
#include "ui/shell/MessageArea.h"
#include "ui/shell/ProfileTroubles.h"
#include "ui/shell/SandboxDesk.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/TopBar.h"
#include "ui/shell/WelcomePage.h"
#include "ui/shell/WindowGeometry.h"
#include "ui/shell/WindowMenu.h"
#include "ui/shell/WorkArea.h"
#include "ui/theme/Surface.h"

#include <QtGui/QCloseEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Services &services, Theme &theme, SettingsStore &settings)
    : m_services(services)
    , m_theme(theme)
    , m_settings(settings)
    , m_ticker(services.clock())
    , m_drafts(services.dataFolder() + "/drafts.json"_L1, services.redactor())
    , m_topBar(new TopBar(theme))
    , m_messages(new MessageArea(theme))
    , m_credentials(new CredentialDesk({services, theme, m_ticker, m_colors, settings, *this}))
    , m_sandbox(new SandboxDesk(services, this))
    , m_context(new AuthRequestContext({services.auth(), services.profiles(), services.runner(), services.clock()}, this))
    , m_tabs(new RequestTabs({{theme, m_ticker, m_credentials->source(), *m_context, services.redactor()}, services.clock(),
          m_drafts, [this](RequestTab &page) { connectPage(page); }}))
    , m_sidebar(new Sidebar(theme, services.profiles()))
    , m_welcome(new WelcomePage(theme, services.profiles()))
    , m_work(new WorkArea(m_sidebar, m_tabs, &m_credentials->panel(), settings))
    , m_pages(new QStackedWidget)
    , m_status(new StatusStrip(theme, m_ticker, services.auth(), services.secrets()))
    , m_menu(new WindowMenu(this))
{
    m_colors.restore(settings.settings().colors);
    layOut();
    connectParts();
    fillMainMenu(*m_menu, {*m_tabs, *m_credentials, *m_work, *m_sidebar, *m_sandbox,
                              [this](bool isWork) { showWork(isWork); },
                              [this] { SettingsDialog::open({m_services, m_theme, m_settings}, this); }});
    new WindowGeometry(*this, settings);
}

MainWindow::~MainWindow()
{
    hide();
    delete m_pages; // what is on them uses the ticker and the drafts, which go before a widget's children would
    delete m_status;
}

void MainWindow::layOut()
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Tessera"_s);
    setSurface(this, Surface::Window);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    m_topBar->environment().setEnvironment(m_settings.settings().environment);
    m_topBar->setMenu(m_menu->menu());
}

void MainWindow::connectParts()
{
    connect(&m_services.auth(), &AuthManager::credentialsChanged, this, &MainWindow::takeCredentials);
    connect(m_credentials, &CredentialDesk::signedIn, this, &MainWindow::begin);
    connect(m_credentials, &CredentialDesk::chosen, this, &MainWindow::choose);
    connect(m_tabs, &RequestTabs::currentPageChanged, this, &MainWindow::takePage);
    connect(m_tabs, &RequestTabs::signInRequested, m_credentials, &CredentialDesk::signInAs);
    connect(&m_settings, &SettingsStore::saveFailed, this,
        [this](const Error &error) { m_messages->sayError(u"settings"_s, error); });
    connect(&m_sidebar->tree(), &ExampleTree::exampleChosen, this, &MainWindow::openExample);
    connect(&m_sidebar->tree(), &ExampleTree::signInRequested, this, &MainWindow::signInTo);
    connect(m_welcome, &WelcomePage::sandboxChosen, this, &MainWindow::signInTo);
    connect(m_welcome, &WelcomePage::left, this, [this] { showWork(true); });
    connect(m_welcome, &WelcomePage::ownServerChosen, this, [this] { m_credentials->signInAs({}); });
    connect(m_sandbox, &SandboxDesk::started, this, [this] {
        m_welcome->setSandboxApis(m_sandbox->profiles());
        m_status->setSandbox(m_sandbox->menu());
    });
    connect(m_sandbox, &SandboxDesk::failed, this, [this](const Error &error) { m_messages->sayError(u"sandbox"_s, error); });
    connect(&m_topBar->environment(), &EnvironmentPicker::chosen, this, [this](const QString &name) {
        m_settings.change([&name](WindowSettings &settings) { settings.environment = name; });
    });
    connect(&m_topBar->environment(), &EnvironmentPicker::networkRequested, this, [this](const QString &name) {
        SettingsDialog::open({m_services, m_theme, m_settings}, this, name);
    });
    connect(m_status, &StatusStrip::credentialsClicked, this, [this] { m_work->setShown(WorkArea::Side::Right, true); });
}

void MainWindow::start(bool withSandbox, const Result<Done> &settings)
{
    if (!settings)
        m_messages->sayError(u"settings"_s, settings.error());
    new ProfileTroubles(m_services.profiles(), *m_messages, this);
    m_tabs->restore();
    m_services.auth().load({this, [this, withSandbox](const Result<Done> &loaded) {
                                if (!loaded)
                                    m_messages->sayError(u"credentials"_s, loaded.error());
                                const QStringList environments = m_services.accounts().environments();
                                const bool isNewcomer = m_services.auth().credentials().isEmpty();
                                const bool isUsed = environments.contains(SandboxDesk::environment());
                                if (withSandbox || isNewcomer || (isUsed && m_settings.settings().runsSandbox))
                                    m_sandbox->start();
                                takeCredentials();
                                showWork(!isNewcomer || m_tabs->count() > 0);
                            }});
}

void MainWindow::showWork(bool isWork)
{
    m_pages->setCurrentWidget(isWork ? static_cast<QWidget *>(m_work) : m_welcome);
    if (isWork)
        return takePage();
    m_sandbox->start();
    m_welcome->setFocus();
    m_welcome->setCanLeave(m_tabs->count() > 0 || !m_services.auth().credentials().isEmpty());
    setWindowTitle(tr("APIs to try - Tessera"));
}

void MainWindow::takeCredentials()
{
    QSet<QString> profiles;
    const QList<CredentialId> ids = m_services.auth().credentials();
    for (const CredentialId &id : ids)
        profiles.insert(id.profile);
    m_sidebar->tree().setSignedIn(profiles);
    m_topBar->environment().setEnvironments(m_services.accounts().environments());
}

void MainWindow::connectPage(RequestTab &page)
{
    new RequestSender(page, m_services.runner(), m_services.auth());
    connect(&page, &RequestTab::edited, this, &MainWindow::takePage);
}

void MainWindow::takePage()
{
    const RequestTab *page = m_tabs->currentPage();
    const CredentialId identity = page ? page->identity().identity() : CredentialId();
    m_status->setIdentity(identity);
    m_credentials->panel().setChosen(identity);
    setWindowTitle(page ? tr("%1 - Tessera").arg(page->title()) : u"Tessera"_s);
}

// A card was clicked. Who a request goes as is chosen beside Send and nowhere else, unless nobody is yet.
void MainWindow::choose(const CredentialId &id)
{
    RequestTab *page = m_tabs->currentPage();
    if (page && page->identity().identity().isEmpty())
        page->setIdentity(id);
    else
        m_credentials->panel().showDetails(id);
}

// Somebody signed in: what is looked at is something to send as that one. Signing in again leaves everything as it is.
void MainWindow::begin(const CredentialId &id, bool isNew)
{
    showWork(true);
    RequestTab *page = m_tabs->currentPage();
    const CredentialId before = page ? page->identity().identity() : CredentialId();
    const AuthProfile *profile = m_services.profiles().find(id.profile);
    if (page && (before.isEmpty() || (isNew && before.profile == id.profile)))
        page->setIdentity(id);
    else if (profile && !profile->examples.isEmpty() && (!page || (isNew && before.profile != id.profile)))
        m_tabs->open(exampleRequest(firstToTry(*profile), id));
    if (RequestTab *now = m_tabs->currentPage(); now && isNew) // an example that was open already, as somebody else
        now->setIdentity(id);
    // When the dialog is gone: it gives the focus back to where it was.
    m_services.clock().after(Milliseconds(0), m_tabs, [this] {
        if (RequestTab *now = m_tabs->currentPage())
            now->composer().focusUrl();
    });
}

void MainWindow::openExample(const QString &profile, int example)
{
    const AuthProfile *known = m_services.profiles().find(profile);
    if (!known || example < 0 || example >= known->examples.size())
        return;
    const CredentialId identity = identityChoice(
        profile, m_topBar->environment().environment(), m_tabs->lastUsed().value(profile), m_services.auth().credentials());
    m_tabs->open(exampleRequest(known->examples.at(example), identity));
}

void MainWindow::signInTo(const QString &profile)
{
    m_sandbox->start();
    m_credentials->signIn(m_sandbox->loginStart(profile));
}

// Return presses the button it is on, as in a dialog: what nobody took comes here.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    if (button && button->isEnabled() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat())
        return button->click();
    QWidget::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_tabs->saveNow();
    static_cast<void>(m_settings.flush()); // what can't be kept was said when it was changed
    event->accept();
}

}
