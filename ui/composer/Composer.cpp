#include "ui/composer/Composer.h"

#include "app/http/CookieJar.h"
#include "app/workspace/KeptRequest.h"
#include "ui/composer/AsSentPanel.h"
#include "ui/composer/AuthPanel.h"
#include "ui/composer/BodyPanel.h"
#include "ui/composer/ComposerHead.h"
#include "ui/composer/CookiesDialog.h"
#include "ui/composer/HeadersPanel.h"
#include "ui/composer/KeptNote.h"
#include "ui/composer/MethodPicker.h"
#include "ui/composer/PageStack.h"
#include "ui/composer/ParamsPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestRemarks.h"
#include "ui/composer/SentWire.h"
#include "ui/composer/SettingsPanel.h"
#include "ui/composer/UrlEdit.h"
#include "ui/theme/Surface.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/OnDemand.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TabStrip.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Composer::Composer(const Theme &theme, const RequestContext &context, const Redactor &redactor, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_context(context)
    , m_redactor(redactor)
    , m_head(new ComposerHead(theme))
    , m_line(&m_head->line())
    , m_banner(&m_head->banner())
    , m_tabs(new TabStrip(theme))
    , m_pages(new PageStack)
    , m_params(new ParamsPanel(theme))
    , m_headers(new HeadersPanel(theme))
    , m_auth(new OnDemand<AuthPanel>([this] { return makeAuth(); }))
    , m_body(new OnDemand<BodyPanel>([this] { return makeBody(); }))
    , m_settings(new OnDemand<SettingsPanel>([this] { return makeSettings(); }))
    , m_asSent(new AsSentPanel(theme, redactor))
{
    setSurface(this, Surface::Panel);
    m_tabs->setObjectName(u"composerTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the request"));
    for (const auto &[label, page] : {std::pair<QString, QWidget *>(tr("Params"), m_params), {tr("Headers"), m_headers},
             {tr("Auth"), m_auth}, {tr("Body"), m_body}, {tr("Settings"), m_settings}, {tr("As sent"), m_asSent}}) {
        m_tabs->addTab(label);
        m_pages->addWidget(page);
    }

    const int side = theme.px(12);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(theme.px(6), 0, theme.px(6), 0);
    strip->addWidget(m_tabs);
    strip->addStretch(1);
    strip->addWidget(&m_headers->formSwitch());
    m_pages->setMinimumHeight(theme.px(40)); // whichever is made: the answer stays where it is, also when there is something to say above
    auto *pages = new QVBoxLayout;
    pages->setContentsMargins(side, 0, side, theme.px(4));
    pages->addWidget(m_pages);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addLayout(strip);
    layout->addWidget(new Rule(theme));
    layout->addLayout(pages, 1);

    const auto showPage = [this](int section) {
        m_pages->setCurrentIndex(section);
        m_headers->formSwitch().setVisible(section == int(Section::Headers));
        if (section == int(Section::AsSent))
            preview();
    };
    connect(m_tabs, &QTabBar::currentChanged, this, showPage);
    showPage(0);
    connect(m_line, &RequestLine::sendRequested, this, &Composer::sendRequested);
    connect(m_line, &RequestLine::cancelRequested, this, &Composer::cancelRequested);
    connect(&m_line->url(), &UrlEdit::edited, this, &Composer::takeUrl);
    connect(&m_line->method(), &MethodPicker::methodChanged, this, &Composer::change);
    connect(m_params, &ParamsPanel::edited, this, &Composer::takeParams);
    connect(m_headers, &HeadersPanel::edited, this, &Composer::change);
    connect(&context, &RequestContext::changed, this, [this](const CredentialId &id) {
        if (id.isEmpty() || id == m_rest.variableSource())
            tellGoing();
    });
    connect(m_asSent, &AsSentPanel::goToFaultRequested, this, &Composer::showError);
    m_previewTimer.setSingleShot(true);
    connect(&m_previewTimer, &QTimer::timeout, this, &Composer::preview);
    m_keptTimer.setSingleShot(true);
    connect(&m_keptTimer, &QTimer::timeout, this, &Composer::tellKept);
    setDocument({});
}

RequestDocument Composer::document() const
{
    RequestDocument document = m_rest;
    document.method = m_line->method().method();
    document.url = m_line->url().text();
    document.parkedQuery = m_params->parked();
    document.pathVariables = m_params->pathVariables();
    document.headers = m_headers->rows();
    if (const BodyPanel *body = m_body->made())
        document.body = body->body();
    if (const SettingsPanel *settings = m_settings->made())
        settings->store(document);
    return document;
}

