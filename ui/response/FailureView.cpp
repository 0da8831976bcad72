#include "ui/response/FailureView.h"

#include "app/http/VisibleText.h"
#include "app/run/RequestRunner.h"
#include "ui/response/FactTable.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/WrapLayout.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <utility>

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

// A sentence for each step from one server to another.
QString onward(const QList<HttpHop> &hops)
{
    constexpr qsizetype longestName = 200;
    const auto place = [](const Origin &origin) { return VisibleText::of(origin.authority().toUtf8(), longestName); };
    QStringList steps;
    for (qsizetype i = 1; i < hops.size(); ++i) {
        const auto from = Origin::of(hops.at(i - 1).url), to = Origin::of(hops.at(i).url);
        if (from && to && *from != *to)
            steps += FailureView::tr("%1 sent the request on to %2.").arg(place(*from), place(*to));
    }
    return steps.join(u' ');
}

}

FailureView::FailureView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_title(new TextLabel(theme, TextRole::Heading, Token::Text))
    , m_message(new TextLabel(theme))
    , m_detail(new TextLabel(theme, TextRole::Body, Token::Dim))
    , m_onward(new TextLabel(theme))
    , m_certificate(new QVBoxLayout)
    , m_advice(new TextLabel(theme))
    , m_retry(new QPushButton(tr("Send again")))
    , m_signIn(new QPushButton(tr("Sign in…")))
    , m_trust(new QPushButton)
    , m_network(new QPushButton(tr("Network settings…")))
{
    setObjectName(u"failure"_s);
    m_icon->setTextFormat(Qt::PlainText);
    m_title->setObjectName(u"failureTitle"_s);
    m_message->setObjectName(u"failureMessage"_s);
    m_detail->setObjectName(u"failureDetail"_s);
    m_onward->setObjectName(u"failureOnward"_s);
    m_advice->setObjectName(u"failureAdvice"_s);
    m_retry->setObjectName(u"retry"_s);
    m_signIn->setObjectName(u"failureSignIn"_s);
    m_trust->setObjectName(u"trustCertificate"_s);
    m_network->setObjectName(u"failureNetwork"_s);
    setButtonRole(m_signIn, ButtonRole::Primary);
    setButtonRole(m_network, ButtonRole::Link);
    for (TextLabel *label : {m_message, m_detail, m_onward, m_advice}) {
        label->setWordWrap(true);
        label->setMaximumWidth(theme.px(560));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(theme.px(6));
    words->addWidget(m_title);
    words->addWidget(m_message);
    words->addWidget(m_detail);
    words->addWidget(m_onward);
    m_certificate->setContentsMargins(0, theme.px(4), 0, theme.px(4));
    words->addLayout(m_certificate);
    words->addWidget(m_advice);
    auto *buttons = new QWidget;
    auto *row = new WrapLayout(theme.px(8), theme.px(8), 0, buttons);
    row->setContentsMargins(0, theme.px(8), 0, 0);
    for (QPushButton *button : {m_signIn, m_trust, m_retry, m_network})
        row->addWidget(button);
    words->addWidget(buttons);

    auto *page = new QWidget;
    auto *beside = new QHBoxLayout;
    beside->setSpacing(theme.px(14));
    beside->addStretch(1);
    beside->addWidget(m_icon, 0, Qt::AlignTop);
    beside->addLayout(words, 6);
    beside->addStretch(1);
    auto *column = new QVBoxLayout(page);
    const int side = theme.px(16);
    column->setContentsMargins(side, side, side, side);
    column->addStretch(2);
    column->addLayout(beside);
    column->addStretch(3);
    auto *scroll = new QScrollArea; // a certificate takes more room than a low window may have
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_retry, &QPushButton::clicked, this, &FailureView::retryRequested);
    connect(m_signIn, &QPushButton::clicked, this, &FailureView::signInRequested);
    connect(m_trust, &QPushButton::clicked, this, [this] {
        if (m_question)
            Q_EMIT trustRequested(m_question->environment, m_question->exception());
    });
    connect(m_network, &QPushButton::clicked, this, [this] { Q_EMIT networkRequested(m_environment); });
    connect(&theme, &Theme::changed, this, &FailureView::paintIcon);
}

