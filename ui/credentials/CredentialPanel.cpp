#include "ui/credentials/CredentialPanel.h"

#include "ui/credentials/CardColumn.h"
#include "ui/credentials/CredentialCard.h"
#include "ui/credentials/CredentialDetails.h"
#include "ui/credentials/CredentialFilter.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int filterFrom = 7; // credentials; fewer are found by looking

}

CredentialPanel::CredentialPanel(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_source(source)
    , m_banner(new ErrorBanner(theme, this))
    , m_filter(new QLineEdit(this))
    , m_nothingFound(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_column(new CardColumn([this](QWidget *viewport) { return makeCard(viewport); },
          [this](QWidget *card, const CredentialId &id) { bind(*static_cast<CredentialCard *>(card), id); }, this))
    , m_details(new CredentialDetails(theme, ticker, this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"credentialPanel"_s);
    m_filter->setObjectName(u"credentialFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the credentials"));
    m_filter->setClearButtonEnabled(true);
    m_column->setObjectName(u"credentialColumn"_s);
    m_column->setAccessibleName(tr("Credentials"));
    m_details->hide();
    m_nothingFound->setAlignment(Qt::AlignCenter);
    m_nothingFound->hide();

    auto *header = new SectionHeader(theme, tr("Credentials"), this);
    auto *signIn = new QPushButton(tr("+ Sign in"), header);
    signIn->setObjectName(u"panelSignIn"_s);
    setButtonRole(signIn, ButtonRole::Link);
    header->addWidget(signIn);

    auto *list = new QWidget(this);
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme.px(6));
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
    inset->setSpacing(theme.px(6));
    inset->addWidget(m_filter);
    inset->addWidget(m_nothingFound);
    rows->addLayout(inset);
    rows->addWidget(m_column, 1);
    auto *empty = new EmptyState(theme, Icon::Key, tr("No credentials yet"),
        tr("Sign in to an API once: its tokens are kept in your keychain and refreshed before they end."), tr("Sign in…"),
        this);
    empty->setObjectName(u"noCredentials"_s);
    m_pages->addWidget(list);
    m_pages->addWidget(empty);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    auto *headerInset = new QVBoxLayout;
    headerInset->setContentsMargins(theme.px(12), theme.px(3), theme.px(8), 0);
    headerInset->addWidget(header);
    column->addLayout(headerInset);
    auto *bannerInset = new QVBoxLayout;
    bannerInset->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
    bannerInset->addWidget(m_banner);
    column->addLayout(bannerInset);
    column->addWidget(m_pages, 1);

    connect(signIn, &QPushButton::clicked, this, &CredentialPanel::signInRequested);
    connect(empty, &EmptyState::actionTriggered, this, &CredentialPanel::signInRequested);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        takeIds();
        m_column->scrollTo(m_column->ids().value(0));
    });
    connect(&source, &CredentialSource::idsChanged, this, [this] {
        m_isLoading = false;
        takeIds();
    });
    connect(&source, &CredentialSource::itemChanged, this, &CredentialPanel::update);
    connect(m_details, &CredentialDetails::asked, this, [this](CardAction action) { act(m_details->id(), action); });
    connect(m_details, &CredentialDetails::forgetConfirmed, this, [this] { Q_EMIT forgetRequested(m_details->id()); });
    connect(m_details, &CredentialDetails::addressConfirmed, this,
        [this](const QString &origin) { Q_EMIT addressConfirmed(m_details->id(), origin); });
    connect(m_details, &CredentialDetails::editFinished, this, [this](const Credential &changed) {
        m_column->setCurrent(m_details->id(), Qt::OtherFocusReason); // or it would jump out of here with the editor
        Q_EMIT editRequested(m_details->id(), changed);
    });
    connect(m_details, &CredentialDetails::copyRequested, this, &CredentialPanel::copyRequested);
    connect(&theme, &Theme::changed, this, &CredentialPanel::applyTheme);
    applyTheme();
    takeIds();
}

void CredentialPanel::applyTheme()
{
    m_column->setMeasures(CredentialCard::collapsedHeight(m_theme), m_theme.px(8),
        {m_theme.px(12), m_theme.px(5), m_theme.px(12), m_theme.px(12)});
}

