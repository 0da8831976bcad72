#include "ui/login/LoginDialog.h"

#include "ui/login/LoginFooter.h"
#include "ui/login/LoginPage.h"
#include "ui/login/QuestionPage.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/DialogPlace.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QCloseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int usualWidth = 460, wideWidth = 620, sideMargin = 24;
constexpr qsizetype manyFields = 6;

QString tookText(Milliseconds took)
{
    return took < 1s ? QString() : LoginDialog::tr("after %1 s").arg(double(took.count()) / 1000, 0, 'f', 1);
}

}

LoginDialog::LoginDialog(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_mark(new QLabel(this))
    , m_title(new TextLabel(theme, TextRole::Heading, Token::Text, {}, this))
    , m_profiles(new QPushButton(tr("‹ Another API"), this))
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget)
    , m_footer(new LoginFooter(theme, ticker, this))
{
    setObjectName(u"loginDialog"_s);
    setSurface(this, Surface::Raised);
    build();
    setPhase(Phase::Choosing);
}

LoginDialog::~LoginDialog()
{
    disconnect(qApp, nullptr, this, nullptr); // the focus moves once more while it is taken down
}

void LoginDialog::build()
{
    m_mark->setTextFormat(Qt::PlainText);
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
    m_footer->installEventFilter(this);

    auto *below = new QVBoxLayout;
    for (QLayout *part : {static_cast<QLayout *>(head), static_cast<QLayout *>(below)})
        part->setContentsMargins(m_theme.px(sideMargin), 0, m_theme.px(sideMargin), 0);
    below->addWidget(m_footer);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, m_theme.px(20), 0, m_theme.px(20));
    column->setSpacing(m_theme.px(14));
    column->addLayout(head);
    column->addWidget(m_scroll, 1);
    column->addLayout(below);

    connect(m_footer, &LoginFooter::submitted, this, &LoginDialog::submit);
    connect(m_footer, &LoginFooter::cancelled, this, &LoginDialog::reject);
    connect(qApp, &QApplication::focusChanged, this, &LoginDialog::showFocused);
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
        connect(m_profilePage, &ProfilePage::marked, this, [this](QWidget *card) {
            if (isVisible())
                m_scroll->ensureWidgetVisible(card, 0, m_theme.px(8));
        });
        connect(m_profilePage, &ProfilePage::folderRequested, this, &LoginDialog::folderRequested);
    }
    m_profilePage->setProfiles(entries, problems, folder);
    if (m_loginPage)
        return;
    setPage(m_profilePage);
    setPhase(Phase::Choosing);
    m_profilePage->focusFirst();
}

