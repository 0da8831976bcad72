#include "ui/response/ResponseView.h"

#include "app/base/Clock.h"
#include "app/http/BodyStore.h"
#include "ui/response/AnswerFigures.h"
#include "ui/response/AnswerHead.h"
#include "ui/response/ArrivalBar.h"
#include "ui/response/BodySaver.h"
#include "ui/response/BodyView.h"
#include "ui/response/CompareView.h"
#include "ui/response/CookieTable.h"
#include "ui/response/DiagnosisPane.h"
#include "ui/response/ExchangeView.h"
#include "ui/response/FailureView.h"
#include "ui/response/HeaderTable.h"
#include "ui/response/NoteBar.h"
#include "ui/response/TabChoice.h"
#include "ui/response/WaitingView.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/OnDemand.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum State { NothingState, WaitingState, AnswerState };

constexpr auto flicker = 150ms; // an answer within it replaces the one before without anything in between

}

ResponseView::ResponseView(const Theme &theme, Ticker &ticker, const Redactor &redactor, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_states(new QStackedWidget)
    , m_waiting(new WaitingView(theme, ticker))
    , m_answer(new QWidget)
    , m_tabs(new TabStrip(theme))
    , m_attempts(new SegmentedControl(theme))
    , m_figures(new AnswerFigures(theme))
    , m_notes(new NoteBar(theme))
    , m_arrival(new ArrivalBar(theme, ticker))
    , m_pages(new QStackedWidget)
    , m_body(new BodyView(theme, ticker.clock()))
    , m_failure(new FailureView(theme))
    , m_compare(new CompareView(theme, ticker.clock()))
    , m_headers(new OnDemand<HeaderTable>([&theme, &redactor] { return new HeaderTable(theme, redactor); }))
    , m_why(new DiagnosisPane(theme, redactor))
    , m_cookies(new OnDemand<CookieTable>([&theme, &clock = ticker.clock()] { return new CookieTable(theme, clock); }))
    , m_exchange(new ExchangeView(theme, ticker.clock(), redactor))
{
    setSurface(this, Surface::Panel);
    m_tabs->setObjectName(u"responseTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the answer"));
    for (const QString &label : {tr("Body"), tr("Headers"), tr("Why?"), tr("Cookies"), tr("Exchange")})
        m_tabs->addTab(label);
    m_tabs->setTabVisible(int(Tab::Why), false);
    m_choice = new TabChoice(*m_tabs); // the tabs that come first are no choice
    m_attempts->setObjectName(u"attempts"_s);
    m_attempts->setAccessibleName(tr("Which answer is shown"));

    for (QWidget *page : {static_cast<QWidget *>(m_body), static_cast<QWidget *>(m_headers), static_cast<QWidget *>(m_why),
             static_cast<QWidget *>(m_cookies), static_cast<QWidget *>(m_exchange), static_cast<QWidget *>(m_failure),
             static_cast<QWidget *>(m_compare)})
        m_pages->addWidget(page);
    auto *answer = new QVBoxLayout(m_answer);
    answer->setContentsMargins(0, 0, 0, 0);
    answer->setSpacing(0);
    answer->addWidget(new AnswerHead(theme, *m_tabs, *m_attempts, *m_figures));
    answer->addWidget(m_notes);
    answer->addWidget(m_arrival);
    answer->addWidget(m_pages, 1);

    m_states->addWidget(new EmptyState(theme, Icon::Send, tr("Nothing sent yet"), tr("Press Send or Ctrl+Enter. The answer appears here.")));
    m_states->addWidget(m_waiting);
    m_states->addWidget(m_answer);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_states);

    connect(m_tabs, &QTabBar::currentChanged, this, &ResponseView::showPage);
    connect(m_attempts, &SegmentedControl::currentIndexChanged, this, &ResponseView::showAttempt);
    m_arrival->hide();
    connect(m_arrival, &ArrivalBar::cancelRequested, this, &ResponseView::cancelRequested);
    connect(m_waiting, &WaitingView::cancelRequested, this, &ResponseView::cancelRequested);
    connect(m_failure, &FailureView::retryRequested, this, &ResponseView::retryRequested);
    connect(m_failure, &FailureView::signInRequested, this, &ResponseView::signInRequested);
    auto *compare = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_D), this);
    compare->setContext(Qt::WidgetWithChildrenShortcut); // in an editor beside it the key is the editor's
    connect(compare, &QShortcut::activated, this, &ResponseView::openCompare);
    connect(m_figures, &AnswerFigures::connectionRequested, this, &ResponseView::showConnection);
    connect(m_why, &DiagnosisPane::stepChosen, this, &ResponseView::stepRequested);
    connect(m_why, &DiagnosisPane::compareRequested, this, &ResponseView::compareRequested);
    connect(m_why, &DiagnosisPane::noted, this, &ResponseView::addNote);
    connect(m_notes, &NoteBar::offerTaken, this, [this] { Q_EMIT bindRequested(m_identity, m_result.withheldOrigin); });
    connect(m_body, &BodyView::saveRequested, this, [this] { askAndSaveBody(this, m_result.attempts.at(m_attempt).exchange, *m_notes); });
    connect(m_body, &BodyView::inspectTokenRequested, this, &ResponseView::inspectTokenRequested);
    connect(m_body, &BodyView::compareRequested, this, &ResponseView::compareWith);
    connect(m_compare, &CompareView::closed, this, [this] {
        m_isComparing = false;
        m_compare->clear();
        showPage();
        m_body->focusBody();
    });
}

