#include "ui/widgets/KeyValueModel.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ToolTip.h"
#include "ui/widgets/VariableMark.h"

#include <algorithm>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostUndo = 100;

}

KeyValueModel::KeyValueModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void KeyValueModel::show(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    const int before = int(m_rows.size()), after = int(rows.size());
    // Rows are inserted and removed where the lists part, so that the views keep their place.
    const auto same = std::mismatch(m_rows.cbegin(), m_rows.cend(), rows.cbegin(), rows.cend());
    const int head = int(same.first - m_rows.cbegin());
    const auto sameEnd = std::mismatch(m_rows.crbegin(), std::make_reverse_iterator(same.first), rows.crbegin(), std::make_reverse_iterator(same.second));
    int last = std::max(head, int(sameEnd.second.base() - rows.cbegin()) - 1);
    int at = head;
    if (at == std::min(before, after) && !m_isGiven) // at the end: the row to write into becomes the new one, and a next one comes behind
        ++at;
    const bool hadErrors = !std::exchange(m_errors, {}).isEmpty();
    if (after > before) {
        beginInsertRows({}, at, at + after - before - 1);
        m_rows = rows;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, at, at + before - after - 1);
        m_rows = rows;
        endRemoveRows();
    } else {
        m_rows = rows;
    }
    if (hadErrors)
        last = rowCount();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(hadErrors ? 0 : std::min(head, rowCount() - 1), 0), index(std::min(last, rowCount() - 1), ColumnCount - 1));
}

void KeyValueModel::setRows(const QList<Row> &rows)
{
    m_undo.clear();
    m_redo.clear();
    show(rows);
}

void KeyValueModel::change(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    m_undo.append(m_rows);
    if (m_undo.size() > mostUndo)
        m_undo.removeFirst();
    m_redo.clear();
    show(rows);
    Q_EMIT edited();
}

void KeyValueModel::write(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    if (!std::exchange(m_isWriting, true))
        return change(rows);
    m_redo.clear();
    show(rows);
    Q_EMIT edited();
}

void KeyValueModel::setCheck(const Check &check)
{
    m_check = check;
}

