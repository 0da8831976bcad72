#include "ui/response/FailureView.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

Icon iconOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network:
        return Icon::Offline;
    case ErrorKind::Timeout:
        return Icon::Clock;
    case ErrorKind::Tls:
    case ErrorKind::OriginNotBound:
        return Icon::Shield;
    case ErrorKind::Cancelled:
        return Icon::Stop;
    case ErrorKind::AuthRejected:
    case ErrorKind::SignInNeeded:
    case ErrorKind::Keychain:
        return Icon::Key;
    default:
        return Icon::Error;
    }
}

}

FailureView::FailureView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_title(new TextLabel(theme, TextRole::Heading, Token::Text))
    , m_message(new TextLabel(theme))
    , m_detail(new TextLabel(theme, TextRole::Body, Token::Dim))
    , m_retry(new QPushButton(tr("Send again")))
    , m_signIn(new QPushButton(tr("Sign in…")))
{
    setObjectName(u"failure"_s);
    m_icon->setTextFormat(Qt::PlainText);
    m_title->setObjectName(u"failureTitle"_s);
    m_message->setObjectName(u"failureMessage"_s);
    m_detail->setObjectName(u"failureDetail"_s);
    m_retry->setObjectName(u"retry"_s);
    m_signIn->setObjectName(u"failureSignIn"_s);
    setButtonRole(m_signIn, ButtonRole::Primary);
    for (TextLabel *label : {m_message, m_detail}) {
        label->setWordWrap(true);
        label->setMaximumWidth(theme.px(560));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(theme.px(6));
    words->addWidget(m_title);
    words->addWidget(m_message);
    words->addWidget(m_detail);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, theme.px(8), 0, 0);
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_retry);
    buttons->addStretch(1);
    words->addLayout(buttons);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(14));
    row->addStretch(1);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 6);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    const int side = theme.px(16);
    layout->setContentsMargins(side, side, side, side);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    connect(m_retry, &QPushButton::clicked, this, &FailureView::retryRequested);
    connect(m_signIn, &QPushButton::clicked, this, &FailureView::signInRequested);
    connect(&theme, &Theme::changed, this, &FailureView::paintIcon);
}

void FailureView::setError(const Error &error)
{
    m_kind = error.kind;
    m_title->setText(title(error.kind));
    m_message->setText(error.message);
    m_message->setVisible(error.kind != ErrorKind::Cancelled);
    m_detail->setText(error.detail);
    m_detail->setVisible(!error.detail.isEmpty());
    const bool needsSignIn = error.kind == ErrorKind::SignInNeeded || error.kind == ErrorKind::AuthRejected;
    m_signIn->setVisible(needsSignIn);
    m_retry->setVisible(error.kind != ErrorKind::Input);
    setAccessibleName(m_title->text() + u". "_s + error.message + u' ' + error.detail);
    paintIcon();
}

QString FailureView::title(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network:
        return tr("No answer");
    case ErrorKind::Timeout:
        return tr("It took too long");
    case ErrorKind::Tls:
        return tr("The connection can't be trusted");
    case ErrorKind::Cancelled:
        return tr("Cancelled");
    case ErrorKind::Parse:
        return tr("The answer can't be read");
    case ErrorKind::Profile:
        return tr("The profile has a problem");
    case ErrorKind::Input:
        return tr("This can't be sent");
    case ErrorKind::AuthRejected:
        return tr("The sign-in was refused");
    case ErrorKind::SignInNeeded:
        return tr("Sign in first");
    case ErrorKind::OriginNotBound:
        return tr("Kept back");
    case ErrorKind::Keychain:
        return tr("The keychain can't be used");
    case ErrorKind::Storage:
        return tr("The answer can't be kept");
    }
    Q_UNREACHABLE();
}

void FailureView::paintIcon()
{
    const bool isCalm = m_kind == ErrorKind::Cancelled || m_kind == ErrorKind::SignInNeeded;
    m_icon->setPixmap(iconPixmap(iconOf(m_kind), m_theme.color(isCalm ? Token::Dim : Token::Bad), m_theme.px(28), devicePixelRatioF()));
}

}
