#include "ui/token/TokenInspector.h"

#include "app/token/TokenReport.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/token/ClaimList.h"
#include "ui/token/PasteField.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/StandInPage.h"
#include "ui/token/TokenPanels.h"
#include "ui/token/TokenText.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/OnDemand.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QMimeData>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QClipboard>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TokenInspector::TokenInspector(const Parts &parts, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_shape(shape)
    , m_heading(new TextLabel(parts.theme, shape == Shape::Narrow ? TextRole::Strong : TextRole::Heading, Token::Text))
    , m_owner(new ElidedLabel(parts.theme, TextRole::Body, Token::Dim))
    , m_choice(new QComboBox)
    , m_badge(new Badge(parts.theme, Badge::Tone::Warning))
    , m_large(new QToolButton(this))
    , m_more(new QToolButton)
    , m_before(new QPushButton(tr("New: compare with the one before")))
    , m_empty(new EmptyState(parts.theme, Icon::Search, tr("No token to look at"),
          tr("Sign in, or paste any token: it is decoded on this computer and never saved."), tr("Inspect a token…")))
    , m_instead(new StandInPage(parts.theme, parts.theme.px(shape == Shape::Narrow ? 12 : 16)))
    , m_pages(new QStackedWidget)
    , m_page(new OnDemand<QWidget>([this] { return makePage(); }))
{
    const Theme &theme = parts.theme;
    setObjectName(u"tokenInspector"_s);
    setAccessibleName(tr("Token inspector"));
    setAcceptDrops(true);
    m_empty->setObjectName(u"noToken"_s);
    m_before->setObjectName(u"compareBefore"_s);
    setButtonRole(m_before, ButtonRole::Link);
    m_before->hide();
    m_large->hide();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_instead);
    m_pages->addWidget(m_page);
    const int side = theme.px(shape == Shape::Narrow ? 12 : 16);
    auto *above = new QVBoxLayout;
    above->setContentsMargins(side, 0, side, 0);
    if (shape == Shape::Wide)
        above->addWidget(makePaste());
    above->addWidget(m_before, 0, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    column->addWidget(makeHead());
    column->addLayout(above);
    column->addWidget(m_pages, 1);

    connect(m_choice, &QComboBox::textActivated, this, &TokenInspector::tokenChosen);
    connect(m_large, &QToolButton::clicked, this, &TokenInspector::largeRequested);
    connect(m_more, &QToolButton::clicked, this, &TokenInspector::openMenu);
    connect(m_before, &QPushButton::clicked, this, &TokenInspector::compareWithBeforeRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &TokenInspector::showPaste);
    clear();
}

TokenInspector::~TokenInspector() = default;

QWidget *TokenInspector::makePaste()
{
    m_paste = new PasteField(m_parts.theme);
    m_paste->hide();
    connect(m_paste, &PasteField::given, this, &TokenInspector::take);
    connect(m_paste, &PasteField::typed, this, &TokenInspector::takeTyped);
    connect(m_paste, &PasteField::left, this, &TokenInspector::leavePaste);
    // Over the token that is shown. A field that one types in hears the key first.
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, [this] {
        if (const QString text = QGuiApplication::clipboard()->text().trimmed(); !text.isEmpty())
            take(text);
    });
    return m_paste;
}

// When there is a token.
QWidget *TokenInspector::makePage()
{
    m_panels = std::make_unique<TokenPanels>(m_parts.theme, m_parts.transport);
    connect(m_panels->text, &TokenText::copyRequested, this, &TokenInspector::copyRequested);
    connect(m_panels->claims, &ClaimList::copyRequested, this, &TokenInspector::copyRequested);
    connect(m_panels->signature, &SignatureBox::checked, this, [this] {
        showBadge();
        m_panels->showOddities(moment());
    });
    m_panels->signature->form().setNetwork([this] { return m_parts.network ? m_parts.network(m_token.credential) : NetworkSettings(); });
    if (m_shape == Shape::Wide)
        return TokenPage::wide(m_parts.theme, *m_panels);
    QWidget *page = TokenPage::narrow(m_parts.theme, *m_panels, m_large);
    m_large->show();
    return page;
}