void Composer::setDocument(const RequestDocument &document)
{
    m_rest = document;
    m_line->method().setMethod(document.method);
    m_line->url().resetText(document.url);
    m_params->setQuery(document.url, document.parkedQuery, document.pathVariables);
    m_headers->setRows(document.headers);
    if (BodyPanel *body = m_body->made())
        body->setBody(document.body);
    if (SettingsPanel *settings = m_settings->made())
        settings->setRequest(document);
    m_asSent->forgetSent();
    m_isTold = false;
    m_line->setLock({});
    clearErrors();
    tellGoing();
    tellKept();
}

void Composer::setCredential(const CredentialId &id)
{
    if (id != m_rest.credential)
        m_line->setLock({}); // another environment: perhaps another server
    m_rest.sendAs(id);
    tellGoing();
}

void Composer::followRename(const CredentialId &from, const CredentialId &to)
{
    m_rest.followRename(from, to);
    if (m_sent.second == from)
        m_sent.second = to;
    tellGoing();
}

void Composer::setMissing(const QStringList &places)
{
    m_missing = places;
    tellKept();
}

// A splitter asks for no height that goes with a width, and a sentence on two lines must not be cut.
QSize Composer::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    return {least.width(), std::max(least.height(), layout()->totalMinimumHeightForWidth(width()))};
}

