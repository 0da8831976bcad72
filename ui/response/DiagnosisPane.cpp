#include "ui/response/DiagnosisPane.h"

#include "ui/response/FindingCard.h"
#include "ui/response/OwnerLetter.h"
#include "ui/response/StoryDrawing.h"
#include "ui/response/SuspectTable.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

DiagnosisPane::DiagnosisPane(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_redactor(redactor)
{
    setObjectName(u"diagnosis"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
}

QString DiagnosisPane::question(const RunResult &result)
{
    if (result.error || result.attempts.isEmpty())
        return tr("Why not sent?");
    return tr("Why %1?").arg(result.last()->status());
}

void DiagnosisPane::setResult(const RunResult &result, const CredentialId &identity)
{
    m_identity = identity;
    m_clocks = ClockDialog::read(result);
    m_letter = ownerLetter(result, identity, m_redactor);
    auto *page = new QWidget;
    setSurface(page, Surface::Panel);
    auto *layout = new QVBoxLayout(page);
    const int side = m_theme.px(16);
    layout->setContentsMargins(side, m_theme.px(14), side, side);
    layout->setSpacing(m_theme.px(10));
    if (const Finding *finding = result.diagnosis.first()) {
        const bool canCompare = !result.error && !result.isWithheld && !identity.isEmpty();
        auto *card = new FindingCard(m_theme, {*finding, identity, canCompare});
        connect(card, &FindingCard::stepChosen, this, &DiagnosisPane::take);
        connect(card, &FindingCard::compareRequested, this, &DiagnosisPane::compareRequested);
        layout->addWidget(card);
    }
    auto *suspects = new SuspectTable(m_theme, result.diagnosis, identity);
    connect(suspects, &SuspectTable::stepChosen, this, &DiagnosisPane::take);
    if (suspects->isEmpty()) {
        delete suspects;
    } else {
        layout->addSpacing(m_theme.px(4));
        layout->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, tr("Also looked at")));
        layout->addWidget(suspects);
    }
    layout->addSpacing(m_theme.px(4));
    layout->addWidget(makeStory(result));
    layout->addStretch(1);
    setWidget(page); // deletes the one before
    page->show();
}

void DiagnosisPane::take(const NextStep &step)
{
    switch (step.action) {
    case NextStep::Action::SetClock:
        return compareClocks();
    case NextStep::Action::AskOwner:
        return copyLetter();
    default:
        Q_EMIT stepChosen(step);
    }
}

void DiagnosisPane::compareClocks()
{
    auto *dialog = ClockDialog::open(m_theme, m_clocks, !m_identity.isEmpty(), this);
    connect(dialog, &ClockDialog::tokenRequested, this, [this] { Q_EMIT stepChosen({NextStep::Action::InspectToken, {}, {}}); });
}

void DiagnosisPane::copyLetter()
{
    QGuiApplication::clipboard()->setText(m_letter);
    Q_EMIT noted(tr("Copied: a text for whoever runs the API. It says what was sent, without the values, and what seems to be missing. Read it before you paste it."));
}

QWidget *DiagnosisPane::makeStory(const RunResult &result)
{
    const RunStory story = RunStory::of(result, m_redactor);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(8));
    auto *copy = new QPushButton(tr("Copy as text"));
    copy->setObjectName(u"copyStory"_s);
    setButtonRole(copy, ButtonRole::Link);
    connect(copy, &QPushButton::clicked, this, [text = story.text()] { QGuiApplication::clipboard()->setText(text); });
    auto *head = new QHBoxLayout;
    head->setSpacing(m_theme.px(10));
    head->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, tr("What happened")));
    head->addWidget(copy);
    head->addStretch(1);
    auto *drawing = new StoryDrawing(m_theme);
    drawing->setStory(story);
    layout->addLayout(head);
    layout->addWidget(drawing);
    return part;
}

}
