#include "ui/token/DiffTable.h"

#include "ui/theme/Theme.h"
#include "ui/token/DiffModel.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

namespace {

constexpr int mostFitted = 300; // rows: beyond that all are one line high
constexpr double above = 5, side = 8;

int layOut(QTextLayout &text, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setTextOption(option);
    qreal height = 0;
    text.beginLayout();
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(std::max(1, width));
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    text.endLayout();
    return int(std::ceil(height));
}

// What machines wrote in their face, what is said about it in ours; a row's ground says how it differs.
class Cell final : public QStyledItemDelegate {
public:
    Cell(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QColor ground = index.data(Qt::BackgroundRole).value<QColor>();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Token::AccentGround));
        else if (ground.isValid())
            painter->fillRect(option.rect, ground);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme.color(Token::Hairline));
        painter->save();
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        const QRect room = inside(option.rect);
        QTextLayout text(index.data().toString(), fontOf(index));
        layOut(text, room.width());
        text.draw(painter, room.topLeft());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QTableView *>(option.widget);
        const int width = view ? view->columnWidth(index.column()) : m_theme.px(200);
        QTextLayout text(index.data().toString(), fontOf(index));
        return {width, layOut(text, inside({0, 0, width, 0}).width()) + 2 * m_theme.px(above)};
    }

private:
    [[nodiscard]] QRect inside(const QRect &cell) const
    {
        return cell.adjusted(m_theme.px(side), m_theme.px(above), -m_theme.px(4), 0);
    }
    [[nodiscard]] QFont fontOf(const QModelIndex &index) const
    {
        return m_theme.font(index.column() == DiffModel::Difference ? TextRole::Small : TextRole::Mono);
    }

    const Theme &m_theme;
};

}

DiffTable::DiffTable(const Theme &theme, DiffModel &model, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new Cell(theme, this));
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
    connect(&theme, &Theme::changed, this, &DiffTable::fit);
    connect(&model, &QAbstractItemModel::modelReset, this, &DiffTable::fit);
}

void DiffTable::fit()
{
    const int row = m_theme.px(26), width = viewport()->width();
    verticalHeader()->setMinimumSectionSize(row);
    verticalHeader()->setDefaultSectionSize(row);
    const QFontMetrics mono(m_theme.font(TextRole::Mono));
    int longest = 0;
    for (int i = 0; i < std::min(m_model.rowCount(), mostFitted); ++i)
        longest = std::max(longest, mono.horizontalAdvance(m_model.index(i, DiffModel::Claim).data().toString()));
    const int name = std::clamp(longest + m_theme.px(side + 8), m_theme.px(80), std::max(m_theme.px(80), width * 20 / 100));
    const int note = std::clamp(width * 22 / 100, m_theme.px(120), m_theme.px(260));
    const int value = std::max(m_theme.px(80), (width - name - note) / 2);
    setColumnWidth(DiffModel::Claim, name);
    setColumnWidth(DiffModel::First, value);
    setColumnWidth(DiffModel::Second, value);
    if (m_model.rowCount() <= mostFitted)
        resizeRowsToContents();
}

void DiffTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void DiffTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QTableView::keyPressEvent(event);
    QList<int> rows;
    const auto chosen = selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : std::as_const(rows))
        lines += m_model.line(row);
    if (!lines.isEmpty())
        Q_EMIT copyRequested(Secret(lines.join(u'\n')));
}

}
