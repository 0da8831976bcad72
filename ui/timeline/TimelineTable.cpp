#include "ui/timeline/TimelineTable.h"

#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineModel.h"
#include "ui/timeline/TimelineRows.h"
#include "ui/timeline/TimelineText.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double indent = 5; // beyond an item's own margin: words begin where those of their header do

// No ring around a cell: rows are what is chosen.
class Cell final : public QStyledItemDelegate {
public:
    Cell(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem cell = option;
        cell.state.setFlag(QStyle::State_HasFocus, false);
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        cell.rect.adjust(m_theme.px(indent), 0, 0, 0);
        QStyledItemDelegate::paint(painter, cell, index);
    }

private:
    const Theme &m_theme;
};

}

TimelineTable::TimelineTable(const Theme &theme, const Clock &clock, const TimelineLanes &lanes, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_lanes(lanes)
    , m_model(new TimelineModel(theme, clock, lanes, this))
    , m_rows(new TimelineRows(*m_model, this))
    , m_view(new QTableView)
    , m_filters(new QWidget(this))
    , m_credential(new QComboBox)
    , m_topic(new QComboBox)
    , m_count(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    m_view->setObjectName(u"timelineTable"_s);
    m_view->setAccessibleName(tr("Events of the timeline"));
    m_view->setModel(m_rows);
    m_view->setItemDelegate(new Cell(theme, this));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSortingEnabled(true);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(TimelineModel::DetailColumn, QHeaderView::Stretch);
    m_view->sortByColumn(TimelineModel::TimeColumn, Qt::DescendingOrder);
    m_view->installEventFilter(this);

    m_credential->setObjectName(u"timelineCredential"_s);
    m_credential->setAccessibleName(tr("Events of which credential"));
    m_topic->setObjectName(u"timelineTopic"_s);
    m_topic->setAccessibleName(tr("Which kind of events"));
    m_topic->addItem(tr("All kinds"), -1);
    for (int topic = 0; topic < TimelineText::topics; ++topic)
        m_topic->addItem(TimelineText::topicName(TimelineText::Topic(topic)), topic);
    auto *row = new QHBoxLayout(m_filters);
    m_credential->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_topic->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_credential);
    row->addWidget(m_topic);
    row->addWidget(m_count);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_view);
    setFocusProxy(m_view);

    connect(m_credential, &QComboBox::currentIndexChanged, this, [this] { m_rows->setLane(m_credential->currentData().toString()); });
    connect(m_topic, &QComboBox::currentIndexChanged, this, [this] { m_rows->setTopic(m_topic->currentData().toInt()); });
    connect(m_view, &QTableView::doubleClicked, this, &TimelineTable::inspect);
    connect(&lanes, &TimelineLanes::reset, this, &TimelineTable::fillCredentials);
    for (const auto &change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_rows, change, this, &TimelineTable::tellCount);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &TimelineTable::tellCount);
    connect(&theme, &Theme::changed, this, &TimelineTable::measure);
    measure();
    fillCredentials();
}

void TimelineTable::measure()
{
    const auto wide = [this](int column, int width) { m_view->setColumnWidth(column, m_theme.px(width)); };
    m_filters->layout()->setContentsMargins(m_theme.px(16), 0, 0, 0);
    m_filters->layout()->setSpacing(m_theme.px(8));
    layout()->setContentsMargins(m_theme.px(8), 0, 0, 0);
    m_view->verticalHeader()->setDefaultSectionSize(m_theme.px(24));
    wide(TimelineModel::TimeColumn, 150);
    wide(TimelineModel::CredentialColumn, 130);
    wide(TimelineModel::WhatColumn, 230);
    wide(TimelineModel::StatusColumn, 150);
    wide(TimelineModel::DurationColumn, 90);
}

void TimelineTable::fillCredentials()
{
    if (!isVisible())
        return;
    const QString chosen = m_credential->currentData().toString();
    const QSignalBlocker quiet(m_credential);
    m_credential->clear();
    m_credential->addItem(tr("All credentials"), QString());
    for (int i = 0; i < m_lanes.count(); ++i) {
        const CredentialId &id = m_lanes.lane(i).id;
        m_credential->addItem(tr("%1, %2").arg(id.account, id.profile), id.toString());
    }
    m_credential->setCurrentIndex(std::max(0, m_credential->findData(chosen)));
    m_rows->setLane(m_credential->currentData().toString());
}

void TimelineTable::tellCount()
{
    const int count = m_rows->rowCount();
    m_count->setText(count == 1 ? tr("1 event") : tr("%1 events").arg(count));
}

void TimelineTable::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fillCredentials();
    m_model->setActive(true);
    if (!m_view->currentIndex().isValid() && m_rows->rowCount() > 0)
        m_view->setCurrentIndex(m_rows->index(0, 0));
}

void TimelineTable::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model->setActive(false);
}

QString TimelineTable::selectedText() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < TimelineModel::ColumnCount; ++column)
            cells << row.siblingAtColumn(column).data().toString().simplified();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void TimelineTable::inspect(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const TimelineEvent event = m_model->event(m_rows->mapToSource(index).row()); // a copy: whoever hears may change the rows
    Q_EMIT inspectRequested(event.lane, event);
}

bool TimelineTable::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        inspect(m_view->currentIndex());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}
