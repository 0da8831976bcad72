#include "ui/response/CompareView.h"

#include "app/http/BodyStore.h"
#include "ui/response/Background.h"
#include "ui/response/CompareModel.h"
#include "ui/response/ComparePanes.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/ToolTip.h"

#include <QtCore/QLocale>
#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

CompareView::CompareView(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_how(new SegmentedControl(theme))
    , m_earlier(new QComboBox)
    , m_later(new QComboBox)
    , m_summary(new ElidedLabel(theme, TextRole::Small, Token::Dim))
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_close(new QToolButton)
    , m_table(new QTableView)
    , m_model(new CompareModel(theme, this))
    , m_panes(new ComparePanes(theme, clock))
{
    setObjectName(u"compareView"_s);
    m_how->setObjectName(u"compareHow"_s);
    m_how->setAccessibleName(tr("How the answers are compared"));
    m_how->setSegments({tr("JSON"), tr("Text")});
    m_summary->setObjectName(u"compareSummary"_s);
    const auto dress = [&](QToolButton *button, const QString &name, Icon icon, const QString &say, const QString &keys) {
        button->setObjectName(name);
        button->setIcon(themedIcon(theme, icon));
        button->setAccessibleName(say);
        button->setToolTip(plainToolTip(u"%1 (%2)"_s.arg(say, keys)));
        button->setFocusPolicy(Qt::TabFocus);
    };
    dress(m_previous, u"comparePrevious"_s, Icon::ArrowUp, tr("Previous difference"), tr("F7 or p"));
    dress(m_next, u"compareNext"_s, Icon::ArrowDown, tr("Next difference"), tr("F8 or n"));
    dress(m_close, u"compareClose"_s, Icon::Close, tr("Back to the answer"), tr("Esc"));
    for (const auto &[box, name, say] : {std::tuple{m_earlier, u"compareEarlier"_s, tr("Earlier answer")}, std::tuple{m_later, u"compareLater"_s, tr("Later answer")}}) {
        box->setObjectName(name);
        box->setAccessibleName(say);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMaximumWidth(theme.px(220));
        connect(box, &QComboBox::activated, this, &CompareView::begin);
    }
    addParts();
    connect(m_how, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_wish = index == 0 ? Comparison::How::Json : Comparison::How::Text;
        begin();
    });
    connect(m_previous, &QToolButton::clicked, this, [this] { goBy(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goBy(1); });
    connect(m_close, &QToolButton::clicked, this, &CompareView::closed);
    // Keys and not events: lists look for letters themselves.
    const auto shortcut = [this](Qt::Key key, auto run) {
        auto *made = new QShortcut(QKeySequence(key), this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, run);
    };
    for (const Qt::Key key : {Qt::Key_F8, Qt::Key_N})
        shortcut(key, [this] { goBy(1); });
    for (const Qt::Key key : {Qt::Key_F7, Qt::Key_P})
        shortcut(key, [this] { goBy(-1); });
    shortcut(Qt::Key_Escape, [this] { Q_EMIT closed(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            goTo(current.row());
    });
    connect(&theme, &Theme::changed, this, &CompareView::measure);
}

CompareView::~CompareView()
{
    m_stop.request_stop();
}

void CompareView::addParts()
{
    m_table->setObjectName(u"differences"_s);
    m_table->setAccessibleName(tr("Differences"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(m_theme.px(12), m_theme.px(5), m_theme.px(12), m_theme.px(5));
    bar->setSpacing(m_theme.px(8));
    bar->addWidget(m_how);
    bar->addWidget(m_earlier, 1);
    bar->addWidget(new TextLabel(m_theme, TextRole::Small, Token::Dim, tr("to")));
    bar->addWidget(m_later, 1);
    bar->addStretch();
    bar->addWidget(m_summary);
    bar->addWidget(m_previous);
    bar->addWidget(m_next);
    bar->addWidget(m_close);
    auto *split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    m_table->setMinimumHeight(m_theme.px(48)); // as little as the panes below it need
    split->addWidget(m_table);
    split->addWidget(m_panes);
    split->setSizes({400, 600});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(new Rule(m_theme));
    layout->addWidget(split, 1);
}

void CompareView::compare(const AnswerShelf &answers, int earlier)
{
    m_answers = answers;
    for (QComboBox *box : {m_earlier, m_later}) {
        box->clear();
        for (int i = 0; i < answers.count(); ++i)
            box->addItem(answers.title(i));
    }
    m_later->setCurrentIndex(0);
    m_earlier->setCurrentIndex(earlier);
    begin();
    m_panes->setFocus();
}

void CompareView::clear()
{
    m_stop.request_stop();
    ++m_turn;
    m_answers.clear();
    m_comparison.reset();
    m_model->setComparison(nullptr);
    m_panes->setComparison(nullptr);
}

void CompareView::begin()
{
    m_stop.request_stop();
    m_stop = {};
    const int turn = ++m_turn;
    tell(tr("comparing…"), false);
    const auto bodyOf = [this](const QComboBox *box) {
        const HttpExchange &exchange = m_answers.at(box->currentIndex());
        return Comparison::Body{exchange.body, exchange.last().headers.value("Content-Type")};
    };
    using Compared = Result<std::shared_ptr<const Comparison>>;
    const auto work = [before = bodyOf(m_earlier), after = bodyOf(m_later), wish = m_wish, stop = m_stop.get_token()] { return Comparison::between(before, after, wish, stop); };
    runInBackground<Compared>(work, {this, [this, turn](const Compared &compared) {
                                         if (turn == m_turn)
                                             take(compared);
                                     }});
}

void CompareView::take(const Result<std::shared_ptr<const Comparison>> &comparison)
{
    m_comparison = comparison ? *comparison : nullptr;
    const bool isJson = m_comparison && m_comparison->how == Comparison::How::Json;
    m_change = -1;
    m_model->setComparison(isJson ? m_comparison : nullptr);
    m_panes->setComparison(m_comparison);
    m_table->setVisible(isJson && !m_comparison->changes.isEmpty());
    m_how->setVisible(m_comparison && m_comparison->canBeJson());
    {
        const QSignalBlocker quiet(m_how);
        m_how->setCurrentIndex(isJson ? 0 : 1);
    }
    const bool hasChanges = m_comparison && m_comparison->changeCount() > 0;
    m_previous->setEnabled(hasChanges);
    m_next->setEnabled(hasChanges);
    tell(comparison ? m_comparison->summary() : comparison.error().message, !comparison);
    measure();
    if (hasChanges)
        goTo(0);
}

void CompareView::tell(const QString &words, bool isTrouble)
{
    m_summary->setText(words);
    m_summary->setColor(isTrouble ? Token::WarnText : Token::Dim);
}

void CompareView::goBy(int step)
{
    if (!m_comparison || m_comparison->changeCount() == 0)
        return;
    const qsizetype count = m_comparison->changeCount();
    // In a text it goes on from where the cursor is.
    const qsizetype here = m_comparison->how == Comparison::How::Text ? m_panes->currentChange() : m_change;
    goTo((std::max<qsizetype>(here, step > 0 ? -1 : 0) + step + count) % count);
}

void CompareView::goTo(qsizetype change)
{
    if (m_change == change && m_comparison->how == Comparison::How::Json)
        return;
    m_change = change;
    m_panes->goTo(change);
    if (m_comparison->how == Comparison::How::Json)
        m_table->selectRow(int(change));
    const QLocale locale(QLocale::English);
    tell(tr("%1 of %2").arg(locale.toString(change + 1), locale.toString(m_comparison->changeCount())), false);
    m_summary->setToolTip(plainToolTip(m_comparison->summary()));
}

void CompareView::measure()
{
    m_table->verticalHeader()->setDefaultSectionSize(m_theme.px(24));
    const int width = m_table->viewport()->width();
    m_table->setColumnWidth(CompareModel::PlaceColumn, width * 2 / 5);
    m_table->setColumnWidth(CompareModel::BeforeColumn, width * 3 / 10);
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    measure();
}

}
