#include "ui/credentials/CredentialCard.h"

#include "ui/credentials/IdentityLook.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Ticker.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 54; // at 100 %

Token toneToken(CredentialText::Tone tone)
{
    switch (tone) {
    case CredentialText::Tone::Warn:
        return Token::WarnText;
    case CredentialText::Tone::Bad:
        return Token::BadText;
    case CredentialText::Tone::Calm:
    case CredentialText::Tone::Quiet:
        break;
    }
    return Token::Dim;
}

}

CredentialCard::CredentialCard(const Theme &theme, Ticker &ticker, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_column(new QVBoxLayout(this))
    , m_head(new QHBoxLayout)
    , m_ring(new CountdownRing(theme, ticker, this))
    , m_name(new TextLabel(theme, TextRole::Strong, Token::Text, {}, this))
    , m_profile(new ElidedLabel(theme, TextRole::Body, Token::Dim, {}, this))
    , m_state(new ElidedLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_clock(new TextLabel(theme, TextRole::Small, Token::WarnText, {}, this))
    , m_needed(new QPushButton(this))
    , m_more(new QToolButton(this))
{
    setObjectName(u"credentialCard"_s);
    setClickable(true);
    m_name->setObjectName(u"cardName"_s);
    m_profile->setObjectName(u"cardProfile"_s);
    m_state->setObjectName(u"cardState"_s);
    m_clock->setObjectName(u"cardClock"_s);
    m_needed->setObjectName(u"cardNeeded"_s);
    setButtonRole(m_needed, ButtonRole::Link);
    m_more->setObjectName(u"cardMenu"_s);
    m_more->setIcon(themedIcon(theme, Icon::More));
    // The card has the focus; its keys do the same (Enter, the menu key).
    m_needed->setFocusPolicy(Qt::NoFocus);
    m_more->setFocusPolicy(Qt::NoFocus);

    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_name);
    first->addWidget(m_profile, 1);
    first->addWidget(m_clock);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(1);
    lines->addLayout(first);
    lines->addWidget(m_state);

    m_head->addWidget(m_ring);
    m_head->addLayout(lines, 1);
    m_head->addWidget(m_needed);
    m_head->addWidget(m_more);
    m_column->setSpacing(0);
    m_column->addLayout(m_head);
    m_column->addStretch();

    connect(
        this, &Card::clicked, this, [this] { isSelected() ? Q_EMIT asked(CardAction::ToggleDetails) : Q_EMIT chosen(); });
    connect(m_more, &QToolButton::clicked, this, [this] { showMenu(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
    connect(m_needed, &QPushButton::clicked, this, [this] {
        const auto need = CredentialText::need(m_item);
        Q_EMIT asked(need == CredentialText::Need::ConfirmAddress ? CardAction::ConfirmAddress
                : need == CredentialText::Need::Unlock            ? CardAction::Unlock
                                                                  : CardAction::SignIn);
    });
    connect(&theme, &Theme::changed, this, &CredentialCard::applyTheme);
    applyTheme();
}

int CredentialCard::collapsedHeight(const Theme &theme)
{
    return theme.px(headHeight);
}

void CredentialCard::applyTheme()
{
    m_head->setContentsMargins(m_theme.px(10), m_theme.px(9), m_theme.px(6), m_theme.px(9));
    m_head->setSpacing(m_theme.px(10));
    m_column->setContentsMargins(0, 0, 0, 0);
    showClock();
}

void CredentialCard::setItem(const CredentialItem &item, bool isChosen)
{
    m_item = item;
    setSelected(isChosen);
    m_name->setText(item.id().account);
    m_profile->setText(item.status.profileName);
    m_ring->setCredentialColor(item.colorIndex);
    m_ring->setCountdown(CredentialText::life(item.status));
    m_needed->setToolTip({});
    switch (CredentialText::need(item)) {
    case CredentialText::Need::Nothing:
        m_needed->hide();
        break;
    case CredentialText::Need::SignIn:
        m_needed->setText(tr("Sign in"));
        m_needed->show();
        break;
    case CredentialText::Need::Unlock:
        m_needed->setText(tr("Unlock"));
        m_needed->setToolTip(tr("Ask the system to unlock the keychain"));
        m_needed->show();
        break;
    case CredentialText::Need::ConfirmAddress:
        m_needed->setText(tr("Confirm"));
        m_needed->show();
        break;
    }
    m_more->setAccessibleName(tr("What to do with %1").arg(item.id().account));
    showClock();
    setDetails(m_details);
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        (void)tick();
}

void CredentialCard::showClock()
{
    const QString skew = CredentialText::skew(m_item.status.clockOffset());
    m_clock->setVisible(!skew.isEmpty());
    m_clock->setText(CredentialText::shortSkew(m_item.status.clockOffset()));
    m_clock->setToolTip(plainToolTip(skew));
    m_clock->setAccessibleName(skew);
}

QString CredentialCard::stateText() const
{
    return m_state->text();
}

void CredentialCard::setDetails(QWidget *details)
{
    if (m_details && m_details != details) {
        m_column->removeWidget(m_details);
        m_details->hide();
    }
    if (details && m_column->indexOf(details) < 0) {
        m_column->insertWidget(1, details);
        details->show();
    }
    m_details = details;
}

void CredentialCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void CredentialCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    m_ticker.stop(this);
}

Milliseconds CredentialCard::tick()
{
    const UtcTime now = m_ticker.clock().now();
    const CredentialText::Line line = CredentialText::state(m_item, now);
    m_state->setText(fitting(line));
    m_state->setColor(toneToken(line.tone));
    setAccessibleName(CredentialText::spoken(m_item, now));
    setToolTip(plainToolTip(line.text));
    m_ring->setTone(ringTone(m_item.status.warning(now)));
    return CredentialText::untilChange(m_item.status, now).value_or(std::chrono::hours(24));
}

QString CredentialCard::fitting(const CredentialText::Line &line) const
{
    const bool fits = m_state->fontMetrics().horizontalAdvance(line.text) <= m_state->width();
    return fits || line.brief.isEmpty() ? line.text : line.brief;
}

void CredentialCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    m_state->setText(fitting(CredentialText::state(m_item, m_ticker.clock().now())));
}

void CredentialCard::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT chosen();
        Q_EMIT asked(CardAction::ToggleDetails);
        return;
    case Qt::Key_Right:
    case Qt::Key_Left:
        if ((m_details == nullptr) == (event->key() == Qt::Key_Right))
            Q_EMIT asked(CardAction::ToggleDetails);
        return;
    case Qt::Key_F2:
        Q_EMIT asked(CardAction::Edit);
        return;
    case Qt::Key_Delete:
        Q_EMIT asked(CardAction::Forget);
        return;
    default:
        Card::keyPressEvent(event); // Space chooses
    }
}

