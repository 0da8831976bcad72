#include "ui/shell/MainWindow.h"

#include "app/auth/AuthManager.h"
#include "app/auth/session/Accounts.h"
#include "app/run/CookieJars.h"
#include "app/run/RequestRunner.h"
#include "app/run/Services.h"
#include "ui/composer/RequestTab.h"
#include "ui/composer/RequestTabs.h"
#include "ui/credentials/AuthCredentialSource.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/BottomDock.h"
#include "ui/shell/CredentialDesk.h"
#include "ui/shell/EnvironmentPicker.h"
#include "ui/shell/ExampleTree.h"
#include "ui/shell/MainMenu.h"
#include "ui/shell/MainPages.h"
#include "ui/shell/MessageArea.h"
#include "ui/shell/ProfileTroubles.h"
#include "ui/shell/RequestDesk.h"
#include "ui/shell/RightSide.h"
#include "ui/shell/SandboxDesk.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/TimelineDesk.h"
#include "ui/shell/TokenDesk.h"
#include "ui/shell/TopBar.h"
#include "ui/shell/WindowGeometry.h"
#include "ui/shell/WindowMenu.h"
#include "ui/shell/WorkArea.h"
#include "ui/theme/Surface.h"
#include "ui/token/TokenInspector.h"

#include <QtCore/QFileInfo>
#include <QtGui/QCloseEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Services &services, Theme &theme, SettingsStore &settings)
    : m_services(services)
    , m_theme(theme)
    , m_settings(settings)
    , m_ticker(services.clock())
    , m_topBar(new TopBar(theme))
    , m_messages(new MessageArea(theme))
    , m_credentials(new CredentialDesk({services, theme, m_ticker, m_colors, settings, *this}))
    , m_tokens(new TokenDesk({services, theme, m_ticker, m_credentials->source(), m_credentials->panel(), *this}))
    , m_sandbox(new SandboxDesk(services, this))
    , m_requests(new RequestDesk({services, theme, m_ticker, m_credentials->source()}, this))
    , m_sidebar(new Sidebar(theme, services.profiles()))
    , m_right(new RightSide(theme, &m_credentials->panel(), &m_tokens->inspector(), settings))
    , m_work(new WorkArea(theme, m_sidebar, &m_requests->tabs(), m_right, settings))
    , m_timeline(new TimelineDesk({services.timeline(), theme, m_ticker, m_credentials->source()}, this))
    , m_dock(new BottomDock(theme, m_work, &m_timeline->panel(), settings))
    , m_pages(new MainPages(theme, services.profiles(), *m_sandbox, m_dock))
    , m_status(new StatusStrip(theme, m_ticker, services.auth(), services.secrets()))
    , m_menu(new WindowMenu(this))
{
    m_colors.restore(settings.settings().colors);
    layOut();
    connectParts();
    fillMainMenu(*m_menu, {m_requests->tabs(), *m_credentials, *m_tokens, *m_work, *m_dock, *m_right, *m_sidebar, *m_sandbox,
                              [this](bool isWork) { showWork(isWork); },
                              [this] { SettingsDialog::open({m_services, m_theme, m_settings}, this); }});
    new WindowGeometry(*this, settings);
    prepare();
}

MainWindow::~MainWindow()
{
    hide();
    delete m_tokens;
    delete m_pages; // what is on them uses the ticker and the drafts, which go before a widget's children would
    delete m_status;
}

void MainWindow::layOut()
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Tessera"_s);
    setSurface(this, Surface::Window);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    m_topBar->environment().setEnvironment(m_settings.settings().environment);
    m_services.runner().setEnvironment(m_settings.settings().environment);
    m_topBar->setMenu(m_menu->menu());
}