void LoginDialog::showForm(const LoginForm &form, int colorIndex)
{
    m_color = colorIndex;
    auto *old = std::exchange(m_loginPage, new LoginPage(m_theme, form, m_content));
    connect(m_loginPage, &LoginPage::changed, this, &LoginDialog::render);
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
    const bool wasSending = std::exchange(m_phase, phase) == Phase::Sending;
    const bool isSending = phase == Phase::Sending;
    if (isSending && !wasSending) {
        m_focusBefore = focusWidget();
        m_footer->startSending();
    } else if (!isSending && wasSending) {
        m_footer->stopSending();
    }
    m_content->setEnabled(!isSending);
    if (!isSending && wasSending && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    m_profiles->setVisible(phase == Phase::Filling && m_profilePage);
    m_mark->setVisible(phase != Phase::Choosing);
    paintMark();
    render();
}

void LoginDialog::render()
{
    const LoginForm *current = form();
    const bool isForm = m_page && m_page == m_loginPage;
    QString title = tr("Sign in to which API?");
    if (m_phase != Phase::Choosing && current) {
        const bool asksByName = m_page == m_questionPage && !m_questionPage->title().isEmpty();
        title = asksByName ? m_questionPage->title() : current->title();
    }
    m_title->setText(title);
    setWindowTitle(title);
    m_footer->setSubmit(m_phase == Phase::Choosing ? QString() : isForm ? current->submitLabel() : tr("Continue"));
    if (!isForm)
        return m_footer->setRequest({}, {});
    const auto preview = current->preview();
    m_footer->setRequest(current->sends(), current->sendsNothing() ? QString() : preview ? preview->toText().trimmed() : preview.error().message);
}

void LoginDialog::submit()
{
    // Once is enough: while it is under way Enter does nothing.
    if (m_phase == Phase::Asked && m_attempt && m_questionPage->check()) {
        setPhase(Phase::Sending);
        m_attempt->answer(m_questionPage->values());
    } else if (m_phase == Phase::Filling && m_loginPage->check()) {
        m_distrusted.reset();
        setPhase(Phase::Sending);
        Q_EMIT signInRequested(m_loginPage->form().request());
    }
}

void LoginDialog::follow(SignIn *attempt)
{
    m_attempt = attempt;
    connect(attempt, &SignIn::progressed, m_footer, &LoginFooter::setProgress);
    connect(attempt, &SignIn::asked, this, &LoginDialog::ask);
    connect(attempt, &SignIn::progressed, this, [this] { m_distrusted.reset(); });
    connect(attempt, &SignIn::actionDone, this, [this](const QString &text) {
        m_distrusted.reset();
        if (m_questionPage)
            m_questionPage->showActionDone(text);
    });
    connect(attempt, &SignIn::distrusted, this, [this](const TlsInfo &tls, const Origin &place) {
        m_distrusted = TrustQuestion::of(tls, place, m_loginPage->form().environmentName());
    });
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

void LoginDialog::finish(const Result<SignInOutcome> &result)
{
    const QString took = tookText(m_footer->elapsed());
    if (m_attempt)
        m_attempt->deleteLater();
    m_attempt = nullptr;
    setPage(m_loginPage);
    setPhase(Phase::Filling);
    if (!result && result.error().kind == ErrorKind::Cancelled)
        return;
    if (!result && m_distrusted)
        return askTrust(*std::exchange(m_distrusted, std::nullopt));
    if (!result)
        return m_loginPage->showFailure(result.error(), took);
    if (result->id.isEmpty())
        return finishAccount(*result);
    Q_EMIT signedIn(result->id);
    accept();
}

void LoginDialog::finishAccount(const SignInOutcome &outcome)
{
    const QString done = tr("%1: done.").arg(m_loginPage->form().way().label);
    const Way *next = outcome.nextWay.isEmpty() ? nullptr : m_loginPage->form().profile().way(outcome.nextWay);
    if (!next)
        return m_loginPage->say(ErrorBanner::Kind::Info, done, outcome.next);
    const QString action = next->gives == Way::Gives::Tokens ? tr("Sign in") : next->label;
    m_loginPage->say(
        ErrorBanner::Kind::Info, done, outcome.next, {{action, [this, id = next->id] { m_loginPage->chooseWay(id); }}});
}

void LoginDialog::askTrust(const TrustQuestion &question)
{
    const auto trust = [this, question] {
        Q_EMIT certificateTrusted(question.environment, question.exception());
        submit();
    };
    const Error error{ErrorKind::Tls,
        tr("Nothing was sent to %1: it could not prove who it is.").arg(question.place.toString()),
        question.factsText() + u'\n' + TrustQuestion::advice()};
    m_loginPage->showFailure(error, {}, {{tr("Trust this certificate there"), trust}});
}

void LoginDialog::showDiscovered(const QString &discovery, const Result<DiscoveryOutcome> &outcome)
{
    if (m_loginPage)
        m_loginPage->showDiscovered(discovery, outcome);
}

void LoginDialog::showError(const Error &error)
{
    if (m_phase == Phase::Sending && !m_attempt)
        setPhase(Phase::Filling);
    if (m_loginPage)
        m_loginPage->showFailure(error, {});
}

void LoginDialog::reject()
{
    if (m_attempt)
        m_attempt->cancel(); // its finished() brings the form back, with all that was typed
    else if (m_phase == Phase::Sending)
        setPhase(Phase::Filling);
    else
        QDialog::reject();
}

// Esc may be a slip of the finger; closing the window is meant.
void LoginDialog::closeEvent(QCloseEvent *event)
{
    if (const QPointer<SignIn> attempt = std::exchange(m_attempt, nullptr)) {
        disconnect(attempt, nullptr, this, nullptr);
        attempt->cancel();
    }
    setPhase(Phase::Filling);
    QDialog::closeEvent(event);
}

bool LoginDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && isVisible())
        QMetaObject::invokeMethod(this, &LoginDialog::fit, Qt::QueuedConnection); // when the layouts are done with it
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
    const bool isWide = form() && m_page == m_loginPage && form()->fields().size() >= manyFields;
    const QSize most = largestDialog(*this);
    const int width = std::min(m_theme.px(isWide ? wideWidth : usualWidth), most.width());
    const int content = m_content->layout()->hasHeightForWidth() ? m_content->layout()->totalHeightForWidth(width)
                                                                 : m_content->sizeHint().height();
    const int whole = content + layout()->sizeHint().height();
    // A scroll bar that was there makes the lines shorter and so stays needed: where all fits there is none.
    m_scroll->setVerticalScrollBarPolicy(whole <= most.height() ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    if (minimumWidth() != width)
        setFixedWidth(width);
    placeDialog(*this, {width, whole});
    m_content->layout()->activate();
    showFocused();
}

// What is typed is seen, also where a mistake leads to a field or a help text opens above it.
void LoginDialog::showFocused()
{
    if (QWidget *focus = focusWidget(); focus && m_content->isAncestorOf(focus))
        m_scroll->ensureWidgetVisible(focus, 0, m_theme.px(8));
}

}
