#include "ui/response/FindingCard.h"

#include "ui/response/StepOffer.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/WrapLayout.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString placeText(Evidence::Place place)
{
    switch (place) {
    case Evidence::Place::Request:
        return FindingCard::tr("in the request");
    case Evidence::Place::Answer:
        return FindingCard::tr("in the answer");
    case Evidence::Place::Token:
        return FindingCard::tr("in the token");
    case Evidence::Place::Clock:
        return FindingCard::tr("by the clocks");
    case Evidence::Place::Session:
        return FindingCard::tr("from the session");
    case Evidence::Place::Profile:
        return FindingCard::tr("from the profile");
    }
    Q_UNREACHABLE();
}

TextLabel *words(const Theme &theme, const QString &text, Token color)
{
    auto *label = new TextLabel(theme, TextRole::Body, color, text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}

QString certaintyText(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Certain:
        return FindingCard::tr("almost certain");
    case Certainty::Likely:
        return FindingCard::tr("likely");
    case Certainty::Possible:
        return FindingCard::tr("possible");
    }
    Q_UNREACHABLE();
}

Badge::Tone certaintyTone(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Certain:
        return Badge::Tone::Bad;
    case Certainty::Likely:
        return Badge::Tone::Warning;
    case Certainty::Possible:
        return Badge::Tone::Neutral;
    }
    Q_UNREACHABLE();
}

FindingCard::FindingCard(const Theme &theme, const About &about, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_title(makeTitle(about.finding))
    , m_buttons(makeButtons(about))
    , m_head(new QHBoxLayout)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"findingCard"_s);
    setAccessibleName(tr("%1, %2. %3").arg(about.finding.title, certaintyText(about.finding.certainty), about.finding.text));
    setEdge(Token::Bad);
    m_head->setSpacing(theme.px(8));
    m_head->addWidget(m_title, 1);
    m_layout->setContentsMargins(theme.px(18), theme.px(12), theme.px(14), theme.px(12));
    m_layout->setSpacing(theme.px(8));
    m_layout->addLayout(m_head);
    m_layout->addWidget(makeWords(about));
    m_layout->addWidget(m_buttons);
    m_layout->addWidget(makeEvidence(about.finding));
}

QWidget *FindingCard::makeTitle(const Finding &finding)
{
    auto *row = new QWidget;
    auto *layout = new WrapLayout(m_theme.px(10), m_theme.px(4), 0, row);
    auto *title = new TextLabel(m_theme, TextRole::Heading, Token::Text, finding.title);
    title->setObjectName(u"findingTitle"_s);
    auto *badge = new Badge(m_theme, certaintyTone(finding.certainty), certaintyText(finding.certainty));
    badge->setObjectName(u"certainty"_s);
    layout->addWidget(title);
    layout->addWidget(badge);
    return row;
}

QWidget *FindingCard::makeButtons(const About &about)
{
    auto *row = new QWidget;
    auto *layout = new WrapLayout(m_theme.px(8), m_theme.px(6), 0, row);
    bool isFirst = true;
    for (const NextStep &step : about.finding.steps) {
        if (!StepOffer::isButton(step, about.identity))
            continue;
        auto *button = new QPushButton(StepOffer::label(step).replace(u'&', "&&"_L1));
        button->setObjectName(u"step_"_s + actionName(step.action));
        button->setAccessibleName(StepOffer::label(step));
        setButtonRole(button, std::exchange(isFirst, false) ? ButtonRole::Primary : ButtonRole::Secondary);
        // Queued: what follows may show another result, and this card goes.
        connect(button, &QPushButton::clicked, this, [this, step] { Q_EMIT stepChosen(step); }, Qt::QueuedConnection);
        layout->addWidget(button);
    }
    if (about.canCompare) {
        auto *compare = new QPushButton(tr("Break it on purpose…"));
        compare->setObjectName(u"compare"_s);
        compare->setToolTip(tr("Send it without its token, with a spoiled one, as somebody else, and compare the answers"));
        connect(compare, &QPushButton::clicked, this, &FindingCard::compareRequested, Qt::QueuedConnection);
        layout->addWidget(compare);
    }
    row->setVisible(layout->count() > 0);
    return row;
}

QWidget *FindingCard::makeWords(const About &about)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(4));
    auto *text = words(m_theme, about.finding.text, Token::Dim);
    text->setObjectName(u"findingText"_s);
    layout->addWidget(text);
    if (!about.finding.hint.isEmpty() && about.finding.hint != about.finding.text)
        layout->addWidget(words(m_theme, tr("The profile says: %1").arg(about.finding.hint), Token::Dim));
    QStringList advice;
    for (const NextStep &step : about.finding.steps)
        if (!StepOffer::isButton(step, about.identity) && !step.label.isEmpty())
            advice += step.label;
    if (!advice.isEmpty()) {
        auto *also = words(m_theme, tr("What may help, too: %1.").arg(advice.join(u"; "_s)), Token::Dim);
        also->setObjectName(u"advice"_s);
        layout->addWidget(also);
    }
    return column;
}

QWidget *FindingCard::makeEvidence(const Finding &finding)
{
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, m_theme.px(2), 0, 0);
    grid->setHorizontalSpacing(m_theme.px(16));
    grid->setVerticalSpacing(m_theme.px(6));
    grid->setColumnMinimumWidth(0, m_theme.px(110));
    grid->setColumnStretch(1, 1);
    QString before;
    for (const Evidence &evidence : finding.evidence) {
        const int row = grid->rowCount();
        const QString place = placeText(evidence.place);
        if (place != before)
            grid->addWidget(new TextLabel(m_theme, TextRole::Body, Token::Dim, place), row, 0, Qt::AlignTop);
        before = place;
        auto *text = words(m_theme, evidence.text, Token::Text);
        text->setObjectName(u"evidence"_s);
        text->setAccessibleName(place + u": "_s + evidence.text);
        grid->addWidget(text, row, 1, Qt::AlignTop);
    }
    return table;
}

void FindingCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    arrange();
}

bool FindingCard::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // what is in it takes more or less room
        arrange();
    return Card::event(event);
}

// The buttons stand beside the title where both have room, else below the words.
void FindingCard::arrange()
{
    const QMargins margins = m_layout->contentsMargins();
    const int wanted = m_title->sizeHint().width() + m_head->spacing() * 3 + m_buttons->sizeHint().width();
    const bool isBeside = width() - margins.left() - margins.right() >= wanted;
    if (isBeside == (m_head->indexOf(m_buttons) >= 0))
        return;
    m_buttons->setSizePolicy(isBeside ? QSizePolicy::Fixed : QSizePolicy::Preferred, QSizePolicy::Preferred); // one line, or as many as it takes
    m_head->removeWidget(m_buttons);
    m_layout->removeWidget(m_buttons);
    if (isBeside)
        m_head->addWidget(m_buttons);
    else
        m_layout->insertWidget(2, m_buttons);
}

}
