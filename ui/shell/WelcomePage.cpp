#include "ui/shell/WelcomePage.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "ui/shell/FlowChips.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChipRow.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString subtitle(int apis)
{
    switch (apis) {
    case 0:
        return WelcomePage::tr("Describe once how an API signs you in. Secrets stay in this computer's keychain.");
    case 1:
        return WelcomePage::tr("One API is running on this computer, for you to try. Nothing leaves it.");
    case 4:
        return WelcomePage::tr("Four APIs are running on this computer, for you to try. Nothing leaves it.");
    default:
        return WelcomePage::tr("%1 APIs are running on this computer, for you to try. Nothing leaves it.").arg(apis);
    }
}

constexpr double widest = 1060, margin = 40, forTwoColumns = 820;

}

WelcomePage::WelcomePage(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_profiles(profiles)
    , m_content(new QWidget)
    , m_subtitle(new TextLabel(theme, TextRole::Body, Token::Dim))
    , m_back(new QPushButton(tr("Back to the requests")))
    , m_grid(new QGridLayout)
{
    setObjectName(u"welcomePage"_s);
    setAccessibleName(tr("APIs to try"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(viewport(), Surface::Window);

    auto *title = new TextLabel(theme, TextRole::Title, Token::Text, tr("Sign in once. Explore as anyone."));
    title->setObjectName(u"welcomeTitle"_s);
    m_subtitle->setWordWrap(true);
    m_back->setObjectName(u"welcomeBack"_s);
    setButtonRole(m_back, ButtonRole::Subtle);
    m_back->hide();
    connect(m_back, &QPushButton::clicked, this, &WelcomePage::left);
    m_back->setShortcut(QKeySequence(Qt::Key_Escape)); // heard only while the button is there
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_back);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_subtitle);
    column->addSpacing(16);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(16);
    column->addLayout(m_grid);
    column->addStretch();

    auto *centred = new QWidget;
    centred->setLayout(column);
    column->setContentsMargins(0, 0, 0, 0);
    centred->setMaximumWidth(m_theme.px(widest));
    auto *outer = new QHBoxLayout(m_content);
    outer->setContentsMargins(m_theme.px(margin), m_theme.px(36), m_theme.px(margin), m_theme.px(24));
    outer->addStretch(1);
    outer->addWidget(centred, 1000);
    outer->addStretch(1);
    m_content->resize(size()); // or it would be asked what it likes, which counts for nothing
    setWidget(m_content);
    setSurface(m_content, Surface::Window);
    build();
    connect(&profiles, &ProfileCatalog::changed, this, &WelcomePage::build);
}

void WelcomePage::setSandboxApis(const QStringList &profileIds)
{
    const QSet<QString> ids(profileIds.cbegin(), profileIds.cend());
    if (ids == std::exchange(m_ids, ids))
        return;
    build();
    if (isVisible())
        setFocus(); // Tab goes to the first card from there
}

void WelcomePage::setCanLeave(bool canLeave)
{
    m_back->setVisible(canLeave);
}

void WelcomePage::build()
{
    for (QWidget *card : std::exchange(m_cards, {})) {
        card->hide();
        card->deleteLater(); // its button may be what brought us here
    }
    const QList<const AuthProfile *> profiles = m_profiles.profiles();
    for (qsizetype i = 0; i < profiles.size(); ++i) {
        if (m_ids.contains(profiles.at(i)->id))
            m_cards << makeCard(*profiles.at(i), int(i));
    }
    m_subtitle->setText(subtitle(int(m_cards.size())));
    m_cards << makeOwnServerCard();
    arrange();
}

void WelcomePage::arrange()
{
    const int columns = viewport()->width() >= m_theme.px(forTwoColumns) ? 2 : 1;
    const int count = int(m_cards.size());
    for (int i = 0; i < count; ++i) {
        // The way to one's own server is as wide as the rest where it would stand alone.
        const bool isAlone = columns == 2 && i == count - 1 && count % 2 == 1;
        m_grid->addWidget(m_cards.at(i), i / columns, isAlone ? 0 : i % columns, 1, isAlone ? 2 : 1);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns - 1);
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

QWidget *WelcomePage::makeCard(const AuthProfile &profile, int color)
{
    auto *card = new Card(m_theme);
    card->setObjectName(u"sandbox:"_s + profile.id);
    card->setStripe(color);
    auto *name = new TextLabel(m_theme, TextRole::Heading, Token::Text, profile.name);
    auto *words = new TextLabel(m_theme, TextRole::Body, Token::Dim, profile.description);
    words->setWordWrap(true);
    auto *signIn = new QPushButton(tr("Sign in"));
    signIn->setObjectName(u"signIn:"_s + profile.id);
    signIn->setAccessibleName(tr("Sign in to %1").arg(profile.name));
    setButtonRole(signIn, ButtonRole::Primary);
    connect(signIn, &QPushButton::clicked, this, [this, id = profile.id] { Q_EMIT sandboxChosen(id); });

    auto *head = new QHBoxLayout;
    head->addWidget(name, 1);
    head->addWidget(signIn);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(20, 16, 16, 16);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(words);
    layout->addStretch();
    layout->addSpacing(8);
    layout->addWidget(new ChipRow(m_theme, flowChips(profile)));
    return card;
}

QWidget *WelcomePage::makeOwnServerCard()
{
    auto *card = new Card(m_theme);
    card->setObjectName(u"ownServer"_s);
    auto *name = new TextLabel(m_theme, TextRole::Heading, Token::Text, tr("My own server"));
    auto *words = new TextLabel(m_theme, TextRole::Body, Token::Dim,
        tr("Choose how it signs you in and give its address. Passwords and tokens go into your keychain, and only to the "
           "addresses that you see."));
    words->setWordWrap(true);
    auto *choose = new QPushButton(tr("Choose an API"));
    choose->setObjectName(u"chooseOwnServer"_s);
    connect(choose, &QPushButton::clicked, this, &WelcomePage::ownServerChosen);
    auto *head = new QHBoxLayout;
    head->addWidget(name, 1);
    head->addWidget(choose);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(20, 16, 16, 16);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(words);
    return card;
}

}
