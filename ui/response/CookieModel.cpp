#include "ui/response/CookieModel.h"

#include "app/base/Redactor.h"
#include "app/http/VisibleText.h"
#include "ui/theme/Theme.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

CookieModel::CookieModel(const Theme &theme, const Clock &clock, QObject *parent)
    : SecretRows(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_fates.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void CookieModel::setExchange(const HttpExchange &exchange)
{
    beginResetModel();
    m_fates = CookieFate::of(exchange);
    m_isRevealed = false;
    endResetModel();
}

void CookieModel::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    if (!m_fates.isEmpty())
        Q_EMIT dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

QString CookieModel::text(int row, int column) const
{
    constexpr qsizetype longest = 2000;
    const CookieFate &fate = m_fates.at(row);
    switch (column) {
    case NameColumn:
        return VisibleText::of(fate.cookie.name, longest);
    case ValueColumn:
        return m_isRevealed || fate.cookie.value.isEmpty() ? VisibleText::of(fate.cookie.value, longest) : Redactor::mask();
    case PlaceColumn:
        return fate.place();
    case LifeColumn:
        return fate.life(m_clock.now());
    case FlagColumn:
        return fate.flags();
    default:
        return fate.words();
    }
}

QString CookieModel::line(int row) const
{
    QStringList parts;
    for (int column = 0; column < ColumnCount; ++column)
        parts += text(row, column);
    return parts.join(u'\t');
}

int CookieModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fates.size());
}

int CookieModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CookieModel::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ForegroundRole:
        if (index.column() == FateColumn && m_fates.at(index.row()).outcome == CookieFate::Outcome::Refused)
            return m_theme.color(Token::WarnText);
        return m_theme.color(index.column() == NameColumn || index.column() == ValueColumn ? Token::Text : Token::Dim);
    default:
        return {};
    }
}

QVariant CookieModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Name"), tr("Value"), tr("Goes to"), tr("Until"), tr("Marks"), tr("What became of it")};
    return titles.value(section);
}

}
