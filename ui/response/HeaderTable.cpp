#include "ui/response/HeaderTable.h"

#include "ui/response/HeaderModel.h"
#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFitted = 300; // rows: beyond that all are one line high
constexpr double above = 5, side = 12;

// Cells with room around their text, a hairline under each row; no ring around a cell, rows are what is chosen.
class HeaderDelegate final : public QStyledItemDelegate {
public:
    HeaderDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, m_theme.color(isSelected ? Token::AccentGround : Token::Hover));
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme.color(Token::Hairline));
        painter->save();
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        const QRect inside = this->inside(option.rect);
        QTextLayout text(index.data().toString(), m_theme.font(TextRole::Mono));
        layOut(text, inside.width());
        text.draw(painter, inside.topLeft());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        const int width = view ? view->columnWidth(index.column()) : m_theme.px(200);
        QTextLayout text(index.data().toString(), m_theme.font(TextRole::Mono));
        return {width, layOut(text, inside(QRect(0, 0, width, 0)).width()) + 2 * m_theme.px(above)};
    }

private:
    [[nodiscard]] QRect inside(const QRect &cell) const { return cell.adjusted(m_theme.px(side), m_theme.px(above), -m_theme.px(4), 0); }

    // Breaks between words where it can, anywhere where it must. The height.
    static int layOut(QTextLayout &text, int width)
    {
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        text.setTextOption(option);
        qreal height = 0;
        text.beginLayout();
        for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
            line.setLineWidth(width);
            line.setPosition(QPointF(0, height));
            height += line.height();
        }
        text.endLayout();
        return int(std::ceil(height));
    }

    const Theme &m_theme;
};

}

HeaderTable::HeaderTable(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new HeaderModel(theme, redactor, this))
{
    setObjectName(u"responseHeaders"_s);
    setAccessibleName(tr("Headers of the answer"));
    setModel(m_model);
    setItemDelegate(new HeaderDelegate(theme, this));
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
