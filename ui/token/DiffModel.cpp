#include "ui/token/DiffModel.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Change = TokenDiff::Change;

namespace {

constexpr qsizetype longestCell = 1000; // characters

QString shown(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    return HiddenCharacters::shown(text.size() > longestCell ? text.left(longestCell) + u'…' : text);
}

}

DiffModel::DiffModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    });
}

void DiffModel::setDiff(const TokenDiff &diff, const QString &first, const QString &second)
{
    beginResetModel();
    m_diff = diff;
    m_first = first;
    m_second = second;
    m_rows = m_areOnlyDifferences ? diff.differences() : diff.rows;
    endResetModel();
}

void DiffModel::setOnlyDifferences(bool areOnly)
{
    m_areOnlyDifferences = areOnly;
    setDiff(TokenDiff(m_diff), QString(m_first), QString(m_second));
}

QString DiffModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells += text(m_rows.at(row), column);
    return cells.join(u'\t');
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 4;
}

QString DiffModel::differenceOf(const TokenDiff::Row &row) const
{
    switch (row.change) {
    case Change::Same: return tr("the same");
    case Change::Changed: return row.note.isEmpty() ? tr("changed") : row.note;
    case Change::OnlyFirst: return tr("only in the first");
    case Change::OnlySecond: return tr("only in the second");
    }
    Q_UNREACHABLE();
}

QString DiffModel::text(const TokenDiff::Row &row, int column) const
{
    switch (column) {
    case Claim: return HiddenCharacters::shown(row.name.left(100));
    case First: return shown(row.first);
    case Second: return shown(row.second);
    default: return HiddenCharacters::shown(differenceOf(row));
    }
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const TokenDiff::Row &row = m_rows.at(index.row());
    const bool isSame = row.change == Change::Same;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Claim && !row.title.isEmpty() ? u"%1, %2"_s.arg(row.name, row.title) : text(row, index.column());
    case Qt::ForegroundRole:
        if (index.column() == Claim)
            return m_theme.color(row.part == TokenPart::Header ? Token::JwtHeader : Token::JsonKey);
        return m_theme.color(isSame ? Token::Dim : Token::Text);
    case Qt::BackgroundRole:
        if (isSame)
            return {};
        return m_theme.color(row.change == Change::Changed ? Token::WarnGround : row.change == Change::OnlyFirst ? Token::BadGround : Token::OkGround);
    default:
        return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Claim: return tr("Claim");
    case First: return m_first;
    case Second: return m_second;
    default: return tr("Difference");
    }
}

}