void ResponseView::showNothing()
{
    endWaiting();
    m_result = {};
    m_answers.clear();
    m_states->setCurrentIndex(NothingState);
}

void ResponseView::showWaiting(const QString &phase)
{
    endWaiting();
    m_isWaiting = true;
    m_waiting->start(m_ticker.clock().boot());
    m_waiting->setPhase(phase);
    m_waitingDelay = m_ticker.clock().after(flicker, this, [this] {
        m_waitingDelay.reset();
        m_states->setCurrentIndex(WaitingState);
    });
}

void ResponseView::showArriving(const HttpExchange &exchange)
{
    constexpr int unauthorized = 401; // may be sent again at once: what it says can wait
    if (!m_isWaiting || exchange.hops.isEmpty() || !exchange.body || exchange.status() == unauthorized)
        return;
    if (m_waitingDelay)
        m_ticker.clock().cancel(*std::exchange(m_waitingDelay, std::nullopt));
    m_isArriving = true;
    m_result = {};
    m_result.attempts.append(RunResult::Attempt{exchange, {}, {}});
    m_attempt = 0;
    m_attempts->hide();
    m_notes->clear();
    showAnswerTabs();
    m_arrival->start();
    m_arrival->show();
    m_isComparing = false;
    showExchange(exchange);
    m_figures->setArriving(exchange);
    showPage();
    m_states->setCurrentIndex(AnswerState);
}

void ResponseView::endWaiting()
{
    m_isWaiting = false;
    m_isArriving = false;
    m_arrival->hide();
    if (m_waitingDelay)
        m_ticker.clock().cancel(*std::exchange(m_waitingDelay, std::nullopt));
}

void ResponseView::setPhase(const QString &phase)
{
    m_waiting->setPhase(phase);
}

void ResponseView::setUpload(qint64 sent, qint64 total)
{
    m_waiting->setUpload(sent, total);
}

void ResponseView::setProgress(qint64 received, qint64 expected)
{
    m_waiting->setProgress(received, expected);
    if (!m_isArriving)
        return;
    m_arrival->setProgress(received, expected);
    m_body->advance();
}

void ResponseView::showResult(const RunResult &result, const CredentialId &identity)
{
    const bool wasShown = m_isArriving; // a body that broke off is kept in sight
    endWaiting();
    m_result = result;
    m_identity = identity;
    if (wasShown && result.error && result.last() && result.last()->body && result.last()->body->size() > 0) {
        m_result.notes.prepend(result.error->message);
        m_result.error.reset();
    }
    showAnswerTabs();

    showAttemptChoice();
    if (result.attempts.size() > 1) {
        QStringList labels;
        for (qsizetype i = 0; i < result.attempts.size(); ++i)
            labels += tr("Answer %1: %2").arg(i + 1).arg(result.attempts.at(i).exchange.status());
        const QSignalBlocker quiet(m_attempts);
        m_attempts->setSegments(labels);
        m_attempts->setCurrentIndex(int(labels.size()) - 1);
    }
    shelve();
    showAttempt(int(result.attempts.size()) - 1);
    m_states->setCurrentIndex(AnswerState);
}

void ResponseView::showAnswerTabs()
{
    const bool isExplained = !m_result.diagnosis.isEmpty();
    m_tabs->setVisible(!m_result.attempts.isEmpty() || isExplained);
    TabStrip::Look bad;
    bad.color = Token::BadText;
    if (m_result.error)
        m_failure->setResult(m_result, m_identity.isEmpty() ? m_result.environment : m_identity.environment);
    if (isExplained) {
        m_why->setResult(m_result, m_identity);
        m_tabs->setLabel(int(Tab::Why), DiagnosisPane::question(m_result));
        m_tabs->setLook(int(Tab::Why), bad);
    }
    if (m_result.error && !isExplained)
        m_choice->insist(int(Tab::Body), absentTabs());
    else
        m_choice->suggest(int(isExplained ? Tab::Why : Tab::Body), absentTabs());
    m_tabs->setLabel(int(Tab::Body), m_result.error ? tr("Problem") : tr("Body"));
    m_tabs->setLook(int(Tab::Body), m_result.error ? bad : TabStrip::Look());
}

QSet<int> ResponseView::absentTabs() const
{
    QSet<int> absent;
    if (m_result.diagnosis.isEmpty())
        absent += int(Tab::Why);
    if (m_result.attempts.isEmpty())
        absent.unite({int(Tab::Headers), int(Tab::Cookies), int(Tab::Exchange)});
    return absent;
}

