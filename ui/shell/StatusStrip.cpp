#include "ui/shell/StatusStrip.h"

#include "app/auth/AuthManager.h"
#include "app/secrets/KeychainMessage.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Countdown.h"
#include "ui/widgets/Popover.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QPainter>
#include <QtNetwork/QNetworkInformation>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const Theme &theme, Ticker &ticker, AuthManager &auth, SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_auth(auth)
    , m_secrets(secrets)
    , m_keychain(makeEntry(u"keychainStatus"_s))
    , m_network(makeEntry(u"networkStatus"_s))
    , m_skew(makeEntry(u"skewStatus"_s))
    , m_sandbox(makeEntry(u"sandboxStatus"_s))
    , m_credentials(makeEntry(u"credentialStatus"_s))
{
    setObjectName(u"statusStrip"_s);
    setSurface(this, Surface::Panel);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 1);
    layout->setSpacing(4);
    layout->addWidget(m_keychain);
    layout->addWidget(m_network);
    layout->addWidget(m_skew);
    layout->addStretch();
    layout->addWidget(m_sandbox);
    layout->addWidget(m_credentials);

    connect(m_keychain, &QToolButton::clicked, this, &StatusStrip::showKeychain);
    connect(m_network, &QToolButton::clicked, this, [this] {
        Popover::open(m_theme, m_network, m_network->text(),
            tr("As your system sees it. While there is no network at all, tokens are not refreshed; it is made up for as soon as "
               "there is one. Servers on this computer can always be reached."));
    });
    connect(m_skew, &QToolButton::clicked, this, [this] {
        Popover::open(m_theme, m_skew, m_skew->text(),
            tr("Its clock minus this computer's, read from the Date of its answers; each answer makes it more exact. Refreshes "
               "are planned by the server's clock, so that a token does not end earlier than your computer thinks."));
    });
    connect(m_credentials, &QToolButton::clicked, this, &StatusStrip::credentialsClicked);
    connect(&secrets, &SecretStore::stateChanged, this, &StatusStrip::renderKeychain);
    connect(&auth, &AuthManager::credentialsChanged, this, &StatusStrip::takeCredentials);
    connect(&auth, &AuthManager::stateChanged, this, [this](const CredentialId &id) {
        take(id);
        retime();
        if (id == m_identity)
            renderSkew();
    });
    connect(&theme, &Theme::changed, this, &StatusStrip::dress);
    dress();
    m_sandbox->setPopupMode(QToolButton::InstantPopup);
    m_sandbox->hide();
    renderKeychain();
    renderSkew();
    followNetwork();
    takeCredentials();
}

void StatusStrip::takeCredentials()
{
    m_refreshes.clear();
    const QList<CredentialId> ids = m_auth.credentials();
    m_count = int(ids.size());
    for (const CredentialId &id : ids)
        take(id);
    retime();
}

void StatusStrip::take(const CredentialId &id)
{
    const auto status = m_auth.status(id);
    if (status && status->nextRefresh)
        m_refreshes.insert(id, *status->nextRefresh);
    else
        m_refreshes.remove(id);
}

void StatusStrip::retime()
{
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        static_cast<void>(tick());
}

QToolButton *StatusStrip::makeEntry(const QString &name)
{
    auto *entry = new QToolButton;
    entry->setObjectName(name);
    entry->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    entry->setFocusPolicy(Qt::TabFocus);
    setButtonRole(entry, ButtonRole::Subtle);
    return entry;
}

void StatusStrip::dress()
{
    for (QToolButton *entry : {m_keychain, m_network, m_skew, m_sandbox, m_credentials}) {
        entry->setFont(m_theme.font(TextRole::Small));
        entry->setIconSize(QSize(m_theme.px(14), m_theme.px(14)));
        entry->setFixedHeight(m_theme.px(22));
    }
}

void StatusStrip::show(QToolButton *entry, const StatusFact &fact)
{
    if (entry != m_credentials)
        entry->setIcon(themedIcon(m_theme, Icon::Dot, fact.dot));
    entry->setText(fact.text);
    entry->setAccessibleName(fact.text);
    entry->setVisible(!fact.text.isEmpty());
}

void StatusStrip::renderKeychain()
{
    show(m_keychain, keychainFact(m_secrets.state()));
}

void StatusStrip::showKeychain()
{
    const KeychainState state = m_secrets.state();
    const KeychainMessage message = keychainMessage(state);
    QList<ErrorBanner::Action> actions;
    if (state != KeychainState::Unlocked)
        actions << ErrorBanner::Action{
            state == KeychainState::Locked ? tr("Unlock") : tr("Try again"), [this] { m_secrets.unlock(); }};
    Popover::open(m_theme, m_keychain, message.title, message.advice, actions);
}

// What Services asked Qt to load; without it nobody can tell, and a machine counts as online.
void StatusStrip::followNetwork()
{
    auto *network = QNetworkInformation::instance();
    const auto tell = [this](QNetworkInformation::Reachability reachability) {
        setOnline(reachability != QNetworkInformation::Reachability::Disconnected);
    };
    if (network)
        connect(network, &QNetworkInformation::reachabilityChanged, this, tell);
    tell(network ? network->reachability() : QNetworkInformation::Reachability::Unknown);
}

void StatusStrip::setOnline(bool isOnline)
{
    show(m_network, networkFact(isOnline));
}

void StatusStrip::setSandbox(QMenu *switches)
{
    m_sandbox->setMenu(switches);
    show(m_sandbox, {tr("Sandbox running"), Token::Ok});
}

void StatusStrip::setIdentity(const CredentialId &id)
{
    m_identity = id;
    renderSkew();
}

void StatusStrip::renderSkew()
{
    const auto status = m_identity.isEmpty() ? std::nullopt : m_auth.status(m_identity);
    show(m_skew, status ? skewFact(*status) : StatusFact{});
}

Milliseconds StatusStrip::tick()
{
    const UtcTime now = m_ticker.clock().now();
    const auto next = std::min_element(m_refreshes.cbegin(), m_refreshes.cend());
    const auto left = next != m_refreshes.cend() ? std::optional(std::max(Milliseconds(0), *next - now)) : std::nullopt;
    show(m_credentials, {credentialsText(m_count, left), Token::Faint});
    return left ? untilTextChanges(*left) : std::chrono::hours(1);
}

void StatusStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void StatusStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::Line));
}

}
