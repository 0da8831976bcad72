#include "ui/composer/BreakItDialog.h"

#include "app/http/VisibleText.h"
#include "ui/composer/BreakItChoice.h"
#include "ui/composer/BreakItModel.h"
#include "ui/response/CellDelegate.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/widgets/DialogPlace.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

BreakItDialog *BreakItDialog::open(const Parts &parts, const RequestDocument &document, const BreakPlan &plan, QWidget *parent)
{
    auto *dialog = new BreakItDialog(parts, document, plan, parent);
    dialog->show();
    return dialog;
}

BreakItDialog::BreakItDialog(const Parts &parts, const RequestDocument &document, const BreakPlan &plan, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_redactor(parts.redactor)
    , m_document(document)
    , m_plan(plan)
    , m_model(new BreakItModel(parts.theme, this))
    , m_pages(new QStackedWidget)
    , m_choice(new BreakItChoice(parts.theme, plan, parts.redactor.url(VisibleText::of(plan.url, 300))))
    , m_table(new QTableView)
    , m_answer(new ResponseView(parts.theme, parts.ticker, m_redactor))
    , m_ask(new ErrorBanner(parts.theme))
    , m_progress(new TextLabel(parts.theme, TextRole::Small, Token::Dim))
    , m_send(new QPushButton)
    , m_back(new QPushButton(tr("Choose again")))
    , m_stop(new QPushButton(tr("Stop")))
    , m_close(new QPushButton(tr("Close")))
{
    setObjectName(u"breakItDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Break it on purpose"));
    setSurface(this, Surface::Raised);
    layOut();
    connect(m_choice, &BreakItChoice::changed, this, &BreakItDialog::render);
    connect(m_send, &QPushButton::clicked, this, &BreakItDialog::send);
    connect(m_back, &QPushButton::clicked, this, &BreakItDialog::showChoice);
    connect(m_stop, &QPushButton::clicked, this, &BreakItDialog::reject);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_answer, &ResponseView::retryRequested, this, &BreakItDialog::sendAgain);
    connect(m_answer, &ResponseView::signInRequested, this, [this] { Q_EMIT signInRequested(identityOf(m_table->currentIndex().row())); });
    connect(m_answer, &ResponseView::inspectTokenRequested, this, &BreakItDialog::inspectTokenRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { showAnswer(current.row()); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &BreakItDialog::fitRows);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, &BreakItDialog::fitRows);
    showChoice();
}

void BreakItDialog::layOut()
{
    const Theme &theme = m_parts.theme;
    m_send->setObjectName(u"breakSend"_s);
    m_back->setObjectName(u"breakAgain"_s);
    m_stop->setObjectName(u"breakStop"_s);
    m_close->setObjectName(u"breakClose"_s);
    m_progress->setObjectName(u"breakProgress"_s);
    setButtonRole(m_send, ButtonRole::Primary);
    m_pages->addWidget(m_choice);
    m_pages->addWidget(makeAnswers());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_progress, 1);
    for (QPushButton *button : {m_back, m_stop, m_close, m_send})
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(new TextLabel(theme, TextRole::Heading, Token::Text, tr("Break it on purpose")));
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_ask);
    layout->addLayout(buttons);
}

QWidget *BreakItDialog::makeAnswers()
{
    const Theme &theme = m_parts.theme;
    m_table->setObjectName(u"brokenAnswers"_s);
    m_table->setAccessibleName(tr("Answers to each variant"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(theme.px(26));
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int widths[]{150, 132, 70, 70, 210};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, theme.px(widths[column]));
    auto *split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_answer);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({theme.px(290), theme.px(250)});
    return split;
}

void BreakItDialog::showEvent(QShowEvent *event)
{
    place();
    QDialog::showEvent(event);
}

// As large as what is on it.
void BreakItDialog::place()
{
    const Theme &theme = m_parts.theme;
    const int lines = int(m_plan.variants.size()) + 3;
    placeDialog(*this, m_pages->currentIndex() == 0 ? QSize(theme.px(720), theme.px(std::min(660, 130 + 52 * lines))) : QSize(theme.px(980), theme.px(660)));
}

void BreakItDialog::showChoice()
{
    m_pages->setCurrentIndex(0);
    m_ask->clear();
    render();
    m_choice->takeFocus();
    if (isVisible())
        place();
}

