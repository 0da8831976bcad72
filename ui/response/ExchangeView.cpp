#include "ui/response/ExchangeView.h"

#include "app/http/BodyStore.h"
#include "ui/response/HopCard.h"
#include "ui/response/Waterfall.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

ExchangeView::ExchangeView(const Theme &theme, const Clock &clock, const Redactor &redactor, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_redactor(redactor)
    , m_scroll(new QScrollArea)
    , m_reveal(new QToolButton)
{
    m_reveal->setObjectName(u"revealSecrets"_s);
    m_reveal->setCheckable(true);
    m_reveal->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_reveal, &QToolButton::toggled, this, &ExchangeView::setRevealed);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    auto *about = new TextLabel(theme, TextRole::Small, Token::Dim, tr("What went over the wire, taken from the connection itself."));
    about->setWordWrap(true);
    bar->addWidget(about, 1);
    bar->addWidget(m_reveal);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_scroll, 1);
    setRevealed(false);
}

void ExchangeView::setExchange(const HttpExchange &exchange)
{
    m_reveal->setChecked(false);
    m_cards.clear();
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    const int side = m_theme.px(12);
    layout->setContentsMargins(side, m_theme.px(10), side, side);
    layout->setSpacing(m_theme.px(10));
    if (exchange.hops.size() > 1) {
        auto *waterfall = new Waterfall(m_theme);
        waterfall->setHops(exchange.hops);
        layout->addWidget(waterfall);
        layout->addWidget(new Rule(m_theme));
    }
    for (qsizetype i = 0; i < exchange.hops.size(); ++i) {
        const bool isLast = i + 1 == exchange.hops.size();
        if (i > 0)
            layout->addWidget(new Rule(m_theme));
        auto *card = new HopCard(m_theme, m_redactor,
            {exchange.hops.at(i), exchange.hops.size() > 1 ? int(i) + 1 : 0, isLast && exchange.body ? exchange.body->size() : -1, m_clock.now()});
        layout->addWidget(card);
        m_cards.append(card);
    }
    layout->addStretch(1);
    m_scroll->setWidget(page); // deletes the one before
}

void ExchangeView::showTls(int hop)
{
    if (hop < 0 || hop >= m_cards.size())
        return;
    m_scroll->widget()->adjustSize(); // it may have been made just now
    QWidget *facts = m_cards.at(hop)->connectionFacts();
    m_scroll->ensureWidgetVisible(facts, 0, m_theme.px(30));
    facts->setFocus(Qt::OtherFocusReason);
}

void ExchangeView::setRevealed(bool isRevealed)
{
    m_reveal->setChecked(isRevealed);
    m_reveal->setIcon(themedIcon(m_theme, isRevealed ? Icon::EyeOff : Icon::Eye));
    m_reveal->setText(isRevealed ? tr("Hide secrets") : tr("Reveal secrets"));
    for (HopCard *card : std::as_const(m_cards))
        card->setRevealed(isRevealed);
}

void ExchangeView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        setRevealed(false);
}

}
