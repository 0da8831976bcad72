#include "ui/response/EventPane.h"

#include "app/http/BodyStore.h"
#include "app/json/JsonText.h"
#include "ui/response/EventModel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLaidOut = 1024 * 1024; // of one event

}

EventPane::EventPane(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new EventModel(theme, clock, this))
    , m_list(new QTableView)
    , m_data(new CodeView(theme))
    , m_foot(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    m_list->setObjectName(u"eventList"_s);
    m_list->setAccessibleName(tr("Events of the stream"));
    m_list->setModel(m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setShowGrid(false);
    m_list->setWordWrap(false);
    m_list->setTabKeyNavigation(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_list->horizontalHeader()->setStretchLastSection(true);
    m_list->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_data->setObjectName(u"eventData"_s);
    m_data->setAccessibleName(tr("Data of the event"));
    m_foot->setObjectName(u"eventFoot"_s);
    m_foot->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    auto *split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    // Pages of one stack: what the largest wants at least, every body would take from the docks beside it.
    for (QAbstractScrollArea *part : {static_cast<QAbstractScrollArea *>(m_list), static_cast<QAbstractScrollArea *>(m_data)})
        part->setMinimumHeight(theme.px(40));
    split->addWidget(m_list);
    split->addWidget(m_data);
    split->setSizes({300, 200});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(split, 1);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_foot);
    setFocusProxy(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) { showData(current.row()); });
    // Follows the end only where the end was seen before the rows came.
    connect(m_model, &EventModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_list->verticalScrollBar();
        const bool isAtEnd = bar->value() == bar->maximum();
        const bool isLastChosen = !m_list->currentIndex().isValid() || m_list->currentIndex().row() == m_model->rowCount() - 1;
        m_follows = isAtEnd && isLastChosen;
    });
    connect(m_model, &EventModel::rowsInserted, this, [this] {
        if (m_follows && !m_body->isFinished())
            m_list->scrollToBottom();
        if (!m_list->currentIndex().isValid())
            m_list->selectRow(0);
    });
    connect(&theme, &Theme::changed, this, &EventPane::measure);
    measure();
}

void EventPane::measure()
{
    m_list->verticalHeader()->setDefaultSectionSize(m_theme.px(24));
    m_list->setColumnWidth(EventModel::NumberColumn, m_theme.px(64));
    m_list->setColumnWidth(EventModel::TimeColumn, m_theme.px(90));
    m_list->setColumnWidth(EventModel::TypeColumn, m_theme.px(120));
    m_list->setColumnWidth(EventModel::IdColumn, m_theme.px(110));
}

void EventPane::setBody(std::shared_ptr<const BodyStore> body, bool isLive)
{
    m_body = std::move(body);
    m_data->setText({});
    m_model->setBody(m_body, isLive);
    m_list->setColumnHidden(EventModel::TimeColumn, !isLive);
    tell();
}

void EventPane::advance()
{
    m_model->advance();
    tell();
}

void EventPane::tell()
{
    const int count = m_model->rowCount();
    QString text = count == 1 ? tr("1 event") : tr("%1 events").arg(count);
    if (m_body && !m_body->isFinished())
        text += tr(", the stream is open");
    else if (m_model->endsInside())
        text += tr("; the last one was cut off, no client would take it");
    m_foot->setText(text);
}

void EventPane::showData(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return m_data->setText({});
    const ServerEvent event = m_model->event(row);
    if (event.isComment())
        return m_data->setText(event.comment);
    const QByteArray bytes = event.data.toUtf8();
    const bool looksLikeJson = bytes.startsWith('{') || bytes.startsWith('[');
    if (looksLikeJson && bytes.size() <= longestLaidOut) {
        if (const auto pretty = JsonText::indented(bytes))
            return m_data->setText(QString::fromUtf8(*pretty), Syntax::Json);
    }
    m_data->setText(event.data);
}

}