void CredentialCard::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    showMenu(isKeyboard ? m_more->mapToGlobal(m_more->rect().bottomLeft()) : event->globalPos());
}

void CredentialCard::showMenu(const QPoint &position)
{
    Q_EMIT chosen();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"cardActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](Icon icon, const QString &text, CardAction action, const QKeySequence &key = {}) {
        QAction *entry = menu->addAction(themedIcon(m_theme, icon), text);
        entry->setShortcut(key); // shown; the card itself answers the key
        connect(entry, &QAction::triggered, this, [this, action] { Q_EMIT asked(action); });
        return entry;
    };
    add(m_details ? Icon::ChevronDown : Icon::ChevronRight, m_details ? tr("Hide the details") : tr("Show the details"),
        CardAction::ToggleDetails, Qt::Key_Return);
    if (CredentialText::need(m_item) == CredentialText::Need::Unlock)
        add(Icon::LockOpen, tr("Unlock the keychain"), CardAction::Unlock);
    const bool isSignedOut = std::holds_alternative<SignedOut>(m_item.status.state);
    const bool isToken = m_item.scheme.kind == CredentialScheme::Kind::Token;
    add(Icon::Search, isToken ? tr("Inspect the token") : tr("Show what it is"), CardAction::Inspect)->setEnabled(!isSignedOut);
    menu->addSeparator();
    if (m_item.refresh != RefreshRule::Kind::None || !m_item.hasProfile)
        add(Icon::Refresh, tr("Refresh now"), CardAction::Refresh)->setEnabled(!isSignedOut && m_item.hasProfile);
    add(Icon::SignIn, tr("Sign in again…"), CardAction::SignIn)->setEnabled(m_item.hasProfile);
    add(Icon::SignOut, tr("Sign out"), CardAction::SignOut)->setEnabled(!isSignedOut);
    menu->addSeparator();
    add(Icon::Edit, tr("Edit…"), CardAction::Edit, Qt::Key_F2);
    add(Icon::Trash, tr("Forget…"), CardAction::Forget, Qt::Key_Delete);
    menu->popup(position);
}

}
