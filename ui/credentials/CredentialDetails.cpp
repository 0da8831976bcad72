#include "ui/credentials/CredentialDetails.h"

#include "ui/credentials/CredentialEditor.h"
#include "ui/credentials/CredentialText.h"
#include "ui/credentials/EventList.h"
#include "ui/credentials/LifeText.h"
#include "ui/credentials/TokenLine.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FactList.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"
#include "ui/widgets/WrapLayout.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

CredentialDetails::CredentialDetails(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_column(new QVBoxLayout(this))
    , m_trouble(new ErrorBanner(theme, this))
    , m_outcome(new ErrorBanner(theme, this))
    , m_body(new QWidget(this))
{
    setObjectName(u"credentialDetails"_s);
    m_trouble->setObjectName(u"cardTrouble"_s);
    m_trouble->setDismissable(false);
    m_outcome->setObjectName(u"cardOutcome"_s);

    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(theme.px(10));
    m_tokenLines = new QWidget(m_body);
    auto *lines = new QVBoxLayout(m_tokenLines);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme.px(2));
    m_facts = new FactList(theme, m_body);
    m_eventBox = new QWidget(m_body);
    auto *events = new QVBoxLayout(m_eventBox);
    events->setContentsMargins(0, 0, 0, 0);
    events->setSpacing(theme.px(4));
    events->addWidget(new TextLabel(theme, TextRole::TinyStrong, Token::Dim, tr("Last events"), m_eventBox));
    m_events = new EventList(theme, m_eventBox);
    events->addWidget(m_events);
    body->addWidget(m_tokenLines);
    body->addWidget(m_facts);
    body->addWidget(m_eventBox);

    m_buttons = new QWidget(m_body);
    auto *row = new WrapLayout(theme.px(6), theme.px(6), 0, m_buttons);
    const auto add = [&](const QString &name, const QString &text, CardAction action) {
        auto *button = new QPushButton(text, m_buttons);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT asked(action); });
        row->addWidget(button);
        return button;
    };
    m_refresh = add(u"cardRefresh"_s, tr("Refresh"), CardAction::Refresh);
    m_signOut = add(u"cardSignOut"_s, tr("Sign out"), CardAction::SignOut);
    const auto addIcon = [&](const QString &name, Icon icon, const QString &text, CardAction action) {
        QPushButton *button = add(name, {}, action);
        button->setIcon(themedIcon(theme, icon));
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    addIcon(u"cardEdit"_s, Icon::Edit, tr("Edit name, server and choices"), CardAction::Edit);
    addIcon(u"cardForget"_s, Icon::Trash, tr("Forget it"), CardAction::Forget);
    body->addWidget(m_buttons);

    m_column->setContentsMargins(theme.px(12), theme.px(2), theme.px(12), theme.px(12));
    m_column->setSpacing(theme.px(10));
    m_column->addWidget(m_trouble);
    m_column->addWidget(m_outcome);
    m_column->addWidget(m_body);
}

void CredentialDetails::setItem(const CredentialItem &item, const TokenSet &tokens)
{
    if (item.id() != m_item.id()) {
        m_outcome->clear();
        m_shownTrouble.reset();
        m_trouble->clear();
        endEdit();
        for (TokenLine *line : std::as_const(m_lines))
            line->setRevealed(false);
    }
    m_item = item;
    showTrouble();
    showTokens(tokens);
    const bool isSignedOut = std::holds_alternative<SignedOut>(item.status.state);
    m_refresh->setVisible(!isSignedOut && item.hasProfile && item.refresh != RefreshRule::Kind::None);
    m_signOut->setVisible(!isSignedOut);
    m_signOut->setToolTip(item.signOutNote.isEmpty() ? QString() : Qt::convertFromPlainText(item.signOutNote));
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        (void)tick();
}

