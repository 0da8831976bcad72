#pragma once

#include "app/base/Redactor.h"
#include "app/run/BrokenSeries.h"

#include <QtWidgets/QDialog>

class QPushButton;
class QStackedWidget;
class QTableView;

namespace tessera::ui {

class BreakItChoice;
class BreakItModel;
class ErrorBanner;
class ResponseView;
class TextLabel;
class Theme;
class Ticker;

// Sends a request broken on purpose, as the person ticks it, and shows the answers side by side; a chosen one whole. Not
// modal: what it asks for is done in other windows.
class BreakItDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        const Theme &theme;
        Ticker &ticker;
        const Redactor &redactor;
        Breaker &breaker;
    };
    // Deletes itself when it closes.
    static BreakItDialog *open(const Parts &parts, const RequestDocument &document, const BreakPlan &plan, QWidget *parent);

    void reject() override; // what is under way is cancelled first

Q_SIGNALS:
    void signInRequested(const tessera::CredentialId &id);
    void inspectTokenRequested(const QString &token); // one that stands in an answer

protected:
    void showEvent(QShowEvent *event) override;

private:
    BreakItDialog(const Parts &parts, const RequestDocument &document, const BreakPlan &plan, QWidget *parent);
    using QDialog::open;
    [[nodiscard]] CredentialId identityOf(int row) const; // it was sent as
    void layOut();
    void place();
    [[nodiscard]] QWidget *makeAnswers();
    void send();
    void sendAgain(); // the one that is looked at, once the person has said yes where something may change
    void run(const QList<int> &rows, BrokenSeries::Consent consent);
    void take(int row, const BrokenResult &result);
    void judge(int row);
    void end();
    void showAnswer(int row);
    void showChoice();
    void render();
    void fitRows();

    Parts m_parts;
    Redactor m_redactor; // for what is shown here: knows the changed tokens, too
    const RequestDocument m_document;
    const BreakPlan m_plan;
    QList<BrokenVariant> m_variants; // that are sent
    QList<std::optional<BrokenResult>> m_results; // one a variant
    BrokenSeries *m_series = nullptr;
    BreakItModel *m_model;
    QStackedWidget *m_pages;
    BreakItChoice *m_choice;
    QTableView *m_table;
    ResponseView *m_answer;
    ErrorBanner *m_ask; // before something is sent once more
    TextLabel *m_progress;
    QPushButton *m_send, *m_back, *m_stop, *m_close;
};

}
