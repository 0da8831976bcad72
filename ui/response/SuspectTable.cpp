#include "ui/response/SuspectTable.h"

#include "ui/response/FindingCard.h"
#include "ui/response/StepOffer.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/WrapLayout.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int linkInset = 6; // a link's own margin: its words begin where the others do

}

SuspectTable::SuspectTable(const Theme &theme, const Diagnosis &diagnosis, const CredentialId &identity, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    setObjectName(u"alsoLookedAt"_s);
    setAccessibleName(tr("Also looked at"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(12));
    m_grid->setVerticalSpacing(theme.px(5));
    m_grid->setColumnMinimumWidth(0, theme.px(156)); // a few words on a line
    m_grid->setColumnMinimumWidth(1, theme.px(70));
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(2, 5);
    QList<NextStep> offered = diagnosis.isEmpty() ? QList<NextStep>() : diagnosis.first()->steps;
    for (qsizetype i = 1; i < diagnosis.findings.size(); ++i) {
        const Finding &finding = diagnosis.findings.at(i);
        const QString certainty = certaintyText(finding.certainty);
        const int row = addRow(finding.title, new Badge(theme, certaintyTone(finding.certainty), certainty), certainty,
            finding.evidence.isEmpty() ? finding.text : finding.evidence.constFirst().text);
        const auto best = std::find_if(finding.steps.begin(), finding.steps.end(), [&](const NextStep &step) {
            return StepOffer::isButton(step, identity) && !offered.contains(step);
        });
        if (best == finding.steps.end())
            continue;
        offered += *best;
        auto *button = new QPushButton(StepOffer::label(*best).replace(u'&', "&&"_L1));
        button->setObjectName(u"also_"_s + actionName(best->action));
        button->setAccessibleName(StepOffer::label(*best));
        setButtonRole(button, ButtonRole::Link);
        connect(button, &QPushButton::clicked, this, [this, step = *best] { Q_EMIT stepChosen(step); }, Qt::QueuedConnection);
        auto *line = new QWidget;
        (new WrapLayout(0, 0, theme.px(linkInset), line))->addWidget(button);
        m_grid->addWidget(line, row + 1, 1, 1, 2);
    }
    for (const RuledOut &each : diagnosis.ruledOut)
        addRow(each.title, new TextLabel(theme, TextRole::Body, Token::Dim, tr("ruled out")), tr("ruled out"), each.why);
}

int SuspectTable::addRow(const QString &title, QWidget *verdict, const QString &verdictText, const QString &why)
{
    m_isEmpty = false;
    const int line = m_nextRow, row = line + 1;
    m_nextRow += 3;
    m_grid->addWidget(new Rule(m_theme), line, 0, 1, 3);
    auto *name = new TextLabel(m_theme, TextRole::Body, Token::Text, title);
    name->setWordWrap(true);
    auto *text = new TextLabel(m_theme, TextRole::Body, Token::Dim, why);
    text->setObjectName(u"suspectWhy"_s);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(tr("%1, %2: %3").arg(title, verdictText, why));
    m_grid->addWidget(name, row, 0, 2, 1, Qt::AlignTop); // what can be done stands in the second row
    m_grid->addWidget(verdict, row, 1, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(text, row, 2, Qt::AlignTop);
    return row;
}

}