void FailureView::setResult(const RunResult &result, const QString &environment)
{
    delete std::exchange(m_facts, nullptr);
    m_question.reset();
    m_environment = environment;
    for (QWidget *part : std::initializer_list<QWidget *>{m_onward, m_advice, m_trust, m_network})
        part->hide();
    setButtonRole(m_retry, ButtonRole::Secondary);
    setError(*result.error);
    const HttpExchange *exchange = result.last();
    if (result.error->kind == ErrorKind::Tls && exchange && !exchange->hops.isEmpty())
        showRefusal(*exchange, environment, result.trustsExceptions);
    setName();
}

void FailureView::setError(const Error &error)
{
    m_kind = error.kind;
    m_isTrusted = false;
    m_title->setText(title(error.kind));
    m_title->setColor(Token::Text);
    m_message->setText(error.message);
    m_message->setVisible(error.kind != ErrorKind::Cancelled);
    m_detail->setText(error.detail);
    m_detail->setVisible(!error.detail.isEmpty());
    const bool needsSignIn = error.kind == ErrorKind::SignInNeeded || error.kind == ErrorKind::AuthRejected;
    m_signIn->setVisible(needsSignIn);
    m_retry->setVisible(error.kind != ErrorKind::Input);
    paintIcon();
}

void FailureView::showRefusal(const HttpExchange &exchange, const QString &environment, bool countsExceptions)
{
    const HttpHop &hop = exchange.last();
    const auto place = Origin::of(hop.url);
    if (!place || !hop.tls || !hop.tls->isRefused() || hop.tls->chain.isEmpty())
        return;
    const bool isReplaced = hop.tls->trust == TlsTrust::Replaced;
    if (isReplaced) {
        m_title->setText(tr("Another certificate than the one you trusted"));
        m_title->setColor(Token::BadText);
    }
    m_onward->setText(onward(exchange.hops));
    m_onward->setVisible(!m_onward->text().isEmpty());
    m_facts = new FactTable(m_theme);
    m_facts->setObjectName(u"failureCertificate"_s);
    for (const auto &[name, value] : TrustQuestion::facts(hop.tls->chain.constFirst()))
        isReplaced && name == "SHA-256"_L1 ? m_facts->addWarning(name, value) : m_facts->add(name, value);
    m_certificate->addWidget(m_facts);
    m_network->show();
    if (countsExceptions)
        m_question = TrustQuestion::of(*hop.tls, *place, environment);
    if (m_question)
        m_trust->setText(m_question->offer().replace(u'&', "&&"_L1));
    m_trust->setVisible(m_question.has_value());
    m_advice->setText(m_question ? TrustQuestion::advice()
                                 : tr("This request trusts no exceptions, whatever its environment does: see TLS exceptions in its Settings."));
    m_advice->setVisible(m_question || !countsExceptions);
}

void FailureView::showTrusted()
{
    if (!m_question)
        return;
    m_isTrusted = true;
    m_title->setText(tr("Trusted from now on"));
    m_message->hide(); // what to decide was decided
    m_detail->hide();
    m_advice->setText(m_question->kept());
    m_question.reset();
    m_trust->hide();
    setButtonRole(m_retry, ButtonRole::Primary);
    m_retry->setFocus(Qt::OtherFocusReason);
    setName();
    paintIcon();
}

void FailureView::setName()
{
    QStringList words{m_title->text() + u'.'};
    for (const TextLabel *label : {m_message, m_detail, m_onward, m_advice})
        if (!label->isHidden())
            words += label->text();
    if (m_question)
        words += m_question->offer();
    setAccessibleName(words.join(u' '));
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
    const Token token = m_isTrusted ? Token::Warn : isCalm ? Token::Dim : Token::Bad;
    m_icon->setPixmap(iconPixmap(iconOf(m_kind), m_theme.color(token), m_theme.px(28), devicePixelRatioF()));
}

}