int Composer::neededHeight() const
{
    return minimumSizeHint().height() + m_pages->neededHeight() - m_pages->minimumHeight();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void Composer::commit()
{
    m_params->commit();
    m_headers->commit();
    if (BodyPanel *body = m_body->made())
        body->commit();
}

void Composer::takeUrl(const QString &url)
{
    m_params->setUrl(url);
    change();
}

void Composer::takeParams(const QString &url)
{
    m_line->url().setText(url);
    change();
}

void Composer::change()
{
    m_banner->clear(); // it may be put right; Send will tell
    tellGoing();
    m_keptTimer.start(300ms);
    Q_EMIT edited();
}

void Composer::tellGoing()
{
    const VariableScope scope = m_context.variables(m_rest.variableSource());
    if (std::exchange(m_scope, scope) != scope)
        clearErrors(); // what had no value may have one now
    m_line->url().setScope(scope);
    m_params->setScope(scope);
    m_headers->setScope(scope);
    if (BodyPanel *body = m_body->made())
        body->setScope(scope);
    AuthPanel *auth = m_auth->made();
    const RequestDocument document = this->document();
    const auto going = m_context.going(document, auth && auth->isRevealed());
    m_who = going.who;
    if (auth)
        tellAuth(*auth, going);
    previewSoon();
    m_params->setAdded(going.added);
    m_headers->setAdded(going.added);
    m_tabs->setCount(int(Section::Params), m_params->count() ? m_params->count() : -1);
    m_tabs->setCount(int(Section::Headers), m_headers->count() ? m_headers->count() : -1);
    QStringList notes = requestRemarks(document);
    const bool isWarning = !going.foreignOrigin.isEmpty() || !notes.isEmpty();
    if (!going.note.isEmpty() && !(m_isTold && m_sent == std::pair(document.url, document.credential)))
        notes.prepend(going.note);
    m_head->setNotes(notes, isWarning);
}

void Composer::tellKept()
{
    const QStringList withheld = KeptRequest::of(document(), m_redactor).withheld;
    m_params->setNotKept(withheld, m_missing);
    m_headers->setNotKept(withheld, m_missing);
    if (BodyPanel *body = m_body->made())
        body->setNotKept(withheld, m_missing);
}

void Composer::setRunning(bool isRunning)
{
    m_line->setRunning(isRunning);
    if (!isRunning)
        return;
    m_sent = {m_line->url().text(), m_rest.credential};
    if (std::exchange(m_isTold, false)) // the answer that told goes
        tellGoing();
}

AuthPanel *Composer::makeAuth()
{
    auto *panel = new AuthPanel(m_theme);
    panel->setStandards(m_context.standards());
    tellAuth(*panel, m_context.going(document(), false));
    connect(panel, &AuthPanel::revealChanged, this, &Composer::tellGoing);
    connect(panel, &AuthPanel::chooseRequested, this, &Composer::chooseRequested);
    connect(panel, &AuthPanel::nobodyRequested, this, &Composer::nobodyRequested);
    connect(panel, &AuthPanel::signInRequested, this, &Composer::signInRequested);
    connect(panel, &AuthPanel::bindRequested, this, &Composer::bindRequested);
    connect(panel, &AuthPanel::cookiesRequested, this, &Composer::openCookies);
    return panel;
}

void Composer::tellAuth(AuthPanel &panel, const RequestContext::Going &going)
{
    panel.setGoing(m_rest.credential, going);
    if (const auto jar = m_context.cookies(m_rest.credential))
        panel.setCookies(int(jar->current(m_context.now()).size()));
}

BodyPanel *Composer::makeBody()
{
    auto *panel = new BodyPanel(m_theme);
    panel->setBody(m_rest.body);
    panel->setScope(m_context.variables(m_rest.variableSource()));
    panel->setNotKept(KeptRequest::of(document(), m_redactor).withheld, m_missing);
    connect(panel, &BodyPanel::edited, this, &Composer::change);
    return panel;
}

SettingsPanel *Composer::makeSettings()
{
    auto *panel = new SettingsPanel(m_theme);
    panel->setRequest(m_rest);
    connect(panel, &SettingsPanel::edited, this, &Composer::change);
    return panel;
}

void Composer::openCookies()
{
    if (auto *dialog = CookiesDialog::openFor(m_theme, m_context, m_rest.credential, m_who, this))
        connect(dialog, &QDialog::finished, this, &Composer::tellGoing);
}

void Composer::previewSoon()
{
    // A large body takes a while to be filled in: not while one types.
    if (m_tabs->currentIndex() == int(Section::AsSent))
        m_previewTimer.start(BodyPanel::isLarge(document().body) ? 1000ms : 120ms);
}

void Composer::preview()
{
    QString field;
    const auto preview = m_context.preview(document(), &field);
    m_asSent->setNext(preview, m_rest.credential, m_who, field);
}

void Composer::setSent(const RunResult &result)
{
    if (result.attempts.isEmpty())
        return; // nothing was sent: what is known of the one before still is
    const auto &hops = result.attempts.constLast().exchange.hops;
    m_line->setLock(hops.isEmpty() ? std::nullopt : ConnectionLock::of(hops.constFirst()));
    if (const auto wire = sentWire(result.attempts.constLast(), m_headers->rows(), m_redactor))
        m_asSent->setSent(*wire, m_who);
    m_isTold = result.isWithheld;
    tellGoing(); // the jar may have got cookies
}

void Composer::showError(const QString &field, const Error &error)
{
    m_banner->sayError(error);
    const QString kind = field.section(u':', 0, 0), name = field.section(u':', 1);
    if (kind == "method"_L1) {
        m_line->showError(RequestLine::Field::Method);
    } else if (kind == "path"_L1 || kind == "query"_L1) {
        showSection(Section::Params);
        m_params->showError(field, error.message);
    } else if (kind == "header"_L1) {
        showSection(Section::Headers);
        m_headers->showError(name, error.message);
    } else if (kind == "body"_L1 || kind == "form"_L1 || kind == "part"_L1 || kind.startsWith("graphql"_L1)) {
        showSection(Section::Body);
        m_body->part().showError(field, error.message);
    } else if (name == "clientCertificate"_L1 || name == "caFile"_L1) {
        showSection(Section::Auth); // they belong to the credential or its environment
    } else if (kind == "setting"_L1) {
        showSection(Section::Settings);
        m_settings->part().showError(name);
    } else {
        m_line->showError(RequestLine::Field::Url);
    }
}

void Composer::clearErrors()
{
    m_banner->clear();
    m_line->clearErrors();
    m_params->clearErrors();
    m_headers->clearErrors();
    if (BodyPanel *body = m_body->made())
        body->clearErrors();
}

void Composer::showSection(Section section)
{
    m_tabs->setCurrentIndex(int(section));
}

void Composer::addHeader(const QString &name)
{
    const bool isKnown = m_context.variables(m_rest.variableSource()).value(name).has_value();
    showSection(Section::Headers);
    m_headers->add(name, isKnown ? u"{{%1}}"_s.arg(name) : QString());
}

void Composer::switchOffHeader(const QString &name)
{
    m_headers->switchOff(name);
}

void Composer::focusUrl()
{
    m_line->url().setFocusOnAll();
}

QWidget &Composer::head() const
{
    return *m_head;
}

void Composer::takeHeadBack()
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_head);
}

}
