#include "ui/composer/AuthPanel.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/WrapLayout.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString placeName(AddedRow::Place place)
{
    switch (place) {
    case AddedRow::Place::Header:
        return AuthPanel::tr("Header");
    case AddedRow::Place::Query:
        return AuthPanel::tr("Query");
    case AddedRow::Place::Cookie:
        break;
    }
    return AuthPanel::tr("Cookie");
}

}

AuthPanel::AuthPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_who(new TextLabel(theme, TextRole::Strong, Token::Text))
    , m_state(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_bind(new QPushButton)
    , m_nobody(new QPushButton(tr("Nobody")))
    , m_again(new QPushButton(tr("Sign in…")))
    , m_reveal(new QPushButton(tr("Reveal")))
    , m_cookies(new QPushButton)
    , m_adds(new QWidget)
    , m_rows(new QGridLayout(m_adds))
    , m_standardRow(new QWidget)
    , m_standards(new WrapLayout(theme.px(6), theme.px(4), theme.px(6))) // a link's own margin
{
    setObjectName(u"authPanel"_s);
    m_who->setObjectName(u"authWho"_s);
    m_state->setObjectName(u"authState"_s);
    m_state->setWordWrap(true);
    auto *choose = new QPushButton(tr("Choose…"));
    choose->setObjectName(u"authChoose"_s);
    choose->setToolTip(tr("Send as somebody else (Ctrl+I)"));
    m_bind->setObjectName(u"authBind"_s);
    m_nobody->setObjectName(u"authNobody"_s);
    m_again->setObjectName(u"authSignIn"_s);
    m_reveal->setObjectName(u"authReveal"_s);
    m_reveal->setCheckable(true);
    m_reveal->setAccessibleName(tr("Reveal what the credential adds"));
    m_cookies->setObjectName(u"authCookies"_s);
    setButtonRole(m_bind, ButtonRole::Link);
    for (QPushButton *button : {m_nobody, m_reveal, m_cookies})
        setButtonRole(button, ButtonRole::Subtle);

    auto *content = new QWidget;
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.px(8));
    top->addWidget(m_who);
    top->addWidget(m_state, 1);
    top->addWidget(choose);
    top->addWidget(m_again);
    top->addWidget(m_nobody);
    auto *bind = new WrapLayout(theme.px(6), 0, theme.px(6)); // a link's own margin
    bind->addWidget(m_bind);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(theme.px(16));
    m_rows->setVerticalSpacing(theme.px(4));
    m_rows->setColumnStretch(2, 1);
    auto *standard = new QVBoxLayout(m_standardRow);
    standard->setContentsMargins(0, 0, 0, 0);
    standard->setSpacing(theme.px(2));
    standard->addWidget(new TextLabel(theme, TextRole::Small, Token::Dim, tr("Without a profile of its own, a new:")));
    standard->addLayout(m_standards);
    auto *last = new WrapLayout(theme.px(6), 0, theme.px(12)); // a quiet button's own margin
    last->addWidget(m_cookies);
    last->addWidget(m_reveal);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, theme.px(10), 0, theme.px(6));
    column->setSpacing(theme.px(10));
    column->addLayout(top);
    column->addLayout(bind);
    column->addWidget(m_adds);
    column->addLayout(last);
    column->addWidget(m_standardRow);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setFocusProxy(choose);

    connect(choose, &QPushButton::clicked, this, &AuthPanel::chooseRequested);
    connect(m_nobody, &QPushButton::clicked, this, &AuthPanel::nobodyRequested);
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT signInRequested(m_id); });
    connect(m_bind, &QPushButton::clicked, this, [this] { Q_EMIT bindRequested(m_going.foreignOrigin); });
    connect(m_cookies, &QPushButton::clicked, this, &AuthPanel::cookiesRequested);
    connect(m_reveal, &QPushButton::toggled, this, [this](bool isOn) {
        m_reveal->setText(isOn ? tr("Hide") : tr("Reveal"));
        Q_EMIT revealChanged();
    });
    setCookies(0);
    setGoing({}, {});
}

bool AuthPanel::isRevealed() const
{
    return m_reveal->isChecked();
}

void AuthPanel::setGoing(const CredentialId &id, const RequestContext::Going &going)
{
    const bool areRowsSame = going.byCredential == m_going.byCredential;
    m_id = id;
    m_going = going;
    const bool isNobody = id.isEmpty();
    m_who->setText(isNobody ? tr("Nobody") : going.who.isEmpty() ? id.toString() : going.who);
    // Why it stays behind is said once, at the URL.
    m_state->setText(isNobody && going.state.isEmpty() ? tr("The request goes without a credential.")
            : going.note.isEmpty()                     ? going.state
                                                       : tr("%1; it does not go along to this address").arg(going.state));
    m_state->setColor(going.note.isEmpty() ? Token::Dim : Token::WarnText);
    m_bind->setText(tr("Let it go there"));
    m_bind->setVisible(!going.foreignOrigin.isEmpty());
    m_again->setText(isNobody ? tr("Sign in…") : tr("Sign in again…"));
    m_nobody->setEnabled(!isNobody);

    m_adds->setVisible(!going.byCredential.isEmpty());
    m_reveal->setVisible(!going.byCredential.isEmpty());
    if (areRowsSame)
        return;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int line = 0;
    for (const AddedRow &row : going.byCredential) {
        auto *value = new ElidedLabel(m_theme, TextRole::Mono, row.isReplaced ? Token::Faint : Token::Text);
        value->setText(row.value);
        value->setObjectName(u"authValue"_s);
        m_rows->addWidget(new TextLabel(m_theme, TextRole::Small, Token::Dim, placeName(row.place)), line, 0);
        m_rows->addWidget(new TextLabel(m_theme, TextRole::Mono, Token::Text, row.name), line, 1);
        m_rows->addWidget(value, line, 2);
        if (row.isReplaced)
            m_rows->addWidget(new TextLabel(m_theme, TextRole::Small, Token::Dim, tr("yours goes instead")), line, 3);
        ++line;
    }
}

void AuthPanel::setStandards(const QList<RequestContext::Standard> &standards)
{
    while (QLayoutItem *item = m_standards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &standard : standards) {
        auto *button = new QPushButton(QString(standard.name).replace(u'&', u"&&"_s));
        button->setObjectName(u"authNew_"_s + standard.profile);
        setButtonRole(button, ButtonRole::Link);
        connect(button, &QPushButton::clicked, this, [this, profile = standard.profile] { Q_EMIT signInRequested({profile, {}, {}}, m_going.origin); });
        m_standards->addWidget(button);
    }
    m_standardRow->setVisible(!standards.isEmpty());
}

void AuthPanel::setCookies(int count)
{
    m_cookies->setText(count == 0 ? tr("No cookies") : tr("Cookies: %1…").arg(count));
    m_cookies->setEnabled(count > 0);
}

}
