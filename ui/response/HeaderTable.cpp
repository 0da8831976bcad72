#include "ui/response/HeaderTable.h"

#include "ui/response/CellDelegate.h"
#include "ui/response/HeaderModel.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFitted = 300; // rows: beyond that all are one line high

}

HeaderTable::HeaderTable(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new HeaderModel(theme, redactor, this))
{
    setObjectName(u"responseHeaders"_s);
    setAccessibleName(tr("Headers of the answer"));
    setModel(m_model);
    setItemDelegate(new CellDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    connect(&theme, &Theme::changed, this, &HeaderTable::fit);
}

void HeaderTable::setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers)
{
    m_model->setRevealed(false);
    m_model->setHeaders(headers, trailers);
    fit();
    scrollToTop();
}

void HeaderTable::fit()
{
    verticalHeader()->setDefaultSectionSize(m_theme.px(26));
    verticalHeader()->setMinimumSectionSize(m_theme.px(26));
    setColumnWidth(HeaderModel::NameColumn, std::clamp(viewport()->width() * 3 / 10, m_theme.px(120), m_theme.px(280)));
    if (m_model->rowCount() <= mostFitted)
        resizeRowsToContents();
}

void HeaderTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void HeaderTable::copy()
{
    QList<int> rows;
    const auto chosen = selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : std::as_const(rows))
        lines += m_model->line(row);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void HeaderTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QTableView::keyPressEvent(event);
}

void HeaderTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, &HeaderTable::copy);
    connect(menu->addAction(tr("Reveal secrets")), &QAction::triggered, this, [this] { m_model->setRevealed(true); });
    menu->popup(event->globalPos());
}

void HeaderTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    if (!event->spontaneous())
        m_model->setRevealed(false);
}

}
