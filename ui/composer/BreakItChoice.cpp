#include "ui/composer/BreakItChoice.h"

#include "app/http/Origin.h"
#include "app/http/VisibleText.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOthers = 2; // identities that are ticked from the beginning

TextLabel *sentence(const Theme &theme, const QString &text, Token color = Token::Dim)
{
    auto *label = new TextLabel(theme, TextRole::Body, color, text);
    label->setWordWrap(true);
    return label;
}

}

BreakItChoice::BreakItChoice(const Theme &theme, const BreakPlan &plan, const QString &shownUrl, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_plan(plan)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(8));
    for (const QString &note : plan.notes) {
        auto *label = sentence(theme, note, Token::WarnText);
        label->setObjectName(u"breakNote"_s);
        layout->addWidget(label);
    }
    if (plan.variants.isEmpty()) {
        layout->addStretch(1);
        return;
    }
    const QString who = plan.identity.isEmpty() ? tr("nobody") : plan.identity.account;
    auto *what = sentence(theme,
        tr("%1 %2 is sent as %3: once as it is, and once for each line that is ticked, one after the other. Nothing is refreshed or sent again, "
           "cookies that come are not kept, no tick of the timeline is made, and what was changed is gone with this window.")
            .arg(VisibleText::of(plan.method, 20), shownUrl, who));
    what->setObjectName(u"breakWhat"_s);
    layout->addWidget(what);
    if (plan.isPublic)
        layout->addWidget(sentence(theme, tr("The profile counts this address among those that need no credential: the server may well accept everything.")));
    if (!plan.isSafe())
        addWarning(*layout);
    layout->addWidget(makeList(), 1);
    askConsent();
}

void BreakItChoice::addWarning(QVBoxLayout &layout)
{
    auto *banner = new ErrorBanner(m_theme);
    banner->setDismissable(false);
    banner->say(ErrorBanner::Kind::Warning, tr("%1 may change something on the server, each time anew.").arg(VisibleText::of(m_plan.method, 20)),
        tr("Whatever the server accepts really happens."));
    m_consent = new QCheckBox;
    m_consent->setObjectName(u"breakConsent"_s);
    connect(m_consent, &QCheckBox::toggled, this, &BreakItChoice::changed);
    layout.addWidget(banner);
    layout.addWidget(m_consent);
}

QWidget *BreakItChoice::makeList()
{
    auto *page = new QWidget;
    setSurface(page, Surface::Raised);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, m_theme.px(4), m_theme.px(8), 0);
    layout->setSpacing(m_theme.px(2));
    int others = 0;
    for (const BrokenVariant &variant : m_plan.variants) {
        const bool isWhole = variant.kind == BrokenVariant::Kind::Whole;
        const bool isOther = variant.kind == BrokenVariant::Kind::OtherIdentity;
        auto *box = new QCheckBox(QString(variant.title).replace(u'&', "&&"_L1));
        box->setAccessibleName(variant.title);
        box->setAccessibleDescription(variant.text);
        box->setObjectName(u"variant%1"_s.arg(m_boxes.size()));
        box->setChecked(!isOther || ++others <= mostOthers);
        box->setEnabled(!isWhole); // there would be nothing to compare with
        connect(box, &QCheckBox::toggled, this, [this] {
            askConsent();
            Q_EMIT changed();
        });
        auto *text = new TextLabel(m_theme, TextRole::Small, Token::Dim, variant.text);
        text->setWordWrap(true);
        text->setContentsMargins(m_theme.px(24), 0, 0, m_theme.px(8));
        layout->addWidget(box);
        layout->addWidget(text);
        m_boxes += box;
    }
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"variants"_s);
    scroll->setAccessibleName(tr("What is broken"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    setSurface(scroll->viewport(), Surface::Raised);
    return scroll;
}

// A yes to another number is none.
void BreakItChoice::askConsent()
{
    spendConsent();
    if (m_consent)
        m_consent->setText(tr("Yes, send %1 %2 times").arg(VisibleText::of(m_plan.method, 20)).arg(chosen().size()));
}

QList<BrokenVariant> BreakItChoice::chosen() const
{
    QList<BrokenVariant> chosen;
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        if (m_boxes.at(i)->isChecked())
            chosen += m_plan.variants.at(i);
    return chosen;
}

void BreakItChoice::takeFocus()
{
    if (QCheckBox *first = m_consent ? m_consent : m_boxes.value(1))
        first->setFocus();
}

bool BreakItChoice::hasConsent() const
{
    return m_plan.isSafe() || (m_consent && m_consent->isChecked());
}

void BreakItChoice::spendConsent()
{
    if (m_consent)
        m_consent->setChecked(false);
}

}
