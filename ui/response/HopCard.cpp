#include "ui/response/HopCard.h"

#include "app/base/Redactor.h"
#include "app/http/VisibleText.h"
#include "ui/response/FactTable.h"
#include "ui/response/HopFact.h"
#include "ui/response/PlainLines.h"
#include "ui/response/TimingBars.h"
#include "ui/response/WireHead.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/StatusBadge.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double wideEnough = 780; // for two columns

QWidget *inCard(const Theme &theme, QWidget *content)
{
    auto *card = new Card(theme);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8));
    layout->addWidget(content);
    return card;
}

}

HopCard::HopCard(const Theme &theme, const Redactor &redactor, const About &about, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_redactor(redactor)
    , m_hop(about.hop)
    , m_request(new PlainLines(theme))
    , m_answer(new PlainLines(theme))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto *title = new QHBoxLayout;
    title->setSpacing(theme.px(8));
    const QString url = redactor.url(VisibleText::of(m_hop.url, 4000));
    auto *address = new ElidedLabel(theme, TextRole::Mono, Token::Text, about.number ? tr("%1.  %2").arg(about.number).arg(url) : url);
    address->setElideMode(Qt::ElideMiddle);
    address->setObjectName(u"hopUrl"_s);
    title->addWidget(address, 1);
    if (m_hop.status > 0) {
        auto *badge = new StatusBadge(theme);
        badge->setStatus(m_hop.status, VisibleText::of(m_hop.reason, 60));
        title->addWidget(badge);
    }
    title->addWidget(new TextLabel(theme, TextRole::Mono, Token::Dim, Quantity::time(m_hop.timings.total)));

    m_columns->setSpacing(theme.px(20));
    m_columns->addWidget(makeHeads(), 3);
    m_columns->addWidget(makeFacts(about), 2, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addLayout(title);
    layout->addLayout(m_columns);
    showHeads();
}

QWidget *HopCard::makeHeads()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(6));
    m_request->setObjectName(u"sentHead"_s);
    m_request->setAccessibleName(tr("Request as it was sent"));
    m_answer->setObjectName(u"answerHead"_s);
    m_answer->setAccessibleName(tr("Head of the answer"));
    layout->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, tr("As sent")));
    layout->addWidget(inCard(m_theme, m_request));
    layout->addSpacing(m_theme.px(4));
    layout->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, tr("Answered")));
    layout->addWidget(inCard(m_theme, m_answer));
    layout->addStretch(1);
    return column;
}

QWidget *HopCard::makeFacts(const About &about)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(6));
    const auto addPart = [&](const QString &name, QWidget *content) {
        layout->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, name));
        layout->addWidget(content);
        layout->addSpacing(m_theme.px(8));
    };
    const auto addFacts = [&](const QString &name, const QList<HopFact> &facts) {
        FactTable *table = nullptr;
        if (facts.isEmpty())
            return table;
        table = new FactTable(m_theme);
        for (const HopFact &fact : facts)
            fact.isWarning ? table->addWarning(fact.name, fact.value) : table->add(fact.name, fact.value);
        addPart(name, table);
        return table;
    };
    auto *bars = new TimingBars(m_theme);
    bars->setTimings(m_hop.timings);
    addPart(tr("Times"), bars);
    m_connection = addFacts(tr("Connection"), HopFact::ofConnection(m_hop, about.decodedSize));
    if (m_hop.tls)
        m_connection = addFacts(u"TLS"_s, HopFact::ofTls(*m_hop.tls, about.now));
    m_connection->setObjectName(u"connectionFacts"_s);
    m_connection->setFocusPolicy(Qt::ClickFocus);
    m_connection->setAccessibleName(m_hop.tls ? u"TLS"_s : tr("Connection"));
    addFacts(tr("Left out"), HopFact::ofWithheld(m_hop));
    return column;
}

void HopCard::setRevealed(bool isRevealed)
{
    if (std::exchange(m_isRevealed, isRevealed) != isRevealed)
        showHeads();
}

void HopCard::showHeads()
{
    const Redactor *redactor = m_isRevealed ? nullptr : &m_redactor;
    QString request = wireHeadText(m_hop.requestHead, redactor);
    if (!m_hop.requestBody.isEmpty()) {
        const QByteArray body = redactor ? redactor->body(m_hop.requestBody) : m_hop.requestBody;
        request += u"\n\n"_s + HopFact::bodyText(body, m_hop.requestBodySize);
    }
    m_request->setLines(request);
    QString answer;
    for (const QByteArray &head : m_hop.informational)
        answer += wireHeadText(head, redactor) + u"\n\n"_s;
    m_answer->setLines(answer + wireHeadText(m_hop.responseHead, redactor));
}

void HopCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(width() >= m_theme.px(wideEnough) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

}
