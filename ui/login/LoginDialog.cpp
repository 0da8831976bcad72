#include "ui/login/LoginDialog.h"

#include "app/http/Origin.h"
#include "ui/login/LoginPage.h"
#include "ui/login/QuestionPage.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QEvent>
#include <QtGui/QCloseEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int usualWidth = 460, wideWidth = 620, sideMargin = 24;
constexpr Milliseconds patience = 2s; // then it is said that some servers take their time

}

LoginDialog::LoginDialog(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_mark(new QLabel(this))
    , m_title(new TextLabel(theme, TextRole::Heading, Token::Text, {}, this))
    , m_profiles(new QPushButton(tr("‹ Another API"), this))
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget)
    , m_sends(new ElidedLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_patience(new TextLabel(theme, TextRole::Small, Token::Dim, tr("Some servers take five seconds to say no."), this))
    , m_showRequest(new QPushButton(this))
    , m_request(new ReadOnlyText(theme, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_submit(new QPushButton(this))
{
    setObjectName(u"loginDialog"_s);
    setWindowTitle(tr("Sign in"));
    setSurface(this, Surface::Raised);
    build();
    setPhase(Phase::Choosing);
}

LoginDialog::~LoginDialog() = default;

void LoginDialog::build()
{
    m_mark->setFixedSize(m_theme.px(10), m_theme.px(10));
    m_title->setObjectName(u"loginTitle"_s);
    m_profiles->setObjectName(u"loginProfiles"_s);
    setButtonRole(m_profiles, ButtonRole::Link);
    auto *head = new QHBoxLayout;
    head->setSpacing(m_theme.px(10));
    head->addWidget(m_mark);
    head->addWidget(m_title, 1);
    head->addWidget(m_profiles);

    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(m_theme.px(sideMargin), 0, m_theme.px(sideMargin), m_theme.px(4));
    content->addStretch();
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // its height is fit()'s business
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_content->installEventFilter(this);

    m_sends->setObjectName(u"loginSends"_s);
    m_sends->setElideMode(Qt::ElideRight);
    m_showRequest->setObjectName(u"loginShowRequest"_s);
    setButtonRole(m_showRequest, ButtonRole::Link);
    m_request->setObjectName(u"loginRequest"_s);
    m_request->edit()->setAccessibleName(tr("The request as it will be sent"));
    m_request->hide();
    m_cancel->setObjectName(u"loginCancel"_s);
    m_submit->setObjectName(u"loginSubmit"_s);
    m_submit->setDefault(true);
    setButtonRole(m_submit, ButtonRole::Primary);
    for (QPushButton *button : {m_cancel, m_submit})
        setTall(button);

    auto *sends = new QHBoxLayout;
    sends->setSpacing(m_theme.px(2));
    sends->addWidget(m_sends);
    sends->addWidget(m_showRequest);
    sends->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(m_theme.px(10));
    buttons->addWidget(m_patience, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_submit);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(m_theme.px(sideMargin), 0, m_theme.px(sideMargin), 0);
    below->setSpacing(m_theme.px(8));
    below->addLayout(sends);
    below->addWidget(m_request);
    below->addLayout(buttons);
    head->setContentsMargins(m_theme.px(sideMargin), 0, m_theme.px(sideMargin), 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, m_theme.px(20), 0, m_theme.px(20));
    column->setSpacing(m_theme.px(14));
    column->addLayout(head);
    column->addWidget(m_scroll, 1);
    column->addLayout(below);

    connect(m_submit, &QPushButton::clicked, this, &LoginDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &LoginDialog::reject);
    connect(m_showRequest, &QPushButton::clicked, this, &LoginDialog::toggleRequest);
    connect(m_profiles, &QPushButton::clicked, this, [this] {
        setPage(m_profilePage);
        setPhase(Phase::Choosing);
        m_profilePage->focusFirst();
    });
}

void LoginDialog::setPage(QWidget *page)
{
    if (m_page == page)
        return;
    if (m_page) {
        m_content->layout()->removeWidget(m_page);
        m_page->hide();
    }
    m_page = page;
    static_cast<QVBoxLayout *>(m_content->layout())->insertWidget(0, page); // before the stretch
    page->show();
    m_scroll->ensureVisible(0, 0);
}

void LoginDialog::showProfiles(const QList<ProfilePage::Entry> &entries, const QList<Error> &problems, const QString &folder)
{
    if (!m_profilePage) {
        m_profilePage = new ProfilePage(m_theme, m_content);
        connect(m_profilePage, &ProfilePage::chosen, this, &LoginDialog::profileChosen);
        connect(m_profilePage, &ProfilePage::folderRequested, this, &LoginDialog::folderRequested);
    }
    m_profilePage->setProfiles(entries, problems, folder);
    if (!m_loginPage) {
        setPage(m_profilePage);
        setPhase(Phase::Choosing);
        m_profilePage->focusFirst();
    }
}

void LoginDialog::showForm(const LoginForm &form, int colorIndex)
{
    m_color = colorIndex;
    auto *old = std::exchange(m_loginPage, new LoginPage(m_theme, form, m_content));
    connect(m_loginPage, &LoginPage::changed, this, &LoginDialog::renderFooter);
    connect(m_loginPage, &LoginPage::submitted, this, &LoginDialog::submit);
    connect(m_loginPage, &LoginPage::discoveryRequested, this, &LoginDialog::discoveryRequested);
    setPage(m_loginPage);
    if (old)
        old->deleteLater();
    setPhase(Phase::Filling);
    m_loginPage->focusFirst();
}

const LoginForm *LoginDialog::form() const
{
    return m_loginPage ? &m_loginPage->form() : nullptr;
}

void LoginDialog::setPhase(Phase phase)
{
    const bool wasSending = m_phase == Phase::Sending;
    m_phase = phase;
    const bool isSending = phase == Phase::Sending;
    if (isSending && !wasSending)
        m_focusBefore = focusWidget();
    m_content->setEnabled(!isSending);
    m_submit->setEnabled(!isSending);
    m_submit->setVisible(phase != Phase::Choosing);
    m_profiles->setVisible(phase == Phase::Filling && m_profilePage);
    m_mark->setVisible(phase != Phase::Choosing);
    paintMark();
    if (isSending)
        m_ticker.start(this, [this] { return tick(); });
    else
        m_ticker.stop(this);
    if (wasSending && !isSending && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    renderFooter();
}

void LoginDialog::renderFooter()
{
    const LoginForm *current = form();
    QString title = tr("Sign in to which API?");
    if (m_phase != Phase::Choosing && current)
        title = m_page == m_questionPage && !m_questionPage->title().isEmpty() ? m_questionPage->title() : current->title();
    m_title->setText(title);
    setWindowTitle(title);
    const bool isForm = m_page && m_page == m_loginPage;
    m_showRequest->setVisible(isForm && !isSending());
    m_submit->setText(!isForm ? tr("Continue") : current->submitLabel());

    if (m_phase == Phase::Sending) {
        const Milliseconds passed = m_ticker.clock().boot() - m_sentAt;
        m_sends->setText(tr("%1, %2 s").arg(m_progress).arg(std::chrono::floor<std::chrono::seconds>(passed).count()));
        m_patience->setVisible(passed >= patience);
    } else {
        m_patience->hide();
        m_sends->setText(isForm ? current->sends() : QString());
    }
    m_sends->setVisible(!m_sends->text().isEmpty());
    if (isForm) {
        m_showRequest->setText(m_request->isVisibleTo(this) ? tr("hide request") : tr("show request"));
        const auto preview = current->preview();
        m_request->setText(preview ? preview->toText().trimmed() : preview.error().message);
    } else {
        m_request->hide();
    }
}

void LoginDialog::toggleRequest()
{
    const bool isOpen = !m_request->isVisibleTo(this);
    m_request->setVisible(isOpen);
    renderFooter();
    fit();
}

void LoginDialog::submit()
{
    if (m_phase == Phase::Sending || !m_page)
        return; // once is enough
    if (m_phase == Phase::Asked) {
        if (!m_attempt || !m_questionPage->check())
            return;
        m_sentAt = m_ticker.clock().boot();
        m_progress = tr("Sending");
        setPhase(Phase::Sending);
        return m_attempt->answer(m_questionPage->values());
    }
    if (m_phase != Phase::Filling || !m_loginPage->check())
        return;
    m_loginPage->clearFailure();
    m_distrusted.reset();
    m_sentAt = m_ticker.clock().boot();
    m_progress = tr("Sending");
    setPhase(Phase::Sending);
    Q_EMIT signInRequested(m_loginPage->form().request());
}

void LoginDialog::follow(SignIn *attempt)
{
    m_attempt = attempt;
    connect(attempt, &SignIn::progressed, this, [this](const QString &text) {
        m_progress = text;
        renderFooter();
    });
    connect(attempt, &SignIn::asked, this, &LoginDialog::ask);
    connect(attempt, &SignIn::actionDone, this, [this](const QString &text) {
        if (m_questionPage)
            m_questionPage->showActionDone(text);
    });
    connect(attempt, &SignIn::distrusted, this, [this](const TlsInfo &tls) { m_distrusted = tls; });
    connect(attempt, &SignIn::finished, this, &LoginDialog::finish);
}

void LoginDialog::ask(const SignInQuestion &question)
{
    if (!m_questionPage) {
        m_questionPage = new QuestionPage(m_theme, m_content);
        connect(m_questionPage, &QuestionPage::submitted, this, &LoginDialog::submit);
        connect(m_questionPage, &QuestionPage::actionChosen, this, [this](int action) {
            if (m_attempt && m_phase == Phase::Asked)
                m_attempt->act(action);
        });
    }
    m_questionPage->setQuestion(question);
    setPage(m_questionPage);
    setPhase(Phase::Asked);
    m_questionPage->focusFirst();
}

QString LoginDialog::elapsed() const
{
    const Milliseconds passed = m_ticker.clock().boot() - m_sentAt;
    return passed < 1s ? QString() : tr("after %1 s").arg(double(passed.count()) / 1000, 0, 'f', 1);
}

void LoginDialog::finish(const Result<SignInOutcome> &result)
{
    const QString took = m_phase == Phase::Sending ? elapsed() : QString();
    if (m_attempt)
        m_attempt->deleteLater();
    m_attempt = nullptr;
    setPage(m_loginPage);
    setPhase(Phase::Filling);
    if (!result && result.error().kind == ErrorKind::Cancelled)
        return;
    if (!result && m_distrusted)
        return showDistrusted(*std::exchange(m_distrusted, std::nullopt));
    if (!result)
        return m_loginPage->showFailure(result.error(), took);
    if (result->id.isEmpty())
        return finishAccount(*result);
    Q_EMIT signedIn(result->id);
    accept();
}

void LoginDialog::finishAccount(const SignInOutcome &outcome)
{
    const Way *next = m_loginPage->form().profile().way(outcome.nextWay);
    const QString done = tr("%1: done.").arg(m_loginPage->form().way().label);
    if (!next || outcome.nextWay.isEmpty())
        return m_loginPage->say(ErrorBanner::Kind::Info, done, outcome.next);
    const QString id = next->id;
    const QString action = next->gives == Way::Gives::Tokens ? tr("Sign in") : next->label;
    m_loginPage->say(ErrorBanner::Kind::Info, done, outcome.next, {{action, [this, id] { m_loginPage->chooseWay(id); }}});
}

void LoginDialog::showDistrusted(const TlsInfo &tls)
{
    const auto origin = Origin::of(m_loginPage->form().address());
    if (tls.chain.isEmpty() || !origin)
        return m_loginPage->showFailure({ErrorKind::Tls, tr("The server's certificate could not be verified."), {}}, {});
    const TlsCertificate &shown = tls.chain.constFirst();
    const QString print = QString::fromLatin1(shown.sha256.toHex(':').toUpper());
    const QString environment = m_loginPage->form().environmentName();
    m_loginPage->showFailure({ErrorKind::Tls, tr("%1 could not prove who it is. Nothing was sent.").arg(origin->toString()),
                                 tr("Its certificate is for %1, issued by %2. Trust it only if its fingerprint is the one that its owner told you:\n%3")
                                     .arg(shown.subject, shown.issuer, print)},
        {}, {{tr("Trust this certificate here"), [this, environment, place = *origin, print = shown.sha256] {
                  Q_EMIT certificateTrusted(environment, place.host, place.port, print);
                  submit();
              }}});
}

void LoginDialog::showDiscovered(const QString &discovery, const Result<DiscoveryOutcome> &outcome)
{
    if (m_loginPage)
        m_loginPage->showDiscovered(discovery, outcome);
}

void LoginDialog::showError(const Error &error)
{
    if (m_phase == Phase::Sending)
        setPhase(Phase::Filling);
    if (m_loginPage)
        m_loginPage->showFailure(error, {});
}

void LoginDialog::reject()
{
    if (m_attempt) // its finished() brings the form back, with all that was typed
        return m_attempt->cancel();
    if (m_phase == Phase::Sending)
        return setPhase(Phase::Filling);
    QDialog::reject();
}

// Esc may be a slip of the finger; closing the window is meant.
void LoginDialog::closeEvent(QCloseEvent *event)
{
    if (SignIn *attempt = std::exchange(m_attempt, nullptr)) {
        disconnect(attempt, nullptr, this, nullptr);
        attempt->cancel();
    }
    setPhase(Phase::Filling);
    QDialog::closeEvent(event);
}

Milliseconds LoginDialog::tick()
{
    renderFooter();
    return 1s;
}

bool LoginDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && event->type() == QEvent::LayoutRequest)
        fit();
    return QDialog::eventFilter(watched, event);
}

void LoginDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
}

void LoginDialog::paintMark()
{
    const qreal ratio = devicePixelRatioF();
    const int side = m_theme.px(10);
    QPixmap mark(QSize(side, side) * ratio);
    mark.setDevicePixelRatio(ratio);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    drawBox(painter, QRectF(0, 0, side, side), m_theme.px(3), m_theme.credentialColor(m_color), {});
    m_mark->setPixmap(mark);
}

// As tall as what it shows, as long as the screen has room; then its middle scrolls.
void LoginDialog::fit()
{
    const bool isWide = form() && m_page == m_loginPage && form()->fields().size() >= 6;
    const int wanted = m_theme.px(isWide ? wideWidth : usualWidth);
    if (minimumWidth() != wanted)
        setFixedWidth(wanted);
    const int content = m_content->layout()->hasHeightForWidth() ? m_content->layout()->totalHeightForWidth(wanted)
                                                                 : m_content->sizeHint().height();
    const int rest = layout()->sizeHint().height();
    const int room = screen() ? screen()->availableGeometry().height() * 9 / 10 : 800;
    const int tall = std::min(content + rest, room);
    if (height() != tall)
        resize(wanted, tall);
}

}