TokenPanels &TokenInspector::panels() const
{
    static_cast<void>(m_page->part());
    return *m_panels;
}

QWidget *TokenInspector::makeHead()
{
    const Theme &theme = m_parts.theme;
    m_choice->setObjectName(u"tokenChoice"_s);
    m_choice->setAccessibleName(tr("Which token"));
    setButtonRole(m_choice, ButtonRole::Quiet);
    m_badge->setObjectName(u"tokenBadge"_s);
    m_large->setObjectName(u"tokenLarge"_s);
    m_large->setIcon(themedIcon(theme, Icon::External));
    m_large->setAccessibleName(tr("Open large"));
    m_large->setToolTip(tr("Open large (double click)"));
    m_more->setObjectName(u"tokenMore"_s);
    m_more->setIcon(themedIcon(theme, Icon::More));
    m_more->setAccessibleName(tr("What to do with the token"));
    m_more->setToolTip(tr("More"));
    auto *head = new QWidget;
    head->setObjectName(u"tokenHead"_s);
    auto *row = new QHBoxLayout(head);
    const bool isNarrow = m_shape == Shape::Narrow;
    row->setContentsMargins(theme.px(isNarrow ? 12 : 16), theme.px(isNarrow ? 6 : 10), theme.px(isNarrow ? 6 : 12), 0);
    row->setSpacing(theme.px(6));
    row->addWidget(m_heading);
    row->addWidget(m_choice);
    row->addWidget(m_owner, 1);
    row->addWidget(m_badge);
    row->addWidget(m_more);
    return head;
}

TokenMoment TokenInspector::moment() const
{
    return {m_parts.ticker.clock().now(), m_token.serverOffset};
}

void TokenInspector::inspect(const InspectedToken &token, bool isSuccessor)
{
    if (token.isEmpty())
        return clear();
    m_token = token;
    panels().show(token, moment(), isSuccessor);
    const bool isChoice = m_choice->count() > 1;
    m_choice->setCurrentIndex(m_choice->findText(token.name));
    const QString whose = m_shape == Shape::Wide ? token.whose() : token.owner; // a card above says the rest
    m_owner->setText(isChoice ? whose : whose.isEmpty() ? token.name : tr("%1, %2").arg(token.name, whose));
    TokenPage::setSectionEnabled(m_page, TokenPage::Section::Json, m_panels->hasClaims());
    TokenPage::setSectionEnabled(m_page, TokenPage::Section::Signature, m_panels->signature->isCheckable());
    if (!m_isTyping)
        endPaste();
    m_pages->setCurrentWidget(m_page);
    m_heading->setText(tr("Token"));
    m_more->setEnabled(true);
    m_large->setEnabled(true);
    showBadge();
    start();
    Q_EMIT tokenChanged();
}

void TokenInspector::showInstead(const QString &owner, const SchemeText &text)
{
    if (!m_token.isEmpty())
        clear();
    m_heading->setText(tr("Credential"));
    m_owner->setText(owner);
    m_instead->setText(text);
    m_pages->setCurrentWidget(m_instead);
}

void TokenInspector::clear()
{
    m_token = {};
    m_parts.ticker.stop(this);
    if (m_paste && !m_isTyping) // what one deletes oneself can be undone
        m_paste->forget();
    if (m_panels)
        m_panels->show(m_token, moment(), false); // nothing of the last one stays
    m_heading->setText(tr("Token"));
    m_owner->setText({});
    setChoices({});
    offerBefore(false);
    m_pages->setCurrentWidget(m_empty);
    m_large->setEnabled(false);
    m_badge->hide();
    Q_EMIT tokenChanged();
}

void TokenInspector::setChoices(const QStringList &names)
{
    m_choice->clear();
    m_choice->addItems(names);
    m_choice->setVisible(names.size() > 1);
}

void TokenInspector::offerBefore(bool isThere)
{
    m_before->setVisible(isThere);
}