void CredentialDetails::showTrouble()
{
    const CredentialStatus &status = m_item.status;
    std::optional<Error> trouble = status.trouble;
    if (const auto *failed = std::get_if<Failed>(&status.state))
        trouble = failed->error;
    QList<ErrorBanner::Action> actions;
    if (status.addressToConfirm) {
        const QString to = *status.addressToConfirm;
        const QString from = status.origins.isEmpty() ? tr("nowhere") : status.origins.join(u", "_s);
        trouble = Error{ErrorKind::OriginNotBound,
            tr("The address changed from %1 to %2. Send the credential there?").arg(from, to),
            tr("Until you say yes, nothing secret goes to the new address. A changed file of a colleague can do this, "
               "and so can somebody who wants your tokens.")};
        actions = {{tr("Send it there"), [this, to] { Q_EMIT addressConfirmed(to); }},
            {tr("Edit"), [this] { Q_EMIT asked(CardAction::Edit); }}};
    } else if (CredentialText::need(m_item) == CredentialText::Need::SignIn) {
        actions.append({tr("Sign in again"), [this] { Q_EMIT asked(CardAction::SignIn); }});
    } else if (m_item.hasProfile) {
        actions.append({tr("Try again now"), [this] { Q_EMIT asked(CardAction::Refresh); }});
    }
    // Said once, not at every change of the item: it is read aloud, and a button under the pointer must stay.
    if (std::exchange(m_shownTrouble, trouble) == trouble)
        return;
    if (!trouble)
        m_trouble->clear();
    else
        m_trouble->say(status.addressToConfirm ? ErrorBanner::Kind::Warning : ErrorBanner::Kind::Error, trouble->message,
            trouble->detail, actions);
}

void CredentialDetails::showTokens(const TokenSet &tokens)
{
    // The two that every profile has come first.
    QStringList names = tokens.captures.keys();
    const auto rank = [](const QString &name) { return name == "access"_L1 ? 0 : name == "refresh"_L1 ? 1 : 2; };
    std::stable_sort(names.begin(), names.end(), [&](const QString &a, const QString &b) { return rank(a) < rank(b); });
    names.removeIf([&](const QString &name) { return !tokens.has(name); });
    const auto labelOf = [this](const QString &name) {
        return name == "access"_L1 && !m_item.accessLabel.isEmpty() ? m_item.accessLabel : name;
    };
    for (auto line = m_lines.begin(); line != m_lines.end();) {
        if (names.contains(line.key()) && line.value()->label() == labelOf(line.key())) {
            ++line;
            continue;
        }
        line.value()->deleteLater();
        line = m_lines.erase(line);
    }
    for (const QString &name : std::as_const(names)) {
        TokenLine *&line = m_lines[name];
        if (!line) {
            line = new TokenLine(m_theme, m_ticker, labelOf(name), m_tokenLines);
            line->setObjectName(u"tokenLine_"_s + name);
            connect(line, &TokenLine::copyRequested, this,
                [this, name] { Q_EMIT copyRequested(m_tokens.captures.value(name)); });
        }
        static_cast<QVBoxLayout *>(m_tokenLines->layout())->addWidget(line); // again: in this order
        line->setValue(tokens.captures.value(name), !m_item.plainCaptures.contains(name) && !(name == "access"_L1 && m_item.isAccessPlain), !m_item.scheme.isPassword());
    }
    m_tokens = tokens;
    m_tokenLines->setVisible(!m_lines.isEmpty());
}