void BreakItDialog::render()
{
    const bool isChoosing = m_pages->currentIndex() == 0, isRunning = m_series != nullptr;
    const int count = int(m_choice->chosen().size());
    m_send->setText(count > 1 ? tr("Send %1 requests").arg(count) : tr("Send"));
    m_send->setVisible(isChoosing && !m_plan.variants.isEmpty());
    m_send->setEnabled(m_choice->canSend());
    m_back->setVisible(!isChoosing && !isRunning);
    m_stop->setVisible(isRunning);
    m_close->setVisible(!isRunning);
    (isChoosing && m_send->isEnabled() ? m_send : m_close)->setDefault(true);
    if (isChoosing)
        m_progress->clear();
}

void BreakItDialog::send()
{
    m_variants = m_choice->chosen();
    m_results = QList<std::optional<BrokenResult>>(m_variants.size());
    m_model->setVariants(m_variants);
    m_pages->setCurrentIndex(1);
    place();
    m_answer->showNothing();
    QList<int> rows(m_variants.size());
    std::iota(rows.begin(), rows.end(), 0);
    const auto consent = m_choice->hasConsent() ? BrokenSeries::Consent::Given : BrokenSeries::Consent::NotAsked;
    m_choice->spendConsent();
    run(rows, consent);
    m_table->setFocus();
    m_table->selectRow(0);
}

void BreakItDialog::sendAgain()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || m_series)
        return;
    if (m_plan.isSafe())
        return run({row}, BrokenSeries::Consent::NotAsked);
    const QString method = VisibleText::of(m_plan.method, 20);
    m_ask->say(ErrorBanner::Kind::Warning, tr("Send this %1 once more?").arg(method),
        tr("It may change something on the server, and the last one may have done so although no answer came."),
        {{tr("Yes, send %1 once more").arg(method), [this, row] {
              if (!m_series)
                  run({row}, BrokenSeries::Consent::Given);
          }}});
}

void BreakItDialog::run(const QList<int> &rows, BrokenSeries::Consent consent)
{
    m_ask->clear();
    QList<BrokenVariant> variants;
    for (const int row : rows)
        variants += m_variants.at(row);
    m_series = new BrokenSeries(m_parts.breaker, m_document, variants, consent, this);
    connect(m_series, &BrokenSeries::began, this, [this, rows](int index) {
        m_model->setSending(rows.at(index));
        m_progress->setText(tr("%1 of %2: %3").arg(index + 1).arg(rows.size()).arg(m_variants.at(rows.at(index)).title));
    });
    connect(m_series, &BrokenSeries::answered, this, [this, rows](int index, const BrokenResult &result) { take(rows.at(index), result); });
    connect(m_series, &BrokenSeries::finished, this, &BreakItDialog::end);
    m_series->start();
    render();
}

void BreakItDialog::take(int row, const BrokenResult &result)
{
    m_results[row] = result;
    m_redactor = m_parts.redactor; // which may have learnt more
    for (const auto &each : std::as_const(m_results))
        if (each)
            m_redactor.addSecret(each->broken.token);
    judge(row);
    for (int other = 1; row == 0 && other < int(m_results.size()); ++other)
        if (m_results.at(other))
            judge(other); // it was compared with an answer that is no more
    if (m_table->currentIndex().row() == row)
        showAnswer(row);
    else if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void BreakItDialog::judge(int row)
{
    const RunResult *whole = row == 0 || !m_results.constFirst() ? nullptr : &*m_results.constFirst();
    m_model->setAnswer(row,
        BrokenAnswer::of(m_variants.at(row), *m_results.at(row), whole, m_plan.isPublic, m_parts.breaker.profileOf(m_plan.identity), m_parts.redactor));
}

void BreakItDialog::end()
{
    m_series->deleteLater();
    m_series = nullptr;
    m_model->endSending();
    const auto answered = std::count_if(m_results.cbegin(), m_results.cend(), [](const auto &result) { return result && !result->error; });
    m_progress->setText(tr("%1 of %2 answered. Choose a line to see the whole answer.").arg(answered).arg(m_variants.size()));
    render();
}

CredentialId BreakItDialog::identityOf(int row) const
{
    const CredentialId other = m_variants.value(row).identity;
    return other.isEmpty() ? m_plan.identity : other;
}

void BreakItDialog::showAnswer(int row)
{
    m_ask->clear(); // it was about the one before
    if (row < 0 || row >= m_results.size() || !m_results.at(row))
        return m_answer->showNothing();
    m_answer->showResult(*m_results.at(row), identityOf(row));
    // The exchange masks what was changed, as any secret.
    if (const BrokenVariant &variant = m_variants.at(row); variant.kind != BrokenVariant::Kind::Whole)
        m_answer->addNote(tr("%1: %2").arg(variant.title, variant.text));
}

void BreakItDialog::fitRows()
{
    m_table->resizeRowsToContents();
}

void BreakItDialog::reject()
{
    if (m_series)
        return m_series->cancel();
    QDialog::reject();
}

}
