#pragma once

#include "app/run/RequestRunner.h"
#include "ui/response/AnswerShelf.h"

#include <QtWidgets/QWidget>

class QStackedWidget;

namespace tessera {
class Clock;
class Redactor;
}

namespace tessera::ui {

class AnswerFigures;
class ArrivalBar;
class BodyView;
class CompareView;
class CookieTable;
class DiagnosisPane;
class EmptyState;
class ExchangeView;
class FailureView;
class HeaderTable;
class NoteBar;
template <typename Part> class OnDemand;
class SegmentedControl;
class TabChoice;
class TabStrip;
class Theme;
class Ticker;
class WaitingView;

// What became of a request: nothing yet, under way, an answer, or why there is none. Everything that came from outside is
// shown as plain text.
class ResponseView : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Body, Headers, Why, Cookies, Exchange }; // Why is there only where a refusal is explained

    ResponseView(const Theme &theme, Ticker &ticker, const Redactor &redactor, QWidget *parent = nullptr);

    void showNothing();
    void showWaiting(const QString &phase); // a moment later, unless the answer is there by then: quick ones don't flicker
    // The head of an answer is there, and its body grows: it is shown as it comes. `exchange` holds what is known so far.
    void showArriving(const HttpExchange &exchange);
    void setPhase(const QString &phase);
    void setUpload(qint64 sent, qint64 total);
    void setProgress(qint64 received, qint64 expected);
    void showResult(const RunResult &result, const CredentialId &identity); // as whom it was meant to go
    void followRename(const CredentialId &from, const CredentialId &to);
    void forgetAnswersOf(const CredentialId &id); // who signed out: nothing is compared with them; what is shown stays
    void showPrevious(); // nothing came of it: what was there before
    void showTab(Tab tab);
    void showConnection(int hop); // the facts of its encryption, under Exchange
    void openFind();
    void addNote(const QString &sentence); // until the next result
    void addWarning(const QString &sentence);
    [[nodiscard]] FailureView &failure() const { return *m_failure; }
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    [[nodiscard]] bool isEmpty() const; // nothing was sent
    [[nodiscard]] bool isExplaining() const { return !m_result.diagnosis.isEmpty(); } // why it was refused

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void signInRequested();
    void stepRequested(const tessera::NextStep &step); // of the diagnosis
    void compareRequested(); // break it on purpose
    void bindRequested(const tessera::CredentialId &id, const QString &origin); // the person's deliberate click
    void inspectTokenRequested(const QString &token); // that stands in the body

private:
    void endWaiting();
    [[nodiscard]] QSet<int> absentTabs() const;
    void showAnswerTabs();
    void showExchange(const HttpExchange &exchange);
    void showAttempt(int index);
    void showAttemptChoice();
    void showPage();
    void fillPage();
    bool showBody(); // false: there is none to look at
    void openCompare(); // with the answer before
    void shelve();
    void compareWith(int earlier);

    const Theme &m_theme;
    Ticker &m_ticker;
    RunResult m_result;
    CredentialId m_identity;
    int m_attempt = 0;
    AnswerShelf m_answers; // the one that is shown, and some before it
    bool m_isComparing = false;
    bool m_isHeadersDue = false, m_isExchangeDue = false;
    bool m_isWaiting = false;
    bool m_isArriving = false; // part of it is shown
    std::optional<quint64> m_waitingDelay;

    QStackedWidget *m_states;
    WaitingView *m_waiting;
    QWidget *m_answer;
    TabStrip *m_tabs;
    TabChoice *m_choice = nullptr;
    SegmentedControl *m_attempts;
    AnswerFigures *m_figures;
    NoteBar *m_notes;
    ArrivalBar *m_arrival;
    QStackedWidget *m_pages;
    BodyView *m_body;
    FailureView *m_failure;
    CompareView *m_compare;
    OnDemand<HeaderTable> *m_headers;
    DiagnosisPane *m_why;
    OnDemand<CookieTable> *m_cookies;
    ExchangeView *m_exchange;
};

}
