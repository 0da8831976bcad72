#include "ui/widgets/KeyValueTable.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/KeyValueDelegate.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace tessera::ui {

KeyValueTable::KeyValueTable(const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new KeyValueModel(theme, this))
{
    setModel(m_model);
    setItemDelegate(new KeyValueDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab leaves the table; while a cell is edited it goes on to the next
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(1);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(m_model, &KeyValueModel::edited, this, &KeyValueTable::edited);
    connect(&theme, &Theme::changed, this, &KeyValueTable::measure);
    measure();
}

void KeyValueTable::measure()
{
    verticalHeader()->setDefaultSectionSize(m_theme.px(27));
    const int box = m_theme.px(30); // given rows have none, and stand where the others do
    const int room = viewport()->width() - box;
    const int name = std::clamp(room * 3 / 10, m_theme.px(90), m_theme.px(320));
    setColumnWidth(KeyValueModel::EnabledColumn, box);
    setColumnWidth(KeyValueModel::NameColumn, name);
    setColumnWidth(KeyValueModel::ValueColumn, std::max(room - name, m_theme.px(90)));
}

void KeyValueTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    measure();
}

void KeyValueTable::setRows(const QList<Row> &rows)
{
    if (rows != m_model->rows())
        m_model->setRows(rows);
}

void KeyValueTable::setGiven(bool isGiven)
{
    m_model->setGiven(isGiven);
    measure();
}

void KeyValueTable::showError(int row, const QString &message)
{
    m_model->setError(row, message);
    scrollTo(m_model->index(row, KeyValueModel::NameColumn));
}

void KeyValueTable::commit()
{
    if (state() != EditingState)
        return;
    if (QWidget *editor = indexWidget(currentIndex())) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

QList<int> KeyValueTable::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList chosen = selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen) {
        if (m_model->isEditable(index.row()))
            rows << index.row();
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void KeyValueTable::paste()
{
    const QList<Row> rows = parseKeyValueLines(QGuiApplication::clipboard()->text());
    if (rows.isEmpty())
        return;
    const int at = currentIndex().isValid() ? std::min(currentIndex().row(), m_model->ghostRow()) : m_model->ghostRow();
    m_model->insert(at, rows);
    setCurrentIndex(m_model->index(at + int(rows.size()) - 1, KeyValueModel::NameColumn));
}

void KeyValueTable::copy() const
{
    QList<Row> chosen;
    for (int row : selectedRows())
        chosen << m_model->rows().at(row);
    if (!chosen.isEmpty())
        QGuiApplication::clipboard()->setText(toKeyValueLines(chosen));
}

void KeyValueTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return paste();
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::Undo))
        return m_model->undo();
    if (event->matches(QKeySequence::Redo))
        return m_model->redo();
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return m_model->remove(selectedRows());
    case Qt::Key_Space:
        return m_model->toggle(currentIndex().row());
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        if (event->modifiers() & ~Qt::KeypadModifier)
            break; // Ctrl+Enter sends
        QModelIndex index = currentIndex();
        if (index.column() == KeyValueModel::EnabledColumn)
            index = index.siblingAtColumn(KeyValueModel::NameColumn);
        if (index.isValid() && index.flags().testFlag(Qt::ItemIsEditable)) {
            setCurrentIndex(index);
            return edit(index);
        }
        break;
    }
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

QModelIndex KeyValueTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action != MoveNext && action != MovePrevious)
        return QTableView::moveCursor(action, modifiers);
    // Name, value, name of the next row...: the boxes and what can't be edited are left out.
    const int step = action == MoveNext ? 1 : -1;
    int place = currentIndex().row() * 2 + (currentIndex().column() == KeyValueModel::ValueColumn ? 1 : 0) + step;
    place = std::clamp(place, 0, m_model->rowCount() == 0 ? 0 : (m_model->isGiven() ? m_model->ghostRow() - 1 : m_model->ghostRow()) * 2 + 1);
    return m_model->index(place / 2, place % 2 ? KeyValueModel::ValueColumn : KeyValueModel::NameColumn);
}

void KeyValueTable::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.column() == KeyValueModel::ValueColumn && m_model->isEditable(index.row()) && !m_model->isGiven()
        && KeyValueDelegate::removeButton(m_theme, visualRect(index)).contains(event->position().toPoint()))
        return m_model->remove({index.row()});
    QTableView::mouseReleaseEvent(event);
    const bool isPlainClick = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (isPlainClick && index == currentIndex() && index.flags().testFlag(Qt::ItemIsEditable))
        edit(index);
}

void KeyValueTable::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(int(event->position().y()));
    if (row != m_hovered) {
        m_hovered = row;
        viewport()->update();
    }
    QTableView::mouseMoveEvent(event);
}

void KeyValueTable::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    viewport()->update();
    QTableView::leaveEvent(event);
}

}
