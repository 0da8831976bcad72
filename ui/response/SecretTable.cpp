#include "ui/response/SecretTable.h"

#include "ui/response/CellDelegate.h"
#include "ui/response/SecretRows.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr int mostFitted = 300; // rows: beyond that all are one line high

}

SecretTable::SecretTable(const Theme &theme, SecretRows &rows, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_rows(rows)
{
    setModel(&rows);
    setItemDelegate(new CellDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    connect(&theme, &Theme::changed, this, &SecretTable::fit);
}

void SecretTable::fit()
{
    verticalHeader()->setDefaultSectionSize(m_theme.px(26));
    verticalHeader()->setMinimumSectionSize(m_theme.px(26));
    fitColumns();
    if (m_rows.rowCount() <= mostFitted)
        resizeRowsToContents();
}

void SecretTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void SecretTable::copy()
{
    QList<int> rows;
    const auto chosen = selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : std::as_const(rows))
        lines += m_rows.line(row);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void SecretTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QTableView::keyPressEvent(event);
}

void SecretTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, &SecretTable::copy);
    connect(menu->addAction(tr("Reveal secrets")), &QAction::triggered, this, [this] {
        m_rows.setRevealed(true);
        fit();
    });
    menu->popup(event->globalPos());
}

void SecretTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    if (!event->spontaneous())
        m_rows.setRevealed(false);
}

}