void KeyValueModel::setScope(const VariableScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString KeyValueModel::errorOf(int row) const
{
    if (const auto found = m_errors.constFind(row); found != m_errors.cend())
        return *found;
    return m_check && isEditable(row) ? m_check(m_rows.at(row)) : QString();
}

void KeyValueModel::undo()
{
    if (m_undo.isEmpty())
        return;
    m_redo.append(m_rows);
    show(m_undo.takeLast());
    Q_EMIT edited();
}

void KeyValueModel::redo()
{
    if (m_redo.isEmpty())
        return;
    m_undo.append(m_rows);
    show(m_redo.takeLast());
    Q_EMIT edited();
}

void KeyValueModel::setFixedRows(const QList<FixedRow> &rows)
{
    if (rows == m_fixed)
        return;
    const int first = ghostRow() + 1;
    if (!m_fixed.isEmpty()) {
        beginRemoveRows({}, first, first + int(m_fixed.size()) - 1);
        m_fixed.clear();
        endRemoveRows();
    }
    if (!rows.isEmpty()) {
        beginInsertRows({}, first, first + int(rows.size()) - 1);
        m_fixed = rows;
        endInsertRows();
    }
}

void KeyValueModel::setPlaceholders(const QString &name, const QString &value)
{
    m_namePlaceholder = name;
    m_valuePlaceholder = value;
}

void KeyValueModel::setError(int row, const QString &message)
{
    if (!isEditable(row))
        return;
    m_errors.insert(row, message);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void KeyValueModel::clearErrors()
{
    if (m_errors.isEmpty())
        return;
    m_errors.clear();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void KeyValueModel::setGiven(bool isGiven)
{
    beginResetModel();
    m_isGiven = isGiven;
    endResetModel();
}

void KeyValueModel::insert(int at, const QList<Row> &rows)
{
    if (m_isGiven)
        return;
    const qsizetype place = std::clamp<qsizetype>(at, 0, m_rows.size());
    change(m_rows.first(place) + rows + m_rows.sliced(place));
}

void KeyValueModel::remove(QList<int> rows)
{
    if (m_isGiven)
        return;
    std::sort(rows.begin(), rows.end());
    QList<Row> changed;
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (!std::binary_search(rows.cbegin(), rows.cend(), row))
            changed.append(m_rows.at(row));
    }
    change(changed);
}

void KeyValueModel::toggle(int row)
{
    if (!isEditable(row) || m_isGiven)
        return;
    QList<Row> changed = m_rows;
    changed[row].isOn = !changed.at(row).isOn;
    change(changed);
}

int KeyValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_isGiven ? ghostRow() : ghostRow() + 1 + int(m_fixed.size());
}

int KeyValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyValueModel::text(const QModelIndex &index) const
{
    if (index.column() == EnabledColumn)
        return {};
    const bool isName = index.column() == NameColumn;
    if (isEditable(index.row()))
        return isName ? m_rows.at(index.row()).name : m_rows.at(index.row()).value;
    if (index.row() == ghostRow())
        return QString();
    const FixedRow &fixed = m_fixed.at(index.row() - ghostRow() - 1);
    return isName ? fixed.name : fixed.value;
}

QString KeyValueModel::explanation(const QModelIndex &index) const
{
    const QString error = errorOf(index.row());
    if (!error.isEmpty() || !isEditable(index.row()))
        return error;
    QStringList lines;
    for (const VariableMark &mark : VariableMark::in(text(index).toString(), m_scope))
        lines += mark.kind == VariableMark::Kind::Known ? u"{{%1}}: %2"_s.arg(mark.name, mark.explanation) : mark.explanation;
    return lines.join(u'\n');
}

QVariant KeyValueModel::data(const QModelIndex &index, int role) const
{
    const int row = index.row();
    const bool isGhost = row == ghostRow();
    const bool isFixed = row > ghostRow();
    switch (role) {
    case Qt::DisplayRole:
        if (isGhost && index.column() != EnabledColumn)
            return index.column() == NameColumn ? m_namePlaceholder : m_valuePlaceholder;
        return text(index);
    case Qt::EditRole:
        return text(index);
    case Qt::FontRole: {
        QFont font = m_theme.font(TextRole::Mono);
        if (isFixed && m_fixed.at(row - ghostRow() - 1).isReplaced)
            font.setStrikeOut(true);
        return font;
    }
    case Qt::ForegroundRole:
        if (isGhost || (isEditable(row) && !m_rows.at(row).isOn))
            return m_theme.color(Token::Faint);
        return m_theme.color(isFixed ? Token::Dim : Token::Text);
    case Qt::CheckStateRole:
        if (index.column() != EnabledColumn || isGhost || m_isGiven)
            return {};
        return isFixed || m_rows.at(row).isOn ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return plainToolTip(explanation(index));
    case Qt::AccessibleTextRole:
        if (index.column() != EnabledColumn)
            return text(index);
        return isGhost ? tr("new row") : isFixed || m_rows.at(row).isOn ? tr("on") : tr("off");
    case NoteRole:
        return isFixed && index.column() == ValueColumn ? m_fixed.at(row - ghostRow() - 1).note : QString();
    case GhostRole:
        return isGhost;
    case FixedRole:
        return isFixed;
    case ErrorRole:
        return errorOf(row);
    default:
        return {};
    }
}

bool KeyValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int row = index.row();
    if (role == Qt::CheckStateRole && isEditable(row)) {
        if ((value.toInt() == Qt::Checked) != m_rows.at(row).isOn)
            toggle(row);
        return true;
    }
    if (m_isGiven && (!isEditable(row) || (index.column() == NameColumn && value.toString().isEmpty())))
        return false;
    if (role != Qt::EditRole || row > ghostRow() || index.column() == EnabledColumn)
        return false;
    const QString written = value.toString();
    QList<Row> changed = m_rows;
    if (row == ghostRow()) {
        if (written.isEmpty())
            return true;
        changed.append(Row());
    }
    Row &target = changed[row];
    (index.column() == NameColumn ? target.name : target.value) = written;
    if (target.name.isEmpty() && target.value.isEmpty() && !m_isGiven)
        changed.removeAt(row);
    change(changed);
    return true;
}

Qt::ItemFlags KeyValueModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.row() > ghostRow())
        return flags;
    return index.column() == EnabledColumn ? flags | Qt::ItemIsUserCheckable : flags | Qt::ItemIsEditable;
}

QVariant KeyValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == EnabledColumn ? tr("On") : section == NameColumn ? tr("Name") : tr("Value");
}

QList<KeyValueModel::Row> parseKeyValueLines(const QString &text)
{
    QList<KeyValueModel::Row> rows;
    for (QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        line = line.trimmed();
        KeyValueModel::Row row;
        for (const QStringView off : {QStringView(u"//"), QStringView(u"#")}) {
            if (line.startsWith(off)) {
                row.isOn = false;
                line = line.mid(off.size()).trimmed();
                break;
            }
        }
        if (line.isEmpty())
            continue;
        qsizetype end = line.indexOf(u'\t');
        if (end < 0) { // what comes first: a header's value may hold "=", a form value ":"
            const qsizetype colon = line.indexOf(u':', 1), equals = line.indexOf(u'=');
            end = colon < 0 ? equals : equals < 0 ? colon : std::min(colon, equals);
        }
        row.name = (end < 0 ? line : line.left(end)).trimmed().toString();
        row.value = end < 0 ? QString() : line.mid(end + 1).trimmed().toString();
        rows << row;
    }
    return rows;
}

QString toKeyValueLines(const QList<KeyValueModel::Row> &rows)
{
    QString text;
    for (const KeyValueModel::Row &row : rows)
        text += (row.isOn ? u""_s : u"# "_s) + row.name + u": "_s + row.value + u'\n';
    return text;
}

}
