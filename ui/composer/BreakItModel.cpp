#include "ui/composer/BreakItModel.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/StatusBadge.h"
#include "ui/widgets/ToolTip.h"

namespace tessera::ui {

using Verdict = BrokenAnswer::Verdict;

BreakItModel::BreakItModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void BreakItModel::setVariants(const QList<BrokenVariant> &variants)
{
    beginResetModel();
    m_rows.clear();
    for (const BrokenVariant &variant : variants)
        m_rows.append({variant, {}, Row::State::Waiting});
    endResetModel();
}

void BreakItModel::setSending(int row)
{
    m_rows[row].state = Row::State::Sending;
    m_rows[row].answer.reset();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void BreakItModel::setAnswer(int row, const BrokenAnswer &answer)
{
    m_rows[row].state = Row::State::Over;
    m_rows[row].answer = answer;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void BreakItModel::endSending()
{
    for (Row &row : m_rows)
        row.state = Row::State::Over;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int BreakItModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BreakItModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BreakItModel::text(const Row &row, int column) const
{
    if (column == VariantColumn)
        return row.variant.title;
    if (!row.answer) {
        if (column != StatusColumn)
            return {};
        return row.state == Row::State::Waiting ? tr("waits") : row.state == Row::State::Sending ? tr("sending…") : tr("not sent");
    }
    const BrokenAnswer &answer = *row.answer;
    switch (column) {
    case StatusColumn:
        return answer.status > 0 ? statusText(answer.status, {}) : tr("no answer");
    case TimeColumn:
        return answer.status > 0 ? Quantity::time(answer.time) : QString();
    case SizeColumn:
        return answer.size >= 0 ? Quantity::size(answer.size) : QString();
    case WordsColumn:
        return answer.words;
    default:
        return answer.difference;
    }
}

QColor BreakItModel::color(const Row &row, int column) const
{
    if (!row.answer)
        return m_theme.color(column == VariantColumn ? Token::Text : Token::Dim);
    const BrokenAnswer &answer = *row.answer;
    switch (column) {
    case VariantColumn:
        return m_theme.color(Token::Text);
    case StatusColumn:
        return m_theme.color(answer.status > 0 ? textToken(statusTone(answer.status)) : Token::BadText);
    case DifferenceColumn:
        return m_theme.color(answer.verdict == Verdict::Refused                                      ? Token::OkText
                : answer.verdict == Verdict::Accepted || answer.verdict == Verdict::Failed ? Token::BadText
                                                                                           : Token::Text);
    default:
        return m_theme.color(Token::Dim);
    }
}

QVariant BreakItModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isProse = index.column() == VariantColumn || index.column() == DifferenceColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ForegroundRole:
        return color(row, index.column());
    case Qt::FontRole:
        return m_theme.font(isProse ? TextRole::Body : TextRole::Mono);
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == VariantColumn ? row.variant.text : text(row, index.column()));
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case Qt::AccessibleDescriptionRole:
        return index.column() == VariantColumn ? row.variant.text : QString();
    default:
        return {};
    }
}

QVariant BreakItModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Sent"), tr("Status"), tr("Time"), tr("Size"), tr("The answer says"), tr("Compared with the first")};
    return names.value(section);
}

}