bool ResponseView::isEmpty() const
{
    return !m_isWaiting && m_result.attempts.isEmpty() && !m_result.error;
}

void ResponseView::showPrevious()
{
    endWaiting();
    m_states->setCurrentIndex(isEmpty() ? NothingState : AnswerState);
}

void ResponseView::showAttempt(int index)
{
    m_attempt = index;
    const bool hasAnswer = index >= 0 && index < m_result.attempts.size();
    if (hasAnswer) {
        const HttpExchange &exchange = m_result.attempts.at(index).exchange;
        showExchange(exchange);
        m_figures->setExchange(exchange);
    } else {
        m_figures->clear();
    }
    showPage();
    m_notes->setResult(m_result, m_attempt, m_identity.account);
}

void ResponseView::showPage()
{
    const bool isBody = m_tabs->currentIndex() == int(Tab::Body);
    if (isBody && m_result.error)
        m_pages->setCurrentWidget(m_failure);
    else if (isBody && m_isComparing)
        m_pages->setCurrentWidget(m_compare);
    else
        m_pages->setCurrentIndex(m_tabs->currentIndex());
    fillPage();
    showAttemptChoice();
    const Finding *finding = m_result.diagnosis.first();
    const bool isExplained = finding && (finding->cause == RefusalCause::Withheld || finding->cause == RefusalCause::Unencrypted);
    m_notes->setWithheldShown(!isExplained || m_tabs->currentIndex() != int(Tab::Why));
}

void ResponseView::fillPage()
{
    const QWidget *page = m_pages->currentWidget();
    if (m_attempt < 0 || m_attempt >= m_result.attempts.size())
        return;
    const HttpExchange &exchange = m_result.attempts.at(m_attempt).exchange;
    if (page == m_headers && std::exchange(m_isHeadersDue, false))
        m_headers->part().setHeaders(exchange.last().headers, exchange.last().trailers);
    if (page == m_exchange && std::exchange(m_isExchangeDue, false))
        m_exchange->setExchange(exchange);
}

void ResponseView::shelve()
{
    m_isComparing = false;
    m_compare->clear();
    if (!m_result.attempts.isEmpty())
        m_answers.add(m_result.attempts.constLast().exchange, m_identity);
    m_body->setEarlier(m_answers.earlierTitles());
}

void ResponseView::followRename(const CredentialId &from, const CredentialId &to)
{
    if (m_identity == from)
        m_identity = to;
    m_answers.followRename(from, to);
}

void ResponseView::forgetAnswersOf(const CredentialId &id)
{
    if (!m_answers.forget(id))
        return;
    m_isComparing = false;
    m_compare->clear();
    m_body->setEarlier(m_answers.earlierTitles());
    showPage();
}

void ResponseView::compareWith(int earlier)
{
    m_isComparing = true;
    showPage();
    m_compare->compare(m_answers, earlier + 1);
}

void ResponseView::showExchange(const HttpExchange &exchange)
{
    const HttpHop &last = exchange.last();
    m_body->setExchange(exchange);
    CookieTable &cookies = m_cookies->part();
    cookies.setExchange(exchange);
    m_isHeadersDue = m_isExchangeDue = true; // filled when they are looked at: most answers are read in their body alone
    m_tabs->setCount(int(Tab::Headers), int(last.headers.size() + last.trailers.size()));
    m_tabs->setCount(int(Tab::Cookies), cookies.count() > 0 ? cookies.count() : -1);
    m_tabs->setCount(int(Tab::Exchange), exchange.hops.size() > 1 ? int(exchange.hops.size()) : -1);
}

// The diagnosis is about all of them.
void ResponseView::showAttemptChoice()
{
    m_attempts->setVisible(m_result.attempts.size() > 1 && m_tabs->currentIndex() != int(Tab::Why));
}

void ResponseView::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

void ResponseView::showConnection(int hop)
{
    if (m_states->currentIndex() != AnswerState || m_attempt < 0 || m_attempt >= m_result.attempts.size())
        return;
    showTab(Tab::Exchange);
    m_exchange->showTls(hop);
}

bool ResponseView::showBody()
{
    const bool hasBody = m_states->currentIndex() == AnswerState && !m_result.attempts.isEmpty() && !m_result.error;
    if (hasBody)
        showTab(Tab::Body);
    return hasBody;
}

void ResponseView::openFind()
{
    if (m_pages->currentWidget() == m_headers)
        return m_headers->part().setFocus(); // whose rows are found by typing how they begin
    if (showBody() && !m_isComparing)
        m_body->openFind();
}

void ResponseView::openCompare()
{
    if (showBody() && !m_isComparing)
        m_body->compareWithLast();
}

void ResponseView::addNote(const QString &sentence)
{
    m_notes->addNote(sentence);
}

void ResponseView::addWarning(const QString &sentence)
{
    m_notes->addWarning(sentence);
}

}