QWidget *CredentialPanel::makeCard(QWidget *parent)
{
    auto *card = new CredentialCard(m_theme, m_ticker, parent);
    connect(card, &CredentialCard::chosen, this, [this, card] { choose(card->id()); });
    connect(card, &CredentialCard::asked, this, [this, card](CardAction action) { act(card->id(), action); });
    return card;
}

void CredentialPanel::bind(CredentialCard &card, const CredentialId &id)
{
    const auto item = m_source.item(id);
    const bool isOpen = item && id == m_column->open();
    if (isOpen)
        m_details->setItem(*item, m_source.tokens(id));
    card.setDetails(isOpen ? m_details : nullptr);
    if (item)
        card.setItem(*item, id == m_chosen);
}

void CredentialPanel::takeIds()
{
    const QList<CredentialId> all = m_source.ids();
    const bool isFilterUseful = all.size() >= filterFrom;
    m_filter->setVisible(isFilterUseful);
    const QList<CredentialId> shown = isFilterUseful ? matchingCredentials(m_source, m_filter->text()) : all;
    if (!shown.contains(m_column->open()))
        showDetails({}); // before its card goes: the details outlive it
    m_column->setIds(shown);
    m_column->rebindAll();
    m_nothingFound->setText(tr("None of %1 matches. Esc shows them all.").arg(all.size()));
    m_nothingFound->setVisible(shown.isEmpty() && !all.isEmpty());
    m_pages->setCurrentIndex(all.isEmpty() && !m_isLoading ? 1 : 0);
    if (!all.contains(m_chosen))
        m_chosen = {};
}

// The card stays as it was, under another name.
void CredentialPanel::followRename(const CredentialId &from, const CredentialId &to)
{
    const bool wasOpen = m_column->open() == from, wasChosen = m_chosen == from;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    takeIds();
    if (wasOpen)
        showDetails(to);
    if (wasChosen)
        setChosen(to);
    if (hadFocus)
        m_column->setCurrent(to, Qt::OtherFocusReason);
}

void CredentialPanel::endEdit(const CredentialId &id)
{
    if (m_details->id() == id)
        m_details->endEdit();
}

void CredentialPanel::update(const CredentialId &id)
{
    m_column->rebind(id);
}

void CredentialPanel::setLoading()
{
    m_isLoading = true;
    takeIds();
}

CredentialId CredentialPanel::chosen() const
{
    return m_chosen;
}

void CredentialPanel::setChosen(const CredentialId &id)
{
    const CredentialId before = std::exchange(m_chosen, id);
    m_column->rebind(before);
    m_column->rebind(id);
    m_column->setCurrent(id);
    m_column->scrollTo(id);
}

void CredentialPanel::choose(const CredentialId &id)
{
    m_column->setCurrent(id);
    if (id == m_chosen)
        return;
    setChosen(id);
    Q_EMIT credentialChosen(id);
}

void CredentialPanel::showDetails(const CredentialId &id)
{
    if (m_column->open() == id)
        return;
    if (id.isEmpty() && m_details->isAncestorOf(focusWidget()))
        m_column->setCurrent(m_column->open(), Qt::OtherFocusReason);
    m_column->setOpen(id);
}

void CredentialPanel::act(const CredentialId &id, CardAction action)
{
    choose(id);
    switch (action) {
    case CardAction::Refresh:
        return Q_EMIT refreshRequested(id);
    case CardAction::SignIn:
        return Q_EMIT signInAgainRequested(id);
    case CardAction::Unlock:
        return Q_EMIT unlockRequested();
    case CardAction::SignOut:
        return Q_EMIT signOutRequested(id);
    case CardAction::Edit:
        showDetails(id);
        return m_details->edit();
    case CardAction::Forget:
        showDetails(id);
        return m_details->askToForget();
    case CardAction::ConfirmAddress:
        return showDetails(id);
    case CardAction::Inspect:
        return Q_EMIT inspectRequested(id);
    case CardAction::ToggleDetails:
        return showDetails(m_column->open() == id ? CredentialId() : id);
    }
}

void CredentialPanel::say(const CredentialId &id, ErrorBanner::Kind kind, const QString &message, const QString &detail)
{
    if (!m_source.ids().contains(id))
        return m_banner->say(kind, message, detail);
    showDetails(id);
    if (m_details->id() == id)
        m_details->say(kind, message, detail);
    else
        m_banner->say(kind, message, detail);
}

}