void CredentialDetails::showFacts(UtcTime now)
{
    const CredentialStatus &status = m_item.status;
    const bool hasTokens = !m_tokens.isEmpty() && m_item.scheme.kind == CredentialScheme::Kind::Token; // with a life
    const auto end = [&](const Expiry &expiry) {
        return hasTokens ? CredentialText::end(expiry, status.serverOffset, now) : QString();
    };
    m_facts->set(tr("Token ends"), end(status.access));
    m_facts->set(tr("Next refresh"),
        !hasTokens                     ? QString()
            : status.nextRefresh       ? CredentialText::end({Expiry::Kind::At, *status.nextRefresh}, {}, now)
            : status.refreshesByItself ? tr("when it is used next")
                                       : tr("none: you will be asked to sign in"));
    m_facts->set(tr("Refresh ends"), m_tokens.has(u"refresh"_s) ? end(status.refresh) : QString());
    m_facts->set(tr("Signed in as"), status.accountName == m_item.id().account ? QString() : status.accountName);
    m_facts->set(tr("Role"), status.role);
    m_facts->set(tr("Server"), status.credential.baseUrl, true);
    m_facts->set(tr("Environment"), m_item.id().environment);
    m_facts->set(tr("Bound to"), status.origins.join(u'\n'), true);
    m_facts->set(tr("Clock"), CredentialText::skew(status.clockOffset()));
    QStringList shared;
    for (const CredentialId &id : status.sharedWith)
        shared.append(id.account);
    m_facts->set(tr("Shared with"),
        shared.isEmpty()
            ? QString()
            : tr("%1: the server gave both the same tokens, so they refresh together.").arg(shared.join(u", "_s)));
    m_facts->set(tr("Kept"),
        status.isInMemoryOnly ? tr("In memory only. It is gone when Tessera is closed, because the keychain "
                                   "did not take it.")
                              : QString());
}

void CredentialDetails::showEvents(UtcTime now)
{
    m_eventBox->setVisible(!m_item.status.events.isEmpty());
    m_events->setEvents(m_item.status.events, now);
}

Milliseconds CredentialDetails::tick()
{
    const UtcTime now = m_ticker.clock().now();
    showFacts(now);
    showEvents(now);
    Milliseconds next = CredentialText::untilChange(m_item.status, now).value_or(24h);
    if (!m_item.status.events.isEmpty())
        next = std::min(next, LifeText::untilAgoChanges(now - m_item.status.events.constFirst().at));
    return next;
}

void CredentialDetails::askToForget()
{
    endEdit();
    m_outcome->say(ErrorBanner::Kind::Warning, tr("Forget %1?").arg(m_item.id().account),
        tr("Its tokens and what is remembered for it are removed from this computer. The server is not told; "
           "sign out first if it should be."),
        {{tr("Forget it"), [this] { Q_EMIT forgetConfirmed(); }}, {tr("Keep it"), [this] { m_outcome->clear(); }}});
    const auto buttons = m_outcome->findChildren<QPushButton *>(u"bannerAction"_s);
    setButtonRole(buttons.first(), ButtonRole::Danger);
    buttons.last()->setFocus(Qt::OtherFocusReason); // Del and Enter, by a slip of the hand, keep it
}

void CredentialDetails::edit()
{
    if (m_editor)
        return m_editor->setFocus(Qt::OtherFocusReason);
    m_outcome->clear();
    m_editor = new CredentialEditor(m_theme, m_item, this);
    connect(m_editor, &CredentialEditor::saved, this, &CredentialDetails::editFinished);
    connect(m_editor, &CredentialEditor::cancelled, this, &CredentialDetails::endEdit);
    m_column->addWidget(m_editor);
    m_body->hide();
    m_editor->setFocus(Qt::OtherFocusReason);
}

void CredentialDetails::endEdit()
{
    if (!m_editor)
        return;
    m_column->removeWidget(m_editor);
    m_editor->hide();
    std::exchange(m_editor, nullptr)->deleteLater();
    m_body->show();
}

void CredentialDetails::say(ErrorBanner::Kind kind, const QString &message, const QString &detail)
{
    m_outcome->say(kind, message, detail);
    if (m_editor) // what was typed is to be put right
        m_editor->setFocus(Qt::OtherFocusReason);
}

void CredentialDetails::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void CredentialDetails::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
}

void CredentialDetails::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && parentWidget())
        return parentWidget()->setFocus(Qt::OtherFocusReason);
    // The rest belongs to the controls in here: an arrow key must not leave for the next card.
    event->accept();
}

}
