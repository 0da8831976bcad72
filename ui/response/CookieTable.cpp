#include "ui/response/CookieTable.h"

#include "ui/response/CellDelegate.h"
#include "ui/response/CookieModel.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFitted = 300; // rows: beyond that all are one line high
constexpr std::array shares{13, 12, 20, 17, 15, 23}; // of the width, in percent

}

CookieTable::CookieTable(const Theme &theme, const Clock &clock, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new CookieModel(theme, clock, this))
{
    setObjectName(u"responseCookies"_s);
    setAccessibleName(tr("Cookies of the answer"));
    setModel(m_model);
    setItemDelegate(new CellDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    connect(&theme, &Theme::changed, this, &CookieTable::fit);
}

void CookieTable::setExchange(const HttpExchange &exchange)
{
    m_model->setExchange(exchange);
    fit();
}

int CookieTable::count() const
{
    return m_model->rowCount();
}

void CookieTable::fit()
{
    verticalHeader()->setDefaultSectionSize(m_theme.px(26));
    verticalHeader()->setMinimumSectionSize(m_theme.px(26));
    for (int column = 0; column + 1 < CookieModel::ColumnCount; ++column)
        setColumnWidth(column, viewport()->width() * shares.at(std::size_t(column)) / 100);
    if (m_model->rowCount() <= mostFitted)
        resizeRowsToContents();
}

void CookieTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void CookieTable::copy()
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

void CookieTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QTableView::keyPressEvent(event);
}

void CookieTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, &CookieTable::copy);
    connect(menu->addAction(tr("Reveal secrets")), &QAction::triggered, this, [this] {
        m_model->setRevealed(true);
        fit();
    });
    menu->popup(event->globalPos());
}

void CookieTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    if (!event->spontaneous())
        m_model->setRevealed(false);
}

}