void MainWindow::connectParts()
{
    connect(&m_services.auth(), &AuthManager::credentialsChanged, this, &MainWindow::takeCredentials);
    connect(m_credentials, &CredentialDesk::signedIn, this, &MainWindow::begin);
    connect(m_credentials, &CredentialDesk::chosen, this, &MainWindow::choose);
    connect(m_tokens, &TokenDesk::shown, this, [this] {
        m_work->setShown(WorkArea::Side::Right, true);
        m_right->setInspectorShown(true);
    });
    connect(m_requests, &RequestDesk::changed, this, &MainWindow::takePage);
    connect(m_requests, &RequestDesk::credentialRequested, this, [this](const CredentialId &id) {
        m_work->setShown(WorkArea::Side::Right, true);
        m_credentials->panel().showDetails(id);
    });
    connect(m_requests, &RequestDesk::tokenRequested, m_tokens, &TokenDesk::inspectCredential);
    connect(m_requests, &RequestDesk::inspectTokenRequested, m_tokens,
        [this](const QString &token) { m_tokens->inspect(token, tr("from the answer")); });
    connect(m_timeline, &TimelineDesk::tokenRequested, m_tokens, &TokenDesk::inspectCredential);
    connect(&m_requests->tabs(), &RequestTabs::signInRequested, m_credentials, &CredentialDesk::signInAt);
    connect(&m_settings, &SettingsStore::saveFailed, this, [this](const Error &error) { m_messages->sayError(u"settings"_s, error); });
    connect(&m_services.runner().cookieJars(), &CookieJars::troubled, this,
        [this](const CredentialId &, const Error &error) { m_messages->sayError(u"cookies"_s, error); });
    connect(&m_sidebar->tree(), &ExampleTree::exampleChosen, this, [this](const QString &profile, int example) {
        m_requests->openExample(profile, example, m_topBar->environment().environment());
    });
    connect(&m_sidebar->tree(), &ExampleTree::signInRequested, this, &MainWindow::signInTo);
    connect(m_sandbox, &SandboxDesk::started, m_status, [this] { m_status->setSandbox(m_sandbox->menu()); });
    connect(m_pages, &MainPages::sandboxChosen, this, &MainWindow::signInTo);
    connect(m_pages, &MainPages::welcomeLeft, this, [this] { showWork(true); });
    connect(m_pages, &MainPages::requestWanted, this, [this] { showWork(true); m_requests->tabs().openNew(); });
    connect(m_pages, &MainPages::ownServerChosen, this, [this] { m_credentials->signInAs({}); });
    connect(m_sandbox, &SandboxDesk::failed, this, [this](const Error &error) { m_messages->sayError(u"sandbox"_s, error); });
    connect(&m_topBar->environment(), &EnvironmentPicker::chosen, this, [this](const QString &name) {
        m_settings.change([&name](WindowSettings &settings) { settings.environment = name; });
        m_services.runner().setEnvironment(name);
    });
    const auto showNetwork = [this](const QString &name) { SettingsDialog::open({m_services, m_theme, m_settings}, this, name); };
    connect(&m_topBar->environment(), &EnvironmentPicker::networkRequested, this, showNetwork);
    connect(m_requests, &RequestDesk::networkRequested, this, showNetwork);
    connect(m_status, &StatusStrip::credentialsClicked, this, [this] { m_work->setShown(WorkArea::Side::Right, true); });
}

// What the first picture shows: the tabs as they were, or the APIs to try where nobody was here before.
void MainWindow::prepare()
{
    m_requests->tabs().restore();
    const bool hasAccounts = QFileInfo::exists(m_services.accounts().path()); // who is in it takes the keychain to say
    if (hasAccounts)
        m_credentials->panel().setLoading();
    if (hasAccounts || m_requests->tabs().count() > 0)
        showWork(true);
    else
        m_pages->showWelcome(false);
}

void MainWindow::start(bool withSandbox, const Result<Done> &settings)
{
    if (!settings)
        m_messages->sayError(u"settings"_s, settings.error());
    new ProfileTroubles(m_services.profiles(), *m_messages, this);
    m_services.auth().load({this, [this, withSandbox](const Result<Done> &loaded) {
                                if (!loaded)
                                    m_messages->sayError(u"credentials"_s, loaded.error());
                                const QStringList environments = m_services.accounts().environments();
                                const bool isNewcomer = m_services.auth().credentials().isEmpty();
                                const bool isUsed = environments.contains(SandboxDesk::environment());
                                if (withSandbox || isNewcomer || (isUsed && m_settings.settings().runsSandbox))
                                    m_sandbox->start();
                                takeCredentials();
                                showWork(!isNewcomer || m_requests->tabs().count() > 0);
                            }});
}

void MainWindow::showWork(bool isWork)
{
    if (isWork) {
        m_pages->showWork();
        return takePage();
    }
    m_sandbox->start();
    m_pages->showWelcome(m_requests->tabs().count() > 0 || !m_services.auth().credentials().isEmpty());
    setWindowTitle(tr("APIs to try — Tessera"));
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

void MainWindow::takePage()
{
    const QString title = m_requests->title();
    const CredentialId identity = m_requests->identity();
    m_status->setIdentity(identity);
    m_credentials->panel().setChosen(identity);
    if (const RequestTab *page = m_requests->tabs().currentPage()) {
        RequestDocument opened = page->origin();
        if (!identity.isEmpty()) // nobody has no API: the one it was opened for stays
            opened.credential = identity;
        m_sidebar->tree().follow(opened);
    }
    if (identity != std::exchange(m_identity, identity))
        m_tokens->look(identity); // another one may be looked at while this page is edited
    setWindowTitle(title.isEmpty() ? u"Tessera"_s : tr("%1 — Tessera").arg(title));
}

// A card was clicked.
void MainWindow::choose(const CredentialId &id)
{
    m_tokens->look(id);
    if (!m_requests->offerIdentity(id))
        m_credentials->panel().showDetails(id);
}

void MainWindow::begin(const CredentialId &id, bool isNew)
{
    showWork(true);
    m_requests->begin(id, isNew);
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

void MainWindow::closeEvent(QCloseEvent *) // is accepted as it comes
{
    m_requests->tabs().saveNow();
    static_cast<void>(m_settings.flush()); // what can't be kept was said when it was changed
}

}