void TokenInspector::showPaste()
{
    if (!m_paste)
        return Q_EMIT pasteRequested();
    setPasteShown(true);
    m_paste->goOn();
}

bool TokenInspector::leavePaste()
{
    if (!m_paste || !m_paste->isVisible())
        return false;
    setPasteShown(false);
    return true;
}

void TokenInspector::endPaste()
{
    setPasteShown(false);
    if (m_paste)
        m_paste->forget();
}

void TokenInspector::setPasteShown(bool isShown)
{
    if (!m_paste)
        return;
    m_paste->setVisible(isShown);
    m_empty->findChild<QPushButton *>(u"emptyStateAction"_s)->setVisible(!isShown); // it is done
}

void TokenInspector::showSection(TokenPage::Section section)
{
    TokenPage::showSection(m_page, section);
}

void TokenInspector::showBadge()
{
    SignatureBox::dress(*m_badge, m_panels->signature->check().state);
    m_badge->setVisible(m_panels->signature->isCheckable());
}

void TokenInspector::start()
{
    if (isVisible() && !m_token.isEmpty())
        m_parts.ticker.start(this, [this] { return m_panels->tick(moment()); });
}

void TokenInspector::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    start();
}

void TokenInspector::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_parts.ticker.stop(this);
    if (m_panels && !event->spontaneous())
        m_panels->signature->forget();
}

void TokenInspector::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tokenMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isThere = !m_token.isEmpty();
    const auto add = [&](Icon icon, const QString &text, auto run) {
        QAction *entry = menu->addAction(themedIcon(m_parts.theme, icon), text);
        connect(entry, &QAction::triggered, this, run);
        return entry;
    };
    const auto addCopy = [&](const QString &text, auto content) {
        add(Icon::Copy, text, [this, content] { Q_EMIT copyRequested(content(m_panels->details())); })->setEnabled(isThere);
    };
    add(Icon::Search, tr("Inspect another token…"), [this] { showPaste(); });
    add(Icon::SplitSide, tr("Compare with another token…"), [this] { Q_EMIT compareRequested(); })->setEnabled(isThere);
    if (m_shape == Shape::Narrow)
        add(Icon::External, tr("Open large"), [this] { Q_EMIT largeRequested(); })->setEnabled(isThere);
    menu->addSeparator();
    add(Icon::Copy, tr("Copy the token"), [this] { Q_EMIT copyRequested(m_token.value); })->setEnabled(isThere);
    addCopy(tr("Copy what it says as text"), [](const TokenDetails &details) { return Secret(TokenReport::text(details)); });
    addCopy(tr("Copy what it says as JSON"), [](const TokenDetails &details) { return Secret(TokenReport::json(details)); });
    menu->popup(m_more->mapToGlobal(m_more->rect().bottomLeft()));
}

void TokenInspector::take(const QString &text)
{
    endPaste();
    Q_EMIT pasted(text);
}

// Shown as far as it goes, while one types on.
void TokenInspector::takeTyped(const QString &text)
{
    const QScopedValueRollback typing(m_isTyping, true);
    if (text.isEmpty())
        return clear();
    const bool isTypedFurther = !m_token.isEmpty() && m_token.credential.isEmpty();
    InspectedToken typed;
    typed.value = Secret(text);
    typed.name = tr("pasted token");
    setChoices({});
    inspect(typed, isTypedFurther);
    offerBefore(false);
}

void TokenInspector::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QWidget *head = findChild<QWidget *>(u"tokenHead"_s);
    if (m_shape == Shape::Narrow && !m_token.isEmpty() && head->geometry().contains(event->position().toPoint()))
        Q_EMIT largeRequested();
    else
        QWidget::mouseDoubleClickEvent(event);
}

void TokenInspector::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText() && !event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void TokenInspector::dropEvent(QDropEvent *event)
{
    const QString text = event->mimeData()->text().trimmed();
    event->acceptProposedAction();
    if (!text.isEmpty())
        take(text);
}

}
